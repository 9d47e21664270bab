import { plainHan } from './plain-han';

/**
 * 表格 — the rows of one table with merged cells filled in: a cell covered by a merge carries the text of its origin and
 * says on which side that lies.
 */
export interface Grid {
  /** Worksheet name, where the file has several. */
  readonly name?: string;
  readonly rows: readonly GridRow[];
  /** The sheet goes on beyond what is read of any sheet. */
  readonly isCut?: boolean;
}

export interface GridRow {
  /** Row number in the source file, from 1. */
  readonly row: number;
  readonly cells: readonly GridCell[];
}

export interface GridCell {
  readonly text: string;
  /** Where a merged cell's own text stands; absent for a cell of its own. */
  readonly mergedFrom?: 'left' | 'above';
  /** Target of the hyperlink in the cell. */
  readonly link?: string;
}

/** A cell as the file writes it, before merges are filled in. */
export interface SpanningCell {
  readonly text: string;
  readonly link?: string;
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

/** Widest and longest merge that is believed; a page may claim any number. */
const WIDEST = 200;
const LONGEST = 5000;

/** Lays out rows of spanning cells (HTML, Word) on a grid. `firstRow` is the number of the first row. */
export function gridOf(rows: readonly (readonly SpanningCell[])[], firstRow = 1): Grid {
  const pending = new Map<number, { cell: GridCell; left: number }>();
  return {
    rows: rows.map((cells, index) => ({ row: firstRow + index, cells: layOut(cells, pending) })),
  };
}

function layOut(cells: readonly SpanningCell[], pending: Map<number, { cell: GridCell; left: number }>): GridCell[] {
  const laid: GridCell[] = [];
  const fillFromAbove = () => {
    for (let above = pending.get(laid.length); above; above = pending.get(laid.length)) {
      if (above.left <= 1) pending.delete(laid.length);
      else above.left -= 1;
      laid.push(above.cell);
    }
  };
  for (const { text, link, rowSpan = 1, columnSpan = 1 } of cells) {
    fillFromAbove();
    const height = Math.min(Math.max(1, rowSpan), LONGEST);
    for (let offset = 0; offset < Math.min(Math.max(1, columnSpan), WIDEST); offset += 1) {
      const at = laid.length;
      if (height > 1)
        pending.set(at, { cell: { text, link, mergedFrom: offset === 0 ? 'above' : 'left' }, left: height - 1 });
      laid.push(offset === 0 ? { text, link } : { text, link, mergedFrom: 'left' });
    }
    if (laid.length > WIDEST * 5) break;
  }
  fillFromAbove();
  return laid;
}

/** Plain rows of text without any merge, as a CSV file has them. */
export function gridOfText(rows: readonly (readonly string[])[], firstRow = 1): Grid {
  return { rows: rows.map((texts, index) => ({ row: firstRow + index, cells: texts.map((text) => ({ text })) })) };
}

/** 空白 of every kind out, for headers break anywhere; lookalikes made plain. */
export function squeezed(text: string): string {
  return plainHan(text).replace(/[\s\u3000\u00a0\u200b\ufeff]+/g, '');
}
