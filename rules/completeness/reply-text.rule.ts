import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { isReplyTitle } from '@app/observation/site-facts-texts';
import { quoted } from '../wording';

/** 建议提案答复全文 — the reply itself, not a line that says it was given. Only ever a proposal. */
export const replyText = defineRule({
  code: 'PUB-15',
  id: 'reply-text',
  title: '建议提案答复未公开全文',
  dimension: '完整性',
  basis: '皋政办发〔2020〕147号 二(二)5（人大建议政协提案原则上公开答复全文）；苏府办〔2018〕193号 一(一)',
  severity: 'medium',
  machine: 'S',
  subject: 'document',
  family: 'reply-text',
  parameters: { leastCharacters: 200 },
  advice: '请公开答复全文；涉及国家秘密、工作秘密等不能公开的，请说明理由。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：答复篇幅不一，另有附件的可能在附件中',

  appliesTo: ({ document }) => isReplyTitle(document.title),
  examine({ document }, { observation, parameters: { leastCharacters } }) {
    if (document.isSituationNote) return notApplicable('页面为情况说明，不是答复');
    const reply = observation.siteFacts?.replies[document.url];
    const proof = { url: document.url, evidence: document.evidence ? [document.evidence] : [] };
    if (!reply || !document.evidence) return unseen(`${quoted(document)}正文未读取，不作判断`, proof);
    const { length, hasAttachment } = reply;
    if (length >= leastCharacters) return pass(`${quoted(document)}正文${length}字，不少于${leastCharacters}字`, proof);
    if (hasAttachment) return unseen(`${quoted(document)}正文${length}字，另有附件，答复可能在附件中`, proof);
    return cannotTell(
      `${quoted(document)}正文只有${length}字，少于${leastCharacters}字，也没有附件，请核实是否为答复全文`,
      proof,
    );
  },
});
