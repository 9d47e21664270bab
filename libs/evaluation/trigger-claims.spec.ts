import { DateClaim, triggerDate } from './trigger-claims';

const manual: DateClaim = { on: '2026-09-20', origin: 'manual' };
const api: DateClaim = { on: '2026-09-21', origin: 'api' };
const box: DateClaim = { on: '2026-09-27', origin: 'box' };
const signature: DateClaim = { on: '2026-09-25', origin: 'signature' };
const year: DateClaim = { on: '2026-01-01', origin: 'numberYear' };
const seen: DateClaim = { on: '2026-10-08', origin: 'firstSeen' };

describe('triggerDate', () => {
  it.each<[string, DateClaim[], string | undefined, string | undefined]>([
    ['what a person entered', [seen, year, signature, box, api, manual], '2026-09-20', 'manual'],
    ['what an office system sent', [seen, year, signature, box, api], '2026-09-21', 'api'],
    ['the box', [seen, year, signature, box], '2026-09-27', 'box'],
    ['the signature', [seen, year, signature], '2026-09-25', 'signature'],
    ['no day: a year and a sighting are bounds', [seen, year], undefined, undefined],
    ['nothing', [], undefined, undefined],
    ['the first of two boxes', [box, { ...box, on: '2026-09-01' }], '2026-09-27', 'box'],
  ])('takes %s', (_norm, claims, on, origin) =>
    expect(triggerDate(claims)).toMatchObject({ ...(on && { on, origin }) }),
  );

  it('never takes a bound for the day itself', () => {
    expect(triggerDate([seen, year])).toEqual({ earliest: '2026-01-01', latest: '2026-10-08', contradictions: [] });
  });

  it.each<[string, DateClaim[], string[]]>([
    ['claims that agree', [box, { ...signature, on: box.on }, year, seen], []],
    ['box and signature apart', [box, signature], ['信息框的成文日期2026年9月27日与落款的2026年9月25日不一致']],
    [
      'a day before the year of the number',
      [{ ...box, on: '2025-12-31' }, year],
      ['信息框的成文日期2025年12月31日早于文号年份2026年'],
    ],
    ['a day on the first of that year', [{ ...box, on: '2026-01-01' }, year], []],
    [
      'a day after it was seen',
      [{ ...box, on: '2026-10-09' }, seen],
      ['信息框的成文日期2026年10月9日晚于本系统首次采集的2026年10月8日'],
    ],
    ['the day it was seen', [{ ...box, on: '2026-10-08' }, seen], []],
    ['seen before the year of its number', [year, { ...seen, on: '2025-12-31' }], ['首次采集早于文号年份2026年']],
  ])('names contradictions: %s', (_norm, claims, contradictions) => {
    expect(triggerDate(claims).contradictions).toEqual(contradictions);
  });
});
