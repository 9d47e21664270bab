import fc from 'fast-check';
import { HOLIDAY_NOTICES, workCalendar } from './holiday-notices';
import { addDays, LocalDate } from './local-date';
import { addWorkingDays, nextWorkingDay, WorkCalendar, workingDaysBetween, workingDaysLate } from './working-days';

const calendar = workCalendar();
const anyDay = fc.integer({ min: 0, max: 3900 }).map((offset) => addDays('2015-01-01', offset));
/** The same days, counted one by one. */
const walked: WorkCalendar = { ...calendar, workingDaysThrough: undefined };

describe('addWorkingDays', () => {
  it.each<[LocalDate, number, LocalDate | undefined]>([
    ['2020-09-27', 20, '2020-10-30'],
    ['2018-06-29', 30, '2018-08-10'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-12-30', 1, '2026-12-31'],
    ['2026-12-31', 0, '2026-12-31'],
    ['2026-12-31', 1, undefined],
    ['2026-12-20', 20, undefined],
    ['2014-12-31', 1, undefined],
    ['2027-03-01', 0, undefined],
  ])('%s + %i working days = %s', (from, count, expected) => {
    expect(addWorkingDays(from, count, calendar)).toBe(expected);
  });

  it.each([-1, 1.5, NaN])('refuses a count of %d', (count) => {
    expect(() => addWorkingDays('2026-01-05', count, calendar)).toThrow(RangeError);
  });

  it('lands on a working day, moves with its start and adds up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (from, count, more) => {
        const on = addWorkingDays(from, count, calendar) as LocalDate;
        expect(calendar.isWorkingDay(on)).toBe(true);
        expect((addWorkingDays(addDays(from, 1), count, calendar) as LocalDate) >= on).toBe(true);
        expect(addWorkingDays(on, more, calendar)).toBe(addWorkingDays(from, count + more, calendar));
      }),
    );
  });
});

describe('workingDaysBetween', () => {
  it.each<[LocalDate, LocalDate, number | undefined]>([
    ['2020-09-27', '2020-10-30', 20],
    ['2026-10-01', '2026-10-01', 0],
    ['2026-09-30', '2026-10-07', 0],
    ['2026-10-08', '2026-09-30', -1],
    ['2026-12-31', '2027-01-01', undefined],
    ['2014-12-31', '2015-01-05', undefined],
  ])('%s → %s: %s', (from, to, expected) => expect(workingDaysBetween(from, to, calendar)).toBe(expected));

  it('undoes addWorkingDays, and counts the same with and without the running count', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, count) => {
        const on = addWorkingDays(from, count, calendar) as LocalDate;
        expect(workingDaysBetween(from, on, calendar)).toBe(count);
        expect(workingDaysBetween(from, on, walked)).toBe(count);
        expect(workingDaysBetween(on, from, calendar)).toBe(count === 0 ? 0 : -count);
      }),
    );
  });
});

describe('workingDaysLate', () => {
  it.each<[LocalDate, LocalDate, number | undefined]>([
    ['2020-10-30', '2020-10-30', 0],
    ['2020-10-30', '2020-11-04', 3],
    ['2020-10-30', '2020-11-01', 0],
    ['2020-10-30', '2020-10-01', 0],
    ['2026-12-31', '2027-01-04', undefined],
  ])('due %s, done %s: %s', (due, done, late) => expect(workingDaysLate(due, done, calendar)).toBe(late));
});

describe('nextWorkingDay', () => {
  it.each<[LocalDate, LocalDate | undefined]>([
    ['2026-10-01', '2026-10-08'],
    ['2026-10-08', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2027-01-02', undefined],
  ])('%s → %s', (day, expected) => expect(nextWorkingDay(day, calendar)).toBe(expected));

  it('does not guess past the last covered year', () => {
    const until2022 = workCalendar(HOLIDAY_NOTICES.filter(({ year }) => year <= 2022));
    expect(nextWorkingDay('2022-12-31', until2022)).toBeUndefined();
  });
});
