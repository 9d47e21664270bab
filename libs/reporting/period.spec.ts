import { isReportKind, isWithin, parsePeriod, Period, periodOf, previousPeriod, ReportKind } from './period';

describe('parsePeriod', () => {
  it.each<[ReportKind, string, string, string, string]>([
    ['monthly', '2026-10', '2026年10月', '2026-10-01', '2026-10-31'],
    ['monthly', '2028-02', '2028年2月', '2028-02-01', '2028-02-29'],
    ['quarterly', '2026Q1', '2026年第一季度', '2026-01-01', '2026-03-31'],
    ['quarterly', '2026Q4', '2026年第四季度', '2026-10-01', '2026-12-31'],
    ['annual', '2026', '2026年度', '2026-01-01', '2026-12-31'],
  ])('%s %s is %s', (kind, name, label, from, to) => {
    expect(parsePeriod(kind, name)).toEqual({ kind, name, label, from, to });
  });

  it.each<[ReportKind, string]>([
    ['monthly', '2026-13'],
    ['monthly', '2026-00'],
    ['monthly', '2026-1'],
    ['monthly', '2026Q3'],
    ['monthly', '2026-10; DROP TABLE report'],
    ['quarterly', '2026Q0'],
    ['quarterly', '2026Q5'],
    ['quarterly', '2026'],
    ['annual', '26'],
    ['annual', '2026-10'],
    ['annual', ''],
  ])('%s %j is refused', (kind, name) => expect(parsePeriod(kind, name)).toBeUndefined());
});

describe('previousPeriod', () => {
  it.each<[ReportKind, string, string]>([
    ['monthly', '2026-01', '2025-12'],
    ['monthly', '2026-03', '2026-02'],
    ['quarterly', '2026Q1', '2025Q4'],
    ['annual', '2026', '2025'],
  ])('%s %s comes after %s', (kind, name, before) => {
    expect(previousPeriod(parsePeriod(kind, name) as Period).name).toBe(before);
  });
});

describe('isWithin', () => {
  it.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-09-30', true],
    ['2026-10-01', false],
  ])('%s in the third quarter: %s', (day, isIn) => {
    expect(isWithin(periodOf('quarterly', '2026-08-15'), day)).toBe(isIn);
  });
});

describe('isReportKind', () => {
  it.each([
    ['monthly', true],
    ['weekly', false],
    ['constructor', false],
  ])('%s: %s', (text, is) => expect(isReportKind(text)).toBe(is));
});
