import { writeFile } from 'node:fs/promises';
import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  VerticalMergeType,
  WidthType,
} from 'docx';
import ExcelJS from 'exceljs';
import { CATALOG_KINDS } from '@app/catalog/catalog-version';
import { CatalogTable, catalogTable } from './county/catalog-table';
import { SideCatalogPlan, UnitPlan } from './county/plan';
import { escapeHtml } from './markup/html';

/** Writes a unit's catalog in the form its plan names; `path` without extension. Returns the file written. */
export async function writeCatalog(unit: UnitPlan, path: string): Promise<string> {
  const { form, glyphs } = unit.catalog;
  const file = `${path}.${form}`;
  const table = catalogTable(unit);
  if (form === 'csv') await writeFile(file, `\ufeff${csv(table, glyphs === 'selectedOnly')}`);
  else if (form === 'html') await writeFile(file, html(table));
  else if (form === 'docx') await writeFile(file, await Packer.toBuffer(docx(table)));
  else await workbook(table, unit.name).xlsx.writeFile(file);
  return file;
}

/** Writes a plain table as .csv; `path` without extension. Returns the file written. */
export async function writeSideCatalog({ kind, header, rows }: SideCatalogPlan, path: string): Promise<string> {
  const file = `${path}${CATALOG_KINDS[kind]}.csv`;
  const lines = [header, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`);
  await writeFile(file, `\ufeff${lines.join('')}`);
  return file;
}

/** Two-row header with merged cells under title lines, as the national guides are filled in. */
function workbook({ preamble, header, rows, merged }: CatalogTable, name: string): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('目录');
  preamble.forEach((text) => sheet.addRow([text]));
  const [top, bottom] = headerRows(header);
  sheet.addRow(top);
  sheet.addRow(bottom);
  rows.forEach((cells) => sheet.addRow([...cells]));
  const head = preamble.length + 1;
  const width = top.length;
  for (let line = 1; line <= preamble.length; line += 1) sheet.mergeCells(line, 1, line, width);
  for (const { from, to, isGroup } of spans(header))
    if (isGroup) sheet.mergeCells(head, from + 1, head, to + 1);
    else sheet.mergeCells(head, from + 1, head + 1, from + 1);
  for (const column of merged)
    for (const { first, count } of runs(rows, column))
      if (count > 1) sheet.mergeCells(head + 2 + first, column + 1, head + 1 + first + count, column + 1);
  sheet.columns.forEach((column, index) => (column.width = [6, 14, 20, 30][index] ?? 18));
  book.title = name;
  return book;
}

/** One flat header line, or two where the form keeps the guide's two rows and leaves merged cells empty. */
function csv({ header, rows, merged }: CatalogTable, isTwoRow: boolean): string {
  const flat = header.flatMap(({ text, under }) => (under.length ? under.map((inner) => `${text}/${inner}`) : [text]));
  const [top, bottom] = headerRows(header);
  const covered = new Set(
    merged.flatMap((column) =>
      runs(rows, column).flatMap(({ first, count }) =>
        range(first + 1, first + count).map((row) => `${row}:${column}`),
      ),
    ),
  );
  const body = rows.map((cells, row) =>
    cells.map((text, column) => (isTwoRow && covered.has(`${row}:${column}`) ? '' : text)),
  );
  return [...(isTwoRow ? [top, bottom] : [flat]), ...body]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

function html({ preamble, header, rows, merged }: CatalogTable): string {
  const tall = (text: string) => `<td rowspan="2">${escapeHtml(text)}</td>`;
  const top = header.map(({ text, under }) =>
    under.length ? `<td colspan="${under.length}">${escapeHtml(text)}</td>` : tall(text),
  );
  const bottom = header.flatMap(({ under }) => under.map((text) => `<td>${escapeHtml(text)}</td>`));
  const starts = new Map(
    merged.flatMap((column) => runs(rows, column).map(({ first, count }) => [`${first}:${column}`, count] as const)),
  );
  const body = rows.map((cells, row) =>
    cells.map((text, column) => {
      if (!merged.includes(column)) return `<td>${escapeHtml(text)}</td>`;
      const count = starts.get(`${row}:${column}`);
      return count === undefined ? '' : `<td${count > 1 ? ` rowspan="${count}"` : ''}>${escapeHtml(text)}</td>`;
    }),
  );
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${preamble[1]}</title></head><body>
${preamble.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
<table border="1">
${[top, bottom, ...body].map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}
</table></body></html>
`;
}

function docx({ preamble, header, rows, merged }: CatalogTable): Document {
  const [top, bottom] = headerRows(header);
  const width = top.length;
  const topCells = spans(header).map(({ from, to, isGroup, text }) =>
    isGroup ? cellOf(text, { columnSpan: to - from + 1 }) : cellOf(text, { verticalMerge: VerticalMergeType.RESTART }),
  );
  const bottomCells = bottom.map((text) =>
    text ? cellOf(text) : cellOf('', { verticalMerge: VerticalMergeType.CONTINUE }),
  );
  const body = rows.map((cells, row) =>
    cells.map((text, column) => (merged.includes(column) ? mergedCell(rows, row, column) : cellOf(text))),
  );
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: Array.from({ length: width }, () => 900),
    rows: [topCells, bottomCells, ...body].map((children) => new TableRow({ children })),
  });
  const lines = preamble.map(
    (text, index) => new Paragraph({ text, heading: index === 1 ? HeadingLevel.TITLE : undefined }),
  );
  return new Document({ sections: [{ children: [...lines, table] }] });
}

function mergedCell(rows: CatalogTable['rows'], row: number, column: number): TableCell {
  const run = runs(rows, column).find(({ first, count }) => row >= first && row < first + count);
  if (!run || run.count === 1) return cellOf(rows[row]?.[column] ?? '');
  return row === run.first
    ? cellOf(rows[row]?.[column] ?? '', { verticalMerge: VerticalMergeType.RESTART })
    : cellOf('', { verticalMerge: VerticalMergeType.CONTINUE });
}

function cellOf(text: string, more: Partial<ConstructorParameters<typeof TableCell>[0]> = {}): TableCell {
  return new TableCell({ ...more, children: [new Paragraph(text)] });
}

function headerRows(header: CatalogTable['header']): [string[], string[]] {
  const top = header.flatMap(({ text, under }) =>
    under.length ? under.map((_, index) => (index ? '' : text)) : [text],
  );
  const bottom = header.flatMap(({ under }) => (under.length ? under : ['']));
  return [top, bottom];
}

function spans(header: CatalogTable['header']) {
  let next = 0;
  return header.map(({ text, under }) => {
    const from = next;
    next += Math.max(1, under.length);
    return { text, from, to: next - 1, isGroup: under.length > 0 };
  });
}

/** Runs of equal non-empty cells of a column. */
function runs(rows: CatalogTable['rows'], column: number): { first: number; count: number }[] {
  const found: { first: number; count: number; text: string }[] = [];
  rows.forEach((cells, row) => {
    const text = cells[column] ?? '';
    const last = found.at(-1);
    if (last && text && last.text === text) last.count += 1;
    else found.push({ first: row, count: 1, text });
  });
  return found;
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
