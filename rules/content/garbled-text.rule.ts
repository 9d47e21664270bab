import { cannotTell, defineRule, fail } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^mojibake$/;

/** 乱码 — damaged characters in a text that is otherwise readable. A page garbled throughout may be our own misreading. */
export const garbledText = defineRule({
  code: 'CNT-08',
  id: 'garbled-text',
  title: '乱码',
  dimension: '内容',
  basis:
    '国办公开办函〔2019〕61号（便于检索、查阅，条款待核对原文）；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）网站可用性',
  severity: 'medium',
  machine: 'A',
  subject: 'page',
  family: 'garbled',
  parameters: { most: 10, leastText: 100 },
  advice: '请以正确的字符编码重新录入乱码处，并用不同浏览器查看。',
  isCurable: true,
  doubts: '乱码处太多（可能是本系统解码有误）、正文太短，或乱码只在附件中',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '乱码');
    const said = `${quoted(page.document)}有乱码${found.length}处：${listed(found, () => '')}`;
    if (found.length > parameters.most)
      return cannotTell(`${said}，可能是本系统解码有误，请打开原页核实`, proofOf(page));
    if (page.length < parameters.leastText)
      return cannotTell(`${said}，正文只有${page.length}字，请打开原页核实`, proofOf(page));
    const inPage = found.some(({ at }) => !at.startsWith('attachments'));
    if (!inPage) return cannotTell(`${said}，附件的文字由系统提取，请打开附件核实`, proofOf(page));
    return fail(said, proofOf(page));
  },
});
