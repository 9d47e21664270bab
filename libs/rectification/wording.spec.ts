import { printable, spokenDayWithWeekday, spokenInstant, spokenMinute, spokenSpan } from './wording';

describe('spokenInstant', () => {
  it.each([
    ['2026-11-17T18:14:05.000Z', '2026-11-18 02:14:05'],
    ['2026-11-18T02:14:05+08:00', '2026-11-18 02:14:05'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01 00:00:00'],
    ['no instant', 'no instant'],
  ])('%s is %s in Shanghai', (iso, spoken) => expect(spokenInstant(iso)).toBe(spoken));
});

describe('spokenMinute', () => {
  it.each([
    ['2026-11-20T01:30:00.000Z', '2026年11月20日9时30分'],
    ['2026-12-31T16:05:59.999Z', '2027年1月1日0时5分'],
  ])('%s is %s in Shanghai', (iso, spoken) => expect(spokenMinute(iso)).toBe(spoken));
});

describe('spokenSpan', () => {
  it.each([
    ['2026-11-18', '2026-11-18', '2026年11月18日'],
    ['2026-11-18', '2026-11-20', '2026年11月18日至20日'],
    ['2026-10-31', '2026-11-01', '2026年10月31日至11月1日'],
    ['2025-12-31', '2026-01-01', '2025年12月31日至2026年1月1日'],
  ])('%s to %s is %s', (from, to, spoken) => expect(spokenSpan(from, to)).toBe(spoken));
});

describe('spokenDayWithWeekday', () => {
  it.each([
    ['2026-11-22', '2026年11月22日（周日）'],
    ['2026-11-23', '2026年11月23日（周一）'],
  ])('%s is %s', (day, spoken) => expect(spokenDayWithWeekday(day)).toBe(spoken));
});

describe('printable', () => {
  it.each([
    ['control characters', 'a\u0000b\u0008c\u001fd', 'abcd'],
    ['marks that turn the reading direction', '公开\u202egpj.exe', '公开gpj.exe'],
    ['non-characters and the byte order mark', '\ufeff公\uffff开', '公开'],
  ])('takes out %s', (_what, text, clean) => expect(printable(text)).toBe(clean));

  it('replaces a lone surrogate and keeps a pair', () => {
    expect(printable('\ud800x')).toBe('\ufffdx');
    expect(printable('𠮷')).toBe('𠮷');
  });

  it('keeps tab and line feed', () => expect(printable('a\tb\nc')).toBe('a\tb\nc'));
});
