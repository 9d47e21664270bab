import type { CalendarDayView, CalendarPreviewView } from '../../api/calendar-views';
import { addDays } from '../words/days';

export interface MonthGrid {
  /** `2026-10` */
  readonly month: string;
  /** 10月 */
  readonly label: string;
  /** Monday to Sunday, as days; null where the week belongs to another month. */
  readonly weeks: readonly (readonly (string | null)[])[];
}

/** The twelve months of a year as weeks. */
export function monthsOfYear(year: number): MonthGrid[] {
  return Array.from({ length: 12 }, (_month, index) => monthGrid(`${year}-${String(index + 1).padStart(2, '0')}`));
}

export function monthGrid(month: string): MonthGrid {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const squares: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let day = 1; day <= length; day++) squares.push(`${month}-${String(day).padStart(2, '0')}`);
  while (squares.length % 7 !== 0) squares.push(null);
  const weeks = Array.from({ length: squares.length / 7 }, (_week, index) => squares.slice(index * 7, index * 7 + 7));
  return { month, label: `${number}月`, weeks };
}

/** One holiday of the year: its days off, as first and last day, and the make-up days around it. */
export interface HolidaySpan {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly length: number;
}

/** Days off with a name of their own, neighbours of one name put together, in order. */
export function holidaySpans(days: readonly CalendarDayView[]): HolidaySpan[] {
  const spans: HolidaySpan[] = [];
  for (const { date, isWorking, reason } of days) {
    if (isWorking || reason === '周末') continue;
    const last = spans.at(-1);
    if (last && last.name === reason && addDays(last.to, 1) === date)
      spans[spans.length - 1] = { ...last, to: date, length: last.length + 1 };
    else spans.push({ name: reason, from: date, to: date, length: 1 });
  }
  return spans;
}

/** Neighbouring days that change in the same way, put together; without a day before they were not known at all. */
export function changeSpans(days: readonly ChangedDay[]): (ChangedDay & { readonly to: string })[] {
  const spans: (ChangedDay & { to: string })[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    const isSame = last && last.isWorking === day.isWorking && last.reason === day.reason && last.before === day.before;
    if (isSame && addDays(last.to, 1) === day.date) last.to = day.date;
    else spans.push({ ...day, to: day.date });
  }
  return spans;
}

export type ChangedDay = CalendarPreviewView['days'][number];

/** 班 and 休 as printed calendars show them; nothing on ordinary days. */
export function badgeOf({ isWorking, reason }: Pick<CalendarDayView, 'isWorking' | 'reason'>): '班' | '休' | null {
  if (isWorking) return reason === '工作日' ? null : '班';
  return reason === '周末' ? null : '休';
}
