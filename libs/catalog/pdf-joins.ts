import { headerAt } from './catalog-header';
import { GridRow } from './grid';

/** A row of a table in a PDF. */
export interface PageRow extends GridRow {
  /** From 1. */
  readonly page: number;
  /** Codes and messages of what was doubtful in it. */
  readonly doubts: readonly (readonly [code: string, message: string])[];
}

export interface PageTable {
  readonly titleAbove?: string;
  readonly rows: readonly PageRow[];
}

/** A table as it stands on one page. */
export interface Piece extends PageTable {
  /** Left and right edge. */
  readonly edges: readonly [number, number];
}

/** A table that begins a page with the edges of the one before goes on; its header is not said again. */
export function joinedPieces(pieces: readonly Piece[]): PageTable[] {
  const joined: (Omit<Piece, 'rows'> & { rows: PageRow[] })[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const header = headerAt(piece.rows, 0);
    const first = last && headerAt(last.rows, firstHeader(last.rows));
    const isSame = header !== undefined && first !== undefined && labels(header) === labels(first);
    const goesOn = last && isSameEdges(last.edges, piece.edges) && width(last.rows) === width(piece.rows);
    if (!goesOn || (header && !isSame) || (isSame && piece.titleAbove)) {
      joined.push({ ...piece, rows: [...piece.rows] });
      continue;
    }
    const rows = piece.rows.slice(header?.height ?? 0);
    if (rows[0] && first && isContinued(rows[0], last.rows.slice(firstHeader(last.rows) + first.height), first))
      last.rows.push(continued(last.rows.pop() as PageRow, rows.shift() as PageRow));
    last.rows.push(...rows);
  }
  return joined;
}

type Header = NonNullable<ReturnType<typeof headerAt>>;

function firstHeader(rows: readonly PageRow[]): number {
  const at = rows.findIndex((_, index) => headerAt(rows, index));
  return at < 0 ? 0 : at;
}

function labels({ columns }: Header): string {
  return columns.map(({ label }) => label).join('\n');
}

function width(rows: readonly PageRow[]): number {
  return rows[0]?.cells.length ?? 0;
}

/** The rest of a row cut by the page break: without a number where every row has one, or else without a name. */
function isContinued({ cells }: PageRow, before: readonly PageRow[], { columns }: Header): boolean {
  if (before.length === 0) return false;
  const at = (role: string) => columns.filter((column) => column.role === role).map(({ index }) => index);
  const isEmpty = (indexes: readonly number[]) => indexes.every((index) => !cells[index]?.text);
  const numbers = at('sequence');
  const areNumbered = numbers.length > 0 && before.every((row) => numbers.some((index) => row.cells[index]?.text));
  return areNumbered ? isEmpty(numbers) : isEmpty(at('level'));
}

function continued(row: PageRow, rest: PageRow): PageRow {
  const cells = row.cells.map((cell, index) => {
    const more = rest.cells[index]?.text ?? '';
    return more === '' || rest.cells[index]?.mergedFrom ? cell : { ...cell, text: `${cell.text}${more}` };
  });
  const doubt = ['joined-row', `第${rest.page}页开头的一行没有序号或事项名称，已接在上页最后一行之后，请核对`] as const;
  return { ...row, cells, doubts: [...row.doubts, ...rest.doubts, doubt] };
}

/** Left and right edges, or upper and lower ones. */
export function isSameEdges(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Math.abs(a[0] - b[0]) <= 4 && Math.abs(a[1] - b[1]) <= 4;
}
