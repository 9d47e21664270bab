import { GridCell, GridRow } from './grid';

/** Wider or longer sheets than this are no catalogs; what lies beyond is not read. */
export const WIDEST_SHEET = 300;
export const LONGEST_SHEET = 200_000;

/** Filled cells of a worksheet by row number (from 1) and column (from 0). */
export type SheetCells = Map<number, Map<number, GridCell>>;

/** A merged range, both ends included. */
export interface MergedRange {
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
}

export function putCell(cells: SheetCells, row: number, column: number, cell: GridCell): void {
  if (row < 1 || row > LONGEST_SHEET || column < 0 || column >= WIDEST_SHEET) return;
  const line = cells.get(row) ?? new Map<number, GridCell>();
  cells.set(row, line.set(column, cell));
}

/** Every row down to the last filled one, merged ranges filled in. */
export function sheetRows(cells: SheetCells, merges: readonly MergedRange[]): GridRow[] {
  const last = [...cells.keys()].reduce((max, row) => Math.max(max, row), 0);
  for (const merge of merges) fillMerge(cells, merge, last);
  return Array.from({ length: last }, (_, index) => ({ row: index + 1, cells: cellsIn(cells.get(index + 1)) }));
}

function fillMerge(cells: SheetCells, { from, to }: MergedRange, last: number): void {
  const origin = cells.get(from.row)?.get(from.column);
  if (!origin) return;
  for (let row = from.row; row <= Math.min(to.row, last); row += 1)
    for (let column = from.column; column <= Math.min(to.column, WIDEST_SHEET); column += 1) {
      if (row === from.row && column === from.column) continue;
      putCell(cells, row, column, { ...origin, mergedFrom: column > from.column ? 'left' : 'above' });
    }
}

function cellsIn(row: ReadonlyMap<number, GridCell> | undefined): GridCell[] {
  if (!row) return [];
  const width = Math.max(...row.keys()) + 1;
  return Array.from({ length: width }, (_, column) => row.get(column) ?? { text: '' });
}
