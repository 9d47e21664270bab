import { addDays } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { quoted, spoken } from '../wording';
import { foreignness, noLonger, proofOf } from './page-facts';

/** 征集结果未反馈 — a call for opinions has ended, and nothing says what came of it. */
export const consultationUnanswered = defineRule({
  code: 'INT-04',
  id: 'consultation-unanswered',
  title: '征集结果未反馈',
  dimension: '互动',
  basis: '苏府办〔2020〕250号 二(七)（公布意见采纳情况，相对集中的意见不予采纳的说明理由）',
  severity: 'medium',
  machine: 'A',
  subject: 'page',
  family: 'consultation-feedback',
  parameters: { days: 30 },
  advice: '请公布征集到的意见及采纳情况；相对集中的意见没有采纳的，说明理由；没有收到意见的，也应说明。',
  isCurable: true,
  doubts: '没有载明截止日期、有未能对应的反馈信息、所在列表未读完、采集不完整、不是本单位的征集，或反馈没有写采纳情况',

  appliesTo: ({ page }) => page.consultation !== undefined || (page.earlier ?? []).includes('consultation'),

  examine({ page }, { observation, parameters, today, since }) {
    const { consultation, document } = page;
    if (!consultation) return noLonger(page, '征求意见公告');
    const { window, feedback, unclear, isListComplete } = consultation;
    const proof = proofOf(page);
    if (feedback) {
      if (feedback.isSubstantial)
        return pass(`${quoted(document)}已反馈：${quoted(feedback)}`, { ...proof, url: feedback.url });
      return cannotTell(`${quoted(document)}的反馈${quoted(feedback)}没有写明采纳情况，请核实`, {
        ...proof,
        url: feedback.url,
      });
    }
    if (!window) return unseen(`${quoted(document)}没有载明截止日期，不作判断`, proof);
    const dueOn = addDays(window.to, parameters.days);
    if (dueOn < since) return notApplicable('早于回溯起点的征集');
    if (today <= dueOn) return notApplicable(`${spoken(window.to, today)}截止，尚在${parameters.days}日的反馈期内`);
    const said = `${quoted(document)}${spoken(window.to, today)}截止，满${parameters.days}日（${spoken(dueOn, today)}）仍未见反馈`;
    const due = { ...proof, dueOn };
    if (!observation.isComplete || !isListComplete) return unseen(`${said}；所在列表或网站未读完，未见不等于没有`, due);
    const foreign = foreignness(document, observation);
    if (unclear > 0) return cannotTell(`${said}；另有${unclear}条反馈信息未能对应，请核实`, due);
    return foreign ? cannotTell(`${said}；${foreign}，请核实`, due) : fail(said, due);
  },
});
