import { Grid, GridRow, squeezed } from '@app/catalog/grid';
import { readEntry } from './read-entry';
import { EntryDraft, RegisterColumn, RegisterKind } from './register-kind';

/** Something in the file a person has to look at; `row` and `column` as in the file. */
export interface SheetProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** One row of the file that could be read; `unit` is the text of its 单位 cell, null without such a column. */
export interface SheetEntry {
  readonly row: number;
  readonly unit: string | null;
  readonly entry: EntryDraft;
}

export interface SheetReading {
  readonly entries: readonly SheetEntry[];
  /** While there is any, nothing of the file may be stored. */
  readonly problems: readonly SheetProblem[];
  /** Chinese; columns that are left out, personal ones above all. */
  readonly ignored: readonly string[];
}

const HEADER_WITHIN = 15;
export const MOST_REGISTER_ROWS = 20_000;
/** More problems than this are one: the wrong file. */
const MOST_PROBLEMS = 500;

/** 台账表格 — finds the header by what its cells mean and reads every row below it. */
export function readRegisterSheet(kind: RegisterKind, grid: Grid): SheetReading {
  const header = headerOf(kind, grid.rows);
  if (!header) return refused(`没有找到表头：“${kind.title}”应有${requiredNames(kind)}等列`);
  const lacking = kind.columns.filter(({ id, isRequired }) => isRequired && !header.columns.has(id));
  if (lacking.length > 0)
    return refused(`缺少${lacking.map((each) => `“${each.header}”`).join('、')}列`, header.row.row);
  const rows = grid.rows.filter((row) => row.row > header.row.row && isFilled(row) && !isHint(row));
  if (grid.isCut || rows.length > MOST_REGISTER_ROWS) return refused(`超过${MOST_REGISTER_ROWS}行，请分次导入`);
  if (rows.length === 0) return refused('表头之下没有内容');
  const read = rows.map((row) => readRow(kind, header, row));
  const entries = read.flatMap(({ entry }) => entry ?? []);
  const problems = [...read.flatMap((each) => each.problems), ...repeated(entries)];
  return { entries, problems: problems.slice(0, MOST_PROBLEMS), ignored: header.ignored };
}

function refused(message: string, row: number | null = null): SheetReading {
  return { entries: [], problems: [{ row, column: null, message }], ignored: [] };
}

function requiredNames({ columns }: RegisterKind): string {
  return columns
    .filter(({ isRequired }) => isRequired)
    .map(({ header }) => `“${header}”`)
    .join('、');
}

interface Header {
  readonly row: GridRow;
  readonly columns: ReadonlyMap<string, number>;
  readonly unitAt: number | undefined;
  readonly ignored: readonly string[];
}

const UNIT = /^(?:办理|责任|承办|主办|所属|填报)?单位(?:名称)?$/;

/** The first row that names at least half of the required columns. */
function headerOf(kind: RegisterKind, rows: readonly GridRow[]): Header | undefined {
  const required = kind.columns.filter(({ isRequired }) => isRequired);
  for (const row of rows.slice(0, HEADER_WITHIN)) {
    const header = headerIn(kind, row);
    const known = required.filter(({ id }) => header.columns.has(id)).length;
    if (known > 0 && known * 2 >= required.length) return header;
  }
  return undefined;
}

/** Exact headers go before those that only mean the same, so that 答复日期 is never taken for 答复内容. */
function headerIn(kind: RegisterKind, row: GridRow): Header {
  const texts = row.cells.map(({ text }) => squeezed(text).replace(/[*＊]|[（(].*[)）]$/g, ''));
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  const take = (isColumn: (column: RegisterColumn, text: string) => boolean) => {
    for (const column of kind.columns) {
      if (columns.has(column.id)) continue;
      const at = texts.findIndex((text, index) => text !== '' && !taken.has(index) && isColumn(column, text));
      if (at < 0) continue;
      columns.set(column.id, at);
      taken.add(at);
    }
  };
  const unitAt = texts.findIndex((text) => UNIT.test(text));
  if (unitAt >= 0) taken.add(unitAt);
  take(({ header }, text) => header === text);
  take(({ says }, text) => says?.test(text) ?? false);
  const rest = texts.filter((text, at) => text !== '' && !taken.has(at) && !/^序号$/.test(text));
  return { row, columns, unitAt: unitAt < 0 ? undefined : unitAt, ignored: rest.map(leftOut) };
}

function leftOut(text: string): string {
  const isPersonal = /姓名|申请人|当事人|联系人|电话|手机|身份证|住址|地址|邮箱/.test(text);
  const name = `“${text.slice(0, 20)}”`;
  return isPersonal ? `${name}列未导入：台账不保存个人信息` : `${name}列未导入：本台账没有这一列`;
}

function isFilled({ cells }: GridRow): boolean {
  return cells.some(({ text }) => text.trim() !== '');
}

/** The line of hints under the header of a template. */
function isHint({ cells }: GridRow): boolean {
  return cells.find(({ text }) => text.trim() !== '')?.text.startsWith('填写说明') ?? false;
}

function readRow(
  kind: RegisterKind,
  { columns, unitAt, row: header }: Header,
  { row, cells }: GridRow,
): { entry: SheetEntry | null; problems: SheetProblem[] } {
  // exported text that a spreadsheet could run carries a quote in front
  const textAt = (at: number) => (cells[at]?.text ?? '').replace(/^'(?=[=+\-@\t\r])/, '');
  const texts = Object.fromEntries([...columns].map(([id, at]) => [id, textAt(at)]));
  const { entry, problems } = readEntry(kind, texts);
  if (entry) return { entry: { row, unit: unitAt === undefined ? null : textAt(unitAt).trim(), entry }, problems: [] };
  const headerAt = (id: string) => header.cells[columns.get(id) ?? -1]?.text.trim() ?? null;
  return { entry: null, problems: problems.map(({ column, message }) => ({ row, column: headerAt(column), message })) };
}

/** The same entry twice in one file: nobody knows which one holds. */
function repeated(entries: readonly SheetEntry[]): SheetProblem[] {
  const seen = new Map<string, number>();
  return entries.flatMap(({ row, unit, entry }) => {
    const name = `${unit ?? ''}|${entry.key}`;
    const before = seen.get(name);
    if (before === undefined) seen.set(name, row);
    return before === undefined ? [] : [{ row, column: null, message: `“${entry.key}”与第${before}行重复` }];
  });
}
