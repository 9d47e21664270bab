import type { DeadlineView } from '../../api/views';
import { addDays } from '../words/days';

/** One square of the deadline strip. */
export interface StripDay {
  readonly date: string;
  /** 1 … 20 on a counted day. */
  readonly number: number | null;
  /** Why the day does not count (周末, 国庆节 …); null on counted days and outside the term. */
  readonly skipped: string | null;
  /** The clock stood still on this day. */
  readonly isPaused: boolean;
  /** What the step says of the day, also on counted ones (工作日, 调休上班 …). */
  readonly reason: string | null;
  readonly isTrigger: boolean;
  readonly isDue: boolean;
  readonly isPublished: boolean;
  readonly isToday: boolean;
  /** After the due date, until published or today. */
  readonly isLate: boolean;
}

export interface StripMonth {
  /** 2026年10月 */
  readonly label: string;
  /** Monday to Sunday; null where the week belongs to another month. */
  readonly weeks: readonly (readonly (StripDay | null)[])[];
}

export interface Strip {
  readonly triggerOn: string | null;
  readonly dueOn: string;
  readonly months: readonly StripMonth[];
  /** Months in the middle of a long term, every day of them counted, that are left out. */
  readonly omittedTermMonths: number;
  /** Months between the due date and the end that hold nothing but lateness and are left out. */
  readonly omittedMonths: number;
  /** Reasons of the skipped days, each once, in order of appearance. */
  readonly reasons: readonly string[];
}

interface StripGiven {
  deadline: DeadlineView;
  publishedOn: string | null;
  today: string;
}

/** A term of half a year or a year shows how it begins and how it ends. */
const MOST_TERM_MONTHS = 4;

/** 期限条: the months from the trigger to the due date and on to the publication (or today), day by day. */
export function deadlineStrip({ deadline, publishedOn, today }: StripGiven): Strip {
  const triggerOn = triggerOf(deadline);
  const endsOn = publishedOn ?? today;
  const first = [triggerOn ?? deadline.on, deadline.on, publishedOn ?? deadline.on].sort()[0]!;
  const lastTermDay = [triggerOn ?? deadline.on, deadline.on].sort()[1]!;
  const termMonths = monthsBetween(first.slice(0, 7), lastTermDay.slice(0, 7));
  const lateMonths = monthsBetween(lastTermDay.slice(0, 7), endsOn.slice(0, 7)).slice(1);
  const shownTerm = termMonths.length > MOST_TERM_MONTHS ? [termMonths[0]!, termMonths.at(-1)!] : termMonths;
  const shownLate = lateMonths.length > 2 ? lateMonths.slice(-1) : lateMonths;

  const dayOf = dayReader({ deadline, triggerOn, publishedOn, today, endsOn });
  return {
    triggerOn,
    dueOn: deadline.on,
    months: [...shownTerm, ...shownLate].map((month) => stripMonth(month, dayOf)),
    omittedTermMonths: termMonths.length - shownTerm.length,
    omittedMonths: lateMonths.length - shownLate.length,
    reasons: [...new Set(deadline.steps.filter((step) => !step.counted).map((step) => step.reason))],
  };
}

/**
 * 起算之日: the day of the event, which does not count itself (《民法典》第二百零一条) and stands just outside the steps:
 * before the first, or behind the last when the term is counted back from it. Null without steps.
 */
export function triggerOf(deadline: DeadlineView): string | null {
  const [first, last] = [deadline.steps[0], deadline.steps.at(-1)];
  if (!first || !last) return null;
  return isCountedBack(deadline) ? addDays(last.date, 1) : addDays(first.date, -1);
}

/** 提前N日: the due day then comes first. A single step tells nothing, so the sentence decides. */
function isCountedBack({ on, steps, sentence }: DeadlineView): boolean {
  return on === steps[0]?.date && (steps.length > 1 || sentence.includes('倒算'));
}

interface DayFacts extends StripGiven {
  triggerOn: string | null;
  endsOn: string;
}

function dayReader({ deadline, triggerOn, publishedOn, today, endsOn }: DayFacts): (date: string) => StripDay {
  const steps = new Map(deadline.steps.map((step) => [step.date, step]));
  const counted = deadline.steps.filter((step) => step.counted).map((step) => step.date);
  const inOrder = isCountedBack(deadline) ? counted.reverse() : counted;
  const numbers = new Map(inOrder.map((date, index) => [date, index + 1]));
  return (date) => {
    const step = steps.get(date);
    return {
      date,
      number: numbers.get(date) ?? null,
      skipped: step && !step.counted ? step.reason : null,
      isPaused: step?.isPaused ?? false,
      reason: step?.reason ?? null,
      isTrigger: date === triggerOn,
      isDue: date === deadline.on,
      isPublished: date === publishedOn,
      isToday: date === today,
      isLate: date > deadline.on && date <= endsOn,
    };
  };
}

function stripMonth(month: string, dayOf: (date: string) => StripDay): StripMonth {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const squares: (StripDay | null)[] = Array.from({ length: lead }, () => null);
  for (let day = 1; day <= length; day++) squares.push(dayOf(`${month}-${String(day).padStart(2, '0')}`));
  while (squares.length % 7 !== 0) squares.push(null);
  const weeks = Array.from({ length: squares.length / 7 }, (_week, index) => squares.slice(index * 7, index * 7 + 7));
  return { label: `${year}年${number}月`, weeks };
}

/** `2026-09`, `2026-10` …, both ends included. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
