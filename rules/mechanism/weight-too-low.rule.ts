import { defineRule, fail, notApplicable, pass, SubjectOf, Verdict } from '@app/evaluation/rule';
import { numberIn, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';

/** 考核权重不足 — 政务公开 with less than four of a hundred points in the yearly assessment. */
export const weightTooLow = defineRule({
  code: 'MEC-02',
  id: 'weight-too-low',
  title: '政务公开考核权重不足',
  dimension: '机制',
  basis: '皋政办发〔2020〕147号 二(四)2；市中政办字〔2020〕25号 三(六)（政务公开在年度绩效考核中分值权重不低于4%）',
  severity: 'medium',
  machine: 'A',
  subject: 'entry',
  family: 'assessment-weight',
  parameters: { percent: 4 },
  advice: '请提请绩效考核牵头部门将政务公开分值权重调整到规定比例以上。',
  isCurable: true,
  doubts: '不存疑：按登记的分值和总分计算；没有登记的年度不判断',

  appliesTo: ({ entry }) => entry.kind === 'assessmentWeight',

  examine({ entry }: SubjectOf<'entry'>, { since, today, parameters: { percent } }): Verdict {
    const [year = 0, points = 0, total = 1] = ['year', 'points', 'total'].map((column) => numberIn(entry, column));
    if (year < Number(since.slice(0, 4)) - 1 || year > Number(today.slice(0, 4)))
      return notApplicable(`${year}年度不在检查范围`);
    const share = Math.floor((points * 10_000) / total) / 100;
    const said = `${year}年度绩效考核总分${total}分，政务公开${points}分，占${share}%（应不低于${percent}%，${textIn(entry, 'proof')}）`;
    return points * 100 >= total * percent ? pass(said, entryProof(entry)) : fail(said, entryProof(entry));
  },
});
