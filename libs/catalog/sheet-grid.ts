import { CatalogFileError } from './catalog-file-error';
import { Grid, GridCell } from './grid';

/** Wider or longer sheets than this are no catalogs; what lies beyond is not read, and the grid says so. */
export const WIDEST_SHEET = 300;
export const LONGEST_SHEET = 200_000;
/** Filled cells of one sheet, those that merges fill included: twenty times the largest catalog known. */
const MOST_CELLS = 4_000_000;

/** Filled cells of a worksheet by row number (from 1) and column (from 0). */
export interface SheetCells {
  readonly rows: Map<number, Map<number, GridCell>>;
  filled: number;
  isCut: boolean;
}

/** A merged range, both ends included. */
export interface MergedRange {
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
}

export function noCells(): SheetCells {
  return { rows: new Map(), filled: 0, isCut: false };
}

/** Throws CatalogFileError where a sheet holds more cells than any catalog. */
export function putCell(cells: SheetCells, row: number, column: number, cell: GridCell): void {
  if (row < 1 || column < 0) return;
  if (row > LONGEST_SHEET || column >= WIDEST_SHEET) {
    cells.isCut = true;
    return;
  }
  const line = cells.rows.get(row) ?? new Map<number, GridCell>();
  cells.rows.set(row, line.set(column, cell));
  if ((cells.filled += 1) > MOST_CELLS) throw new CatalogFileError('工作表内容过大，拒绝读取');
}

/** Every row down to the last filled one, merged ranges filled in. */
export function sheetRows(cells: SheetCells, merges: readonly MergedRange[]): Pick<Grid, 'rows' | 'isCut'> {
  const last = [...cells.rows.keys()].reduce((max, row) => Math.max(max, row), 0);
  for (const merge of merges) fillMerge(cells, merge, last);
  const rows = Array.from({ length: last }, (_, index) => ({
    row: index + 1,
    cells: cellsIn(cells.rows.get(index + 1)),
  }));
  return cells.isCut ? { rows, isCut: true } : { rows };
}

function fillMerge(cells: SheetCells, { from, to }: MergedRange, last: number): void {
  const origin = cells.rows.get(from.row)?.get(from.column);
  if (!origin) return;
  const [left, above] = [
    { ...origin, mergedFrom: 'left' as const },
    { ...origin, mergedFrom: 'above' as const },
  ];
  for (let row = from.row; row <= Math.min(to.row, last); row += 1)
    for (let column = from.column; column <= Math.min(to.column, WIDEST_SHEET - 1); column += 1) {
      if (row === from.row && column === from.column) continue;
      putCell(cells, row, column, column > from.column ? left : above);
    }
}

function cellsIn(row: ReadonlyMap<number, GridCell> | undefined): GridCell[] {
  if (!row) return [];
  const width = Math.max(...row.keys()) + 1;
  return Array.from({ length: width }, (_, column) => row.get(column) ?? { text: '' });
}
