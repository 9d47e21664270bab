import { publicationDay } from '@app/evaluation/fulfilment';
import {
  cannotTell,
  defineRule,
  fail,
  notApplicable,
  pass,
  RuleContext,
  SubjectOf,
  Verdict,
} from '@app/evaluation/rule';
import { ObservedDocument } from '@app/observation/observation';
import { absenceDoubt, isEmptySection } from '../absence';
import { excusedByNote } from '../note-ruling';
import { asOf, quoted, sectionCount, spoken, spokenLateness } from '../wording';
import { documentProof, doubtful, listProof } from './period-missing.rule';
import { graceAfter, graceQuestion } from './rest-days';

type Subject = SubjectOf<'obligation'>;

/** 固定日期未公开 — what was due on a day of the calendar was not there by then. */
export const fixedDateMissed = defineRule({
  code: 'TIM-06',
  id: 'fixed-date-missed',
  title: '固定日期未公开',
  dimension: '时效性',
  basis:
    '事项目录载明的公开日期；年度报告另据《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条、第五十条（日期待核对原文）',
  severity: 'high',
  machine: 'A',
  subject: 'obligation',
  family: 'timeliness',
  parameters: {},
  advice: '请立即公开本期信息；已公开的，请说明逾期原因。',
  isCurable: true,
  doubts:
    '栏目未读完、匹配未确认、有无日期或未写明期间的信息可能属于本期、截止日为休息日而在其后首个工作日公开、为行政处罚事项',

  appliesTo: ({ obligation }) => obligation.code === 'TIM-06',

  examine(subject, context) {
    const { document } = subject.obligation;
    return document ? judgePublished(subject, document, context) : judgeMissing(subject, context);
  },
});

function judgePublished({ item, obligation }: Subject, document: ObservedDocument, context: RuleContext): Verdict {
  const { dueOn = '', label } = obligation;
  const { today, calendar, observation } = context;
  const day = publicationDay(document);
  const proof = documentProof(document, item, obligation);
  if (!day) return cannotTell(`${label}已见${quoted(document)}，但未载明公开日期，请核实是否按期`, proof);
  const sum = `${label}条目应于${spoken(dueOn, today)}前公开，${quoted(document)}${spoken(day, today)}公开`;
  if (day <= dueOn) return pass(`${sum}，未逾期`, proof);
  const grace = graceAfter(dueOn, calendar);
  if (day <= grace.until) return cannotTell(`${sum}，${graceQuestion(grace)}`, proof);
  const doubt = absenceDoubt(item, observation, obligation.period?.from) ?? doubtful(item, obligation);
  return doubt ?? fail(`${sum}，逾期${spokenLateness(dueOn, day, calendar)}`, proof);
}

function judgeMissing({ item, obligation }: Subject, context: RuleContext): Verdict {
  const { dueOn = '', label, situationNote } = obligation;
  const { today, calendar, observation } = context;
  if (today <= graceAfter(dueOn, calendar).until)
    return notApplicable(`${label}尚在期限内（${spoken(dueOn, today)}止）`);
  const excused = excusedByNote(item.key, situationNote, context);
  if (excused) return notApplicable(`${label}${excused}`);
  if (isEmptySection(item)) return notApplicable('对应栏目为空，由PUB-02判定');
  const doubt = absenceDoubt(item, observation, obligation.period?.from) ?? doubtful(item, obligation);
  if (doubt) return doubt;
  const late = spokenLateness(dueOn, today, calendar);
  const section = item.section ?? { name: '', entries: [] };
  return fail(
    `${asOf(today)}，${sectionCount(section)}，未见${label}条目；应于${spoken(dueOn, today)}前公开，已逾期${late}`,
    listProof(item, obligation),
  );
}
