import { addDays, addMonths, LocalDate, spokenDay } from '../calendar/local-date';
import { nextWorkingDay, WorkCalendar } from '../calendar/working-days';
import { occurrences } from './periods';
import { bracketed, lengthOf, passedOver, speakerFor, spokenTerm } from './deadline-words';
import { countTerm, endOf, Pause, Term } from './term';
import { Deadline, TimeLimit, TimeLimitKind, TimeUnit } from './time-limit';

/** 延长 — a further term that runs from the end of the first: 延长答复的期限最长不超过20个工作日 (《政府信息公开条例》第三十三条). */
export interface Extension {
  readonly amount: number;
  readonly unit: Exclude<TimeUnit, 'hour'>;
  /** 经机构负责人同意 */
  readonly reason?: string;
}

export interface DeadlineOptions {
  /**
   * 顺延 — a term of days, weeks, months or years that ends on a day off ends on the next working day (《民法典》第二百零三条):
   * true or 1; 3 = 节后第三个工作日; false or 0 = not at all. Default: as the calendar has it, otherwise 1.
   */
  readonly rollOver?: boolean | number;
  readonly pauses?: readonly Pause[];
  readonly extension?: Extension;
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
  options: DeadlineOptions = {},
): Deadline | DeadlineProblem {
  return deadlineWith(limit, from, calendar, options);
}

/**
 * As `deadlineOf`, with what stopped the clock and what was added to the term. Steps show paused days as such; the
 * counted steps are the term and its extension together. Pauses and extensions belong to terms that run forward from an
 * event, so other limits refuse them.
 */
export function deadlineWith(
  limit: TimeLimit,
  from: LocalDate,
  calendar: WorkCalendar,
  options: DeadlineOptions,
): Deadline | DeadlineProblem {
  const { pauses = [], extension } = options;
  const refusal = refusalOf(limit, pauses, extension);
  if (refusal) return { problem: refusal };
  const first = firstTerm(limit, from, calendar, options);
  return extension && !isProblem(first) ? extended(first, extension, calendar, options) : first;
}

export function isProblem(deadline: Deadline | DeadlineProblem): deadline is DeadlineProblem {
  return 'problem' in deadline;
}

const COUNTED: readonly TimeLimitKind[] = ['afterEvent', 'onRequest', 'maxAge', 'minDisplay', 'beforeEvent'];
/** Longer terms than these are misreadings, not limits. */
const LONGEST: Record<TimeUnit, number> = { workday: 1000, day: 3660, week: 520, month: 120, year: 30, hour: 1000 };

function refusalOf({ kind, unit, wording }: TimeLimit, pauses: readonly Pause[], extension?: Extension) {
  const isForward = COUNTED.includes(kind) && kind !== 'beforeEvent' && unit !== 'hour';
  if (pauses.length > 0 && !isForward) return `“${wording}”不是自事件起按日计算的期限，没有中止`;
  if (extension && !isForward && kind !== 'fixedDate') return `“${wording}”不是自事件起按日计算的期限，没有延长`;
  if (pauses.some((pause) => pause.to < pause.from)) return '中止的结束日早于开始日';
  return extension && !isCountable(extension.amount, extension.unit) ? '延长的期限超出可计算范围' : undefined;
}

function isCountable(amount: number, unit: TimeUnit): boolean {
  return Number.isInteger(amount) && amount >= 1 && amount <= LONGEST[unit];
}

function firstTerm(
  limit: TimeLimit,
  from: LocalDate,
  calendar: WorkCalendar,
  options: DeadlineOptions,
): Deadline | DeadlineProblem {
  if (limit.kind === 'fixedDate') return nextFixedDate(limit, from, calendar);
  const { amount, unit } = limit;
  if (!COUNTED.includes(limit.kind) || !amount || !unit) return { problem: `“${limit.wording}”没有可计算的截止日` };
  if (!isCountable(amount, unit)) return { problem: `“${limit.wording}”的期限超出可计算范围` };
  if (limit.kind === 'beforeEvent') return countBack(amount, unit, from, calendar);
  if (unit === 'hour') return countHours(amount, from);

  const isHeld = limit.rollsOver === false && options.rollOver === undefined;
  const term = termOf({ amount, unit }, from, calendar, isHeld ? { ...options, rollOver: 0 } : options);
  const counted = countTerm(term);
  return counted
    ? {
        on: counted.on,
        steps: counted.steps,
        sentence: `自${speakerFor(from, counted.on)(from)}次日起算，${spokenTerm(term, counted)}`,
      }
    : uncovered(term);
}

function termOf(
  { amount, unit }: Pick<Term, 'amount' | 'unit'>,
  from: LocalDate,
  calendar: WorkCalendar,
  { rollOver = calendar.rollOver ?? 1, pauses = [] }: DeadlineOptions,
): Term {
  return { amount, unit, from, calendar, rollOver: Number(rollOver), pauses };
}

