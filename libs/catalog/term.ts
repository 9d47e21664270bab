import { addDays, addMonths, daysBetween, LocalDate, partsOf } from '../calendar/local-date';
import { addWorkingDays, nextWorkingDay, WorkCalendar } from '../calendar/working-days';
import { DeadlineStep, TimeUnit } from './time-limit';

/**
 * 中止 — days, both included, on which the clock stands still: 征求第三方意见所需时间不计算在期限内 (《政府信息公开条例》第三十三条),
 * 听证、检验、鉴定 and the like (《行政许可法》第四十五条).
 */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** 征求第三方意见 */
  readonly reason: string;
}

/** A term that runs from the day after `from`. */
export interface Term {
  readonly amount: number;
  readonly unit: Exclude<TimeUnit, 'hour'>;
  readonly from: LocalDate;
  readonly calendar: WorkCalendar;
  /** As `WorkCalendar.rollOver`; 0 = a term may end on a day off. */
  readonly rollOver: number;
  readonly pauses: readonly Pause[];
}

export interface CountedTerm {
  /** The last day counted. */
  readonly end: LocalDate;
  /** The last day on time: `end`, or where it rolled over to. */
  readonly on: LocalDate;
  readonly steps: readonly DeadlineStep[];
  /** The month it ends in has no day of that number (《民法典》第二百零二条). */
  readonly isMonthEnd: boolean;
}

/**
 * 期间的计算 (《民法典》第二百条至第二百零四条): the first day is not counted; working days are counted one by one; weeks are
 * seven days; months and years end on the day of the same number, or on the month's last day where it has none; a term
 * that ends on a day off rolls over. Paused days are passed over in every unit, so a term of months grows by as many
 * days. Undefined where the calendar does not cover a day that matters.
 */
export function countTerm(term: Term): CountedTerm | undefined {
  return term.unit === 'workday' ? countWorkingDays(term) : countNaturalDays(term);
}

/** `amount` units after `from` by the calendar alone; negative amounts count back. */
export function endOf(from: LocalDate, amount: number, unit: Term['unit']): LocalDate {
  if (unit === 'month' || unit === 'year') return addMonths(from, unit === 'year' ? amount * 12 : amount);
  return addDays(from, unit === 'week' ? amount * 7 : amount);
}

function countWorkingDays({ amount, from, calendar, pauses }: Term): CountedTerm | undefined {
  if (!calendar.covers(from)) return undefined;
  const steps: DeadlineStep[] = [];
  let day = from;
  for (let left = amount; left > 0;) {
    day = addDays(day, 1);
    if (!calendar.covers(day)) return undefined;
    const step = pausedStep(day, pauses) ?? {
      date: day,
      counted: calendar.isWorkingDay(day),
      reason: calendar.reason(day),
    };
    if (step.counted) left -= 1;
    steps.push(step);
  }
  return { end: day, on: day, steps, isMonthEnd: false };
}

/** No term is this long: a pause without an end. */
const LONGEST_WALK = 20_000;

function countNaturalDays({ amount, unit, from, calendar, rollOver, pauses }: Term): CountedTerm | undefined {
  const unpaused = endOf(from, amount, unit);
  const steps: DeadlineStep[] = [];
  let day = from;
  for (let left = daysBetween(from, unpaused); left > 0;) {
    if (steps.length > LONGEST_WALK) return undefined;
    day = addDays(day, 1);
    const reason = calendar.covers(day) ? calendar.reason(day) : '自然日';
    const step = pausedStep(day, pauses) ?? { date: day, counted: true, reason };
    if (step.counted) left -= 1;
    steps.push(step);
  }
  const on = rolledOver(day, calendar, rollOver);
  if (!on) return undefined;
  const isByMonth = unit === 'month' || unit === 'year';
  const isMonthEnd = isByMonth && partsOf(unpaused).day !== partsOf(from).day;
  return { end: day, on, steps: [...steps, ...rollSteps(day, on, calendar)], isMonthEnd };
}

function pausedStep(date: LocalDate, pauses: readonly Pause[]): DeadlineStep | undefined {
  const pause = pauses.find(({ from, to }) => from <= date && date <= to);
  return pause && { date, counted: false, reason: pause.reason, isPaused: true };
}

/**
 * 顺延. The local variant (节后第三个工作日) is about 节: a term that ends on an ordinary weekend ends on the next working
 * day everywhere.
 */
function rolledOver(end: LocalDate, calendar: WorkCalendar, rollOver: number): LocalDate | undefined {
  if (rollOver === 0) return end;
  const next = nextWorkingDay(end, calendar);
  if (!next || next === end || rollOver === 1 || !isInHoliday(end, calendar)) return next;
  return addWorkingDays(next, rollOver - 1, calendar);
}

/** The days off around `day` are more than a weekend. */
function isInHoliday(day: LocalDate, calendar: WorkCalendar): boolean {
  const isOff = (date: LocalDate) => calendar.covers(date) && !calendar.isWorkingDay(date);
  for (const direction of [1, -1])
    for (let date = day; isOff(date); date = addDays(date, direction))
      if (calendar.reason(date) !== '周末') return true;
  return false;
}

function rollSteps(end: LocalDate, on: LocalDate, calendar: WorkCalendar): DeadlineStep[] {
  const steps: DeadlineStep[] = [];
  let working = 0;
  for (let date = addDays(end, 1); date <= on; date = addDays(date, 1)) {
    if (calendar.isWorkingDay(date)) working += 1;
    const arrival = working > 1 ? `顺延至节后第${working}个工作日` : '顺延至首个工作日';
    steps.push({ date, counted: false, reason: date === on ? arrival : `${calendar.reason(date)}，顺延` });
  }
  return steps;
}
