import { addDays, LocalDate, spokenDay } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { deadlineOf, rolledDueDay } from '@app/catalog/deadline';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { occurrences, periodsOf } from '@app/catalog/periods';
import { Deadline, TimeLimit } from '@app/catalog/time-limit';
import { workedOut } from './worked-out';

/** 期限排定 — one instance of a limit that is known beforehand, from the catalog and the calendar alone. */
export interface ScheduledDeadline {
  /** As `Obligation.instance`: `2026Q3`, `2026-10`, `2025`, `2026/12-31`, `maxAge`. */
  readonly instance: string;
  readonly kind: 'fixedDate' | 'periodic' | 'afterEvent' | 'maxAge';
  /** 2026年第三季度 … */
  readonly label: string;
  /** Null where the calendar does not cover the year it falls in; then `sentence` says so. */
  readonly dueOn: LocalDate | null;
  /** How the day follows, in Chinese. */
  readonly sentence: string;
}

export interface ScheduleSpan {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly calendar: WorkCalendar;
  /** Day of the newest publication, from which a maximum age is counted; without one it has no day. */
  readonly updatedOn?: LocalDate;
}

/**
 * What falls due for a row between `from` and `until`, in order of days: every fixed date, every calendar period, every
 * term that runs from the end of a period, and the maximum age. A term that runs from an event has no instance before
 * its event. Every row is scheduled, whether it can be judged online or not.
 */
export function scheduleOf(item: ScheduledItem, span: ScheduleSpan): ScheduledDeadline[] {
  const limits = item.limits.filter((limit) => !isInternal(limit, item));
  const dated = oncePerDueDay(limits.flatMap((limit) => datedDeadlines(limit, span)));
  const periodic = limits.flatMap((limit) => periodicDeadlines(limit, span));
  const byInstance = new Map([...periodic, ...dated].map((deadline) => [deadline.instance, deadline]));
  return [...byInstance.values(), ...ageDeadlines(limits, span)].sort(byDay);
}

/** What of a row decides its schedule. */
export type ScheduledItem = Pick<DisclosureItem, 'limits' | 'timeLimit'>;

/** From 1 January of the year of `today` to the end of March after it: what December must prepare is seen in time. */
export function scheduleYear(today: LocalDate): { readonly year: number; readonly from: LocalDate; until: LocalDate } {
  const year = Number(today.slice(0, 4));
  return { year, from: `${year}-01-01`, until: `${year + 1}-03-31` };
}

/** One due day of a fixed date, or of a term that runs from the end of a period. */
export interface DueDate {
  readonly instance: string;
  readonly label: string;
  /** Absent where the calendar does not cover it; then `problem` says so. */
  readonly dueOn?: LocalDate;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly deadline?: Deadline;
  readonly problem?: string;
}

/** 固定日期, and 季度结束后N日内, which is a fixed date in other words. Nothing for other limits. */
export function dueDates(limit: TimeLimit, span: ScheduleSpan): readonly DueDate[] {
  const question = `due ${span.from} ${span.until} ${JSON.stringify(limit)}`;
  return workedOut(span.calendar, question, () => dueDatesWithin(limit, span));
}

function dueDatesWithin(limit: TimeLimit, { from, until, calendar }: ScheduleSpan): readonly DueDate[] {
  if (limit.kind === 'fixedDate' && limit.period) return fixedDates(limit, { from, until, calendar });
  const ended = endedPeriod(limit);
  if (!ended) return [];
  return periodsOf(ended, addDays(from, -366), until).flatMap((each): DueDate[] => {
    const { instance, label } = each;
    const period = { from: each.from, to: each.to };
    const deadline = deadlineOf(limit, period.to, calendar);
    if (period.to >= until) return [];
    if ('problem' in deadline) return [{ instance, label, period, problem: deadline.problem }];
    return deadline.on < from ? [] : [{ instance, label, dueOn: deadline.on, period, deadline }];
  });
}

/** Days that roll over (遇节假日顺延) are sought from two weeks before: no holiday is longer. */
function fixedDates(limit: TimeLimit, { from, until, calendar }: ScheduleSpan): readonly DueDate[] {
  const { period = '', rollsOver } = limit;
  if (!rollsOver) return occurrences(period, from, until);
  return occurrences(period, addDays(from, -14), until).flatMap((each): DueDate[] => {
    const { dueOn: named, ...due } = each;
    const dueOn = rolledDueDay(limit, named, calendar);
    if (dueOn) return dueOn < from ? [] : [{ ...due, dueOn }];
    return named < from ? [] : [{ ...due, problem: `${spokenDay(named, true)}超出工作日历范围，不能判断是否顺延` }];
  });
}

