import { daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { quoted, spoken } from '../wording';
import { isRevisionDay, publicationPrint } from './publication-claims';

/** 发布日期存疑 — it claims a day of publication well before a day on which its list was read without it. */
export const backDatedDocument = defineRule({
  code: 'TIM-12',
  id: 'back-dated-document',
  title: '发布日期存疑',
  dimension: '时效性',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“安全、泄密事故等严重问题”（伪造发稿日期，条款待核对原文）',
  severity: 'veto',
  machine: 'S',
  subject: 'document',
  family: 'dating',
  parameters: { days: 3 },
  advice: '请核对实际上网时间，说明发布日期早于上网时间的原因；不得以修改日期的方式规避公开时限。',
  isCurable: false,
  doubts:
    '只提请核实，从不自行认定：稿件可能先拟稿后发布、由其他网站迁入，或网站缓存未及时更新；没有更早的完整采集时不判断',

  appliesTo: ({ document }) => document.absence !== undefined && !document.isSectionPage,

  examine({ document }, { observation, parameters, today }) {
    const { absence, evidence, firstSeenOn, listedOn } = document;
    const claimedOn = document.publishedOn ?? listedOn;
    if (!absence) return notApplicable('没有更早的完整采集可供对照');
    if (!evidence) return unseen(`${quoted(document)}未能采集，不作判断`);
    if (!claimedOn || publicationPrint(document) === 'none') return notApplicable('发布日期没有印在页面或列表上');
    if (isRevisionDay(document)) return notApplicable('载明的是更新时间，不是发布时间');
    const early = daysBetween(claimedOn, absence.on);
    const proof = { url: document.url, publishedOn: claimedOn, evidence: [evidence, absence.evidence] };
    if (early <= parameters.days) return pass(`载明${claimedOn}发布，与采集所见相符`, proof);
    return cannotTell(
      `${quoted(document)}载明${spoken(claimedOn, today)}发布；${spoken(absence.on, today)}读取栏目“${absence.section}”时没有这一条，` +
        `${spoken(firstSeenOn ?? observation.observedOn, today)}首次见到，请核实是否倒填日期`,
      proof,
    );
  },
});
