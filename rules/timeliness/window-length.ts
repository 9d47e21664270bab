import { daysBetween, LocalDate } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';

/**
 * 期限长度 in both ways of counting, with the first day and without it: what is too short must be so by either, so the
 * longer counts. Undefined for working days of a year the calendar does not cover.
 */
export function longestLength(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  unit: 'workday' | 'day',
  calendar: WorkCalendar,
): number | undefined {
  if (unit === 'day') return daysBetween(from, to) + 1;
  if (!calendar.covers(from) || !calendar.covers(to)) return undefined;
  const between = workingDaysBetween(from, to, calendar) ?? 0;
  return between + (calendar.isWorkingDay(from) ? 1 : 0);
}

/** 7个工作日, 30日 */
export function spokenLength(amount: number, unit: 'workday' | 'day'): string {
  return unit === 'workday' ? `${amount}个工作日` : `${amount}日`;
}
