import { Parser } from 'htmlparser2';
import { DocumentTable } from './catalog-tables';
import { gridOf, SpanningCell } from './grid';

/** More cells than any catalog has; what comes behind is not read. */
const MOST_CELLS = 500_000;

interface OpenCell {
  text: string;
  link?: string;
  rowSpan: number;
  columnSpan: number;
}

interface OpenTable {
  readonly titleAbove: string;
  readonly rows: SpanningCell[][];
  cell?: OpenCell;
}

/**
 * The tables of a page in the order they close, inner before outer, each ready to be laid out from a row number on and
 * with the last line of text before it.
 */
export function htmlTables(html: string): DocumentTable[] {
  const closed: OpenTable[] = [];
  const open: OpenTable[] = [];
  let outside = '';
  let [cells, mute] = [0, 0];
  const endCell = (table: OpenTable | undefined) => {
    if (!table?.cell) return;
    if (table.rows.length === 0) table.rows.push([]);
    if ((cells += 1) <= MOST_CELLS) table.rows.at(-1)?.push({ ...table.cell, text: folded(table.cell.text) });
    table.cell = undefined;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const table = open.at(-1);
      if (MUTED.has(name)) mute += 1;
      else if (name === 'table') {
        open.push({ titleAbove: lastLine(table?.cell?.text ?? outside), rows: [] });
        outside = '';
      } else if (name === 'tr') {
        endCell(table);
        table?.rows.push([]);
      } else if (name === 'td' || name === 'th') {
        endCell(table);
        if (table) table.cell = emptyCell(attributes);
      } else if (table?.cell) openInside(table.cell, name, attributes);
      else if (name === 'br' || BLOCKS.has(name)) outside += '\n';
    },
    ontext(text) {
      if (mute > 0) return;
      const cell = open.at(-1)?.cell;
      // Line breaks of the source are no line breaks of the text.
      const line = text.replace(/\s*\n\s*/g, '');
      if (cell) cell.text += line;
      else if (open.length === 0) outside = (outside + line).slice(-TITLE_REACH);
    },
    onclosetag(name) {
      const table = open.at(-1);
      if (MUTED.has(name)) mute = Math.max(0, mute - 1);
      else if (name === 'td' || name === 'th' || name === 'tr') endCell(table);
      else if (name === 'table' && table) {
        endCell(table);
        open.pop();
        closed.push(table);
      } else if (BLOCKS.has(name) && table?.cell) table.cell.text += '\n';
      else if (BLOCKS.has(name)) outside += '\n';
    },
  });
  parser.end(html);
  return closed.map(({ rows, titleAbove }) => ({ titleAbove, layOut: (firstRow) => gridOf(rows, firstRow) }));
}

function emptyCell(attributes: Readonly<Record<string, string>>): NonNullable<OpenTable['cell']> {
  return { text: '', rowSpan: spanIn(attributes['rowspan']), columnSpan: spanIn(attributes['colspan']) };
}

/** A title stands right above its table; of a long page only its end is kept. */
const TITLE_REACH = 400;

function lastLine(text: string): string {
  return text.slice(-TITLE_REACH).trim().split('\n').at(-1)?.trim() ?? '';
}

const MUTED = new Set(['script', 'style', 'noscript', 'template']);
const BLOCKS = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4']);

function openInside(cell: OpenCell, name: string, attributes: Record<string, string>): void {
  if (name === 'br' || BLOCKS.has(name)) cell.text += '\n';
  if (name === 'a' && attributes['href']) cell.link ??= attributes['href'];
  if (name === 'input' && attributes['type'] === 'checkbox') cell.text += 'checked' in attributes ? '■' : '□';
}

function spanIn(value: string | undefined): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(span) && span > 0 ? span : 1;
}

function folded(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
