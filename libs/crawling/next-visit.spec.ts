import fc from 'fast-check';
import { ARTICLE_BOUNDS, nextVisit, SITE_BOUNDS, TAIL_BOUNDS, VisitHistory } from './next-visit';

const LAST = new Date('2026-11-20T02:00:00+08:00');
const history = (changes: Partial<VisitHistory> = {}): VisitHistory => ({
  lastVisitAt: LAST,
  watchedDays: 30,
  visits: 31,
  changes: 0,
  cost: 1,
  ...changes,
});
const hours = (given: Partial<VisitHistory>, bounds = ARTICLE_BOUNDS) =>
  (nextVisit(history(given), bounds).getTime() - LAST.getTime()) / 3_600_000;

describe('下次访问 nextVisit', () => {
  it.each<[norm: string, given: Partial<VisitHistory>, bounds: typeof ARTICLE_BOUNDS, expected: number]>([
    ['an article that changes every day is read every day', { changes: 30 }, ARTICLE_BOUNDS, 24],
    ['one that never changed in a year is read once a month', { watchedDays: 365 }, ARTICLE_BOUNDS, 720],
    ['a new one is read again the next day', { watchedDays: 0, visits: 1 }, ARTICLE_BOUNDS, 24],
    ['the far page of a list is read within a week', { watchedDays: 365 }, TAIL_BOUNDS, 168],
    ['a quiet site is read once a day', { watchedDays: 365, cost: 20 }, SITE_BOUNDS, 24],
    [
      'a deadline two days ahead brings it back in half a day',
      { watchedDays: 365, hoursToDeadline: 48 },
      SITE_BOUNDS,
      12,
    ],
    ['a deadline that runs out now brings it back as soon as allowed', { hoursToDeadline: 0 }, SITE_BOUNDS, 6],
    ['a deadline far ahead changes nothing', { watchedDays: 365, hoursToDeadline: 900 }, SITE_BOUNDS, 24],
  ])('%s', (_norm, given, bounds, expected) => {
    expect(hours(given, bounds)).toBeCloseTo(expected, 6);
  });

  it('grows rarer the longer nothing changes', () => {
    const intervals = [1, 10, 40, 80, 160].map((watchedDays) => hours({ watchedDays }));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals[1]).toBeLessThan(intervals[4] as number);
  });

  const drawn = fc.record({
    watchedDays: fc.integer({ min: 0, max: 3_000 }),
    changes: fc.integer({ min: 0, max: 3_000 }),
    hoursToDeadline: fc.option(fc.double({ min: -100, max: 9_000, noNaN: true }), { nil: undefined }),
    cost: fc.integer({ min: 0, max: 100_000 }),
  });

  it('lies within its bounds, whatever the history', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(ARTICLE_BOUNDS, TAIL_BOUNDS, SITE_BOUNDS), (given, bounds) => {
        expect(hours(given, bounds)).toBeGreaterThanOrEqual(bounds.leastHours - 1e-6);
        expect(hours(given, bounds)).toBeLessThanOrEqual(bounds.mostHours + 1e-6);
      }),
    );
  });

  it('is never later for a nearer deadline, nor for having one', () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 9_000, noNaN: true }), (given, nearer) => {
        const near = Math.min(nearer, given.hoursToDeadline ?? nearer);
        expect(hours({ ...given, hoursToDeadline: near })).toBeLessThanOrEqual(hours(given));
      }),
    );
  });

  it('is never later for more changes, never earlier for a higher cost', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 500 }), (given, more) => {
        expect(hours({ ...given, changes: given.changes + more })).toBeLessThanOrEqual(hours(given));
        expect(hours({ ...given, cost: given.cost + more })).toBeGreaterThanOrEqual(hours(given));
      }),
    );
  });
});
