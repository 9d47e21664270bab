import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { AttachmentState, ObservedDocument } from '@app/observation/observation';
import { quoted } from '../wording';

/** 附件不可用 — an attachment a document offers cannot be had: gone, empty, or not the file its name says. */
export const attachmentUnusable = defineRule({
  code: 'PUB-06',
  id: 'attachment-unusable',
  title: '附件不可用',
  dimension: '完整性',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条（检索、查阅、下载）；国办公开办函〔2019〕61号',
  severity: 'medium',
  machine: 'A',
  subject: 'document',
  family: 'attachment',
  parameters: {},
  advice: '请重新上传附件并在公开页面上下载验证。',
  isCurable: true,
  doubts: '附件在其他网站、超时或被限制访问，未能读取',

  appliesTo: ({ document }) => document.attachments.length > 0,

  examine({ document }) {
    const { attachments, evidence } = document;
    if (attachments.length === 0) return notApplicable('没有附件');
    const broken = attachments.filter(({ state }) => state in BROKEN);
    const proof = { url: document.url, evidence: evidence ? [evidence] : [] };
    if (broken.length > 0)
      return evidence ? fail(listOf(document, broken), proof) : cannotTell(listOf(document, broken));
    const unread = attachments.filter(({ state }) => state === 'unread');
    if (unread.length > 0) return unseen(`${quoted(document)}的${unread.length}个附件未能读取，不作判断`, proof);
    return pass(`${quoted(document)}的${attachments.length}个附件均可下载`, proof);
  },
});

const BROKEN: Readonly<Partial<Record<AttachmentState, string>>> = {
  notFound: '不存在（404）',
  empty: '为空文件（0字节）',
  wrongType: '内容与文件类型不符',
};

function listOf(document: ObservedDocument, broken: ObservedDocument['attachments']): string {
  const each = broken.slice(0, 3).map(({ name, url, state }) => `“${name || url}”${BROKEN[state] ?? ''}`);
  const more = broken.length > 3 ? `等${broken.length}个` : '';
  return `${quoted(document)}的附件${each.join('、')}${more}`;
}
