import { inYear, rowDate } from './row-date';

describe('rowDate', () => {
  it.each([
    ['2026-01-02', '2026-01-02'],
    ['[2004-01-09 22:38]', '2004-01-09'],
    ['2016.12.21', '2016-12-21'],
    ['26\n2019-11', '2019-11-26'],
    ['2019-11\n26', '2019-11-26'],
    ['11-26\n2019', '2019-11-26'],
    ['2019\n11-26', '2019-11-26'],
    ['22-04-26 12:11:42', '2022-04-26'],
    ['发布时间：2016-09-29 国社函〔2016〕2号', '2016-09-29'],
  ])('reads %j', (text, value) => expect(rowDate(text)?.value).toBe(value));

  it.each(['12-30', '[06-23]', '12月30日'])('does not guess the year of %s', (text) => {
    expect(rowDate(text)).toMatchObject({ value: null, isWhole: true });
  });

  it.each(['', '电话 13-24', '第3-4期', '截止日期：2026-09-01'])('finds none in %j', (text) => {
    expect(rowDate(text)?.value ?? null).toBeNull();
  });

  it('passes over the end of a period', () => {
    expect(rowDate('报名截止2026-09-01 2026-08-15')?.value).toBe('2026-08-15');
  });

  it('takes the year that stands over the list', () => {
    const date = rowDate('[02-29]');
    expect(date && inYear(date, 2024).value).toBe('2024-02-29');
    expect(date && inYear(date, 2026).value).toBeNull();
  });
});
