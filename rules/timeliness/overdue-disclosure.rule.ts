import { defineRule } from '@app/evaluation/rule';
import { judgeLateness } from './lateness';

/** 超期公开 — published later than the limit counted from the day of formation allows. */
export const overdueDisclosure = defineRule({
  code: 'TIM-01',
  id: 'overdue-disclosure',
  title: '超期公开',
  dimension: '时效性',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条；事项目录载明的公开时限',
  severity: 'high',
  machine: 'A',
  subject: 'obligation',
  family: 'timeliness',
  parameters: {},
  advice: '请核对成文日期和公开日期并说明超期原因；今后在期限届满前公开。',
  isCurable: false,
  doubts:
    '缺成文日期或公开日期、日期互相矛盾、公开日期只在网页标签中、不是本单位制作或发布机构不明、时限没有天数（及时）、栏目匹配未确认',

  appliesTo: ({ obligation }) => obligation.code === 'TIM-01',

  examine(subject, context) {
    return judgeLateness(subject, context, () => undefined);
  },
});
