import { deadlineOf } from '@app/catalog/deadline';
import { TimeLimit } from '@app/catalog/time-limit';
import { defineRule, RuleContext, SubjectOf, Verdict } from '@app/evaluation/rule';
import { RegisterEntry, textIn } from '@app/registers/register-kind';
import { EntryTerm, judgeTerm } from '../entry-term';
import { spoken } from '../wording';

/** 网民找错超时 — answered within 3 working days, settled within a month; the graver of the two speaks. */
export const faultOverdue = defineRule({
  code: 'INT-07',
  id: 'fault-overdue',
  title: '网民找错处理超时',
  dimension: '互动',
  basis:
    '《政府网站与政务新媒体监管工作年度考核指标》（国办秘函〔2019〕19号）“我为政府网站找错”（超过1个月办结、未办结扣分；3个工作日答复为通行要求，条款待核对原文）',
  severity: 'high',
  machine: 'E',
  subject: 'entry',
  family: 'fault',
  parameters: { workdays: 3, months: 1 },
  advice: '请立即答复网民并改正错误，在“我为政府网站找错”平台办结。',
  isCurable: false,
  doubts: '台账登记后未再更新、工作日历未收录的年度',

  appliesTo: ({ entry }) => entry.kind === 'faultReport',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { workdays, months } = context.parameters;
    // What was settled was answered with it.
    const answeredOn = textIn(entry, 'answeredOn') ?? textIn(entry, 'resolvedOn');
    const answer = term(entry, context, { amount: workdays, unit: 'workday', act: '答复', doneOn: answeredOn });
    const end = term(entry, context, {
      amount: months,
      unit: 'month',
      act: '办结',
      doneOn: textIn(entry, 'resolvedOn'),
    });
    const verdicts = [judgeTerm(end, context), judgeTerm(answer, context)];
    const gravest = GRAVITY.map((outcome) => verdicts.find((verdict) => verdict.outcome === outcome)).find(Boolean);
    return gravest ?? judgeTerm(end, context);
  },
});

/** A running month is no clean bill while the answer was in time: that is said as such. */
const GRAVITY: readonly Verdict['outcome'][] = ['fail', 'cannotTell', 'notApplicable', 'pass'];

interface Given {
  readonly amount: number;
  readonly unit: 'workday' | 'month';
  readonly act: string;
  readonly doneOn: string | undefined;
}

function term(entry: RegisterEntry, { today, calendar }: RuleContext, { amount, unit, act, doneOn }: Given): EntryTerm {
  const length = unit === 'workday' ? `${amount}个工作日` : `${amount}个月`;
  const limit: TimeLimit = { kind: 'onRequest', amount, unit, wording: `收到后${length}内${act}` };
  const from = `转办 ${spoken(entry.occurredOn, today)} → ${length}${act}`;
  return { entry, from, act, deadline: deadlineOf(limit, entry.occurredOn, calendar), doneOn };
}
