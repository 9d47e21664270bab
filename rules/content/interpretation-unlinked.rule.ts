import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { ContentPage, Interpretation } from '@app/observation/content-page';
import { quoted } from '../wording';
import { foreignness, noLonger, proofOf } from './page-facts';

/** 政策与解读双向关联 — the interpretation leads to its document and the document to its interpretation. */
export const interpretationUnlinked = defineRule({
  code: 'CNT-11',
  id: 'interpretation-unlinked',
  title: '政策与解读未相互关联',
  dimension: '内容',
  basis: '苏府办〔2020〕250号 二(四)（解读材料与政策文件相互关联）；国办发〔2016〕80号（条款待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'page',
  family: 'interpretation-links',
  parameters: { bothWays: true, proposesMissing: true },
  advice: '请在政策文件页面加上解读的链接，在解读页面加上文件的链接；重要政策没有解读的，请补充解读。',
  isCurable: true,
  doubts:
    '没有找到解读的规范性文件只提请核实（解读只对重要政策要求）；文件另有更早的解读、文件或解读不是本单位的、文件页另有未读的解读链接、页面由脚本载入时存疑',

  appliesTo: ({ page }) => isAbout(page),

  examine({ page }, context) {
    const { observation, parameters, since } = context;
    const { interpretation, document } = page;
    if (page.isUnread) return unseen(`${quoted(document)}本轮未能采集，不作判断`);
    if (interpretation) return linksVerdict(page, interpretation, { observation, bothWays: parameters.bothWays });
    if (!page.isUninterpreted) return noLonger(page, '未关联的解读');
    if (!parameters.proposesMissing) return notApplicable('按设置不提请没有解读的文件');
    if ((document.publishedOn ?? document.listedOn ?? '') < since) return notApplicable('早于回溯起点的文件，不提请');
    if (!observation.isComplete) return unseen('本次采集不完整，未见解读不等于没有');
    const foreign = foreignness(document, observation);
    if (foreign) return notApplicable(`${foreign}，由制作机关解读`);
    return cannotTell(
      `${quoted(document)}为规范性文件，未见解读；是否涉及群众切身利益、影响市场预期而须解读，请核实`,
      proofOf(page),
    );
  },
});

function isAbout({ interpretation, isUninterpreted, earlier = [] }: ContentPage): boolean {
  return (
    interpretation !== undefined ||
    isUninterpreted === true ||
    earlier.some((kind) => /^(?:interpretation|isUninterpreted)$/.test(kind))
  );
}

function linksVerdict(
  page: ContentPage,
  { policy, linksToPolicy, policyLinksBack, hasUnreadInterpretation, isFirst }: Interpretation,
  { observation, bothWays }: { observation: Parameters<typeof foreignness>[1]; bothWays: boolean },
) {
  const proof = proofOf(page, [policy.document.evidence]);
  const names = `${quoted(page.document)}与${quoted(policy.document)}`;
  const missing = [
    ...(linksToPolicy ? [] : ['解读页没有文件的链接']),
    ...(policyLinksBack ? [] : ['文件页没有解读的链接']),
  ];
  const isEnough = missing.length === 0 || (!bothWays && missing.length === 1);
  if (isEnough) return pass(`${names}已关联`, proof);
  const said = `${names}未${missing.length === 2 ? '' : '双向'}关联：${missing.join('，')}`;
  const foreign = foreignness(policy.document, observation) ?? foreignness(page.document, observation);
  if (foreign) return cannotTell(`${said}；${foreign}，请核实`, proof);
  if (hasUnreadInterpretation) return cannotTell(`${said}；文件页另有解读的链接未能读取，请核实`, proof);
  if (!policyLinksBack && !isFirst) return cannotTell(`${said}；文件另有更早的解读，请核实`, proof);
  return fail(said, proof);
}
