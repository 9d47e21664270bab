import { publicationDay } from '@app/evaluation/fulfilment';
import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { ContentPage } from '@app/observation/content-page';
import { UnitObservation } from '@app/observation/observation';
import { foreignness, noLonger, proofOf } from '../content/page-facts';
import { quoted, spoken } from '../wording';
import { longestLength, spokenLength } from './window-length';

/** 征求意见期不足 — shorter than the row asks for, or than any kind of call for opinions may be, without a word why. */
export const consultationShort = defineRule({
  code: 'TIM-08',
  id: 'consultation-short',
  title: '征求意见期不足',
  dimension: '时效性',
  basis:
    '《重大行政决策程序暂行条例》（国务院令第713号）（公开征求意见期限一般不少于30日，缩短的应当说明，条款待核对原文）；国办发〔2018〕37号（规范性文件，条款待核对原文）；事项目录载明的期限',
  severity: 'high',
  machine: 'A/S',
  subject: 'page',
  family: 'consultation-time',
  parameters: { days: 30, workdays: 7 },
  advice: '请延长征求意见的期限并重新公告；确因情况紧急缩短的，应当在公告中说明。',
  isCurable: false,
  doubts:
    '期限在7个工作日以上、30日以下（是否重大行政决策由人判断），起始日没有印出，已说明缩短的原因，对应栏目未确认，不是本单位的公告',

  appliesTo: ({ page }) => page.consultation !== undefined,

  examine({ page }, { observation, parameters, calendar, today, since }) {
    const { consultation, document } = page;
    if (!consultation) return noLonger(page, '征求意见公告');
    const proof = proofOf(page);
    const { window } = consultation;
    const from = window?.from ?? publicationDay(document);
    if (!window || !from) return unseen(`${quoted(document)}没有载明征求意见的起止日期，不能计算`, proof);
    if (window.to < since || window.to < from) return notApplicable('早于回溯起点，或起止日期颠倒');
    const days = longestLength({ from, to: window.to }, 'day', calendar) ?? 0;
    const workdays = longestLength({ from, to: window.to }, 'workday', calendar);
    if (workdays === undefined) return unseen(`${quoted(document)}的期限超出已公布的工作日历，不能计算`, proof);
    const sum = `${quoted(document)}征求意见${spoken(from, today)}至${spoken(window.to, today)}，最多算${days}日（${workdays}个工作日）`;
    const row = rowOf(page, observation);
    const isShortForRow = row !== undefined && (row.unit === 'workday' ? workdays : days) < row.amount;
    const isShortForAll = workdays < parameters.workdays;
    if (!isShortForRow && !isShortForAll && days >= parameters.days) return pass(sum, proof);
    if (row && !isShortForRow && !isShortForAll)
      return pass(`${sum}，目录要求${spokenLength(row.amount, row.unit)}`, proof);
    if (consultation.isShortnessExplained) return pass(`${sum}，公告已说明缩短的原因`, proof);
    if (!isShortForRow && !isShortForAll)
      return cannotTell(`${sum}，不足${parameters.days}日，是否属于重大行政决策，请核实`, proof);
    const owed =
      isShortForRow && row ? `目录要求${spokenLength(row.amount, row.unit)}` : `至少应有${parameters.workdays}个工作日`;
    const said = `${sum}，${owed}，不足且未说明原因`;
    const doubt =
      (window.from === null ? '公告没有印出起始日，按公开日期计算' : undefined) ??
      (isShortForRow && row?.isCertain === false ? '栏目匹配未经确认' : undefined) ??
      foreignness(document, observation);
    return doubt ? cannotTell(`${said}；${doubt}，请核实`, proof) : fail(said, proof);
  },
});

function rowOf({ document }: ContentPage, { items }: UnitObservation) {
  for (const { documents, item, isCertain } of items) {
    if (!documents.some(({ url }) => url === document.url)) continue;
    const limit = item.limits.find(({ kind, amount }) => kind === 'minDisplay' && amount);
    if (limit?.amount && (limit.unit === 'day' || limit.unit === 'workday'))
      return { amount: limit.amount, unit: limit.unit, isCertain };
  }
  return undefined;
}
