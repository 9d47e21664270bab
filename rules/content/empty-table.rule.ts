import { cannotTell, defineRule, fail, pass } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^(?:empty-table|explained-table)$/;
const BUDGET = /预算|决算|“?三公”?经费|收支总表/u;

/** 空表无说明 — a table of a budget or final account without a single value, and no word why. */
export const emptyTable = defineRule({
  code: 'CNT-09',
  id: 'empty-table',
  title: '空表无说明',
  dimension: '内容',
  basis:
    '地方预决算公开操作规程及财政部门预算公开标准（没有数据的表格应当列出空表并说明，条款待核对原文）〔文号待核对〕',
  severity: 'medium',
  machine: 'A',
  subject: 'page',
  family: 'empty-table',
  parameters: {},
  advice: '请在空表下注明“本表为空，本单位没有相关收支”等说明，或补充数据。',
  isCurable: true,
  doubts: '另有附件（说明可能在附件中），或表格为申报样表',

  appliesTo: ({ page }) => BUDGET.test(page.document.title) && hasKind(page, KIND),

  examine({ page }) {
    const { document } = page;
    const empty = remarksOf(page, /^empty-table$/);
    if (empty.length === 0) {
      const explained = remarksOf(page, KIND).length;
      return explained > 0
        ? pass(`${quoted(document)}的${explained}张空表都有说明`, proofOf(page))
        : noLonger(page, '空表');
    }
    const said = `${quoted(document)}的${listed(empty, () => '')}没有任何数据，也没有说明`;
    if (/样表|模板|申报表|填报/u.test(document.title)) return cannotTell(`${said}，可能是样表，请核实`, proofOf(page));
    if (document.attachments.length > 0) return cannotTell(`${said}，说明可能在附件中，请核实`, proofOf(page));
    return fail(said, proofOf(page));
  },
});
