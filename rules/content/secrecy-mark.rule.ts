import { cannotTell, defineRule } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^(?:mark-internal|mark-secret|mark-not-public|cites-closed)$/;
const NAMES: Readonly<Record<string, string>> = {
  'mark-internal': '的“内部资料”类标识',
  'mark-secret': '的密级标识',
  'mark-not-public': '的“不予公开”标识',
};

/** 内部、密级信息 — a public page carries a mark that it is not for the public, or cites the number of such a document. */
export const secrecyMark = defineRule({
  code: 'CNT-05',
  id: 'secrecy-mark',
  title: '内部或密级信息',
  dimension: '内容',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第十四条、第十七条（条款待核对原文）；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“泄露国家秘密”',
  severity: 'veto',
  machine: 'S',
  subject: 'page',
  family: 'secrecy',
  parameters: {},
  advice: '请立即撤下并报保密工作部门研判；确已解密或可以公开的，删去标识后重新发布。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：标识可能已失效，也可能是文件格式示例',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '密级、内部标识');
    const where = listed(found, ({ kind, says }) => NAMES[kind] ?? `引用了标明不主动公开的“${says ?? ''}”`);
    return cannotTell(`${quoted(page.document)}公开在网，${where}，请立即核实`, proofOf(page));
  },
});
