import { LocalDate, spokenDay } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';
import { TimeLimit } from '@app/catalog/time-limit';
import { ObservedDocument, ObservedSection } from '@app/observation/observation';

/** Sentences the rules share. A day carries its year where it is not the year judged in. */
export function spoken(day: LocalDate, today: LocalDate): string {
  return spokenDay(day, day.slice(0, 4) !== today.slice(0, 4));
}

/** 截至11月18日 */
export function asOf(today: LocalDate): string {
  return `截至${spokenDay(today)}`;
}

/** 20个工作日, 7日, 6个月 */
export function spokenAmount({ amount, unit }: TimeLimit): string {
  const units: Readonly<Record<string, string>> = {
    workday: '个工作日',
    day: '日',
    week: '周',
    month: '个月',
    year: '年',
    hour: '小时',
  };
  return `${amount ?? ''}${units[unit ?? 'day'] ?? ''}`;
}

/** 超期3个工作日; natural days where the calendar does not cover the days between. */
export function spokenLateness(dueOn: LocalDate, doneOn: LocalDate, calendar: WorkCalendar): string {
  const late = workingDaysBetween(dueOn, doneOn, calendar);
  if (late) return `${late}个工作日`;
  return `${Math.round((Date.parse(doneOn) - Date.parse(dueOn)) / 86_400_000)}日`;
}

/** 栏目“…”共15条 */
export function sectionCount({ name, entries }: Pick<ObservedSection, 'name' | 'entries'>): string {
  return `栏目“${name}”共${entries.length}条`;
}

/** “标题”, cut where it is long. */
export function quoted({ title }: Pick<ObservedDocument, 'title'>): string {
  const characters = [...title];
  return `“${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : title}”`;
}
