import { addDays, LocalDate, parseLocalDate } from './local-date';

/**
 * 部分节假日安排的通知 — the State Council's notice for one year, in our own short form: days as `MM-DD` of that year
 * (`YYYY-MM-DD` where the notice reaches into the year before), single or as `first..last`, separated by blanks.
 */
export interface HolidayNotice {
  readonly year: number;
  /** Title of the notice, and of those that changed it. */
  readonly source: string;
  readonly holidays: readonly {
    readonly name: string;
    /** 放假. */
    readonly off: string;
    /** 调休上班. */
    readonly makeUp?: string;
  }[];
}

/** What a notice says of one day. */
export interface NoticedDay {
  readonly day: LocalDate;
  readonly holiday: string;
  readonly isOff: boolean;
}

/** Every day named by the notice. Throws RangeError where the notice names a day that does not exist. */
export function noticedDays(notice: HolidayNotice): NoticedDay[] {
  return notice.holidays.flatMap(({ name, off, makeUp = '' }) => [
    ...daysIn(off, notice.year).map((day) => ({ day, holiday: name, isOff: true })),
    ...daysIn(makeUp, notice.year).map((day) => ({ day, holiday: name, isOff: false })),
  ]);
}

function daysIn(text: string, year: number): LocalDate[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((span) => daysOfSpan(span, year));
}

function daysOfSpan(span: string, year: number): LocalDate[] {
  const [first, last = first] = span.split('..').map((day) => dayIn(day, year));
  const days: LocalDate[] = [];
  for (let day = first; day !== undefined && last !== undefined && day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function dayIn(text: string, year: number): LocalDate {
  const day = parseLocalDate(text.length === 5 ? `${year}-${text}` : text);
  if (!day) throw new RangeError(`${year}年节假日通知中的日期“${text}”不存在`);
  return day;
}
