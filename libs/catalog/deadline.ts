import { addDays, addMonths, LocalDate, spokenDay } from '../calendar/local-date';
import { addWorkingDays, nextWorkingDay, WorkCalendar } from '../calendar/working-days';
import { occurrences } from './periods';
import { Deadline, DeadlineStep, TimeLimit, TimeLimitKind, TimeUnit } from './time-limit';

export interface DeadlineOptions {
  /**
   * 顺延 — a term of days, weeks, months or years that ends on a day off ends on the next working day
   * (《民法典》第二百零三条). Default true.
   */
  readonly rollOver?: boolean;
}

/** Why no day follows from a limit; Chinese, one sentence. */
export interface DeadlineProblem {
  readonly problem: string;
}

/**
 * 公开截止日 — the last day on time, with its arithmetic. `from` is the event; for maxAge the last update, for minDisplay
 * the start, for beforeEvent the day of the event, for fixedDate the day from which the next one is sought.
 * The day of the event is not counted (《民法典》第二百零一条). A deadline the calendar does not cover is a problem,
 * never a guess.
 */
export function deadlineOf(
  limit: TimeLimit,
  from: LocalDate,
  calendar: WorkCalendar,
  { rollOver = true }: DeadlineOptions = {},
): Deadline | DeadlineProblem {
  if (limit.kind === 'fixedDate') return nextFixedDate(limit, from);
  const { amount, unit } = limit;
  if (!COUNTED.includes(limit.kind) || !amount || !unit) return { problem: `“${limit.wording}”没有可计算的截止日` };
  if (!Number.isInteger(amount) || amount < 1 || amount > LONGEST[unit])
    return { problem: `“${limit.wording}”的期限超出可计算范围` };

  const term: Term = { amount, unit, from, calendar, rollOver };
  if (limit.kind === 'beforeEvent') return countBack(term);
  if (unit === 'workday') return countWorkingDays(term);
  return unit === 'hour' ? countHours(term) : countNaturalDays({ ...term, unit });
}

export function isProblem(deadline: Deadline | DeadlineProblem): deadline is DeadlineProblem {
  return 'problem' in deadline;
}

const COUNTED: readonly TimeLimitKind[] = ['afterEvent', 'onRequest', 'maxAge', 'minDisplay', 'beforeEvent'];
/** Longer terms than these are misreadings, not limits. */
const LONGEST: Record<TimeUnit, number> = { workday: 1000, day: 3660, week: 520, month: 120, year: 30, hour: 1000 };
const UNIT_TEXT: Record<TimeUnit, string> = {
  workday: '个工作日',
  day: '日',
  week: '周',
  month: '个月',
  year: '年',
  hour: '小时',
};

interface Term {
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly from: LocalDate;
  readonly calendar: WorkCalendar;
  readonly rollOver: boolean;
}

function countWorkingDays({ amount, from, calendar }: Term): Deadline | DeadlineProblem {
  const on = addWorkingDays(from, amount, calendar);
  if (!on) return uncovered(from, `${amount}个工作日`, calendar);
  const steps = daysAfter(from, on).map((date) => stepOf(date, calendar));
  const say = speakerFor(from, on);
  return { on, steps, sentence: `自${say(from)}次日起算，${amount}个工作日${passedOver(steps, say)}至${say(on)}` };
}

function countNaturalDays({ amount, unit, from, calendar, rollOver }: Term): Deadline | DeadlineProblem {
  const end = endOf(from, amount, unit);
  const on = rollOver ? nextWorkingDay(end, calendar) : end;
  const length = `${amount}${UNIT_TEXT[unit]}`;
  if (!on) return uncovered(from, length, calendar);

  const say = speakerFor(from, on);
  const counted = daysAfter(from, end).map((date) => ({
    date,
    counted: true,
    reason: calendar.covers(date) ? calendar.reason(date) : '自然日',
  }));
  const rolled = daysAfter(end, on).map((date) => ({
    date,
    counted: false,
    reason: date === on ? '顺延至首个工作日' : `${calendar.reason(date)}，顺延`,
  }));
  const extension = on === end ? '' : `（${calendar.reason(end)}），顺延至${say(on)}`;
  return { on, steps: [...counted, ...rolled], sentence: `自${say(from)}次日起算，${length}至${say(end)}${extension}` };
}

