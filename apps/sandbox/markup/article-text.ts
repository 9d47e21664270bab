import { isAnnualReport, reportParagraphs } from '../county/annual-report';
import { Article } from '../county/county';
import { longDay } from './html';

const OPENINGS = [
  '为进一步规范相关工作，提高公开质量和服务水平，保障公众的知情权、参与权和监督权，现将有关情况公告如下。',
  '根据上级有关部署和要求，结合本地实际，经充分征求各方面意见，现就有关事项通知如下，请认真贯彻执行。',
  '按照《中华人民共和国政府信息公开条例》有关规定，现将本次形成的政府信息予以公开，欢迎社会各界监督。',
  '经研究，现将有关事项公布如下，请有关单位和个人知悉，并按照规定的程序和时限办理相关手续。',
];
const MIDDLES = [
  '一、总体要求。坚持以人民为中心的发展思想，坚持依法行政、便民高效，聚焦群众关切的突出问题，健全工作机制，完善制度措施，推动相关工作提质增效。',
  '二、职责分工。各有关单位要高度重视，明确责任分工，细化工作措施，加强协调配合，确保各项任务落到实处；对落实不力的，按照有关规定处理。',
  '三、办理程序。申请人应当提交真实、完整、准确的材料，受理窗口对材料齐全、符合法定形式的当场受理；材料不齐的，一次性告知需要补正的全部内容。',
  '四、监督管理。相关工作按照公开、公平、公正的原则组织实施，建立台账，定期检查，结果作为年度评价的参考，并自觉接受社会监督。',
  '五、服务咨询。公众如有意见和建议，可在工作时间到承办科室当面反映，也可以书面形式寄送，承办科室应当及时登记、受理、答复并归档。',
  '六、其他事项。具体内容和口径以本文件为准，涉及的数据部分合计数因四舍五入存在尾差，未作机械调整；未尽事宜由承办科室负责解释。',
];
const PARAGRAPHS = 4;
/** Days that are neither 成文 nor 发布, as real texts are full of them. */
const DECOYS = [
  '此前印发的有关文件（2019年6月12日）同时废止。',
  '相关培训已于2025年11月20日组织完成。',
  '受理截止时间为2027年3月31日。',
];

/** 正文 of an article: its own words, or plausible ones that depend on its number only. */
export function paragraphsOf({ id, plan }: Article): string[] {
  if (plan.body) return [...plan.body];
  if (isAnnualReport(plan)) return reportParagraphs(plan, id);
  const pick = (from: readonly string[], step: number) => from[(id * step) % from.length] ?? '';
  const own = `本件为《${plan.title}》，登记编号QH${String(id).padStart(6, '0')}。`;
  const middles = MIDDLES.filter((_, index) => (index + id) % MIDDLES.length < PARAGRAPHS);
  const decoy = id % 3 === 0 && !plan.dated ? [pick(DECOYS, 5)] : [];
  return [pick(OPENINGS, 3), own, ...middles, ...decoy];
}

/** The table of an administrative decision: its number and the day it was made. */
export function factsOf({ plan }: Article, issuer: string): (readonly [string, string])[] {
  if (!plan.decision || !plan.formed) return [];
  const day = longDay(plan.formed);
  const party = ['行政相对人名称', '清河县某商贸有限公司（虚构）'] as const;
  return plan.decision === 'penalty'
    ? [
        ['行政处罚决定书文号', numberOf(plan)],
        party,
        ['处罚类别', '罚款'],
        ['作出行政处罚决定日期', day],
        ['处罚机关', issuer],
      ]
    : [
        ['行政许可决定文书号', numberOf(plan)],
        party,
        ['许可类别', '普通'],
        ['作出行政许可决定日期', day],
        ['许可机关', issuer],
      ];
}

export function numberOf({ number, title }: { number?: string; title: string }): string {
  return number ?? /（([^（）]{1,20}〔\d{4}〕\d{1,4}号)）/.exec(title)?.[1] ?? '';
}
