import { headerAt } from './catalog-header';
import { readCatalogTable } from './catalog-table';
import { DisclosureCatalog } from './disclosure-catalog';
import { Grid, GridRow } from './grid';

/**
 * A file of several worksheets: every sheet with a catalog header is read, in order; a filled sheet without one is a
 * problem (`skipped-sheet`), unless no sheet has any (`no-header`).
 */
export function readCatalogSheets(sheets: readonly Grid[]): DisclosureCatalog {
  const filled = sheets.filter(({ rows }) => rows.some(({ cells }) => cells.some(({ text }) => text.trim() !== '')));
  const read = filled.filter(hasHeader);
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
  return {
    items: catalogs.flatMap(({ items }) => items),
    problems: [...catalogs.flatMap(({ problems }) => problems), ...skipped],
  };
}

/**
 * The tables of one document as one: those with a catalog header, and those right behind them that go on without one
 * (a page break cuts a table in two). Rows count on from table to table; `layOut` is called with the first row's number.
 */
export function joinedTables(tables: readonly ((firstRow: number) => Grid)[]): Grid {
  const rows: GridRow[] = [];
  let width: number | undefined;
  for (const layOut of tables) {
    const grid = layOut(rows.length + 1);
    const itsWidth = grid.rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
    const isCatalog = hasHeader(grid);
    if (!isCatalog && itsWidth !== width) {
      width = undefined;
      continue;
    }
    for (const row of grid.rows) rows.push(row);
    width = itsWidth;
  }
  return { rows };
}

function hasHeader({ rows }: Grid): boolean {
  return rows.some((_, at) => headerAt(rows, at) !== undefined);
}

function named(catalog: DisclosureCatalog, sheet: string | undefined): DisclosureCatalog {
  if (!sheet) return catalog;
  return {
    items: catalog.items.map((item) => ({ ...item, sheet })),
    problems: catalog.problems.map((problem) => ({ ...problem, message: `工作表“${sheet}”：${problem.message}` })),
  };
}
