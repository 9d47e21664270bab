import { deadlineOf } from '@app/catalog/deadline';
import { cannotTell, defineRule, SubjectOf, Verdict } from '@app/evaluation/rule';
import { textIn } from '@app/registers/register-kind';
import { judgeTerm } from '../entry-term';
import { publishedElsewhere } from '../printed-day';
import { spoken } from '../wording';

/** 方案公开超期 — the local plan, published within 30 working days of the parent document. */
export const localPlanOverdue = defineRule({
  code: 'TIM-10',
  id: 'local-plan-overdue',
  title: '方案公开超期',
  dimension: '时效性',
  basis:
    '《开展基层政务公开标准化规范化试点工作实施方案》（2018年6月29日公布）通知正文：各地各部门方案在本方案公布后30个工作日内在本网站公开',
  severity: 'medium',
  machine: 'A',
  subject: 'entry',
  family: 'local-plan',
  parameters: { workdays: 30 },
  advice: '请立即公开本单位方案；今后在上级文件公布后30个工作日内制定并公开。',
  isCurable: false,
  doubts: '登记的公开日期与网页载明的不一致、台账登记后未再更新、工作日历未收录的年度',

  appliesTo: ({ entry }) => entry.kind === 'localPlan',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { workdays } = context.parameters;
    const limit = {
      kind: 'afterEvent' as const,
      amount: workdays,
      unit: 'workday' as const,
      wording: `${workdays}个工作日内`,
    };
    const verdict = judgeTerm(
      {
        entry,
        from: `“${textIn(entry, 'parent')}”${spoken(entry.occurredOn, context.today)}公布 → ${workdays}个工作日`,
        act: '公开方案',
        deadline: deadlineOf(limit, entry.occurredOn, context.calendar),
        doneOn: textIn(entry, 'publishedOn'),
      },
      context,
    );
    const conflict = publishedElsewhere(entry, context.observation);
    const isJudged = verdict.outcome === 'pass' || verdict.outcome === 'fail';
    return conflict && isJudged ? cannotTell(`${verdict.explanation}；${conflict}`, verdict.proof) : verdict;
  },
});
