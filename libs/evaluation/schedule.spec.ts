import fc from 'fast-check';
import { workCalendar } from '@app/calendar/holiday-notices';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { scheduleOf, scheduleYear } from './schedule';

const calendar = workCalendar();
const YEAR = { from: '2026-01-01', until: '2026-12-31', calendar };
const item = (timeLimit: string) => ({ timeLimit, limits: readTimeLimits(timeLimit) });
const due = (timeLimit: string, span = {}) =>
  scheduleOf(item(timeLimit), { ...YEAR, ...span }).map(({ instance, dueOn }) => `${instance} ${dueOn}`);

describe('scheduleOf', () => {
  it.each<[string, string[]]>([
    ['每年1月31日前公开上一年度报告', ['2025 2026-01-31']],
    ['每季度公开', ['2026Q1 2026-03-31', '2026Q2 2026-06-30', '2026Q3 2026-09-30', '2026Q4 2026-12-31']],
    [
      '每季度首月20日前公开上季度情况',
      ['2025Q4 2026-01-20', '2026Q1 2026-04-20', '2026Q2 2026-07-20', '2026Q3 2026-10-20'],
    ],
    ['每年6月、12月公开', ['2026 2026-06-30', '2026/12-31 2026-12-31']],
    ['自信息形成或者变更之日起20个工作日内', []],
    ['长期公开', []],
    ['及时公开', []],
    ['每年12月上报备案', []],
  ])('%s', (timeLimit, expected) => expect(due(timeLimit)).toEqual(expected));

  it('knows 月底 and 中旬 of every month, leap days included', () => {
    expect(due('每月底前公开', { from: '2024-02-01', until: '2024-03-31' })).toEqual([
      '2024-02 2024-02-29',
      '2024-03 2024-03-31',
    ]);
    expect(due('每月中旬公开', { until: '2026-01-31' })).toEqual(['2026-01 2026-01-20']);
  });

  it('counts a term from the end of its period, and says where the calendar ends', () => {
    const ofQuarters = { timeLimit: null, limits: [{ ...AFTER_QUARTER }] };
    const [first, ...others] = scheduleOf(ofQuarters, { ...YEAR, until: '2027-03-31' });
    expect(first).toEqual({
      instance: '2025Q4',
      kind: 'afterEvent',
      label: '2025年第四季度',
      dueOn: '2026-01-22',
      sentence:
        '2025年第四季度于2025年12月31日结束，自2025年12月31日次日起算，15个工作日（跳过元旦、周末，含2026年1月4日调休上班）至2026年1月22日',
    });
    expect(others.map(({ instance, dueOn }) => [instance, dueOn])).toEqual([
      ['2026Q1', '2026-04-22'],
      ['2026Q2', '2026-07-21'],
      ['2026Q3', '2026-10-27'],
      ['2026Q4', null],
    ]);
    expect(others.at(-1)?.sentence).toMatch(/超出工作日历范围/);
  });

  it('counts a maximum age from the newest publication, and has none without one', () => {
    expect(due('最迟6个月内必须有更新')).toEqual([]);
    expect(due('最迟6个月内必须有更新', { updatedOn: '2026-03-10' })).toEqual(['maxAge 2026-09-10']);
  });

  it('names no instance twice and nothing outside the span', () => {
    const phrases = [
      '每月10日前公开',
      '每周公开',
      '每年公开',
      '半年公开一次',
      '每季度公开；每年1月31日前公开上一年度汇总',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...phrases), fc.integer({ min: 2016, max: 2026 }), (phrase, year) => {
        const span = { from: `${year}-01-01`, until: `${year}-12-31`, calendar };
        const deadlines = scheduleOf(item(phrase), span);
        expect(new Set(deadlines.map(({ instance }) => instance)).size).toBe(deadlines.length);
        for (const { dueOn } of deadlines) expect(dueOn! >= span.from && dueOn! <= span.until).toBe(true);
      }),
    );
  });
});

const AFTER_QUARTER = {
  kind: 'afterEvent',
  amount: 15,
  unit: 'workday',
  trigger: 'quarter_ended',
  period: 'quarterly',
  wording: '季度结束后15个工作日内',
} as const;

describe('scheduleYear', () => {
  it('reaches into the next spring', () => {
    expect(scheduleYear('2026-11-18')).toEqual({ year: 2026, from: '2026-01-01', until: '2027-03-31' });
  });
});
