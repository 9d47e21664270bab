import { datesIn, firstDate, momentOf, onlyDate } from './printed-dates';

describe('datesIn', () => {
  it.each([
    ['2021-09-30 01:40', '2021-09-30', '01:40'],
    ['2023年12月01日', '2023-12-01', undefined],
    ['2023.07.01', '2023-07-01', undefined],
    ['2023/7/1', '2023-07-01', undefined],
    ['2020-11-17 09:00:10', '2020-11-17', '09:00:10'],
    ['2026年 9 月 7 日', '2026-09-07', undefined],
    ['二〇二六年九月二十七日', '2026-09-27', undefined],
    ['二○○九年五月四日', '2009-05-04', undefined],
    ['2026-01-02T08:30:00', '2026-01-02', '08:30:00'],
  ])('reads %s', (text, value, time) => {
    expect(datesIn(text)).toEqual([expect.objectContaining({ value, ...(time ? { time } : {}) })]);
  });

  it.each(['2026-02-30', '2026-13-01', '1899-01-01', '12-30', '2026年9月', '10086-01-01', '电话 0599-5550-001'])(
    'finds no date in %s',
    (text) => expect(datesIn(text)).toEqual([]),
  );

  it('keeps the order of the text', () => {
    const values = datesIn('自2026-01-02起至2026年1月9日止').map(({ value }) => value);
    expect(values).toEqual(['2026-01-02', '2026-01-09']);
  });
});

describe('firstDate', () => {
  it('reads a compact date that stands alone', () => expect(firstDate('20230701')?.value).toBe('2023-07-01'));
  it('does not cut one out of a number', () => expect(firstDate('编号20230701003')).toBeUndefined());
});

describe('momentOf', () => {
  it.each([
    ['2018-01-05 9:05', '2018-01-05 09:05'],
    ['2018-01-05', undefined],
    ['2018-01-05 29:05', undefined],
  ])('of %s is %s', (text, moment) => {
    const [date] = datesIn(text);
    expect(date && momentOf(date)).toBe(moment);
  });
});

describe('onlyDate', () => {
  it.each(['2026-01-02', '【2026年1月2日】', '[2026-01-02 08:00]', '2026年1月2日 星期五'])('accepts %s', (text) => {
    expect(onlyDate(text)?.value).toBe('2026-01-02');
  });
  it.each(['截至2026-01-02', '2026年1月2日印发', '2026-01-02 来源：本站'])('rejects %s', (text) => {
    expect(onlyDate(text)).toBeUndefined();
  });
});
