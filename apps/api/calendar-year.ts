import { CalendarEdit } from '@app/calendar/calendar-edit';
import { CalendarEntries } from '@app/calendar/calendar.store';
import { HolidayNotice } from '@app/calendar/holiday-notice';
import { HOLIDAY_NOTICES } from '@app/calendar/holiday-notices';
import { addDays, LocalDate } from '@app/calendar/local-date';
import { missingNotice } from '@app/calendar/missing-notice';
import { WorkCalendar } from '@app/calendar/working-days';
import { CalendarDayView, CalendarPreviewView, CalendarYearView } from './calendar-views';

/** One year of the calendar in force, day by day; no days for a year that is not covered. */
export function calendarYear(
  calendar: WorkCalendar,
  entries: CalendarEntries,
  { year, today, canEdit }: { year: number; today: LocalDate; canEdit: boolean },
): CalendarYearView {
  const years = heldYears(entries);
  const days = daysOfYear(calendar, entries, year);
  const entered = entries.notices.find((notice) => notice.year === year);
  const notice: HolidayNotice | undefined = entered ?? HOLIDAY_NOTICES.find((held) => held.year === year);
  const count = (is: (day: CalendarDayView) => boolean) => days.filter(is).length;
  return {
    year,
    today,
    years,
    isCovered: days.length > 0,
    source: notice?.source ?? null,
    isEntered: entered !== undefined,
    enteredBy: entered?.by ?? null,
    days,
    counts: {
      working: count(({ isWorking }) => isWorking),
      off: count(({ isWorking }) => !isWorking),
      makeUp: count(({ reason }) => reason === '调休上班'),
    },
    rollOver: calendar.rollOver ?? 1,
    version: calendar.version,
    enterableYear: years.last + 1,
    alarm: missingNotice(calendar, today) ?? null,
    canEdit,
  };
}

/** Days that would be different after an edit; for a new year only those that are not as the week has them. */
export function changedDays(
  before: WorkCalendar,
  after: WorkCalendar,
  edit: CalendarEdit,
): CalendarPreviewView['days'] {
  const years = yearsOf(edit);
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) return [];
  const days: CalendarPreviewView['days'] = [];
  for (let date = `${first - 1}-12-01`; date <= `${last}-12-31`; date = addDays(date, 1)) {
    const was = before.covers(date) ? before.reason(date) : null;
    const is = after.covers(date) ? after.reason(date) : null;
    if (is === was || (was === null && (is === '工作日' || is === '周末'))) continue;
    days.push({ date, isWorking: is !== null && after.isWorkingDay(date), reason: is ?? '未收录', before: was });
  }
  return days;
}

/** In order. */
function yearsOf(edit: CalendarEdit): number[] {
  switch (edit.kind) {
    case 'day':
    case 'dayRemoved':
      return [Number(edit.day.slice(0, 4))];
    case 'days':
      return edit.days.map(({ day }) => Number(day.slice(0, 4))).sort((a, b) => a - b);
    case 'notice':
      return [edit.notice.year];
    case 'noticeRemoved':
      return [edit.year];
    case 'rollOver':
      return [];
  }
}

function heldYears({ notices }: CalendarEntries): { first: number; last: number } {
  const years = [...HOLIDAY_NOTICES, ...notices].map(({ year }) => year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

function daysOfYear(
  calendar: WorkCalendar,
  { changedDays: changed }: CalendarEntries,
  year: number,
): CalendarDayView[] {
  if (!calendar.covers(`${year}-01-01`)) return [];
  const byDay = new Map(changed.map((each) => [each.day, each]));
  const days: CalendarDayView[] = [];
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const entry = byDay.get(date);
    days.push({
      date,
      isWorking: calendar.isWorkingDay(date),
      reason: calendar.reason(date),
      changed: entry ? { source: entry.source, by: entry.by, at: entry.at.toISOString() } : null,
    });
  }
  return days;
}
