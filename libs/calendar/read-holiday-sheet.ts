import { CalendarEdit } from './calendar-edit';
import { HolidayNotice } from './holiday-notice';
import { addDays, LocalDate, localDate, partsOf, spokenDay, weekdayOf } from './local-date';
import { missingHolidays, wrongWeekday } from './read-holiday-notice';
import { WorkCalendar } from './working-days';

/** One row of a spreadsheet as text; `row` as numbered in the file. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** 休 or 班 of one day as a table says it. */
export interface SheetDay {
  readonly day: LocalDate;
  readonly isWorking: boolean;
  readonly name: string;
}

/** What a table of days off says, and every reason not to trust the reading. Usable only without problems. */
export interface HolidaySheetReading {
  readonly days: readonly SheetDay[];
  readonly problems: readonly string[];
}

/**
 * Reads a table with the columns 日期, 休/班 and 名称 (and 星期, which is then checked): one row per day or per span
 * (`1月1日至3日`). Days without a year are of `year`. Every cell has to be understood; a word that is not known is a problem.
 */
export function readHolidaySheet(rows: readonly SheetRow[], year: number): HolidaySheetReading {
  const filled = rows.filter(({ cells }) => cells.some((cell) => squeezed(cell) !== ''));
  const at = filled.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isHeader(cells));
  const header = filled[at];
  if (!header) return { days: [], problems: ['未找到表头：应有“日期”“休/班”“名称”三列'] };
  const { columns, unknown } = columnsOf(header);
  const read = filled.slice(at + 1, at + 1 + MOST_ROWS).map((row) => readRow(row, columns, year));
  const days = read.flatMap((row) => row.days);
  const problems = [
    ...unknown,
    ...read.flatMap((row) => row.problems),
    ...repeated(days),
    ...(filled.length > at + 1 + MOST_ROWS ? [`表格超过${MOST_ROWS}行，不像一年的放假安排`] : []),
    ...(days.length === 0 ? ['没有读到日期'] : []),
  ];
  return { days, problems: [...new Set(problems)] };
}

/**
 * What entering such days means: of a year the calendar covers, the days that differ from it; of a year it does not cover,
 * the notice of that year, which then has to name all seven holidays. A sentence where it means nothing.
 */
export function sheetEdit(
  days: readonly SheetDay[],
  { year, source }: { readonly year: number; readonly source: string },
  calendar: WorkCalendar,
): CalendarEdit | string {
  if (calendar.covers(`${year}-01-01`)) {
    const outside = days.find(({ day }) => !calendar.covers(day));
    if (outside) return `${spokenDay(outside.day, true)}不在已收录的年度内`;
    const changed = days.filter(({ day, isWorking }) => calendar.isWorkingDay(day) !== isWorking);
    return changed.length > 0 ? { kind: 'days', days: changed, source } : '表中各日与现行日历相同，不需要录入';
  }
  const notice = noticeOf(days, year, source);
  return missingHolidays(notice.holidays.map(({ name }) => name))[0] ?? { kind: 'notice', notice };
}

const HEADER_WITHIN = 20;
const MOST_ROWS = 400;
const LONGEST_SPAN = 20;

type Column = 'date' | 'kind' | 'name' | 'weekday' | 'ignored';

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['date', /^(?:公历)?(?:日期|日子|时间|放假日期|具体日期)$/],
  ['kind', /^(?:休班|休\/班|班\/休|班休|类型|类别|性质|安排|休\/上班|放假\/上班|休息\/上班)$/],
  ['name', /^(?:名称|名目|节日|节假日|假日|假期|节日名称|节假日名称|假日名称|事由)$/],
  ['weekday', /^(?:星期|周|周几|星期几)$/],
  ['ignored', /^(?:序号|备注|说明|天数|农历|)$/],
];

function roleOf(cell: string): Column | undefined {
  return COLUMNS.find(([, words]) => words.test(squeezed(cell)))?.[0];
}

function isHeader(cells: readonly string[]): boolean {
  const roles = cells.map(roleOf);
  return roles.includes('date') && roles.includes('kind') && roles.includes('name');
}

function columnsOf({ row, cells }: SheetRow): { columns: Map<Column, number>; unknown: string[] } {
  const columns = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const role = roleOf(cell);
    if (!role) unknown.push(`第${row}行：不认识的列“${cell.trim().slice(0, 20)}”`);
    else if (role !== 'ignored' && columns.has(role)) unknown.push(`第${row}行：列“${cell.trim()}”出现两次`);
    else columns.set(role, index);
  }
  return { columns, unknown };
}

const OFF = /^(?:休|休息|休假|放假|调休放假|放假调休|休息日|节假日|法定节假日)$/;
const WORK = /^(?:班|上班|补班|调休上班|补班上班|工作|工作日|上班日)$/;

