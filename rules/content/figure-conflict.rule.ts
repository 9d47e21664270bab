import { cannotTell, defineRule } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { hasKind, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^figure-conflict$/;

/** 数据前后不一致 — one total, two values, in the text, the table or the attachment of one document. Only proposes. */
export const figureConflict = defineRule({
  code: 'CNT-10',
  id: 'figure-conflict',
  title: '数据前后不一致',
  dimension: '内容',
  basis:
    '政府信息公开工作年度报告格式（国办公开办函〔2021〕30号，条款待核对原文）；部门预决算公开的有关规定（条款待核对原文）',
  severity: 'medium',
  machine: 'S',
  subject: 'page',
  family: 'figures',
  parameters: {},
  advice: '请核对正文、表格和附件中的同一数据，更正不一致处。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：同名的合计数可能口径不同（部门与单位、年初与调整）',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }) {
    const found = remarksOf(page, KIND);
    if (found.length === 0) return noLonger(page, '前后不一的数据');
    const said = found.slice(0, 3).map(({ says }) => says ?? '');
    return cannotTell(`${quoted(page.document)}的${said.join('；')}，请核实`, proofOf(page));
  },
});
