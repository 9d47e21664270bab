import { CalendarContent, calendarOf, ChangedDay } from './calendar-content';
import { HolidayNotice } from './holiday-notice';
import { LocalDate, parseLocalDate, spokenDay } from './local-date';
import { noticeProblems } from './read-holiday-notice';

/** One thing an administrator does to the calendar. */
export type CalendarEdit =
  | ({ readonly kind: 'day' } & ChangedDay)
  | { readonly kind: 'days'; readonly days: readonly Omit<ChangedDay, 'source'>[]; readonly source: string }
  | { readonly kind: 'dayRemoved'; readonly day: LocalDate }
  | { readonly kind: 'notice'; readonly notice: HolidayNotice }
  | { readonly kind: 'noticeRemoved'; readonly year: number }
  | { readonly kind: 'rollOver'; readonly rollOver: number };

/** The content after `edit`. */
export function edited(content: CalendarContent, edit: CalendarEdit): CalendarContent {
  const { notices, changedDays = [] } = content;
  switch (edit.kind) {
    case 'day': {
      const { kind: _kind, ...changed } = edit;
      return { ...content, changedDays: [...changedDays.filter(({ day }) => day !== edit.day), changed] };
    }
    case 'days': {
      const wanted = new Set(edit.days.map(({ day }) => day));
      const added = edit.days.map((day) => ({ ...day, source: edit.source }));
      return { ...content, changedDays: [...changedDays.filter(({ day }) => !wanted.has(day)), ...added] };
    }
    case 'dayRemoved':
      return { ...content, changedDays: changedDays.filter(({ day }) => day !== edit.day) };
    case 'notice':
      return { ...content, notices: [...notices, edit.notice] };
    case 'noticeRemoved':
      return { ...content, notices: withoutLast(notices, edit.year) };
    case 'rollOver':
      return { ...content, rollOver: edit.rollOver };
  }
}

/** Why `edit` cannot be made, in Chinese; undefined where it can. */
export function refusalOf(content: CalendarContent, edit: CalendarEdit): string | undefined {
  if (edit.kind === 'day' || edit.kind === 'dayRemoved') return refusalOfDays(content, [edit]);
  if (edit.kind === 'days') return refusalOfDays(content, edit.days);
  if (edit.kind === 'rollOver')
    return Number.isInteger(edit.rollOver) && edit.rollOver >= 0 && edit.rollOver <= LONGEST_ROLL_OVER
      ? undefined
      : `顺延的工作日数应为0至${LONGEST_ROLL_OVER}`;
  return edit.kind === 'notice' ? refusalOfNotice(content, edit.notice) : refusalOfGap(edited(content, edit));
}

/** What was done, for the record of changes. */
export function spokenEdit(edit: CalendarEdit): string {
  switch (edit.kind) {
    case 'day':
      return `${spokenDay(edit.day, true)}改为${edit.isWorking ? '工作日' : '休息日'}（${edit.name}，依据：${edit.source}）`;
    case 'days':
      return `改定${edit.days.length}天：${edit.days.map(spokenChange).join('、')}（依据：${edit.source}）`;
    case 'dayRemoved':
      return `撤销对${spokenDay(edit.day, true)}的调整`;
    case 'notice':
      return `录入${edit.notice.year}年放假安排（${edit.notice.source}）`;
    case 'noticeRemoved':
      return `撤销录入的${edit.year}年放假安排`;
    case 'rollOver':
      return edit.rollOver === 0 ? '期限末日遇休息日不顺延' : `期限末日遇节假日顺延至节后第${edit.rollOver}个工作日`;
  }
}

const LONGEST_ROLL_OVER = 10;
const MOST_DAYS = 366;

function spokenChange({ day, isWorking, name }: Omit<ChangedDay, 'source'>): string {
  return `${spokenDay(day, true)}${isWorking ? '上班' : '休息'}（${name}）`;
}

function refusalOfDays(content: CalendarContent, days: readonly { readonly day: LocalDate }[]): string | undefined {
  if (days.length === 0 || days.length > MOST_DAYS) return `一次可改定1至${MOST_DAYS}天`;
  const calendar = calendarOf(content);
  const named = new Set<LocalDate>();
  for (const { day } of days) {
    if (!parseLocalDate(day)) return `“${day}”不是日期`;
    if (!calendar.covers(day)) return `${day.slice(0, 4)}年放假安排尚未收录，请先录入该年度的通知`;
    if (named.has(day)) return `${spokenDay(day, true)}出现两次`;
    named.add(day);
  }
  return undefined;
}

function withoutLast(notices: readonly HolidayNotice[], year: number): HolidayNotice[] {
  const at = notices.map((notice) => notice.year).lastIndexOf(year);
  return notices.filter((_notice, index) => index !== at);
}

function refusalOfNotice(content: CalendarContent, notice: HolidayNotice): string | undefined {
  if (notice.holidays.length === 0) return '通知中没有放假日期';
  try {
    return noticeProblems(notice)[0] ?? refusalOfGap({ ...content, notices: [...content.notices, notice] });
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function refusalOfGap(content: CalendarContent): string | undefined {
  try {
    calendarOf(content);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
