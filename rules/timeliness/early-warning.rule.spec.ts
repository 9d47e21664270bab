import { evaluationOf, Given } from '../rule-input.fixture';
import { earlyWarning } from './early-warning.rule';

/** 第三季度 is due on Tuesday 2026-10-20; five working days before is Tuesday 2026-10-13. */
const due = (today: string, more: Given = {}): Given => ({
  today,
  limit: '每季度首月20日前公开上季度情况',
  documents: [{ title: '2026年第二季度财政收支情况', publishedOn: '2026-07-15' }],
  ...more,
});
const third = { title: '2026年第三季度财政收支情况', publishedOn: '2026-10-12' };

describe('临期预警 TIM-11', () => {
  it.each<[norm: string, given: Given, left: number | undefined]>([
    ['is silent six working days before', due('2026-10-12'), undefined],
    ['warns five working days before', due('2026-10-13'), 5],
    ['warns on the due day', due('2026-10-20'), 0],
    ['is silent on the day after', due('2026-10-21'), undefined],
    ['is silent once it is published', due('2026-10-13', { documents: [third] }), undefined],
    ['is silent on an unread list', due('2026-10-13', { section: { isComplete: false, gap: '超时' } }), undefined],
    ['is silent on an uncertain match', due('2026-10-13', { match: { isCertain: false } }), undefined],
    [
      'follows its parameter',
      due('2026-10-12', { settings: [{ code: 'TIM-11', isEnabled: true, parameters: { workingDaysAhead: 6 } }] }),
      6,
    ],
    ['is silent where the calendar does not reach', due('2026-12-30'), undefined],
    ['is off when switched off', due('2026-10-13', { settings: [{ code: 'TIM-11', isEnabled: false }] }), undefined],
  ])('%s', (_norm, given, left) => {
    const { warnings, findings } = evaluationOf([earlyWarning], given);
    const third = warnings.filter(({ instance }) => instance === '2026Q3');
    expect(third.map(({ workingDaysLeft }) => workingDaysLeft)).toEqual(left === undefined ? [] : [left]);
    expect(findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  it.each<[given: Given, instance: string, sentence: string]>([
    [
      due('2026-10-15'),
      '2026Q3',
      '“财政收支情况”2026年第三季度的信息应在10月20日前公开，目前尚未见到，距截止日还有3个工作日',
    ],
    [due('2026-10-20'), '2026Q3', '“财政收支情况”2026年第三季度的信息应在10月20日前公开，目前尚未见到，今日为截止日'],
    [
      due('2026-10-30', { limit: '每月公开', documents: [{ publishedOn: '2026-09-30' }] }),
      '2026-10',
      '“财政收支情况”2026年10月的信息应在10月31日前公开，目前尚未见到，截止日前已没有工作日',
    ],
    [
      due('2026-06-26', { limit: '每半年不少于2次', documents: [{ publishedOn: '2026-04-20' }] }),
      '2026H1',
      '“财政收支情况”2026年上半年的信息应在6月30日前公开，不少于2次，目前只见1条，距截止日还有2个工作日',
    ],
    [
      due('2026-10-15', { limit: '最迟6个月内必须有更新', documents: [{ publishedOn: '2026-04-20' }] }),
      'maxAge',
      '“财政收支情况”最近一次更新为4月20日，最迟应在10月20日再次更新，目前尚未见到，距截止日还有3个工作日',
    ],
    [
      due('2026-10-15', { limit: '2026年10月20日前公开', documents: [{ publishedOn: '2025-05-05' }] }),
      '2026-10-20',
      '“财政收支情况”应在10月20日前公开，目前尚未见到，距截止日还有3个工作日',
    ],
  ])('reads well: %#', (given, instance, sentence) => {
    const { findings } = evaluationOf([earlyWarning], given);
    expect(findings.find(({ subject }) => subject.endsWith(`|${instance}`))?.explanation).toBe(sentence);
  });

  it('says that the calendar does not reach', () => {
    const { findings } = evaluationOf([earlyWarning], due('2026-12-30'));
    expect(findings.filter(({ unseen }) => unseen).map(({ explanation }) => explanation)).toEqual([
      '工作日历未覆盖2027-01-20，不能计算剩余工作日',
    ]);
  });

  it('carries row, section and due day', () => {
    const [warning] = evaluationOf([earlyWarning], due('2026-10-13')).warnings;
    expect(warning).toMatchObject({
      row: 7,
      section: '财政信息',
      dueOn: '2026-10-20',
      subject: 'item:财政信息 > 财政收支情况|2026Q3',
    });
  });
});
