import { Article } from '../county/county';
import { longDay } from './html';

const OPENINGS = [
  '为进一步规范相关工作，提高公开质量，现将有关情况公告如下。',
  '根据上级有关部署和要求，结合本地实际，现就有关事项通知如下。',
  '按照《中华人民共和国政府信息公开条例》有关规定，现予以公开。',
  '经研究，现将有关事项公布，请社会各界予以监督。',
];
const MIDDLES = [
  '各有关单位要高度重视，明确责任分工，细化工作措施，确保各项任务落到实处。',
  '公众如有意见和建议，可在工作时间向承办科室反映，承办科室应当及时受理并答复。',
  '相关工作按照公开、公平、公正的原则组织实施，接受社会监督。',
  '具体内容见下，涉及的数据以统计口径为准，部分合计数因四舍五入存在尾差。',
];
/** Days that are neither 成文 nor 发布, as real texts are full of them. */
const DECOYS = [
  '此前印发的有关文件（2019年6月12日）同时废止。',
  '相关培训已于2025年11月20日组织完成。',
  '受理截止时间为2027年3月31日。',
];

/** 正文 of an article: its own words, or plausible ones that depend on its number only. */
export function paragraphsOf({ id, plan }: Article): string[] {
  if (plan.body) return [...plan.body];
  const pick = (from: readonly string[], step: number) => from[(id * step) % from.length] ?? '';
  const own = `${plan.title.replace(/^关于/, '')}，事项编号QH${String(id).padStart(6, '0')}。`;
  const decoy = id % 3 === 0 && !plan.dated ? [pick(DECOYS, 5)] : [];
  return [pick(OPENINGS, 3), own, pick(MIDDLES, 7), ...decoy];
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
