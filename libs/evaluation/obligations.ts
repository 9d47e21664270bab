import { addDays, LocalDate, spokenDay } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { periodsOf } from '@app/catalog/periods';
import { Deadline, TimeLimit } from '@app/catalog/time-limit';
import { ItemObservation, ObservedDocument } from '@app/observation/observation';
import { Fulfilment, fulfilmentBy, fulfilmentWithin, publicationDay } from './fulfilment';
import { LimitChoice, limitFor } from './limit-choice';
import { Obligation } from './rule';
import { dueDates, endedPeriod, isInternal, JUDGED_PERIODS, oncePerDueDay } from './schedule';
import { ClaimOrigin } from './trigger-claims';
import { triggerDateOf } from './trigger-date';
import { deadlineFor } from './worked-out';

export interface ObligationContext {
  readonly today: LocalDate;
  /** 回溯起点: what fell due earlier is left out. */
  readonly since: LocalDate;
  readonly calendar: WorkCalendar;
}

/**
 * 公开义务 of one row that fell due from `since` on, or will within the next weeks: one per calendar period, fixed
 * date and maximum age, and one per document for limits that run from an event. Rows that cannot be judged online
 * have none. A maximum age is a lasting state and has no look-back.
 */
export function obligationsOf(item: ItemObservation, context: ObligationContext): Obligation[] {
  if (!isOnlineVerifiable(item.item)) return [];
  const limits = item.item.limits.filter((limit) => !isInternal(limit, item.item));
  const dated = datedObligations(limits, item, context);
  const periodic = limits.flatMap((limit) => periodicObligations(limit, item, context));
  const ofDocuments = item.documents
    .filter(({ isSituationNote, isSectionPage }) => !isSituationNote && !isSectionPage)
    .flatMap((document) => documentObligation(document, item, context) ?? []);
  return [
    ...unique([...dated, ...periodic]),
    ...ageObligations(item, context),
    ...(ofDocuments.length > 0 ? withoutTaken(ofDocuments, dated) : []),
    ...unparsedLimits(item),
  ];
}

/** What fulfils a fixed date is held against that date alone. */
function withoutTaken(ofDocuments: readonly Obligation[], dated: readonly Obligation[]): Obligation[] {
  const taken = new Set(dated.flatMap(({ document }) => (document ? [document.url] : [])));
  return ofDocuments.filter(({ document }) => !document || !taken.has(document.url));
}

/** An obligation whose fulfilment is sought when somebody asks for it: a trial of one rule asks of few. */
function fulfilledBy(owed: Omit<Obligation, keyof Fulfilment>, fulfilment: () => Fulfilment): Obligation {
  let sought: Fulfilment | undefined;
  const found = () => (sought ??= fulfilment());
  return {
    ...owed,
    get document() {
      return found().document;
    },
    get doubtful() {
      return found().doubtful;
    },
    get situationNote() {
      return found().situationNote;
    },
    get count() {
      return found().count;
    },
  };
}

/** 条例第二十六条: 自形成或者变更之日起20个工作日内及时公开 — the outer bound of 及时. */
const OUTER_BOUND: TimeLimit = {
  kind: 'afterEvent',
  amount: 20,
  unit: 'workday',
  trigger: 'info_formed_or_changed',
  wording: '自形成或者变更之日起20个工作日内',
};

/** So far ahead obligations are worked out, for early warnings. */
const AHEAD_DAYS = 45;

