import { addMonths } from '@app/calendar/local-date';
import { deadlineOf } from '@app/catalog/deadline';
import { defineRule, fail, notApplicable, RuleContext, SubjectOf, Verdict } from '@app/evaluation/rule';
import { flagIn, RegisterEntry, textIn } from '@app/registers/register-kind';
import { entryProof, judgeTerm } from '../entry-term';
import { spoken } from '../wording';

/** 留言超时 — an effective message without an answer for more than three months is a veto; past 15 working days a tip. */
export const messageOverdue = defineRule({
  code: 'INT-01',
  id: 'message-overdue',
  title: '网民留言超时未答复',
  dimension: '互动',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“互动回应差”第2项（1年内超过3个月未回应有效留言）；15个工作日见扣分指标（条款待核对原文）',
  severity: 'veto',
  machine: 'A',
  subject: 'entry',
  family: 'message',
  parameters: { workdays: 15, months: 3, withinMonths: 12 },
  advice: '请立即答复并公开答复内容；今后在规定期限内答复网民留言。',
  isCurable: false,
  doubts: '台账登记后未再更新、工作日历未收录的年度；网页没有同时载明留言和答复日期的不由系统采集',

  appliesTo: ({ entry }) => entry.kind === 'message',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { today, parameters } = context;
    const { workdays, months, withinMonths } = parameters;
    if (flagIn(entry, 'isValid') === false) return notApplicable('登记为无效留言');
    const askedOn = entry.occurredOn;
    const isAnswered = textIn(entry, 'answeredOn') !== undefined;
    if (!isAnswered && askedOn < addMonths(today, -withinMonths))
      return notApplicable(`留言${spoken(askedOn, today)}，超出检查前${withinMonths}个月的范围`);
    const vetoOn = addMonths(askedOn, months);
    if (!isAnswered && vetoOn < entry.asOf) return unanswered(entry, context, vetoOn);
    const limit = {
      kind: 'onRequest' as const,
      amount: workdays,
      unit: 'workday' as const,
      wording: `${workdays}个工作日`,
    };
    const verdict = judgeTerm(
      {
        entry,
        from: `留言 ${spoken(askedOn, today)} → ${workdays}个工作日`,
        act: '答复',
        deadline: deadlineOf(limit, askedOn, context.calendar),
        doneOn: textIn(entry, 'answeredOn'),
      },
      context,
    );
    return verdict.outcome === 'fail' ? { ...verdict, proof: { ...verdict.proof, severity: 'tip' } } : verdict;
  },
});

/** The look-back does not matter here: the year before the check does. */
function unanswered(entry: RegisterEntry, { today, parameters }: RuleContext, vetoOn: string): Verdict {
  return fail(
    `留言 ${spoken(entry.occurredOn, today)} → ${parameters.months}个月 → ${spoken(vetoOn, today)}，截至${spoken(entry.asOf, today)}仍未答复`,
    { ...entryProof(entry), dueOn: vetoOn, publishedOn: null, isCurable: true },
  );
}
