import { cannotTell, defineRule, fail, pass, unseen } from '@app/evaluation/rule';
import { quoted } from '../wording';

/** 无发布日期 — an article that prints no day at all, nor does its list. */
export const undatedDocument = defineRule({
  code: 'TIM-13',
  id: 'undated-document',
  title: '无发布日期',
  dimension: '时效性',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）首页、栏目不更新（“稿件未注明发布时间的视为不更新”见2015年普查评分表，待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'document',
  family: 'dating',
  parameters: { minDatedPercent: 50 },
  advice: '请在页面上注明发布日期。',
  isCurable: true,
  doubts: '日期只在网页标签或正文中，或全站多数文章都未读到日期（可能由脚本显示）',

  appliesTo: ({ document }) => !document.isSectionPage,

  examine({ document }, { observation, parameters }) {
    const { publishedOn, listedOn, formedOn, dates, evidence } = document;
    if (!evidence) return listedOn ? pass(`列表载明${listedOn}`) : unseen(`${quoted(document)}未能采集，不作判断`);
    const proof = { url: document.url, evidence: [evidence] };
    const isPrinted = dates.some(({ from }) => PRINTED.has(from)) || listedOn || formedOn;
    if (isPrinted) return pass(`载明日期${publishedOn ?? listedOn ?? formedOn ?? ''}`, proof);
    if (publishedOn)
      return cannotTell(`${quoted(document)}的日期只见于网页标签（${publishedOn}），页面上没有印出`, proof);
    if (dates.some(({ from }) => from === 'text'))
      return cannotTell(`${quoted(document)}没有发布日期，正文中另有日期，请核实`, proof);
    if (document.isUnlisted) return unseen(`${quoted(document)}没有注明日期，但未见其所在列表，不作判断`, proof);
    const { read, dated } = observation.articles ?? { read: 0, dated: 0 };
    if (dated * 100 < read * parameters.minDatedPercent || read === 0)
      return unseen(`全站${read}篇文章只有${dated}篇读到日期，日期可能由脚本显示，不作判断`, proof);
    return fail(`${quoted(document)}在页面和列表上都没有注明任何日期`, proof);
  },
});

const PRINTED: ReadonlySet<string> = new Set(['box', 'label', 'script', 'list', 'signature']);
