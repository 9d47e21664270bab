import { badgeOf, changeSpans, holidaySpans, monthGrid, monthsOfYear } from './calendar-months';

const day = (date: string, isWorking: boolean, reason: string) => ({ date, isWorking, reason, changed: null });

describe('monthGrid', () => {
  it('begins its weeks on Monday', () => {
    const { weeks, label } = monthGrid('2026-11');
    expect(label).toBe('11月');
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('knows leap days and the whole year', () => {
    const days = monthsOfYear(2024).flatMap(({ weeks }) => weeks.flat().filter(Boolean));
    expect(days).toHaveLength(366);
    expect(days).toContain('2024-02-29');
  });
});

describe('holidaySpans', () => {
  it('puts days of one holiday together and leaves weekends and make-up days out', () => {
    expect(
      holidaySpans([
        day('2026-09-30', true, '工作日'),
        day('2026-10-01', false, '国庆节'),
        day('2026-10-02', false, '国庆节'),
        day('2026-10-03', false, '中秋节'),
        day('2026-10-04', false, '周末'),
        day('2026-10-05', false, '国庆节'),
        day('2026-10-10', true, '调休上班'),
      ]),
    ).toEqual([
      { name: '国庆节', from: '2026-10-01', to: '2026-10-02', length: 2 },
      { name: '中秋节', from: '2026-10-03', to: '2026-10-03', length: 1 },
      { name: '国庆节', from: '2026-10-05', to: '2026-10-05', length: 1 },
    ]);
  });
});

describe('changeSpans', () => {
  it('puts neighbours together that change in the same way', () => {
    const change = (date: string, reason: string, before: string | null = null) => ({
      date,
      isWorking: false,
      reason,
      before,
    });
    expect(
      changeSpans([
        change('2027-01-01', '元旦'),
        change('2027-01-02', '元旦'),
        change('2027-01-03', '春节'),
        change('2027-01-05', '春节'),
        change('2027-01-06', '春节', '工作日'),
      ]).map(({ date, to, reason }) => `${date} ${to} ${reason}`),
    ).toEqual([
      '2027-01-01 2027-01-02 元旦',
      '2027-01-03 2027-01-03 春节',
      '2027-01-05 2027-01-05 春节',
      '2027-01-06 2027-01-06 春节',
    ]);
  });
});

describe('badgeOf', () => {
  it.each([
    [true, '工作日', null],
    [false, '周末', null],
    [true, '调休上班', '班'],
    [false, '国庆节', '休'],
    [false, '因台风停止办公', '休'],
  ])('working %s, %s: %s', (isWorking, reason, badge) => expect(badgeOf({ isWorking, reason })).toBe(badge));
});
