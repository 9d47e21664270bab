import { ColumnRole, isSubHeader, REQUIREMENT, roleOf } from './catalog-columns';
import { Grid, GridCell, GridRow, squeezed } from './grid';

export interface CatalogColumn {
  readonly index: number;
  /** Header as `cells` names it: the texts of the header rows joined by `/`. */
  readonly label: string;
  /** The lowest header text: 全社会, 县级, 一级事项 … */
  readonly name: string;
  readonly role: ColumnRole | undefined;
}

export interface CatalogHeader {
  readonly columns: readonly CatalogColumn[];
  /** Number of rows it takes. */
  readonly height: number;
  /** Row number of its first row. */
  readonly row: number;
}

/** The table header that begins at `rows[at]`, of one to three rows; undefined where no header begins. */
export function headerAt(rows: readonly GridRow[], at: number): CatalogHeader | undefined {
  const first = rows[at];
  if (!first || !looksLikeHeader(first)) return undefined;
  let height = 1;
  while (height < 3 && isLowerHeader(rows[at + height], first)) height += 1;
  const columns = columnsOf(rows.slice(at, at + height));
  return columns.some(({ role }) => role === 'level') ? { columns, height, row: first.row } : undefined;
}

/** Whether a catalog header begins anywhere in the table. */
export function hasHeader({ rows }: Grid): boolean {
  return rows.some((_, at) => headerAt(rows, at) !== undefined);
}

/** Core roles of which a row must name enough; ticks and remarks alone make no header. */
const CORE = new Set<ColumnRole | undefined>([
  'level',
  'domain',
  'category',
  'content',
  'basis',
  'timeLimit',
  'unit',
  'channel',
  'section',
]);

function looksLikeHeader({ cells }: GridRow): boolean {
  const own = cells.filter(({ text, mergedFrom }) => squeezed(text) !== '' && !mergedFrom);
  const roles = own.map(({ text }) => roleOf(pathIn(text)));
  const core = new Set(roles.filter((role) => CORE.has(role)));
  const known = roles.filter((role) => role !== undefined).length;
  const namesItem = core.has('level') || core.has('category') || core.has('domain');
  return namesItem && core.size >= 2 && known * 2 > own.length;
}

function isLowerHeader(row: GridRow | undefined, first: GridRow): boolean {
  if (!row) return false;
  const own = row.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => cell.mergedFrom !== 'above' && squeezed(cell.text) !== '');
  if (own.length === 0 || !own.every(({ cell }) => isSubHeader(cell.text))) return false;
  // A repetition of the header is no lower part of it.
  return !own.some(({ cell, index }) => index === 0 && squeezed(cell.text) === squeezed(first.cells[0]?.text ?? ''));
}

function columnsOf(rows: readonly GridRow[]): CatalogColumn[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const labels = new Map<string, number>();
  const columns = Array.from({ length: width }, (_, index) => {
    const path = pathOf(rows, index);
    const label = unique(path.join('/') || `第${index + 1}列`, labels);
    return { index, label, name: path.at(-1) ?? '', role: path.length > 0 ? roleOf(path) : undefined };
  });
  const isLimit = ({ role, name }: CatalogColumn) => role === 'timeLimit' && !REQUIREMENT.test(name);
  if (!columns.some(isLimit)) return columns;
  return columns.map((column) => (REQUIREMENT.test(column.name) ? { ...column, role: 'other' } : column));
}

/** Header texts of one column from top to bottom, each said once. */
function pathOf(rows: readonly GridRow[], index: number): string[] {
  const lower = rows.slice(1).some(({ cells }) => squeezed(cells[index]?.text ?? '') !== '');
  const texts = rows.map(({ cells }, depth) => {
    const text = squeezed(cells[index]?.text ?? '');
    return text === '' && depth === 0 && lower ? textToTheLeft(cells, index) : text;
  });
  const path = texts.filter((text, depth) => text !== '' && text !== texts[depth - 1]);
  return rows.length === 1 ? pathIn(path[0] ?? '') : path;
}

/** In a CSV file the group header stands over its first column only. */
function textToTheLeft(cells: readonly GridCell[], index: number): string {
  const filled = cells
    .slice(0, index)
    .map(({ text }) => squeezed(text))
    .filter(Boolean);
  return filled.at(-1) ?? '';
}

/** 公开对象/全社会 in one header cell is a header of two rows; 公开渠道/载体 is not, but reads the same either way. */
function pathIn(text: string): string[] {
  const bare = squeezed(text);
  const at = bare.indexOf('/');
  return at > 0 && !/[（(][^)）]*$/.test(bare.slice(0, at))
    ? [bare.slice(0, at), bare.slice(at + 1)]
    : bare
      ? [bare]
      : [];
}

function unique(label: string, seen: Map<string, number>): string {
  const count = (seen.get(label) ?? 0) + 1;
  seen.set(label, count);
  return count === 1 ? label : `${label}#${count}`;
}