/** 固定日期, and 季度结束后N日内, which is a fixed date in other words. */
function datedObligations(
  limits: readonly TimeLimit[],
  item: ItemObservation,
  context: ObligationContext,
): Obligation[] {
  const span = { from: context.since, until: addDays(context.today, AHEAD_DAYS), calendar: context.calendar };
  const dates = limits.flatMap((limit) => dueDates(limit, span).map((due) => ({ ...due, limit })));
  return oncePerDueDay(dates.filter(({ dueOn }) => dueOn)).flatMap(({ dueOn, problem: _problem, ...due }) => {
    if (!dueOn) return [];
    const { limit, period } = due;
    const isNamed = limit.kind !== 'fixedDate' || /\(prev_/.test(limit.period ?? '');
    return fulfilledBy({ ...due, dueOn, code: 'TIM-06' }, () => fulfilmentBy(item, { period, dueOn, isNamed }));
  });
}

/** 每季度公开, 每年不少于4次: due on the last day of the period. Daily and hourly duties cannot be judged from a list. */
function periodicObligations(limit: TimeLimit, item: ItemObservation, context: ObligationContext): Obligation[] {
  if (limit.kind !== 'periodic' || !limit.period || !JUDGED_PERIODS.has(limit.period)) return [];
  const periods = periodsOf(limit.period, context.since, addDays(context.today, AHEAD_DAYS));
  return periods
    .filter(({ from, to }) => to >= context.since && from <= context.today)
    .map(({ instance, label, from, to }) => {
      const period = { from, to };
      const owed = limit.unit === undefined ? limit.amount : undefined;
      return fulfilledBy({ instance, code: 'TIM-05', limit, label, dueOn: to, period }, () =>
        fulfilmentWithin(item, period, owed),
      );
    });
}

/** 最迟6个月内必须有更新: counted from the newest document; an empty section is not a matter of age. */
function ageObligations(item: ItemObservation, { calendar }: ObligationContext): Obligation[] {
  const limit = item.item.limits.find(({ kind, amount }) => kind === 'maxAge' && amount !== undefined);
  const newest = newestOf(item.documents.filter(({ isSituationNote }) => !isSituationNote));
  if (!limit || !newest) return [];
  const day = publicationDay(newest) ?? undefined;
  const deadline = day ? ageDeadline(limit, day, calendar) : { problem: '各条信息均未载明日期' };
  const undated = item.documents.filter((document) => !publicationDay(document));
  const newer = [...item.elsewhere, ...(item.unassigned ?? [])].filter(
    (document) => !day || (publicationDay(document) ?? '9999') > day,
  );
  return [
    {
      instance: 'maxAge',
      code: 'TIM-05',
      limit,
      label: '最近一次更新',
      document: newest,
      triggerOn: day,
      doubtful: [...undated, ...newer],
      ...dueBy(deadline),
    },
  ];
}

/** Before the calendar's first year nobody knows the days off; what is that old is late by years, not by a weekend. */
function ageDeadline(limit: TimeLimit, day: LocalDate, calendar: WorkCalendar): ReturnType<typeof deadlineFor> {
  const deadline = deadlineFor(limit, day, calendar);
  return 'problem' in deadline && limit.unit !== 'workday'
    ? deadlineFor(limit, day, calendar, { rollOver: false })
    : deadline;
}

/** Undefined where no limit binds the document or it lies before the look-back. */
function documentObligation(
  document: ObservedDocument,
  item: ItemObservation,
  context: ObligationContext,
): Obligation | undefined {
  const chosen = limitFor(document, item);
  const day = publicationDay(document);
  // Published before the look-back began: in time, or overdue before it.
  if (!chosen || endedPeriod(chosen.limit) || (day && day < context.since)) return undefined;
  const trigger = triggerDateOf(document, chosen.isVague ? undefined : chosen.limit.trigger);
  const base = { instance: `url:${document.url}`, document, label: `“${document.title}”`, ...describedBy(chosen) };
  if ('problem' in trigger) return { ...base, problem: trigger.problem };
  const limit = chosen.isVague ? OUTER_BOUND : chosen.limit;
  const due = dueBy(attributed(deadlineFor(limit, trigger.on, context.calendar), trigger));
  if (due.dueOn && due.dueOn < context.since) return undefined;
  const { on: triggerOn, origin, contradictions } = trigger;
  return {
    ...base,
    triggerOn,
    ...(origin ? { triggerOrigin: origin } : {}),
    ...(contradictions?.length ? { contradictions } : {}),
    ...due,
  };
}

/** The derivation says whose word its first day is, where it is not the page's. */
function attributed<T extends Deadline | { readonly problem: string }>(
  deadline: T,
  trigger: { on: LocalDate; origin?: ClaimOrigin },
): T {
  if (!('sentence' in deadline) || trigger.origin !== 'manual') return deadline;
  return { ...deadline, sentence: `成文日期经申诉认定为${spokenDay(trigger.on, true)}，${deadline.sentence}` };
}

function describedBy({ limit, code, isVague, choice }: LimitChoice) {
  return { limit, code, ...(isVague ? { isVague } : {}), ...(choice ? { choice } : {}) };
}

/** A wording nobody understood is work for a person, and shown as such. */
function unparsedLimits({ item }: ItemObservation): Obligation[] {
  const limit = item.limits.find(({ kind }) => kind === 'unparsed');
  if (!limit || item.limits.length > 1) return [];
  const problem = `公开时限“${limit.wording}”未能解析，须人工确定`;
  return [{ instance: 'limit', code: 'TIM-01', limit, label: '公开时限', problem }];
}

function dueBy(deadline: Deadline | { readonly problem: string }): Pick<Obligation, 'dueOn' | 'deadline' | 'problem'> {
  return 'problem' in deadline ? { problem: deadline.problem } : { dueOn: deadline.on, deadline };
}

/** A period with a day and the same period without one are one obligation; the day goes first. */
function unique(obligations: readonly Obligation[]): Obligation[] {
  const byInstance = new Map<string, Obligation>();
  for (const obligation of obligations)
    if (!byInstance.has(obligation.instance)) byInstance.set(obligation.instance, obligation);
  return [...byInstance.values()];
}

function newestOf(documents: readonly ObservedDocument[]): ObservedDocument | undefined {
  return documents.reduce<ObservedDocument | undefined>(
    (newest, document) =>
      !newest || (publicationDay(document) ?? '') > (publicationDay(newest) ?? '') ? document : newest,
    undefined,
  );
}