function extended(
  first: Deadline,
  extension: Extension,
  calendar: WorkCalendar,
  options: DeadlineOptions,
): Deadline | DeadlineProblem {
  const term = termOf(extension, first.on, calendar, options);
  const counted = countTerm(term);
  if (!counted) return uncovered(term);
  const sentence = `${first.sentence}；${extension.reason ?? ''}延长${spokenTerm(term, counted)}`;
  return { on: counted.on, steps: [...first.steps, ...counted.steps], sentence };
}

/**
 * Events are known by day, hours by the clock: of 24小时 after some moment of a day only the next day is certain.
 * Hours run through holidays.
 */
function countHours(amount: number, from: LocalDate): Deadline {
  const on = addDays(from, Math.ceil(amount / 24));
  const say = speakerFor(from, on);
  const steps = daysAfter(from, on).map((date) => ({ date, counted: true, reason: '自然日' }));
  return { on, steps, sentence: `自${say(from)}起${amount}小时，起算时刻未载明，按日计至${say(on)}` };
}

/** 提前N日: the last day on which notice is early enough. The day of the event is not counted, nothing rolls over. */
function countBack(
  amount: number,
  unit: TimeUnit,
  from: LocalDate,
  calendar: WorkCalendar,
): Deadline | DeadlineProblem {
  const on = dayBefore(amount, unit, from, calendar);
  if (!on) return uncovered({ amount, unit, from, calendar });
  const say = speakerFor(on, from);
  const days = daysAfter(addDays(on, -1), addDays(from, -1));
  const steps = days.map((date) =>
    unit === 'workday'
      ? { date, counted: calendar.isWorkingDay(date), reason: calendar.reason(date) }
      : { date, counted: true, reason: '自然日' },
  );
  const skipped = bracketed([passedOver(steps, say)]);
  return { on, steps, sentence: `自${say(from)}前一日起倒算，${lengthOf({ amount, unit })}${skipped}，最迟${say(on)}` };
}

function dayBefore(amount: number, unit: TimeUnit, from: LocalDate, calendar: WorkCalendar): LocalDate | undefined {
  if (unit === 'hour') return addDays(from, -Math.ceil(amount / 24));
  if (unit !== 'workday') return endOf(from, -amount, unit);
  let day = from;
  for (let left = amount; left > 0;) {
    day = addDays(day, -1);
    if (!calendar.covers(day)) return undefined;
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

function nextFixedDate(limit: TimeLimit, from: LocalDate, calendar: WorkCalendar): Deadline | DeadlineProblem {
  const { period = '', wording } = limit;
  // A day that rolled over is still ahead when its date has passed; no holiday is longer than two weeks.
  const earliest = limit.rollsOver ? addDays(from, -14) : from;
  const next = occurrences(period, earliest, addMonths(from, 12 * 30))
    .map((each) => ({ ...each, rolled: rolledDueDay(limit, each.dueOn, calendar) }))
    .find(({ dueOn, rolled = '' }) => dueOn >= from || rolled >= from);
  if (!next) {
    const passed = /^once:(\d{4}-\d{2}-\d{2})$/.exec(period)?.[1];
    return passed && passed < from
      ? { problem: `“${wording}”所指的${spokenDay(passed, true)}早于${spokenDay(from, true)}，其后不再到期` }
      : { problem: `“${wording}”没有可计算的截止日` };
  }
  const { dueOn, rolled, label } = next;
  if (!rolled)
    return {
      problem: `${spokenDay(dueOn, true)}超出工作日历范围（${calendar.name ?? calendar.version}），不能判断是否顺延`,
    };
  const moved = rolled === dueOn ? '' : `，${calendar.reason(dueOn)}，顺延至${spokenDay(rolled, true)}`;
  return {
    on: rolled,
    steps: [],
    sentence: `自${spokenDay(from, true)}起，最近一次到期日为${spokenDay(dueOn, true)}${period.startsWith('once:') ? '' : `（对应${label}）`}${moved}`,
  };
}

/** A fixed date stays the day it names, unless the cell says 遇节假日顺延; undefined where the calendar does not cover it then. */
export function rolledDueDay(limit: TimeLimit, dueOn: LocalDate, calendar: WorkCalendar): LocalDate | undefined {
  return limit.rollsOver ? nextWorkingDay(dueOn, calendar) : dueOn;
}

function daysAfter(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function uncovered(term: { amount: number; unit: TimeUnit; from: LocalDate; calendar: WorkCalendar }): DeadlineProblem {
  const { from, calendar } = term;
  const held = calendar.name ?? calendar.version;
  return { problem: `自${spokenDay(from, true)}起${lengthOf(term)}超出工作日历范围（${held}），不能推算` };
}
