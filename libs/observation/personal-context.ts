import { PersonalContext } from './content-page';

/**
 * Whose number stands at a place of a text, by the words around it. An organ's own contact, a service line and a
 * 对公账户 are no personal data (CNT-02); a list of recipients is.
 */
export function personalContext({ title, text, at }: { title: string; text: string; at: number }): PersonalContext {
  const before = text.slice(Math.max(0, at - NEAR), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const head = text.slice(Math.max(0, at - HEAD), at);
  if (OFFICE.test(line) || OFFICE.test(text.slice(at, at + 40).split('\n')[0] ?? '')) return 'office';
  if (RECIPIENT.test(title) || RECIPIENT_HEAD.test(head)) return 'recipient';
  return OFFICE.test(before) || OFFICE_TITLE.test(title) ? 'office' : 'plain';
}

const NEAR = 60;
const HEAD = 400;
const OFFICE =
  /(?:联系|咨询|服务|监督|举报|投诉|办公|值班|报名|受理|热线|业务|客服|预约|技术支持|传真|报警|救援)(?:部门)?(?:人|人员|电话|方式|号码|热线)|联\s?系\s?人|电\s?话\s?[:：]|收款(?:单位|人|账户|账号)|账户名(?:称)?|开户(?:名|单位)|户名\s?[:：][^，。；\n]{0,30}(?:局|院|校|公司|中心|政府|委员会|财政)|保证金|缴款|对公|基本户|专户|非税/u;
/** 分管领导、网格员、河长、门店: published because people are to call them. */
const OFFICE_TITLE =
  /通讯录|联系方式|联系电话|值班|网格员|河长|湖长|林长|田长|路长|包保|责任人|挂钩|签约|家庭医生|服务团队|招聘|招标|采购|竞价|竞争性|比选|出让|拍卖|办事指南|服务指南|一览表|公告牌|经营(?:单位|户|主体)|企业名录/u;
const RECIPIENT =
  /低保|低收入|特困|救助|救济|补贴|补助|残疾|危房|公租房|廉租|保障房|保障性住房|困难|优抚|优待|慰问|高龄|孤儿|留守|五保|脱贫|贫困|资助|奖扶|特扶|孕前|生育|计生|养老金|抚恤|退役|拟录[用取]|入围|面试|体检|考察|录取|中签|摇号/u;
const RECIPIENT_HEAD = /身份证|补[贴助](?:金额|标准)|发放金额|家庭住址|救助金额|享受(?:人|对象)|户主/u;
