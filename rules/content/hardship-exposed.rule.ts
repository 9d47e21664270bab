import { cannotTell, defineRule, notApplicable } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { EXEMPT_TITLES, exemptionOf } from './exempt-pages';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^pii-(?:hardship|address|health|disability)$/;

/** 家庭住址、健康、困境细节 — beside the names of people. Only proposes: lists of 低保 must be published, but not all of it. */
export const hardshipExposed = defineRule({
  code: 'CNT-03',
  id: 'hardship-exposed',
  title: '公开住址、健康、困境细节',
  dimension: '内容',
  basis:
    '《中华人民共和国个人信息保护法》（敏感个人信息，条款待核对原文）；2018年政务公开工作要点（去标识化处理，条款待核对原文）',
  severity: 'high',
  machine: 'S',
  subject: 'page',
  family: 'privacy-hardship',
  parameters: { exempt: EXEMPT_TITLES, rows: 1 },
  advice: '请删去门牌、病名、残疾等级等不必要的栏目，姓名之外只保留公示所必需的内容。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：姓名与细节是否同一人、是否公示所必需，由人判断',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    if (found.length < Math.max(1, parameters.rows)) return noLonger(page, '住址、健康等细节');
    const exempt = exemptionOf(page, parameters.exempt);
    if (exempt) return notApplicable(`${quoted(page.document)}属“${exempt}”类，是否豁免由CNT-04提请核实`);
    const where = listed(found, ({ says }) => (says ? `（${says}）` : ''));
    return cannotTell(
      `${quoted(page.document)}有${found.length}行在姓名旁列出个人细节：${where}，请核实`,
      proofOf(page),
    );
  },
});
