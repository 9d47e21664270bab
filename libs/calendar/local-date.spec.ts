import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  lastDayOfMonth,
  localDate,
  parseLocalDate,
  partsOf,
  spokenDay,
  weekdayOf,
} from './local-date';

describe('local-date', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-1-1', undefined],
    ['', undefined],
  ])('parses %j as %s', (text, expected) => expect(parseLocalDate(text)).toBe(expected));

  it('refuses days that do not exist', () => {
    expect(localDate(2026, 4, 30)).toBe('2026-04-30');
    expect(localDate(2026, 4, 31)).toBeUndefined();
  });

  it('takes the day in Shanghai', () => {
    expect(dayOf(new Date('2026-11-19T15:59:59Z'))).toBe('2026-11-19');
    expect(dayOf(new Date('2026-11-19T16:00:00Z'))).toBe('2026-11-20');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s + %i months = %s', (day, count, expected) => expect(addMonths(day, count)).toBe(expected));

  it('counts days over a leap day and backwards', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    // Against the instants of JavaScript, across leap years, centuries and the turn of years, in both directions.
    for (const day of ['1999-12-31', '2000-02-29', '2023-12-15', '2024-02-01', '2026-01-31', '2099-12-31'])
      for (const count of [...Array(1700).keys()].map((each) => each - 850))
        expect(addDays(day, count)).toBe(new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10));
    expect(() => addDays('someday', 1)).toThrow(RangeError);
    expect(() => addDays('2026-ab-cd', 1)).toThrow(RangeError);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });

  it('knows weekdays, month ends and parts', () => {
    expect([weekdayOf('2026-11-16'), weekdayOf('2026-11-22')]).toEqual([1, 7]);
    expect([lastDayOfMonth(2024, 2), lastDayOfMonth(2026, 12)]).toEqual([29, 31]);
    expect(partsOf('2026-11-05')).toEqual({ year: 2026, month: 11, day: 5 });
    expect([spokenDay('2026-11-05'), spokenDay('2026-11-05', true)]).toEqual(['11月5日', '2026年11月5日']);
  });
});