function readRow(
  { row, cells }: SheetRow,
  columns: ReadonlyMap<Column, number>,
  year: number,
): { days: SheetDay[]; problems: string[] } {
  const text = (column: Column) => (cells[columns.get(column) ?? -1] ?? '').normalize('NFKC').trim();
  const refuse = (why: string) => ({ days: [], problems: [`第${row}行：${why}`] });
  const span = spanIn(squeezed(text('date')), year);
  if (!span) return refuse(`“${text('date') || cells.join(' ').trim().slice(0, 40)}”不是日期`);
  const kind = squeezed(text('kind'));
  const isWorking = WORK.test(kind);
  if (!isWorking && !OFF.test(kind)) return refuse(kind === '' ? '没有写明休还是班' : `“${kind}”不知是休还是班`);
  const name = text('name').replace(/\s+/g, ' ');
  if (!isWorking && name === '') return refuse('没有写明节日名称');
  if (name.length > 40) return refuse('名称过长');
  const days = daysOf(span).map((day) => ({ day, isWorking, name: isWorking ? workName(day, name) : name }));
  const weekday = days.length === 1 ? text('weekday') : '';
  const said = weekday === '' || /周|星期/.test(weekday) ? weekday : `周${weekday}`;
  return {
    days,
    problems: [
      ...wrongWeekday(span.first, `${said}${span.firstNote}`),
      ...wrongWeekday(span.last, span.lastNote),
      ...days.flatMap(({ day }) => outsideYear(day, year)),
    ].map((problem) => `第${row}行：${problem}`),
  };
}

/** A weekend worked is 调休上班, whatever holiday it stands beside; a weekday worked takes a day off back. */
function workName(day: LocalDate, name: string): string {
  return weekdayOf(day) > 5 ? '调休上班' : name || '恢复上班';
}

interface Span {
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** What stands in brackets behind the days: 周四. */
  readonly firstNote: string;
  readonly lastNote: string;
}

const DAY =
  /^(?:(?<year>\d{4})[-/.年])?(?:(?<month>\d{1,2})[-/.月])?(?<day>\d{1,2})日?(?:0?0:00(?::00)?)?(?<note>\([^()]{1,20}\)|(?:周|星期)[一二三四五六日天])?$/u;

/** One day or `first至last`; undefined where it is neither. */
function spanIn(text: string, ofYear: number): Span | undefined {
  const [from, to = from, ...more] = text.split(/至|到|~|—+|–/u);
  const first = dayIn(from ?? '', { year: ofYear });
  if (!first || more.length > 0) return undefined;
  const last = to === from ? first : dayIn(to ?? '', partsOf(first.day));
  if (!last || last.day < first.day || last.day > addDays(first.day, LONGEST_SPAN)) return undefined;
  return { first: first.day, last: last.day, firstNote: first.note, lastNote: last.note };
}

/** A day whose month and year may be those of the day before it. */
function dayIn(
  text: string,
  known: { readonly year: number; readonly month?: number },
): { day: LocalDate; note: string } | undefined {
  const { year, month, day, note = '' } = DAY.exec(text)?.groups ?? {};
  const inMonth = month === undefined ? known.month : Number(month);
  if (day === undefined || inMonth === undefined) return undefined;
  const found = localDate(year === undefined ? known.year : Number(year), inMonth, Number(day));
  return found === undefined ? undefined : { day: found, note };
}

function daysOf({ first, last }: Span): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function outsideYear(day: LocalDate, year: number): string[] {
  const isInside = day >= `${year - 1}-12-01` && day <= `${year}-12-31`;
  return isInside ? [] : [`${spokenDay(day, true)}不在${year}年度内`];
}

function repeated(days: readonly SheetDay[]): string[] {
  const seen = new Set<LocalDate>();
  return days.flatMap(({ day }) => {
    if (seen.has(day)) return [`${spokenDay(day, true)}出现两次`];
    seen.add(day);
    return [];
  });
}

function noticeOf(days: readonly SheetDay[], year: number, source: string): HolidayNotice {
  const short = (day: LocalDate) => (partsOf(day).year === year ? day.slice(5) : day);
  const names = [...new Set(days.map(({ name }) => name))];
  return {
    year,
    source,
    holidays: names.map((name) => {
      const own = days.filter((each) => each.name === name);
      const listed = (isWorking: boolean) =>
        own.flatMap((each) => (each.isWorking === isWorking ? [short(each.day)] : [])).join(' ');
      const makeUp = listed(true);
      return { name, off: listed(false), ...(makeUp ? { makeUp } : {}) };
    }),
  };
}

function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
