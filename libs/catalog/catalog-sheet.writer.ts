import { PassThrough } from 'node:stream';
import { stream, Worksheet } from 'exceljs';
import { CanonicalSheet, canonicalSheets } from './canonical-table';
import { DisclosureItem } from './disclosure-catalog';
import { SpanningCell } from './grid';

/**
 * The catalog as .xlsx in the canonical columns: a header of two rows with merged cells, ■/□, √. Every cell is text of
 * format text, so that `=HYPERLINK(…)` in a catalog stays words, also when somebody edits or pastes the cell, and nothing
 * is put in front of it that a reader would have to take away again.
 */
export async function writeCatalogSheet(items: readonly DisclosureItem[], title: string): Promise<Buffer> {
  const out = new PassThrough();
  const bytes = collected(out);
  const book = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const names = new Set<string>();
  for (const sheet of canonicalSheets(items)) {
    const views = [{ state: 'frozen' as const, ySplit: sheet.header.length + 1 }];
    writeSheet(book.addWorksheet(unusedName(sheet.name ?? '目录', names), { views }), sheet, title);
  }
  await book.commit();
  return bytes;
}

function writeSheet(target: Worksheet, { header, rows }: CanonicalSheet, title: string): void {
  const width = placesOf(header).reduce((most, { right }) => Math.max(most, right), 1);
  for (let column = 1; column <= width; column += 1) target.getColumn(column).width = column === 1 ? 8 : 18;
  writeHead(target, title, header, width);
  for (const cells of rows) {
    const row = target.addRow(cells.map((text) => (text === '' ? null : escaped(text))));
    row.eachCell((cell) => {
      cell.numFmt = '@';
      cell.alignment = { wrapText: true, vertical: 'top' };
    });
    row.commit();
  }
  target.commit();
}

function writeHead(target: Worksheet, title: string, header: CanonicalSheet['header'], width: number): void {
  target.getCell(1, 1).value = escaped(title);
  target.mergeCells(1, 1, 1, width);
  for (const { text, top, left, bottom, right } of placesOf(header)) {
    target.getCell(top + 1, left).value = escaped(text);
    if (bottom > top || right > left) target.mergeCells(top + 1, left, bottom + 1, right);
  }
  for (let row = 1; row <= header.length + 1; row += 1) {
    target.getRow(row).eachCell((cell) => {
      cell.numFmt = '@';
      cell.font = { bold: true };
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
    });
    target.getRow(row).commit();
  }
}

interface Place {
  readonly text: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Where each header cell lies, rows and columns counted from 1. */
function placesOf(header: readonly (readonly SpanningCell[])[]): Place[] {
  const taken = new Set<string>();
  return header.flatMap((cells, index) => {
    let left = 1;
    return cells.map(({ text, rowSpan = 1, columnSpan = 1 }) => {
      while (taken.has(`${index},${left}`)) left += 1;
      for (let row = index; row < index + rowSpan; row += 1)
        for (let column = left; column < left + columnSpan; column += 1) taken.add(`${row},${column}`);
      return { text, top: index + 1, left, bottom: index + rowSpan, right: left + columnSpan - 1 };
    });
  });
}

/** Control characters and what looks like one, in the way Excel writes them; XML itself has no room for them. */
function escaped(text: string): string {
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, (char) => {
      const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${code}_`;
    });
}

/** A name Excel accepts: at most 31 characters, none of []:*?/\, and not taken. */
function unusedName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 26) || '目录';
  let name = clean;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${clean}(${count})`;
  taken.add(name.toLowerCase());
  return name;
}

async function collected(out: PassThrough): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of out) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
