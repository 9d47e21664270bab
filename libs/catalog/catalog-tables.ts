import { cardsAsTable } from './catalog-cards';
import { hasHeader } from './catalog-header';
import { readCatalogTable } from './catalog-table';
import { DisclosureCatalog } from './disclosure-catalog';
import { domainInTitle } from './domain-title';
import { Grid, GridRow } from './grid';
import { withAssumedHeader } from './headless-table';
import { LONGEST_SHEET, WIDEST_SHEET } from './sheet-grid';

/**
 * A file of several worksheets: every sheet with a catalog header is read, in order; a filled sheet without one is a
 * problem (`skipped-sheet`), unless no sheet has any (`no-header`).
 */
export function readCatalogSheets(sheets: readonly Grid[]): DisclosureCatalog {
  const filled = sheets.filter(({ rows }) => rows.some(({ cells }) => cells.some(({ text }) => text.trim() !== '')));
  const withHeader = filled.filter(hasHeader);
  const read = withHeader.length > 0 ? withHeader : filled.filter(isReadable);
  if (read.length === 0) return readCatalogTable({ rows: [] });
  const catalogs = read.map((sheet) => named(readCatalogTable(sheet), read.length > 1 ? sheet.name : undefined));
  const skipped = filled
    .filter((sheet) => !read.includes(sheet))
    .map(({ name = '' }) => ({
      row: null,
      column: null,
      code: 'skipped-sheet',
      message: `工作表“${name}”没有目录表头，未读取`,
    }));
  const cut = read
    .filter(({ isCut }) => isCut)
    .map(({ name = '' }) => ({
      row: LONGEST_SHEET,
      column: null,
      code: 'cut-sheet',
      message: `工作表“${name}”第${LONGEST_SHEET}行以下、第${WIDEST_SHEET}列以右的内容未读取`,
    }));
  return {
    items: catalogs.flatMap(({ items }) => items),
    problems: [...catalogs.flatMap(({ problems }) => problems), ...skipped, ...cut],
  };
}

/** A table of a document, laid out when the number of its first row is known, with the line of text above it. */
export interface DocumentTable {
  readonly titleAbove?: string;
  layOut(firstRow: number): Grid;
}

/**
 * The tables of one document as one: those with a catalog header, and those right behind them that go on without one
 * (a page break cuts a table in two). Where none has a header, the cards, or else the tables clear enough to be read
 * without. Rows count on from table to table; the 领域 in the line above a table stands over its rows.
 */
export function joinedTables(tables: readonly DocumentTable[]): Grid {
  const isAnyHeaded = tables.some(({ layOut }) => hasHeader(layOut(1)));
  const isCatalog = isAnyHeaded ? hasHeader : isReadable;
  const rows: GridRow[] = [];
  let [width, count]: [number | undefined, number] = [undefined, 0];
  for (const { titleAbove, layOut } of tables) {
    const grid = layOut(count + 1);
    const itsWidth = grid.rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
    if (!isCatalog(grid) && itsWidth !== width) {
      width = undefined;
      continue;
    }
    const title = titleAbove && domainInTitle(titleAbove) ? titleAbove : undefined;
    if (title) rows.push({ row: count + 1, cells: [{ text: title }] });
    for (const row of grid.rows) rows.push(row);
    count += grid.rows.length;
    width = itsWidth;
  }
  return { rows };
}

/** Cards, or a table without a header that is clear enough. */
function isReadable(grid: Grid): boolean {
  return cardsAsTable(grid) !== undefined || withAssumedHeader(grid) !== undefined;
}

function named(catalog: DisclosureCatalog, sheet: string | undefined): DisclosureCatalog {
  if (!sheet) return catalog;
  return {
    items: catalog.items.map((item) => ({ ...item, sheet })),
    problems: catalog.problems.map((problem) => ({ ...problem, message: `工作表“${sheet}”：${problem.message}` })),
  };
}
