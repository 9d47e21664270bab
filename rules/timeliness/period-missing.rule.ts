import { addDays, LocalDate } from '@app/calendar/local-date';
import { nextWorkingDay, WorkCalendar } from '@app/calendar/working-days';
import { publicationDay } from '@app/evaluation/fulfilment';
import {
  cannotTell,
  defineRule,
  fail,
  notApplicable,
  Obligation,
  pass,
  Proof,
  RuleContext,
  SubjectOf,
  unseen,
  Verdict,
} from '@app/evaluation/rule';
import { periodsNamed } from '@app/observation/named-period';
import { ItemObservation, ObservedDocument } from '@app/observation/observation';
import { absenceDoubt, isEmptySection } from '../absence';
import { excusedByNote } from '../note-ruling';
import { asOf, quoted, sectionCount, spoken, spokenAmount, spokenLateness } from '../wording';
import { graceAfter, graceQuestion } from './rest-days';

type Subject = SubjectOf<'obligation'>;

/** 周期缺期 — a calendar period that ended without a publication, or a list older than its maximum age. */
export const periodMissing = defineRule({
  code: 'TIM-05',
  id: 'period-missing',
  title: '周期缺期',
  dimension: '时效性',
  basis: '事项目录载明的公开周期（皋政办发〔2020〕147号 二(二)2、国办发〔2019〕54号所定目录要素“时限”）',
  severity: 'medium',
  machine: 'A',
  subject: 'obligation',
  family: 'timeliness',
  parameters: {},
  advice: '请补充公开本期信息；本期确未发生的，请发布情况说明并写明期间。',
  isCurable: true,
  doubts:
    '栏目未读完、匹配未确认、有无日期的信息或其他栏目的信息可能属于本期、期末为休息日而在其后首个工作日公开、为行政处罚事项',

  appliesTo: ({ obligation }) => obligation.code === 'TIM-05',

  examine(subject, context) {
    return subject.obligation.instance === 'maxAge' ? judgeAge(subject, context) : judgePeriod(subject, context);
  },
});

function judgePeriod({ item, obligation }: Subject, context: RuleContext): Verdict {
  const { dueOn = '', label, document, situationNote } = obligation;
  const { today, observation, calendar } = context;
  if (document) return pass(spokenSeen(obligation, document), documentProof(document, item, obligation));
  const grace = graceAfter(dueOn, calendar);
  if (today <= grace.until) return notApplicable(`${label}尚在期限内（${spoken(dueOn, today)}止）`);
  const excused = excusedByNote(item.key, situationNote, context);
  if (excused) return notApplicable(`${label}${excused}`);
  if (isEmptySection(item)) return notApplicable('对应栏目为空，由PUB-02判定');
  if (isAllRest(obligation, calendar)) return notApplicable(`${label}没有工作日，不作要求`);
  const doubt = absenceDoubt(item, observation, obligation.period?.from) ?? doubtful(item, obligation);
  if (doubt) return doubt;
  const inGrace = item.documents.find((each) => isWithinGrace(each, dueOn, grace.until));
  if (inGrace) {
    const why = `${spokenMissing(obligation)}，${quoted(inGrace)}在${spoken(dueOn, today)}后公开，${graceQuestion(grace)}`;
    return cannotTell(why, documentProof(inGrace, item, obligation));
  }
  const section = item.section ?? { name: '', entries: [] };
  const late = spokenLateness(dueOn, today, calendar);
  return fail(
    `${asOf(today)}，${sectionCount(section)}，${spokenMissing(obligation)}；应于${spoken(dueOn, today)}前公开，已逾期${late}`,
    listProof(item, obligation),
  );
}

function spokenSeen({ label, count }: Obligation, document: ObservedDocument): string {
  return count ? `${label}已见${count.seen}条，不少于${count.owed}次` : `${label}已见${quoted(document)}`;
}

/** 未见2026年条目; 2026年只见1条，应不少于2次 */
export function spokenMissing({ label, count }: Obligation): string {
  if (!count) return `未见${label}条目`;
  return count.seen === 0
    ? `未见${label}条目，应不少于${count.owed}次`
    : `${label}只见${count.seen}条，应不少于${count.owed}次`;
}

/** A week of 春节 or 国庆 without a single working day. */
function isAllRest({ period }: Obligation, calendar: WorkCalendar): boolean {
  if (!period || !calendar.covers(period.from)) return false;
  return (nextWorkingDay(period.from, calendar) ?? '') > period.to;
}

/** Came out on the days a period that ends on a day of rest may run on; another period named in its title is not this one. */
function isWithinGrace(document: ObservedDocument, dueOn: LocalDate, until: LocalDate): boolean {
  const day = publicationDay(document);
  return day !== null && day > dueOn && day <= until && periodsNamed(document.title, day).length === 0;
}

function judgeAge({ item, obligation }: Subject, context: RuleContext): Verdict {
  const { dueOn, triggerOn, document, problem, limit } = obligation;
  const { today, observation } = context;
  const proof = document ? documentProof(document, item, obligation) : listProof(item, obligation);
  if (!dueOn || !triggerOn) return unseen(problem ?? '各条信息均未载明日期，不能计算', proof);
  const sum = `最近一次更新 ${spoken(triggerOn, today)} → ${spokenAmount(limit)} → ${spoken(dueOn, today)}`;
  if (today <= dueOn) return pass(`${sum}，未超期`, proof);
  const grace = graceAfter(dueOn, context.calendar);
  if (today <= grace.until) return unseen(`${sum}，${graceQuestion(grace)}`, proof);
  const doubt = absenceDoubt(item, observation, addDays(triggerOn, 1)) ?? doubtful(item, obligation);
  if (doubt) return doubt;
  const section = item.section ?? { name: '', entries: [] };
  return fail(
    `${asOf(today)}，${sectionCount(section)}，${sum}，已超期${spokenLateness(dueOn, today, context.calendar)}`,
    listProof(item, obligation),
  );
}

/** While something may be what is sought, nothing is missing. */
export function doubtful(item: ItemObservation, { doubtful: maybe = [], label }: Obligation): Verdict | undefined {
  const [first] = maybe;
  if (!first) return undefined;
  return cannotTell(`有${maybe.length}条信息可能属于${label}（如${quoted(first)}），请核实`, {
    url: first.url,
    evidence: first.evidence ? [first.evidence] : (item.section?.evidence ?? []),
  });
}

export function documentProof(document: ObservedDocument, item: ItemObservation, obligation: Obligation): Proof {
  const evidence = document.evidence ? [document.evidence] : (item.section?.evidence ?? []);
  const publishedOn = document.publishedOn ?? document.listedOn;
  return { url: document.url, evidence, publishedOn, isCurable: false, ...dueOf(obligation) };
}

/** Absence is evidenced by the list pages read. */
export function listProof({ section }: ItemObservation, obligation: Obligation): Proof {
  return { url: section?.url ?? '', evidence: section?.evidence ?? [], publishedOn: null, ...dueOf(obligation) };
}

function dueOf({ deadline, dueOn }: Obligation): Pick<Proof, 'deadline' | 'dueOn'> {
  return { ...(deadline ? { deadline } : {}), ...(dueOn ? { dueOn } : {}) };
}
