import type { DeadlineView } from '../../api/views';
import { addDays } from '../words/days';

/** One square of the deadline strip. */
export interface StripDay {
  readonly date: string;
  /** 1 … 20 on a counted day. */
  readonly number: number | null;
  /** Why the day does not count (周末, 国庆节 …); null on counted days and outside the term. */
  readonly skipped: string | null;
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

/** 期限条: the months from the trigger to the due date and on to the publication (or today), day by day. */
export function deadlineStrip({ deadline, publishedOn, today }: StripGiven): Strip {
  const triggerOn = triggerOf(deadline);
  const endsOn = publishedOn ?? today;
  const first = [triggerOn ?? deadline.on, deadline.on, publishedOn ?? deadline.on].sort()[0]!;
  const termMonths = monthsBetween(first.slice(0, 7), deadline.on.slice(0, 7));
  const lateMonths = monthsBetween(deadline.on.slice(0, 7), endsOn.slice(0, 7)).slice(1);
  const shownLate = lateMonths.length > 2 ? lateMonths.slice(-1) : lateMonths;

  const dayOf = dayReader({ deadline, triggerOn, publishedOn, today, endsOn });
  return {
    triggerOn,
    dueOn: deadline.on,
    months: [...termMonths, ...shownLate].map((month) => stripMonth(month, dayOf)),
    omittedMonths: lateMonths.length - shownLate.length,
    reasons: [...new Set(deadline.steps.filter((step) => !step.counted).map((step) => step.reason))].filter(
      (reason) => !TRIGGER_WORDS.test(reason),
    ),
  };
}

/** 《民法典》第二百零一条: the day of the event itself does not count, so the steps may or may not include it. */
const TRIGGER_WORDS = /起算|触发|当日|成文|开始/;

/** 起算之日: named by the first step, or the day before it; null without steps. */
export function triggerOf({ steps }: DeadlineView): string | null {
  const first = steps[0];
  if (!first) return null;
  return !first.counted && TRIGGER_WORDS.test(first.reason) ? first.date : addDays(first.date, -1);
}

interface DayFacts extends StripGiven {
  triggerOn: string | null;
  endsOn: string;
}

function dayReader({ deadline, triggerOn, publishedOn, today, endsOn }: DayFacts): (date: string) => StripDay {
  const steps = new Map(deadline.steps.map((step) => [step.date, step]));
  const counted = deadline.steps.filter((step) => step.counted).map((step) => step.date);
  const numbers = new Map(counted.map((date, index) => [date, index + 1]));
  return (date) => {
    const step = steps.get(date);
    const isTrigger = date === triggerOn;
    return {
      date,
      number: numbers.get(date) ?? null,
      skipped: step && !step.counted && !isTrigger ? step.reason : null,
      reason: step?.reason ?? null,
      isTrigger,
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
