import { CatalogProblem } from './disclosure-catalog';
import { GridCell, squeezed } from './grid';
import { openTable, OpenTable } from './pdf-columns';
import { isSameEdges, joinedPieces, PageRow, PageTable, Piece } from './pdf-joins';
import { PdfPage, PdfRun } from './pdf-page';
import { Region, regionsOf, RuledTable, ruledTables, sharedPositions } from './pdf-ruled';
import { cellText, cutAt, linesOf, middleOf, textOfLine } from './pdf-text';

/** Tables of all pages, those that go on over a page break as one, and what of the pages stands in none. */
export interface PageTables {
  readonly tables: readonly PageTable[];
  readonly problems: readonly CatalogProblem[];
}

/** 表格 of a PDF with a text layer: by its ruled lines where a page has any, by the blanks between its texts otherwise. */
export function pageTables(pages: readonly PdfPage[]): PageTables {
  const bare = withoutFurniture(pages);
  const ruled = bare.map(ruledTables);
  const columns = columnsByTable(ruled.flat());
  const problems: CatalogProblem[] = [];
  const tables: Piece[] = [];
  for (const [index, page] of bare.entries()) {
    const pieces = ruled[index]?.length
      ? ruledPieces(
          page,
          ruled[index].map((table) => ({ ...table, xs: columns.get(table) ?? table.xs })),
        )
      : openPieces(page);
    tables.push(...pieces.tables);
    problems.push(...pieces.outside.map((text) => outsideProblem(page, text)));
    if (pieces.isOpen) problems.push(openProblem(page));
    if (page.runs.length === 0 && pages[index]?.runs.length === 0) problems.push(emptyProblem(page));
  }
  return { tables: joinedPieces(tables), problems };
}

interface Pieces {
  readonly tables: readonly Piece[];
  /** Lines of text in no table and over none. */
  readonly outside: readonly string[];
  /** Columns were told by blanks alone. */
  readonly isOpen?: boolean;
}

function outsideProblem({ number }: PdfPage, text: string): CatalogProblem {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return {
    row: null,
    column: null,
    code: 'text-outside-table',
    message: `第${number}页表格之外的文字未读取：“${shown}”`,
  };
}

function openProblem({ number }: PdfPage): CatalogProblem {
  return {
    row: null,
    column: null,
    code: 'assumed-columns',
    message: `第${number}页的表格没有框线，已按空白分列，请逐列核对`,
  };
}

function emptyProblem({ number }: PdfPage): CatalogProblem {
  return { row: null, column: null, code: 'scanned-page', message: `第${number}页没有文字（空白页或扫描页）` };
}

const PAGE_NUMBER = /^(?:第?\d{1,4}页?(?:(?:[/，,]|共)?共?\d{1,4}页?)?|[-—–－~]+\d{1,4}[-—–－~]+|page\d+(?:of\d+)?)$/i;

/** Without page numbers, and without the lines at the edge of the page that every other page has, too. */
function withoutFurniture(pages: readonly PdfPage[]): PdfPage[] {
  const seen = new Map<string, number>();
  const isAtEdge = (run: PdfRun, { height }: PdfPage) => run.y < height * 0.12 || run.y + run.height > height * 0.88;
  const keyOf = (run: PdfRun) => `${squeezed(run.text)} ${Math.round(run.y / 4)}`;
  for (const page of pages)
    for (const key of new Set(page.runs.filter((run) => isAtEdge(run, page)).map(keyOf)))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  return pages.map((page) => {
    const inTable = ruledTables(page);
    const isFurniture = (run: PdfRun) =>
      isAtEdge(run, page) &&
      !inTable.some(({ ys }) => middleOf(run) > (ys[0] ?? 0) && middleOf(run) < (ys.at(-1) ?? 0)) &&
      (PAGE_NUMBER.test(squeezed(run.text)) ||
        (inTable.length > 0 && pages.length > 2 && (seen.get(keyOf(run)) ?? 0) > pages.length / 2));
    return { ...page, runs: page.runs.filter((run) => !isFurniture(run)) };
  });
}

/** Tables that follow each other with the same edges have the same columns, also where one of them merges some. */
function columnsByTable(tables: readonly RuledTable[]): Map<RuledTable, readonly number[]> {
  const groups: RuledTable[][] = [];
  for (const table of tables) {
    const last = groups.at(-1);
    if (last?.[0] && isSameEdges(edgesOf(last[0].xs), edgesOf(table.xs))) last.push(table);
    else groups.push([table]);
  }
  return new Map(
    groups.flatMap((group) => {
      const shared = sharedPositions(group);
      return group.map((table) => [table, shared] as const);
    }),
  );
}

function edgesOf(xs: readonly number[]): readonly [number, number] {
  return [xs[0] ?? 0, xs.at(-1) ?? 0];
}

