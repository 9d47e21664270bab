import { TimeLimit } from './time-limit';

/**
 * Laws whose short terms in 日 are working days although the text does not say so: 《行政处罚法》第八十五条 (二日、三日、五日、七日),
 * 《行政许可法》第八十二条 (all terms of its procedure), 《行政复议法》第八十八条 (三日、五日、七日、十日). A wording that is about one
 * of them is counted as written, and this says in Chinese what a person has to settle; undefined for all others.
 */
export function statutoryDays({ unit, amount = 0, wording }: TimeLimit): string | undefined {
  if (unit !== 'day') return undefined;
  const law = LAWS.find(({ about, days }) => about.test(wording) && (days === undefined || days.includes(amount)));
  return law && `${law.article}规定的期限以工作日计算，原文只写“${amount}日”，此处按自然日推算，请核实适用哪一种`;
}

const LAWS: readonly { about: RegExp; days?: readonly number[]; article: string }[] = [
  { about: /处罚/u, days: [2, 3, 5, 7], article: '《行政处罚法》第八十五条' },
  { about: /许可/u, article: '《行政许可法》第八十二条' },
  { about: /复议/u, days: [3, 5, 7, 10], article: '《行政复议法》第八十八条' },
];
