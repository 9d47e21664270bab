import { lateness, pagesRead, spokenHours, spokenSeconds } from './site-words';

describe('words about sites', () => {
  it.each([
    [0, '0 秒'],
    [59, '59 秒'],
    [60, '1 分钟'],
    [3_599, '59 分钟'],
    [3_600, '1 小时'],
    [86_400, '1 天'],
    [200_000, '2 天'],
  ])('%d seconds are %s', (seconds, words) => expect(spokenSeconds(seconds)).toBe(words));

  it('speaks of lateness from five minutes on', () => {
    expect(lateness({ lateSeconds: 299 })).toBe('');
    expect(lateness({ lateSeconds: 300 })).toBe('比计划晚 5 分钟');
    expect(lateness({ lateSeconds: null })).toBe('');
  });

  it('holds pages against the last complete round where there was one', () => {
    expect(pagesRead({ pages: 12, expectedPages: null })).toBe('12');
    expect(pagesRead({ pages: 12, expectedPages: 14 })).toBe('12 / 14');
  });

  it.each([
    [null, '不限时段'],
    [{ from: 8, until: 8 }, '不限时段'],
    [{ from: 22, until: 6 }, '22 时至次日 6 时'],
    [{ from: 1, until: 5 }, '1 时至 5 时'],
  ])('%j reads %s', (hours, words) => expect(spokenHours(hours)).toBe(words));
});
