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

/** Rows before a page break that are looked at. */
const LONGEST_CELL = 300;

/** A table that begins a page with the edges of the one before goes on; its header is not said again. */
export function joinedPieces(pieces: readonly Piece[]): PageTable[] {
  const joined: (Omit<Piece, 'rows'> & { rows: PageRow[] })[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const first = last && headerAt(last.rows, firstHeader(last.rows));
    // No higher than the first one: the rest of a row below a repeated header may look like a part of it.
    const header = headerAt(piece.rows.slice(0, first?.height), 0);
    const isSame = header !== undefined && first !== undefined && labels(header) === labels(first);
    const goesOn = last && isSameEdges(last.edges, piece.edges) && width(last.rows) === width(piece.rows);
    if (!goesOn || (header && !isSame) || (isSame && piece.titleAbove)) {
      joined.push({ ...piece, rows: [...piece.rows] });
      continue;
    }
    const rows = piece.rows.slice(header?.height ?? 0);
    const from = first ? Math.max(firstHeader(last.rows) + first.height, last.rows.length - LONGEST_CELL) : 0;
    const end = first ? last.rows.splice(from) : [];
    last.rows.push(...(first && end.length > 0 && rows.length > 0 ? acrossBreak(end, rows, first) : [...end, ...rows]));
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

/** Rows before and behind a page break; a row and merged cells that it cuts are put together again. */
function acrossBreak(before: readonly PageRow[], after: readonly PageRow[], header: Header): PageRow[] {
  const isCutRow = isContinued(before, after, header);
  const rows = [...before, ...after];
  const [bottom, top] = [before.length - 1, before.length];
  let isJoined = false;
  for (const { index, role } of header.columns) {
    const [upper, lower] = [rows[bottom]?.cells[index], rows[top]?.cells[index]];
    if (!upper || !lower || lower.mergedFrom === 'left') continue;
    const isMerged = upper.mergedFrom === 'above' || rows[top + 1]?.cells[index]?.mergedFrom === 'above';
    const isHalf = (upper.text === '') !== (lower.text === '');
    if (!isCutRow && !(isMerged && isHalf && MERGED.has(role))) continue;
    if (!isCutRow) isJoined = true;
    fill(rows, { index, bottom, top }, upper.text + lower.text);
  }
  const doubts = isCutRow ? [CUT_ROW] : isJoined ? [CUT_CELL] : [];
  const at = isCutRow ? bottom : top;
  rows[at] = { ...(rows[at] as PageRow), doubts: [...before, ...after][at]?.doubts.concat(doubts) ?? doubts };
  return isCutRow ? rows.toSpliced(top, 1) : rows;
}

const CUT_ROW = ['joined-row', '该行跨页，两页上的文字已合为一行，请核对'] as const;
const CUT_CELL = ['joined-cell', '该行有跨页的合并单元格，文字已按合并前填入，请核对'] as const;

/** What is merged over rows; an empty tick is just empty. */
const MERGED = new Set<Header['columns'][number]['role']>([
  'level',
  'domain',
  'category',
  'basis',
  'timeLimit',
  'unit',
  'division',
  'channel',
  'section',
]);

/** Gives one text to the cell above the break, the one below it, and all rows that they are merged with. */
function fill(rows: PageRow[], { index, bottom, top }: { index: number; bottom: number; top: number }, text: string) {
  const isMergedAt = (at: number) => rows[at]?.cells[index]?.mergedFrom === 'above';
  let from = bottom;
  while (isMergedAt(from)) from -= 1;
  let to = top;
  while (isMergedAt(to + 1)) to += 1;
  for (let at = Math.max(0, from); at <= to; at += 1) {
    const row = rows[at] as PageRow;
    const cell = at === from ? { text } : { text, mergedFrom: 'above' as const };
    rows[at] = { ...row, cells: row.cells.map((old, column) => (column === index ? { ...old, ...cell } : old)) };
  }
}

/**
 * Whether the break cuts a row. Where every row has a number, the two halves of one have it once, on either side; without
 * numbers the second half has no name.
 */
function isContinued(before: readonly PageRow[], after: readonly PageRow[], { columns }: Header): boolean {
  const [bottom, top] = [before.at(-1), after[0]];
  const numbers = columns.filter(({ role }) => role === 'sequence').map(({ index }) => index);
  const isNumbered = (row: PageRow | undefined) => numbers.some((index) => row?.cells[index]?.text);
  const isMerged = numbers.some((index) => [bottom, after[1]].some((row) => row?.cells[index]?.mergedFrom === 'above'));
  const others = [...before.slice(0, -1), ...after.slice(1)];
  if (numbers.length > 0 && !isMerged && others.length > 0 && others.every(isNumbered))
    return !(isNumbered(bottom) && isNumbered(top));
  const levels = columns.filter(({ role }) => role === 'level');
  const isGroup = levels.some(({ index }) => after[1]?.cells[index]?.mergedFrom === 'above');
  return !isGroup && levels.every(({ index }) => !top?.cells[index]?.text);
}

/** Left and right edges, or upper and lower ones. */
export function isSameEdges(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Math.abs(a[0] - b[0]) <= 4 && Math.abs(a[1] - b[1]) <= 4;
}
