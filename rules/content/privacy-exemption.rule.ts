import { cannotTell, defineRule, notApplicable } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { EXEMPT_TITLES, exemptionOf } from './exempt-pages';
import { hasKind, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^pii-/;

/** 豁免判断 — personal data in a 惩戒公示 or 强制性信息披露: no leak by itself, and a person looks at it once. */
export const privacyExemption = defineRule({
  code: 'CNT-04',
  id: 'privacy-exemption',
  title: '个人信息豁免待核实',
  dimension: '内容',
  basis:
    '2018年政务公开工作要点（除惩戒公示、强制性信息披露外去标识化处理，条款待核对原文）；《中华人民共和国个人信息保护法》（条款待核对原文）',
  severity: 'tip',
  machine: 'S',
  subject: 'page',
  family: 'privacy-exemption',
  parameters: { exempt: EXEMPT_TITLES },
  advice: '请核实是否确属惩戒公示或强制性信息披露；不属于的，按个人信息处理；属于的，也只公开法律要求的项目。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：按标题和栏目名称判断是否豁免，exempt 可按本地规定增减',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '个人信息');
    const exempt = exemptionOf(page, parameters.exempt);
    if (!exempt) return notApplicable(`${quoted(page.document)}不属豁免的文书，由CNT-01至CNT-03判断`);
    return cannotTell(
      `${quoted(page.document)}有个人信息${found.length}处，因属“${exempt}”类未作泄露认定，请核实是否属于豁免范围`,
      proofOf(page),
    );
  },
});
