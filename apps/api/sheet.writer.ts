import { Workbook } from 'exceljs';

type Cell = string | number | null;

export interface SheetColumn<Row> {
  readonly header: string;
  readonly width: number;
  value(row: Row): Cell;
}

/** A list as it is shown, as .xlsx: a line of what it is, the headers, the rows. Text that a spreadsheet would run as a formula is marked as text. */
export async function writeSheet<Row>(
  {
    name,
    title,
    columns,
  }: { readonly name: string; readonly title: string; readonly columns: readonly SheetColumn<Row>[] },
  rows: readonly Row[],
): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.addRow([title]);
  sheet.addRow(columns.map(({ header }) => header)).font = { bold: true };
  columns.forEach(({ width }, index) => (sheet.getColumn(index + 1).width = width));
  for (const row of rows)
    sheet.addRow(columns.map(({ value }) => inert(value(row)))).alignment = { wrapText: true, vertical: 'top' };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** exceljs writes strings as strings; the quote keeps them so when the file is saved as CSV and opened again. */
export function inert(value: Cell): Cell {
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
