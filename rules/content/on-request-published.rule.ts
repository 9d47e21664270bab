import { cannotTell, defineRule, fail, pass } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { hasKind, noLonger, placeOf, proofOf, remarksOf } from './page-facts';

const KIND = /^mark-on-request$/;

/** 依申请公开文件误公开 — the text itself says 此件依申请公开, and stands whole on a public page. */
export const onRequestPublished = defineRule({
  code: 'CNT-06',
  id: 'on-request-published',
  title: '依申请公开文件误公开',
  dimension: '内容',
  basis:
    '市中政办字〔2020〕25号 三(二)（公文公开属性）；《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条（条款待核对原文）',
  severity: 'high',
  machine: 'A',
  subject: 'page',
  family: 'openness-mark',
  parameters: { leastText: 100 },
  advice: '请核对公文的公开属性：确属依申请公开的立即撤下；可以主动公开的，改正标识后重新发布。',
  isCurable: true,
  doubts: '标识只在信息框中、正文很短（可能只列名称）、标识在附件中，或标题讲的就是依申请公开',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const [mark, ...more] = remarksOf(page, KIND);
    if (!mark) return noLonger(page, '“依申请公开”标识');
    const { document, length } = page;
    const said = `${quoted(document)}${placeOf(mark)}标明“依申请公开”`;
    if (/依申请公开/u.test(document.title)) return pass(`${quoted(document)}讲的是依申请公开工作`, proofOf(page));
    const inText = [mark, ...more].some(({ at }) => at.startsWith('text:'));
    if (!inText) return cannotTell(`${said}，正文没有标识，请核实`, proofOf(page));
    if (length < parameters.leastText)
      return cannotTell(`${said}，正文只有${length}字，可能只列名称，请核实`, proofOf(page));
    return fail(`${said}，却在网站上公开了全文（${length}字）`, proofOf(page));
  },
});
