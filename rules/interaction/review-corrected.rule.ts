import { defineRule, fail, notApplicable, pass, SubjectOf, unseen, Verdict } from '@app/evaluation/rule';
import { UnitObservation } from '@app/observation/observation';
import { RegisterEntry, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 被复议诉讼纠错 — a decision about a request that a review or a court put right, with the year's share. */
export const reviewCorrected = defineRule({
  code: 'INT-06',
  id: 'review-corrected',
  title: '依申请公开被复议诉讼纠错',
  dimension: '互动',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条、第五十一条（条款待核对原文）；地方测评口径（各地不一，以本地考评方案为准）',
  severity: 'medium',
  machine: 'E',
  subject: 'entry',
  family: 'review',
  parameters: { tolerated: 0 },
  advice: '请按复议决定或判决重新处理申请，并分析被纠错的原因，规范今后的答复。',
  isCurable: false,
  doubts: '审结后没有登记结果',

  appliesTo: ({ entry }) => entry.kind === 'reviewCase',

  examine({ entry }: SubjectOf<'entry'>, { observation, since, today, parameters: { tolerated } }): Verdict {
    const concludedOn = textIn(entry, 'concludedOn');
    const outcome = textIn(entry, 'outcome');
    if (!concludedOn || outcome === '尚未审结') return notApplicable('尚未审结');
    if (concludedOn < since) return notApplicable(`${spoken(concludedOn, today)}审结，早于回溯起点，只作统计`);
    if (!outcome) return unseen(`${spoken(concludedOn, today)}审结，没有登记审理结果`, entryProof(entry));
    const said = `${textIn(entry, 'form')}${spoken(concludedOn, today)}审结，${outcome}`;
    if (outcome !== '结果纠正') return pass(said, entryProof(entry));
    const { corrected, concluded } = yearOf(observation, concludedOn.slice(0, 4));
    const share = `${concludedOn.slice(0, 4)}年审结${concluded}件，其中被纠错${corrected}件（占${percent(corrected, concluded)}%）`;
    const verdict = `${said}；${share}，容许${tolerated}件`;
    return corrected > tolerated ? fail(verdict, entryProof(entry)) : pass(verdict, entryProof(entry));
  },
});

function yearOf({ records }: UnitObservation, year: string): { corrected: number; concluded: number } {
  const isOfYear = (entry: RegisterEntry) =>
    entry.kind === 'reviewCase' && !entry.isRevoked && (textIn(entry, 'concludedOn') ?? '').startsWith(year);
  const concluded = (records?.entries ?? []).filter(isOfYear);
  const corrected = concluded.filter((entry) => textIn(entry, 'outcome') === '结果纠正');
  return { corrected: corrected.length, concluded: concluded.length };
}

function percent(part: number, whole: number): number {
  return Math.floor((part * 1000) / Math.max(1, whole)) / 10;
}
