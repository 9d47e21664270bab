import { Cell, Workbook } from 'exceljs';
import { RegisterColumn, RegisterContent, RegisterKind, RegisterValue } from './register-kind';

/** A row of an export: whose it is and what it says. */
export interface SheetRow {
  readonly unitName: string;
  readonly content: RegisterContent;
}

const UNIT = '单位';
const WIDTHS: Readonly<Partial<Record<RegisterColumn['type'], number>>> = { text: 40, url: 40, instant: 20, code: 24 };
/** Rows of a template that offer the choices. */
const OFFERED = 500;

/**
 * The register as .xlsx in the columns that are read again. Text that a spreadsheet would run as a formula is marked as
 * text by a quote in front, which the reader takes away.
 */
export async function writeRegisterSheet(kind: RegisterKind, rows: readonly SheetRow[]): Promise<Buffer> {
  const { book, sheet } = begun(kind, ({ header }) => header);
  for (const { unitName, content } of rows)
    sheet.addRow([inert(unitName), ...kind.columns.map(({ id }) => printed(content[id]))]).alignment = {
      wrapText: true,
      vertical: 'top',
    };
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** An empty register with what each column wants, and the choices to pick from. */
export async function writeRegisterTemplate(kind: RegisterKind): Promise<Buffer> {
  const { book, sheet } = begun(kind, ({ header, isRequired }) => (isRequired ? `${header}（必填）` : header));
  const hints = sheet.addRow([`填写说明：${kind.about}单位列可不填，导入时选定单位。`, ...kind.columns.map(hintOf)]);
  hints.font = { italic: true, size: 9 };
  hints.alignment = { wrapText: true, vertical: 'top' };
  kind.columns.forEach((column, index) => {
    for (let row = 3; row < 3 + OFFERED; row += 1) prepare(sheet.getCell(row, index + 2), column);
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

function begun({ title, columns }: RegisterKind, headerOf: (column: RegisterColumn) => string) {
  const book = new Workbook();
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([UNIT, ...columns.map(headerOf)]).font = { bold: true };
  sheet.getColumn(1).width = 20;
  columns.forEach(({ type }, index) => (sheet.getColumn(index + 2).width = WIDTHS[type] ?? 16));
  return { book, sheet };
}

/** Cells are text, so that a long number keeps its digits and a day stays as typed. */
function prepare(cell: Cell, { type, choices }: RegisterColumn): void {
  cell.numFmt = '@';
  const offered = type === 'flag' ? ['是', '否'] : choices;
  if (offered) cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${offered.join(',')}"`] };
}

function hintOf({ type, hint, choices }: RegisterColumn): string {
  const form: Readonly<Partial<Record<RegisterColumn['type'], string>>> = {
    day: '如2026-11-18',
    instant: '如2026-11-18 09:30',
    flag: '是或否',
    choice: choices?.join('、') ?? '',
  };
  return [form[type], hint].filter(Boolean).join('；');
}

export function printed(value: RegisterValue | undefined): string | number | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? value : inert(value);
}

function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
