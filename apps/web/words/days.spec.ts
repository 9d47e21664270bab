import { addDays, clockTime, lateness, spokenDay, spokenTime, weekdayName } from './days';

describe('days in words', () => {
  it.each([
    ['2026-11-20', '2026-11-20', '11月20日（周五）'],
    ['2025-12-31', '2026-11-20', '2025年12月31日（周三）'],
    ['2026-01-01', undefined, '1月1日（周四）'],
  ])('says %s on %s as %s', (day, today, words) => expect(spokenDay(day, today)).toBe(words));

  it('names Sunday', () => expect(weekdayName('2026-11-22')).toBe('周日'));

  it.each([
    ['2026-11-17T18:14:09Z', '2026-11-18 02:14'],
    ['2026-11-18T15:59:59Z', '2026-11-18 23:59'],
    ['2026-11-18T16:00:00Z', '2026-11-19 00:00'],
    ['not a time', 'not a time'],
  ])('shows %s by the clock of Shanghai', (instant, shown) => expect(clockTime(instant)).toBe(shown));

  it('says an instant in a sentence', () => expect(spokenTime('2026-11-17T18:14:09Z')).toBe('11月18日 02:14'));

  it.each([
    [5, '超期5个工作日'],
    [0, '今日到期'],
    [-1, '剩余1个工作日'],
  ])('%s working days are %s', (days, words) => expect(lateness(days)).toBe(words));

  it('crosses a leap day', () => expect(addDays('2024-02-28', 2)).toBe('2024-03-01'));
});