/**
 * How the day of a scheduled instance was counted, day by day; undefined where the day is named (每季度首月20日) and not
 * counted, and where the row no longer has it.
 */
export function countedDeadline(
  item: ScheduledItem,
  { instance, dueOn }: { readonly instance: string; readonly dueOn: LocalDate },
  span: ScheduleSpan,
): Deadline | undefined {
  const period = instance.split('/')[0];
  return item.limits
    .flatMap((limit) => dueDates(limit, span))
    .find((due) => due.instance === period && due.dueOn === dueOn)?.deadline;
}

/** The calendar period from whose end a limit runs (季度结束后15日内); undefined for other limits. */
export function endedPeriod({ kind, trigger }: TimeLimit): string | undefined {
  return kind === 'afterEvent' ? PERIOD_ENDED[trigger ?? ''] : undefined;
}

/** 每年6月、12月: the second due day of one period is an obligation of its own; the same day twice is one. */
export function oncePerDueDay<T extends { readonly instance: string; readonly dueOn?: LocalDate | null }>(
  dated: readonly T[],
): T[] {
  const seen = new Map<string, T>();
  const ordered = [...dated].sort((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1));
  for (const each of ordered) {
    const first = seen.get(each.instance);
    if (first && !each.dueOn) continue;
    const instance = first ? `${each.instance}/${each.dueOn?.slice(5)}` : each.instance;
    if (first?.dueOn !== each.dueOn || !first) seen.set(instance, { ...each, instance });
  }
  return [...seen.values()];
}

/** Periods that a list of publications can be held against; daily and hourly ones cannot. */
export const JUDGED_PERIODS: ReadonlySet<string> = new Set(['yearly', 'half_yearly', 'quarterly', 'monthly', 'weekly']);

/** 每年12月上报备案, 每年度评估: a duty towards other offices; a website shows nothing of it. */
export function isInternal({ wording }: TimeLimit, item: ScheduledItem): boolean {
  const words = item.limits.length === 1 ? `${wording}${item.timeLimit ?? ''}` : wording;
  return /上报|报备|备案|报送|评估(?!结果|报告|情况)|培训|完成整改/u.test(words) && !/公开|公布|公示|发布/u.test(words);
}

const PERIOD_ENDED: Readonly<Record<string, string>> = {
  quarter_ended: 'quarterly',
  month_ended: 'monthly',
  half_year_ended: 'half_yearly',
  year_ended: 'yearly',
};

function datedDeadlines(limit: TimeLimit, span: ScheduleSpan): ScheduledDeadline[] {
  const kind = limit.kind === 'fixedDate' ? 'fixedDate' : 'afterEvent';
  return dueDates(limit, span).flatMap(({ instance, label, dueOn, period, deadline, problem }) => {
    if (dueOn && dueOn > span.until) return [];
    const how = deadline
      ? `${label}于${spokenDay(period.to, true)}结束，${deadline.sentence}`
      : `“${limit.wording}”，${label}的到期日为${dueOn ? spokenDay(dueOn, true) : '未知'}`;
    return [{ instance, kind, label, dueOn: dueOn ?? null, sentence: problem ?? how }];
  });
}

/** 每季度公开: due on the last day of the period. */
function periodicDeadlines(limit: TimeLimit, { from, until }: ScheduleSpan): ScheduledDeadline[] {
  if (limit.kind !== 'periodic' || !limit.period || !JUDGED_PERIODS.has(limit.period)) return [];
  return periodsOf(limit.period, from, until)
    .filter(({ to }) => to >= from && to <= until)
    .map(({ instance, label, to }) => ({
      instance,
      kind: 'periodic',
      label,
      dueOn: to,
      sentence: `“${limit.wording}”，${label}至${spokenDay(to, true)}止`,
    }));
}

function ageDeadlines(limits: readonly TimeLimit[], { calendar, updatedOn, until }: ScheduleSpan): ScheduledDeadline[] {
  const limit = limits.find(({ kind, amount }) => kind === 'maxAge' && amount !== undefined);
  if (!limit || !updatedOn) return [];
  const deadline = deadlineOf(limit, updatedOn, calendar);
  const known = { instance: 'maxAge', kind: 'maxAge' as const, label: '最近一次更新' };
  if ('problem' in deadline) return [{ ...known, dueOn: null, sentence: deadline.problem }];
  return deadline.on > until ? [] : [{ ...known, dueOn: deadline.on, sentence: deadline.sentence }];
}

function byDay(a: ScheduledDeadline, b: ScheduledDeadline): number {
  const [left, right] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  return left < right ? -1 : left > right ? 1 : a.instance < b.instance ? -1 : 1;
}
