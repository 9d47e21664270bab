import { defineRule, fail, notApplicable } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { EXEMPT_TITLES, exemptionOf } from './exempt-pages';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^pii-id-card$/;

/** 完整身份证号 — a number with a valid check digit stands unmasked on a page or in its attachment. */
export const idNumberExposed = defineRule({
  code: 'CNT-01',
  id: 'id-number-exposed',
  title: '公开完整身份证号',
  dimension: '内容',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条（条款待核对原文）；《中华人民共和国个人信息保护法》（条款待核对原文）；2018年政务公开工作要点（去标识化处理，条款待核对原文）',
  severity: 'veto',
  machine: 'A',
  subject: 'page',
  family: 'privacy-id',
  parameters: { exempt: EXEMPT_TITLES },
  advice:
    '请立即撤下该页面或附件，遮盖身份证号中间各位（出生日期部分不得保留）、删去不必要的栏目后重新发布，并检查同类信息。',
  isCurable: true,
  doubts: '不存疑：号码须通过校验码验证；惩戒公示、强制性信息披露由CNT-04提请核实，本规则不适用',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '完整的身份证号');
    const exempt = exemptionOf(page, parameters.exempt);
    if (exempt) return notApplicable(`${quoted(page.document)}属“${exempt}”类，是否豁免由CNT-04提请核实`);
    const where = listed(found, ({ masked }) => `（${masked ?? '已遮盖'}）`);
    return fail(`${quoted(page.document)}公开了完整的身份证号${found.length}处：${where}`, proofOf(page));
  },
});
