import {
  cannotTell,
  defineRule,
  fail,
  notApplicable,
  pass,
  Proof,
  SubjectOf,
  unseen,
  Verdict,
} from '@app/evaluation/rule';
import { RegisterEntry, textIn } from '@app/registers/register-kind';

/** 年度培训、评估缺失 — each duty at least once in a year, by the evidence registered. */
export const yearlyDutyMissing = defineRule({
  code: 'MEC-01',
  id: 'yearly-duty-missing',
  title: '年度培训或评估缺失',
  dimension: '机制',
  basis:
    '市中政办字〔2020〕25号 四(二)（每年至少组织一次集中学习培训）、三(二)（每年度对不予公开信息进行评估、对失效信息进行清理）',
  severity: 'medium',
  machine: 'E',
  subject: 'year',
  family: 'yearly-duty',
  parameters: { trainings: 1, reviews: 1, cleanUps: 1 },
  advice: '请补登佐证；确未开展的，请尽快组织并在下年度按时完成。',
  isCurable: true,
  doubts: '该年度没有登记任何佐证，或年度结束后台账没有再更新',

  examine({ year, isOver }: SubjectOf<'year'>, { observation, parameters }): Verdict {
    const kept = (observation.records?.entries ?? []).filter(
      (entry) => entry.kind === 'yearlyDuty' && !entry.isRevoked,
    );
    const ofYear = kept.filter(({ occurredOn }) => occurredOn.startsWith(`${year}`));
    const owed: readonly (readonly [duty: string, count: number])[] = [
      ['集中学习培训', parameters.trainings],
      ['不予公开信息评估', parameters.reviews],
      ['失效信息清理', parameters.cleanUps],
    ];
    const counted = owed.map(([duty, count]) => ({
      duty,
      count,
      seen: ofYear.filter((entry) => isOf(entry, duty)).length,
    }));
    const lacking = counted.filter(({ count, seen }) => seen < count);
    const said = counted.map(({ duty, seen }) => `${duty}${seen}次`).join('、');
    const proof: Proof = {
      url: `台账：培训与评估 ${year}年度`,
      evidence: (ofYear.length > 0 ? ofYear : kept).map(({ attestation }) => attestation),
    };
    if (lacking.length === 0) return pass(`${year}年度已登记${said}`, proof);
    if (!isOver) return notApplicable(`${year}年度尚未结束，已登记${said}`);
    const missing = lacking.map(({ duty, count }) => `${duty}（应不少于${count}次）`).join('、');
    if (kept.length === 0) return unseen(`没有培训与评估台账，${year}年度情况不明`);
    const isKept = kept.some(({ asOf }) => asOf > `${year}-12-31`);
    if (!isKept) return cannotTell(`${year}年度缺${missing}，年度结束后台账未再更新，请核实并补登`, proof);
    return fail(`${year}年度已登记${said}，缺${missing}`, { ...proof, dueOn: `${year}-12-31` });
  },
});

function isOf(entry: RegisterEntry, duty: string): boolean {
  return textIn(entry, 'duty') === duty;
}
