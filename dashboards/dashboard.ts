import { DATASOURCE, Panel } from './panel';

/** A dashboard as it is written here: rows of panels from the top down, each row exactly as wide as the grid. */
export interface DashboardPlan {
  /** What it is known by when it is stored again; also the name of its file. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** How often an open screen reads again: `5m`. */
  readonly refresh: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly height: number;
  readonly panels: readonly { readonly width: number; readonly panel: Panel }[];
}

/** A dashboard in Grafana's own JSON. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly PlacedPanel[];
  readonly [setting: string]: unknown;
}

export interface PlacedPanel extends Omit<Panel, 'query'> {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: typeof DATASOURCE;
  readonly targets: readonly { readonly rawSql: string; readonly [setting: string]: unknown }[];
}

/** Grafana's grid is 24 wide; about 24 of its rows of 30 px and a gap fit a 1080-line screen without scrolling. */
const GRID_WIDTH = 24;

/** @throws when the widths of a row do not add up */
export function grafanaDashboard({ rows, ...head }: DashboardPlan): Dashboard {
  return {
    ...head,
    id: null,
    tags: ['明鉴'],
    timezone: 'Asia/Shanghai',
    weekStart: 'monday',
    editable: false,
    schemaVersion: 41,
    graphTooltip: 0,
    // The statements choose their own days, counted from the region's today, which in a demonstration is not the clock's.
    time: { from: 'now-30d', to: 'now' },
    timepicker: { hidden: true },
    annotations: { list: [] },
    templating: { list: [] },
    links: [],
    panels: placed(rows),
  };
}

function placed(rows: readonly Row[]): PlacedPanel[] {
  const panels: PlacedPanel[] = [];
  let y = 0;
  for (const { height, panels: cells } of rows) {
    let x = 0;
    for (const { width, panel } of cells) {
      panels.push(atPlace(panel, panels.length + 1, { x, y, w: width, h: height }));
      x += width;
    }
    if (x !== GRID_WIDTH) throw new Error(`a row is ${GRID_WIDTH} wide; the one at y ${y} has panels of ${x}`);
    y += height;
  }
  return panels;
}

function atPlace({ query, ...panel }: Panel, id: number, gridPos: PlacedPanel['gridPos']): PlacedPanel {
  const target = { refId: 'A', datasource: DATASOURCE, editorMode: 'code', format: 'table', rawQuery: true };
  return { id, gridPos, datasource: DATASOURCE, ...panel, targets: [{ ...target, rawSql: query.sql }] };
}
