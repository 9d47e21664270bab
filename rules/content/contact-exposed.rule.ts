import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { PageRemark } from '@app/observation/content-page';
import { quoted } from '../wording';
import { EXEMPT_TITLES, exemptionOf } from './exempt-pages';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^pii-(?:mobile|bank-card)$/;
const NAMES: Readonly<Record<string, string>> = { 'pii-mobile': '手机号', 'pii-bank-card': '银行卡号' };

/** 手机号、银行卡号 — of people who receive something; an organ's own contact is no personal data. */
export const contactExposed = defineRule({
  code: 'CNT-02',
  id: 'contact-exposed',
  title: '公开个人手机号、银行卡号',
  dimension: '内容',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条（条款待核对原文）；《中华人民共和国个人信息保护法》（条款待核对原文）',
  severity: 'high',
  machine: 'A/S',
  subject: 'page',
  family: 'privacy-contact',
  parameters: { exempt: EXEMPT_TITLES, recipients: 1 },
  advice: '请遮盖手机号、银行卡号的中间各位后重新发布；确为公务联系方式的，请写明“联系电话”等字样。',
  isCurable: true,
  doubts: '号码旁没有说明是谁的；只有补贴、救助、录用等名单中的号码才认定，公务联系电话、对公账户不算',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '个人手机号、银行卡号');
    const exempt = exemptionOf(page, parameters.exempt);
    if (exempt) return notApplicable(`${quoted(page.document)}属“${exempt}”类，是否豁免由CNT-04提请核实`);
    const ofRecipients = found.filter(({ context }) => context === 'recipient');
    if (ofRecipients.length >= parameters.recipients && ofRecipients.length > 0)
      return fail(`${quoted(page.document)}的名单中公开了${spoken(ofRecipients)}`, proofOf(page));
    const unclear = found.filter(({ context }) => context !== 'office');
    if (unclear.length > 0)
      return cannotTell(`${quoted(page.document)}有${spoken(unclear)}，未写明是谁的，请核实`, proofOf(page));
    return pass(`${quoted(page.document)}的${found.length}处号码为公务联系方式或对公账户`, proofOf(page));
  },
});

function spoken(found: readonly PageRemark[]): string {
  return `号码${found.length}处：${listed(found, ({ kind, masked }) => `的${NAMES[kind] ?? '号码'}（${masked ?? '已遮盖'}）`)}`;
}
