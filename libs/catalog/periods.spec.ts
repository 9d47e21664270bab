import { occurrences, periodsOf } from './periods';

describe('periodsOf', () => {
  it.each([
    ['yearly', '2026', '2026年', '2026-01-01', '2026-12-31'],
    ['half_yearly', '2026H2', '2026年下半年', '2026-07-01', '2026-12-31'],
    ['quarterly', '2026Q4', '2026年第四季度', '2026-10-01', '2026-12-31'],
    ['monthly', '2026-10', '2026年10月', '2026-10-01', '2026-10-31'],
    ['weekly', '2026W41', '2026年第41周', '2026-10-05', '2026-10-11'],
    ['daily', '2026-10-05', '2026年10月5日', '2026-10-05', '2026-10-05'],
  ])('%s: 2026-10-05 lies in %s (%s)', (period, instance, label, from, to) => {
    expect(periodsOf(period, '2026-10-05', '2026-10-05')).toEqual([{ instance, label, from, to }]);
  });

  it('gives every period that shares a day with the span', () => {
    expect(periodsOf('quarterly', '2026-03-31', '2026-10-01').map(({ instance }) => instance)).toEqual([
      '2026Q1',
      '2026Q2',
      '2026Q3',
      '2026Q4',
    ]);
    expect(periodsOf('monthly', '2026-01-01', '2026-12-31')).toHaveLength(12);
    expect(periodsOf('yearly', '2026-12-31', '2026-01-01')).toEqual([]);
  });

  it.each([
    ['2026-01-01', '2026W01'],
    ['2027-01-01', '2026W53'],
    ['2021-01-03', '2020W53'],
    ['2024-12-30', '2025W01'],
  ])('names the ISO week of %s %s', (day, instance) => {
    expect(periodsOf('weekly', day, day)[0]?.instance).toBe(instance);
  });

  it.each(['hourly', 'unspecified', '', 'constructor'])('%j has no instances', (period) => {
    expect(periodsOf(period, '2026-01-01', '2026-12-31')).toEqual([]);
  });
});

describe('occurrences', () => {
  const dues = (period: string, from = '2026-01-01', to = '2026-12-31') =>
    occurrences(period, from, to).map(({ dueOn, instance }) => `${dueOn} ${instance}`);

  it.each([
    ['yearly:01-31', ['2026-01-31 2026']],
    ['yearly:01-31(prev_year)', ['2026-01-31 2025']],
    ['yearly:07-15(prev_half_year)', ['2026-07-15 2026H1']],
    ['yearly:12', ['2026-12-31 2026']],
    ['yearly:02-29', ['2026-02-28 2026']],
    [
      'quarterly:M1-20(prev_quarter)',
      ['2026-01-20 2025Q4', '2026-04-20 2026Q1', '2026-07-20 2026Q2', '2026-10-20 2026Q3'],
    ],
    ['quarterly:M3-31', ['2026-03-31 2026Q1', '2026-06-30 2026Q2', '2026-09-30 2026Q3', '2026-12-31 2026Q4']],
    ['once:2026-06-01', ['2026-06-01 2026-06-01']],
    ['once:06-01', ['2026-06-01 2026-06-01']],
    ['once:2025-06-01', []],
    ['yearly', []],
    ['nonsense', []],
  ])('%s', (period, expected) => expect(dues(period)).toEqual(expected));

  it('takes the days themselves, both ends included', () => {
    expect(dues('monthly:05', '2026-02-05', '2026-04-05')).toEqual([
      '2026-02-05 2026-02',
      '2026-03-05 2026-03',
      '2026-04-05 2026-04',
    ]);
    expect(dues('monthly:05', '2026-02-06', '2026-04-04')).toEqual(['2026-03-05 2026-03']);
    expect(dues('monthly:31(prev_month)', '2026-02-01', '2026-02-28')).toEqual(['2026-02-28 2026-01']);
    expect(dues('weekly:5', '2026-11-16', '2026-11-22')).toEqual(['2026-11-20 2026W47']);
  });

  it('names the period that is reported', () => {
    expect(occurrences('quarterly:M1-20(prev_quarter)', '2026-10-01', '2026-10-31')).toEqual([
      {
        instance: '2026Q3',
        label: '2026年第三季度',
        dueOn: '2026-10-20',
        period: { from: '2026-07-01', to: '2026-09-30' },
      },
    ]);
  });
});
