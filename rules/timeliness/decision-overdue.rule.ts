import { isDecisionRow } from '@app/evaluation/limit-choice';
import { defineRule } from '@app/evaluation/rule';
import { judgeLateness, Late } from './lateness';
import { publicationPrint } from './publication-claims';

/** 行政许可、行政处罚决定超期公开 — counted from the day of the decision. */
export const decisionOverdue = defineRule({
  code: 'TIM-02',
  id: 'decision-overdue',
  title: '行政许可处罚超期公开',
  dimension: '时效性',
  basis: '事项目录载明的公开时限；国办发〔2018〕118号（行政许可、行政处罚7个工作日，条款待核对原文）',
  severity: 'high',
  machine: 'A/S',
  subject: 'obligation',
  family: 'timeliness',
  parameters: {},
  advice: '请核对决定日期和公开日期并说明超期原因；今后自作出决定之日起在目录载明的期限内公开。',
  isCurable: false,
  doubts:
    '时限写作“日”（法律上短期限按工作日计，须人工确定）、公开日期没有印在页面上、缺决定日期、日期互相矛盾、不是本单位作出',

  appliesTo: ({ obligation }) => obligation.code === 'TIM-02',

  examine(subject, context) {
    const { levels } = subject.item.item;
    return judgeLateness(subject, context, (late) => {
      if (isNaturalTerm(late) && isDecisionRow(levels, late.obligation.limit))
        return '目录写作“日”，而行政处罚法第八十五条、行政许可法第八十二条规定的短期限按工作日计，请确定算法';
      return publicationPrint(late.document) === 'page' ? undefined : '公开日期没有印在页面上，请核实';
    });
  },
});

function isNaturalTerm({ obligation }: Late): boolean {
  return obligation.limit.unit === 'day';
}
