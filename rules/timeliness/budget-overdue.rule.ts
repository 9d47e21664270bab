import { defineRule } from '@app/evaluation/rule';
import { judgeLateness } from './lateness';
import { publicationPrint } from './publication-claims';

/** 预决算超期公开 — counted from the day of approval, in natural days. */
export const budgetOverdue = defineRule({
  code: 'TIM-03',
  id: 'budget-overdue',
  title: '预决算超期公开',
  dimension: '时效性',
  basis: '《中华人民共和国预算法》第十四条（批准后20日内公开，条款待核对原文）；事项目录载明的公开时限',
  severity: 'high',
  machine: 'A/S',
  subject: 'obligation',
  family: 'timeliness',
  parameters: {},
  advice: '请核对批准日期和公开日期并说明超期原因；今后自批准之日起20日内公开。',
  isCurable: false,
  doubts: '批准日期没有印在页面上、公开日期没有印在页面上、日期互相矛盾、不是本单位制作、栏目匹配未确认',

  appliesTo: ({ obligation }) => obligation.code === 'TIM-03',

  examine(subject, context) {
    return judgeLateness(subject, context, ({ document }) =>
      publicationPrint(document) === 'page' ? undefined : '公开日期没有印在页面上，请核实',
    );
  },
});
