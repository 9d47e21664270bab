import { Level, NEUTRAL } from './level';

/** The plugin and the uid of the data source that every panel reads; the same as in provisioning/datasources. */
export const DATASOURCE = { type: 'grafana-postgresql-datasource', uid: 'mingjian' } as const;

/** What a panel shows and where from, before it has its place on a dashboard. */
export interface Panel {
  readonly type: 'stat' | 'barchart' | 'table';
  readonly title: string;
  /** Chinese; shown behind the panel's (i): what is counted and what is not. */
  readonly description: string;
  readonly query: Query;
  readonly fieldConfig: FieldConfig;
  readonly options: Readonly<Record<string, unknown>>;
}

/** One statement on `dashboard_` views, run as it stands, without Grafana's macros, and the columns it answers. */
export interface Query {
  readonly sql: string;
  readonly columns: readonly string[];
}

interface FieldConfig {
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly overrides: readonly {
    readonly matcher: { readonly id: 'byName'; readonly options: string };
    readonly properties: readonly { readonly id: string; readonly value: unknown }[];
  }[];
}

type Head = Pick<Panel, 'title' | 'description' | 'query'>;

/** One number (or one sentence) on a plain ground: `fill` when it is above zero, neutral grey at zero. */
export function stat(head: Head, { fill = NEUTRAL }: { readonly fill?: string } = {}): Panel {
  const steps = [
    { color: NEUTRAL, value: null },
    { color: fill, value: 1 },
  ];
  return {
    ...head,
    type: 'stat',
    fieldConfig: {
      defaults: { color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps }, unit: 'none', noValue: '—' },
      overrides: [],
    },
    options: {
      // All fields, because the default leaves out those that are text.
      reduceOptions: { calcs: ['lastNotNull'], fields: '/.*/', values: false },
      colorMode: 'background_solid',
      graphMode: 'none',
      justifyMode: 'center',
      orientation: 'auto',
      textMode: 'value',
    },
  };
}

/** Bars over the text of the first column, one series for each further column. */
export function bars(
  head: Head,
  look: {
    readonly orientation: 'horizontal' | 'vertical';
    readonly stacked?: boolean;
    readonly series: readonly Pick<Level, 'label' | 'fill'>[];
  },
): Panel {
  return {
    ...head,
    type: 'barchart',
    fieldConfig: {
      defaults: { custom: { fillOpacity: 100, gradientMode: 'none', lineWidth: 0 }, decimals: 0, min: 0, unit: 'none' },
      overrides: look.series.map(({ label, fill }) => fixedColour(label, fill)),
    },
    options: {
      xField: head.query.columns[0],
      orientation: look.orientation,
      stacking: look.stacked ? 'normal' : 'none',
      showValue: look.orientation === 'horizontal' ? 'auto' : 'never',
      xTickLabelSpacing: look.orientation === 'vertical' ? 60 : 0,
      legend: { showLegend: look.series.length > 1, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'none' },
    },
  };
}

/** Rows as they come; `widths` in pixels for columns that need little, text wraps in the others. */
export function table(head: Head, widths: Readonly<Record<string, number>> = {}): Panel {
  return {
    ...head,
    type: 'table',
    fieldConfig: {
      defaults: { custom: { cellOptions: { type: 'auto', wrapText: true } }, noValue: '—', unit: 'none' },
      overrides: Object.entries(widths).map(([name, width]) => ({
        matcher: { id: 'byName', options: name },
        properties: [{ id: 'custom.width', value: width }],
      })),
    },
    options: { showHeader: true, cellHeight: 'sm' },
  };
}

function fixedColour(name: string, fixedColor: string): FieldConfig['overrides'][number] {
  return {
    matcher: { id: 'byName', options: name },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  };
}
