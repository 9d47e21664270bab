import { addDays, daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, pass, SubjectOf, unseen, Verdict } from '@app/evaluation/rule';
import { textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 新媒体停更 — no post in the two weeks before the account was looked at. What came later nobody knows. */
export const accountStale = defineRule({
  code: 'NM-01',
  id: 'account-stale',
  title: '政务新媒体停更',
  dimension: '互动',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）政务新媒体单项否决指标“内容不更新”（2周内无更新）',
  severity: 'veto',
  machine: 'E',
  subject: 'entry',
  family: 'account-update',
  parameters: { days: 14, validDays: 30 },
  advice: '请更新账号内容；不再需要的账号，请按规定注销或归并并公告。',
  isCurable: true,
  doubts: '没有登记最近更新日期、登记的日期晚于判定日',

  appliesTo: ({ entry }) => entry.kind === 'socialAccount',

  examine({ entry }: SubjectOf<'entry'>, { today, parameters: { days, validDays } }): Verdict {
    const state = textIn(entry, 'state');
    if (state !== '正常运行') return notApplicable(`账号${state}`);
    const checkedOn = entry.occurredOn;
    const newestOn = textIn(entry, 'newestOn');
    const proof = { ...entryProof(entry), publishedOn: newestOn ?? null };
    const seen = `${spoken(checkedOn, today)}核查`;
    if (checkedOn > today) return cannotTell(`核查日期${checkedOn}晚于判定日，请核实`, proof);
    if (checkedOn < addDays(today, -validDays)) return unseen(`${seen}，距今超过${validDays}天，请重新核查`, proof);
    if (!newestOn) return cannotTell(`${seen}，没有登记最近更新日期，请核实`, proof);
    const sum = `${seen}，最近更新为${spoken(newestOn, today)}，相隔${daysBetween(newestOn, checkedOn)}天（应在${days}天内）`;
    const dueOn = addDays(newestOn, days);
    return checkedOn <= dueOn ? pass(sum, proof) : fail(sum, { ...proof, dueOn });
  },
});