function ruledPieces(page: PdfPage, tables: readonly RuledTable[]): Pieces {
  const left = new Set(page.runs);
  const pieces = tables.map((table, index) => {
    const [top, bottom] = edgesOf(table.ys);
    const floor = tables[index - 1]?.ys.at(-1) ?? 0;
    const inside = page.runs.filter((run) => middleOf(run) > top && middleOf(run) < bottom && isBeside(run, table.xs));
    const above = page.runs.filter((run) => middleOf(run) > floor && middleOf(run) < top);
    for (const run of [...inside, ...above]) left.delete(run);
    return { ...titled(above), rows: ruledRows(table, inside), edges: edgesOf(table.xs) };
  });
  return { tables: pieces, outside: linesOf([...left]).map(textOfLine) };
}

function isBeside({ x, width }: PdfRun, xs: readonly number[]): boolean {
  const [left, right] = edgesOf(xs);
  return x + width / 2 > left && x + width / 2 < right;
}

function titled(runs: readonly PdfRun[]): { titleAbove?: string } {
  const lines = linesOf(runs).map(textOfLine);
  return lines.length > 0 ? { titleAbove: lines.join(' ') } : {};
}

function ruledRows(table: RuledTable, runs: readonly PdfRun[]): PageRow[] {
  const regions = regionsOf(table);
  const inRegion = new Map<Region, PdfRun[]>();
  const doubts = new Map<number, (readonly [string, string])[]>();
  for (const run of runs) {
    const row = bandOf(table.ys, middleOf(run));
    const { pieces, isDoubtful } = piecesOf(run, table.xs, regions[row] ?? []);
    if (isDoubtful) add(doubts, row, ['crossing-text', `文字跨过表格竖线，请核对其所在的列：“${run.text}”`] as const);
    for (const piece of pieces) {
      const region = regions[row]?.[bandOf(table.xs, piece.x + piece.width / 2)];
      if (region) add(inRegion, region, piece);
    }
  }
  const edgeAt = (column: number) => table.xs[column] as number;
  const texts = new Map(
    [...inRegion].map(([region, own]) => [region, cellText(own, edgeAt(region.left), edgeAt(region.right + 1))]),
  );
  return regions.map((cells, row) => ({
    row: row + 1,
    page: table.page.number,
    doubts: doubts.get(row) ?? [],
    cells: cells.map((region, column) => {
      const text = texts.get(region) ?? '';
      if (column > region.left) return { text, mergedFrom: 'left' as const };
      return row > region.top ? { text, mergedFrom: 'above' as const } : { text };
    }),
  }));
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** A run cut at every line that it crosses by more than half a letter. */
function piecesOf(run: PdfRun, xs: readonly number[], cells: readonly Region[]) {
  const slack = run.height * 0.5;
  const crossed = xs.filter(
    (x, index) =>
      index > 0 &&
      index < xs.length - 1 &&
      x > run.x + slack &&
      x < run.x + run.width - slack &&
      cells[index - 1] !== cells[index],
  );
  let [pieces, isDoubtful] = [[run] as readonly PdfRun[], false];
  for (const x of crossed) {
    const last = pieces.at(-1) as PdfRun;
    const cut = cutAt(last, x);
    pieces = [...pieces.slice(0, -1), ...cut.runs];
    isDoubtful ||= cut.isDoubtful;
  }
  return { pieces, isDoubtful };
}

function bandOf(positions: readonly number[], at: number): number {
  const after = positions.findIndex((position) => position > at);
  return Math.min(Math.max(0, (after < 0 ? positions.length : after) - 1), positions.length - 2);
}

function openPieces(page: PdfPage): Pieces {
  const table = openTable(page.runs);
  if (!table) return { tables: [], outside: linesOf(page.runs).map(textOfLine) };
  const rows = openRows(table, page.number);
  const edges = [table.columns[0]?.from ?? 0, table.columns.at(-1)?.to ?? 0] as const;
  return {
    tables: [{ ...titled(table.above.flat()), rows, edges }],
    outside: table.unplaced.map(textOfLine),
    isOpen: true,
  };
}

/** Header texts over several columns make a row of their own above the first. */
function openRows({ columns, spans, rows }: OpenTable, page: number): PageRow[] {
  const texts = rows.map(({ cells, isDoubtful }) => ({
    cells: cells.map((runs, column) => ({
      text: cellText(runs, columns[column]?.from ?? 0, columns[column]?.to ?? 0),
    })) as GridCell[],
    doubts: isDoubtful ? [['doubtful-row', '表格没有横线，该行从哪里开始不能确定，请核对'] as const] : [],
  }));
  const [first, ...others] = texts;
  if (spans.length === 0 || !first) return texts.map((row, index) => ({ ...row, row: index + 1, page }));
  const spanOf = (column: number) => spans.find((span) => column >= span.first && column <= span.last);
  const upper = first.cells.map(({ text }, column): GridCell => {
    const span = spanOf(column);
    if (!span) return { text };
    return column > span.first ? { text: span.run.text, mergedFrom: 'left' } : { text: span.run.text };
  });
  const lower = first.cells.map((cell, column): GridCell =>
    spanOf(column) ? cell : { text: cell.text, mergedFrom: 'above' },
  );
  return [{ cells: upper, doubts: [] }, { ...first, cells: lower }, ...others].map((row, index) => ({
    ...row,
    row: index + 1,
    page,
  }));
}
