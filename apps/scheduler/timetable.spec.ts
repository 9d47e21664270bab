import { reportsDue } from './timetable';

describe('reportsDue', () => {
  it.each([
    ['2026-11-01', ['monthly 2026-10']],
    ['2026-10-01', ['monthly 2026-09', 'quarterly 2026Q3']],
    ['2027-01-01', ['monthly 2026-12', 'quarterly 2026Q4', 'annual 2026']],
  ])('on %s the reports are %j', (today, expected) => {
    expect(reportsDue(today).map(({ kind, period }) => `${kind} ${period}`)).toEqual(expected);
  });
});
