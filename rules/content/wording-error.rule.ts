import { cannotTell, defineRule } from '@app/evaluation/rule';
import { PageRemark } from '@app/observation/content-page';
import { quoted } from '../wording';
import { hasKind, listed, noLonger, proofOf, remarksOf } from './page-facts';

const KIND = /^wording$/;

/** 严重表述错误、错别字 — wordings of the list that the office keeps. Only proposes: words have contexts. */
export const wordingError = defineRule({
  code: 'CNT-07',
  id: 'wording-error',
  title: '表述错误、错别字',
  dimension: '内容',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“严重表述错误”；错别字为扣分项（条款待核对原文）',
  severity: 'veto',
  machine: 'S',
  subject: 'page',
  family: 'wording',
  parameters: { leastTypos: 1 },
  advice: '请核对原文并更正；属严重表述错误的，同时检查转载的页面。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：词表只列词形，专名和引文由人判断；错别字按“中”，严重表述错误才按单项否决',

  appliesTo: ({ page }) => hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const found = remarksOf(page, KIND);
    const grave = found.filter(({ isGrave }) => isGrave);
    if (found.length === 0) return noLonger(page, '词表所列的错误');
    if (grave.length > 0)
      return cannotTell(`${quoted(page.document)}疑有严重表述错误：${wordings(grave)}，请立即核实`, proofOf(page));
    if (found.length < parameters.leastTypos) return noLonger(page, `${parameters.leastTypos}处以上的错别字`);
    return cannotTell(`${quoted(page.document)}疑有错别字：${wordings(found)}，请核实`, {
      ...proofOf(page),
      severity: 'medium',
    });
  },
});

function wordings(found: readonly PageRemark[]): string {
  return listed(found, ({ says, instead }) => `“${says ?? ''}”${instead ? `应为“${instead}”` : ''}`);
}
