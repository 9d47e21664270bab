import { readCatalogTable } from './catalog-table';
import { DocumentTable, joinedTables } from './catalog-tables';
import { CatalogProblem, DisclosureCatalog } from './disclosure-catalog';
import { GridRow } from './grid';
import { PageRow, PageTable } from './pdf-joins';
import { PdfPage } from './pdf-page';
import { pageTables } from './pdf-tables';

/**
 * 政务公开事项标准目录 of a PDF with a text layer. Rows are numbered through all pages; every problem names its page. Besides
 * those of `readCatalogTable`: `text-outside-table`, `scanned-page`, `skipped-table`, `crossing-text`, `doubtful-row`,
 * `joined-row`, `damaged-text`.
 */
export function catalogOfPages(pages: readonly PdfPage[]): DisclosureCatalog {
  const { tables, problems } = pageTables(pages);
  const grid = joinedTables(tables.map(documentTable));
  const rows = grid.rows.filter(isPageRow);
  const catalog = readCatalogTable(grid);
  const pageOf = new Map(rows.map(({ row, page }) => [row, page]));
  const doubts = rows.flatMap(({ row, doubts: all }) =>
    all.map(([code, message]): CatalogProblem => ({ row, column: null, code, message })),
  );
  const named = [...catalog.problems, ...doubts].map((problem) => {
    const page = problem.row === null ? undefined : pageOf.get(problem.row);
    return page === undefined ? problem : { ...problem, message: `第${page}页：${problem.message}` };
  });
  return { items: catalog.items, problems: [...named, ...skipped(tables, rows), ...problems, ...damaged(pages)] };
}

function documentTable({ titleAbove, rows }: PageTable): DocumentTable {
  return { titleAbove, layOut: (first) => ({ rows: rows.map((row, index) => ({ ...row, row: first + index })) }) };
}

function isPageRow(row: GridRow): row is PageRow {
  return 'page' in row;
}

/** Tables of which no row was taken over. */
function skipped(tables: readonly PageTable[], read: readonly PageRow[]): CatalogProblem[] {
  const cells = new Set(read.map((row) => row.cells));
  return tables
    .filter(({ rows }) => !rows.some((row) => cells.has(row.cells)))
    .map(({ rows }) => ({
      row: null,
      column: null,
      code: 'skipped-table',
      message: `第${rows[0]?.page ?? 1}页的表格没有目录表头，未读取（${rows.length}行）`,
    }));
}

/** Signs of a font that does not say which characters it draws. */
const DAMAGED = /[\uFFFD\p{Private_Use}\p{Cc}]/u;

function damaged(pages: readonly PdfPage[]): CatalogProblem[] {
  return pages.flatMap(({ number, runs }) => {
    const bad = runs.filter(({ text }) => DAMAGED.test(text));
    if (bad.length === 0) return [];
    const message = `第${number}页有${bad.length}处文字的字体未说明其字符，读出的内容可能有误`;
    return [{ row: null, column: null, code: 'damaged-text', message }];
  });
}
