import { HolidayNotice, noticedDays } from './holiday-notice';
import { addDays, LocalDate, weekdayOf } from './local-date';
import { WorkCalendar } from './working-days';

/** 单日调整 — what an administrator entered for one day, over what the notices say: 地方安排, a later notice, a correction. */
export interface ChangedDay {
  readonly day: LocalDate;
  readonly isWorking: boolean;
  /** 调休上班, 国庆节, 因台风停止办公 … */
  readonly name: string;
  /** The document it rests on. */
  readonly source: string;
}

/** Everything a work calendar is made of. */
export interface CalendarContent {
  /** Of two notices of one year the later in the list holds. */
  readonly notices: readonly HolidayNotice[];
  readonly changedDays?: readonly ChangedDay[];
  /** 节假日顺延的地方规则; see `WorkCalendar.rollOver`. */
  readonly rollOver?: number;
}

/**
 * 工作日历 of what the State Council announced, with the days an administrator changed on top. Its `version` is made of
 * its days: equal days, equal version. A changed day outside the announced years changes nothing, because one known day
 * does not make a year known.
 * Throws RangeError without a notice and when the years have a gap.
 */
export function calendarOf({ notices, changedDays = [], rollOver = 1 }: CalendarContent): WorkCalendar {
  const years = [...new Set(notices.map(({ year }) => year))].sort((a, b) => a - b);
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('工作日历至少需要一个年度的节假日通知');
  if (years.some((year, index) => year !== first + index))
    throw new RangeError(`节假日通知的年度不连续：${years.join('、')}`);

  const days = indexDays(lastOfEachYear(notices), changedDays, { first, last });
  const lookUp = (day: LocalDate) => days.get(day) ?? refuse(day, first, last);
  return {
    version: `${first}-${last}/${digestOf([...days.values()].map(({ reason }) => reason).join(','), rollOver)}`,
    name: `国务院办公厅节假日通知 ${first}-${last}`,
    rollOver,
    covers: (day) => days.has(day),
    isWorkingDay: (day) => lookUp(day).isWorking,
    reason: (day) => lookUp(day).reason,
    workingDaysThrough: (day) => lookUp(day).through,
  };
}

interface CalendarDay {
  readonly isWorking: boolean;
  readonly reason: string;
  /** Working days from the first covered day up to and including this one. */
  readonly through: number;
}

function lastOfEachYear(notices: readonly HolidayNotice[]): HolidayNotice[] {
  return [...new Map(notices.map((notice) => [notice.year, notice])).values()];
}

function indexDays(
  notices: readonly HolidayNotice[],
  changedDays: readonly ChangedDay[],
  { first, last }: { first: number; last: number },
): Map<LocalDate, CalendarDay> {
  const named = new Map<LocalDate, { isWorking: boolean; reason: string }>();
  for (const { day, isOff, holiday } of notices.flatMap(noticedDays))
    named.set(day, { isWorking: !isOff, reason: isOff ? holiday : '调休上班' });
  for (const { day, isWorking, name } of changedDays) named.set(day, { isWorking, reason: name });

  const days = new Map<LocalDate, CalendarDay>();
  let through = 0;
  for (let day = `${first}-01-01`; day <= `${last}-12-31`; day = addDays(day, 1)) {
    const { isWorking, reason } = named.get(day) ?? ordinary(day);
    through += isWorking ? 1 : 0;
    days.set(day, { isWorking, reason, through });
  }
  return days;
}

function ordinary(day: LocalDate): { isWorking: boolean; reason: string } {
  const isWorking = weekdayOf(day) <= 5;
  return { isWorking, reason: isWorking ? '工作日' : '周末' };
}

function refuse(day: LocalDate, first: number, last: number): never {
  throw new RangeError(`工作日历只含${first}年至${last}年，不含${day}：该年度节假日通知尚未收录`);
}

/** FNV-1a over the reasons of all days, 16 hex digits: names a content, protects nothing. */
function digestOf(reasons: string, rollOver: number): string {
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (const char of `${reasons}|${rollOver}`) {
    const code = char.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
