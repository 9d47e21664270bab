import { RulePack } from '@app/evaluation/rule-pack';

const PLAN_2020 = '苏府办〔2020〕250号';
const PLAN_2018 = '苏府办〔2018〕193号';

/** 江苏省苏州市. Neither document sets a weight of the assessment or a yearly training: those stay off. */
export const jiangsuSuzhou: RulePack = {
  id: 'jiangsu-suzhou',
  name: '江苏省苏州市',
  inherits: 'jiangsu',
  entries: [
    { code: 'CAT-02', basis: `${PLAN_2020} 二(二)`, says: '目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象', severity: 'medium' },
    { code: 'CAT-11', basis: `${PLAN_2020} 二(十)`, says: '政务公开与村（居）务公开有效衔接、相互协调', isEnabled: true },
    { code: 'INT-04', basis: `${PLAN_2020} 二(七)`, says: '公布意见采纳情况，相对集中的意见不予采纳的说明理由', isEnabled: true },
    { code: 'TIM-09', basis: `${PLAN_2018} (五)`, says: '办事条件变化的，完成审批程序后1个工作日内公开', isEnabled: true, parameters: { workdays: 1 } },
    { code: 'TIM-10', basis: `${PLAN_2018} 通知正文`, says: '实施方案公布后30个工作日内公开本地本部门方案', isEnabled: true, parameters: { workdays: 30 } },
    { code: 'PLT-16', basis: `${PLAN_2018} (十二)`, says: '新建网站全面支持IPv6', parameters: { needsIpv6: true } },
    { code: 'CNT-01', basis: `${PLAN_2018} (十一)`, says: '除惩戒公示、强制性信息披露外，涉及个人隐私的去标识化处理', severity: 'veto' },
  ],
}; // prettier-ignore
