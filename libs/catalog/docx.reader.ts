import { DocumentTable } from './catalog-tables';
import { Grid, GridCell, GridRow } from './grid';
import { relationships, walkXml } from './xml.reader';
import { ZipPackage } from './zip.reader';

interface WordCell {
  text: string;
  link?: string;
  columnSpan: number;
  /** 纵向合并: this cell goes on with the one above. */
  isContinued: boolean;
}

interface OpenTable {
  readonly titleAbove: string;
  readonly rows: WordCell[][];
  cell?: WordCell;
}

/**
 * The tables of a .docx in the order they close, each ready to be laid out from a row number on and with the last
 * paragraph before it.
 */
export function docxTables(zip: ZipPackage): DocumentTable[] {
  const targets = relationships(zip.text('word/_rels/document.xml.rels'));
  const closed: OpenTable[] = [];
  const open: OpenTable[] = [];
  let [isText, fallback, paragraph, title] = [false, 0, '', ''];
  walkXml(zip.text('word/document.xml') ?? '', {
    open: (name, attributes) => {
      const table = open.at(-1);
      const cell = table?.cell;
      if (name === 'Fallback') fallback += 1;
      isText = name === 't';
      if (name === 'tbl') open.push({ titleAbove: title, rows: [] });
      else if (name === 'tr') table?.rows.push([]);
      else if (name === 'gridBefore') addBlank(table, Number(attributes['val']));
      else if (name === 'tc' && table) table.cell = { text: '', columnSpan: 1, isContinued: false };
      else if (cell) openInside(cell, name, attributes, targets);
    },
    text: (text) => {
      const cell = open.at(-1)?.cell;
      if (!isText || fallback > 0) return;
      if (cell) cell.text += text;
      else if (open.length === 0 && paragraph.length < 400) paragraph += text;
    },
    close: (name) => {
      const table = open.at(-1);
      if (name === 't') isText = false;
      if (name === 'Fallback') fallback -= 1;
      if (name === 'p' && table?.cell) table.cell.text += '\n';
      if (name === 'p' && !table) [title, paragraph] = [paragraph.trim() || title, ''];
      if (name === 'tc' && table?.cell) {
        table.rows.at(-1)?.push({ ...table.cell, text: table.cell.text.trim() });
        table.cell = undefined;
      }
      if (name === 'tbl' && table) {
        open.pop();
        closed.push(table);
        title = '';
      }
    },
  });
  return closed.map(({ rows, titleAbove }) => ({ titleAbove, layOut: (firstRow) => layOut(rows, firstRow) }));
}

function openInside(
  cell: WordCell,
  name: string,
  attributes: Readonly<Record<string, string>>,
  targets: ReadonlyMap<string, string>,
): void {
  const value = attributes['val'];
  if (name === 'gridSpan') cell.columnSpan = Math.min(Math.max(1, Number(value) || 1), 200);
  if (name === 'vMerge') cell.isContinued = value !== 'restart';
  if (name === 'br' || name === 'cr') cell.text += '\n';
  if (name === 'tab') cell.text += ' ';
  if (name === 'sym') cell.text += String.fromCharCode(Number.parseInt(attributes['char'] ?? '20', 16) || 0x20);
  if (name === 'hyperlink') cell.link ??= targets.get(attributes['id'] ?? '');
}

function addBlank(table: OpenTable | undefined, count: number): void {
  if (!(count > 0)) return;
  table?.rows.at(-1)?.push({ text: '', columnSpan: Math.min(count, 200), isContinued: false });
}

function layOut(rows: readonly WordCell[][], firstRow: number): Grid {
  const laid: GridRow[] = [];
  for (const [index, cells] of rows.entries()) {
    const above = laid.at(-1)?.cells ?? [];
    laid.push({
      row: firstRow + index,
      cells: cells.flatMap((cell, at) => laidCells(cell, columnOf(cells, at), above)),
    });
  }
  return { rows: laid };
}

function columnOf(cells: readonly WordCell[], at: number): number {
  return cells.slice(0, at).reduce((sum, { columnSpan }) => sum + columnSpan, 0);
}

function laidCells(
  { text, link, columnSpan, isContinued }: WordCell,
  column: number,
  above: readonly GridCell[],
): GridCell[] {
  const origin = isContinued ? above[column] : undefined;
  const first: GridCell = origin ? { text: origin.text, link: origin.link, mergedFrom: 'above' } : { text, link };
  const rest = { text: first.text, link: first.link, mergedFrom: 'left' as const };
  return [first, ...Array.from({ length: columnSpan - 1 }, () => rest)];
}