/**
 * Events are known by day, hours by the clock: of 24小时 after some moment of a day only the next day is certain.
 * Hours run through holidays.
 */
function countHours({ amount, from }: Term): Deadline {
  const on = addDays(from, Math.ceil(amount / 24));
  const say = speakerFor(from, on);
  const steps = daysAfter(from, on).map((date) => ({ date, counted: true, reason: '自然日' }));
  return { on, steps, sentence: `自${say(from)}起${amount}小时，起算时刻未载明，按日计至${say(on)}` };
}

/** 提前N日: the last day on which notice is early enough. The day of the event is not counted, nothing rolls over. */
function countBack({ amount, unit, from, calendar }: Term): Deadline | DeadlineProblem {
  const length = `${amount}${UNIT_TEXT[unit]}`;
  const on = unit === 'workday' ? workingDaysBack(from, amount, calendar) : endOf(from, -amount, unit);
  if (!on) return uncovered(from, length, calendar);
  const say = speakerFor(on, from);
  const days = daysAfter(addDays(on, -1), addDays(from, -1));
  const steps = days.map((date) =>
    unit === 'workday' ? stepOf(date, calendar) : { date, counted: true, reason: '自然日' },
  );
  return { on, steps, sentence: `自${say(from)}前一日起倒算，${length}${passedOver(steps, say)}，最迟${say(on)}` };
}

function workingDaysBack(from: LocalDate, count: number, calendar: WorkCalendar): LocalDate | undefined {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, -1);
    if (!calendar.covers(day)) return undefined;
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

function endOf(from: LocalDate, amount: number, unit: TimeUnit): LocalDate {
  if (unit === 'hour') return addDays(from, Math.sign(amount) * Math.ceil(Math.abs(amount) / 24));
  if (unit === 'month' || unit === 'year') return addMonths(from, unit === 'year' ? amount * 12 : amount);
  return addDays(from, unit === 'week' ? amount * 7 : amount);
}

function nextFixedDate({ period = '', wording }: TimeLimit, from: LocalDate): Deadline | DeadlineProblem {
  const next = occurrences(period, from, addMonths(from, 12 * 30)).at(0);
  if (!next) {
    const passed = /^once:(\d{4}-\d{2}-\d{2})$/.exec(period)?.[1];
    return passed && passed < from
      ? { problem: `“${wording}”所指的${spokenDay(passed, true)}早于${spokenDay(from, true)}，其后不再到期` }
      : { problem: `“${wording}”没有可计算的截止日` };
  }
  const sentence = `自${spokenDay(from, true)}起，最近一次到期日为${spokenDay(next.dueOn, true)}（${next.label}）`;
  return { on: next.dueOn, steps: [], sentence };
}

function stepOf(date: LocalDate, calendar: WorkCalendar): DeadlineStep {
  return { date, counted: calendar.isWorkingDay(date), reason: calendar.reason(date) };
}

/** （跳过国庆节、周末，含10月10日调休上班）, or nothing where every day counted. */
function passedOver(steps: readonly DeadlineStep[], say: (day: LocalDate) => string): string {
  const skipped = new Set(steps.filter(({ counted }) => !counted).map(({ reason }) => reason));
  const names = [...skipped].filter((reason) => reason !== '周末').concat(skipped.has('周末') ? ['周末'] : []);
  const makeUps = steps.filter(({ counted, reason }) => counted && reason === '调休上班').map(({ date }) => say(date));
  const parts = [
    names.length > 0 ? `跳过${names.join('、')}` : '',
    makeUps.length > 0 ? `含${makeUps.join('、')}调休上班` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `（${parts.join('，')}）` : '';
}

/** Days are spoken with their year only where the term crosses one. */
function speakerFor(from: LocalDate, to: LocalDate): (day: LocalDate) => string {
  const withYear = from.slice(0, 4) !== to.slice(0, 4);
  return (day) => spokenDay(day, withYear);
}

function daysAfter(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function uncovered(from: LocalDate, length: string, calendar: WorkCalendar): DeadlineProblem {
  return { problem: `自${spokenDay(from, true)}起${length}超出工作日历范围（${calendar.name ?? calendar.version}），不能推算` };
}
