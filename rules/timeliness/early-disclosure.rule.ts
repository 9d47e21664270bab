import { daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { formationClaims } from '@app/evaluation/trigger-date';
import { quoted, spoken } from '../wording';
import { isRevisionDay, publicationPrint } from './publication-claims';

/** 提前公开 — it was public before it was signed. Only proposes: one of two printed days is often a slip. */
export const earlyDisclosure = defineRule({
  code: 'TIM-14',
  id: 'early-disclosure',
  title: '提前公开',
  dimension: '时效性',
  basis:
    '地方测评口径（公文在印发、批准之前不得公开）；《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条（先审查、后公开，条款待核对原文）',
  severity: 'medium',
  machine: 'S',
  subject: 'document',
  family: 'early-disclosure',
  parameters: { days: 1 },
  advice: '请核对成文日期和公开日期，更正有误的一处；确在印发之前公开的，请说明审查情况。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：成文日期或公开日期可能录入有误；公示、征求意见稿在成文之前公开是应当的',

  appliesTo: ({ document }) => document.formedOn !== null && document.publishedOn !== null && !document.isSectionPage,

  examine({ document }, { today, parameters }) {
    const { publishedOn, evidence } = document;
    const formedOn = document.ruledFormedOn ?? formationClaims(document)[0];
    if (!evidence || !publishedOn || !formedOn) return unseen(`${quoted(document)}未能采集，不作判断`);
    const proof = { url: document.url, evidence: [evidence], publishedOn };
    if (publicationPrint(document) === 'none' || isRevisionDay(document))
      return notApplicable('公开日期没有印在页面上，或印出的是更新时间');
    if (DRAFT.test(document.title)) return notApplicable('公示和征求意见稿本应在成文之前公开');
    if (daysBetween(publishedOn, formedOn) < parameters.days)
      return pass(`成文${spoken(formedOn, today)}，公开${spoken(publishedOn, today)}`, proof);
    return cannotTell(
      `${quoted(document)}载明${spoken(publishedOn, today)}公开，而成文日期为${spoken(formedOn, today)}，早于成文${daysBetween(publishedOn, formedOn)}日，请核实`,
      proof,
    );
  },
});

const DRAFT = /征求意见|征集|草案|公示|预告|拟/u;
