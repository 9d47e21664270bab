import { addDays, LocalDate } from './local-date';

/** 工作日历 — knows working days for the years whose State Council notice it holds, and refuses all others. */
export interface WorkCalendar {
  /** Identifies the data, so that a deadline can be recomputed when a notice changes. */
  readonly version: string;
  /** What it is made of, in Chinese, for sentences; where it is absent the version stands in. */
  readonly name?: string;
  /**
   * 顺延 — on which working day after the days off a term ends that would end on one of them: 1 = the next one
   * (《民法典》第二百零三条), 3 = 顺延至节后第三个工作日 as some places have it, 0 = not at all. Default 1.
   */
  readonly rollOver?: number;
  covers(day: LocalDate): boolean;
  /** Throws RangeError for a day it does not cover. */
  isWorkingDay(day: LocalDate): boolean;
  /** 工作日, 周末, 国庆节, 调休上班 … Throws RangeError for a day it does not cover. */
  reason(day: LocalDate): string;
  /** Working days from the first covered day through `day`, where the calendar has counted them beforehand. */
  workingDaysThrough?(day: LocalDate): number;
}

/**
 * The `count`-th working day after `from` (the day itself is not counted; 0 gives `from` back), or undefined when the
 * walk leaves the covered years. Throws RangeError when `count` is negative or not whole.
 */
export function addWorkingDays(from: LocalDate, count: number, calendar: WorkCalendar): LocalDate | undefined {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`工作日数应为非负整数，实为${count}`);
  let day = from;
  for (let counted = 0; counted < count;) {
    day = addDays(day, 1);
    if (!calendar.covers(day)) return undefined;
    if (calendar.isWorkingDay(day)) counted += 1;
  }
  return calendar.covers(from) ? day : undefined;
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier.
 * Undefined when either day is not covered.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkCalendar): number | undefined {
  if (!calendar.covers(from) || !calendar.covers(to)) return undefined;
  if (to < from) return -countAfter(to, from, calendar);
  return countAfter(from, to, calendar);
}

/** 超期工作日 — by how many working days `doneOn` is later than `dueOn`; 0 when it is not. */
export function workingDaysLate(dueOn: LocalDate, doneOn: LocalDate, calendar: WorkCalendar): number | undefined {
  const days = workingDaysBetween(dueOn, doneOn, calendar);
  return days === undefined ? undefined : Math.max(0, days);
}

/** The first working day on or after `day`, or undefined when it is not covered. */
export function nextWorkingDay(day: LocalDate, calendar: WorkCalendar): LocalDate | undefined {
  let next = day;
  while (calendar.covers(next) && !calendar.isWorkingDay(next)) next = addDays(next, 1);
  return calendar.covers(next) ? next : undefined;
}

function countAfter(from: LocalDate, to: LocalDate, calendar: WorkCalendar): number {
  if (calendar.workingDaysThrough) return calendar.workingDaysThrough(to) - calendar.workingDaysThrough(from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) count += 1;
  return count;
}
