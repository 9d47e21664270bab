import { addDays } from '@app/calendar/local-date';
import { AvailabilityWeek } from '@app/crawling/availability';
import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { siteUnreachable } from './site-unreachable.rule';

/** A week of `probes` a day with `failing` failures on its last day; `thin` probes on its first. */
function week(failing: number, given: { probes?: number; thin?: number; isVoid?: number } = {}): Given {
  const { probes = 24, isVoid = 0 } = given;
  const { thin = probes } = given;
  const days = Array.from({ length: 7 }, (_, at) => ({
    day: addDays('2026-11-11', at),
    probes: at === 0 ? thin : probes,
    failing: at === 6 ? failing : 0,
    isVoid: at === 0 ? isVoid : 0,
  }));
  const availability: AvailabilityWeek = {
    from: '2026-11-11',
    to: '2026-11-17',
    days,
    probes: thin + 6 * probes,
    failing,
    evidence: evidenceOf(SITE),
  };
  return { site: { availability } };
}

describe('站点无法访问 PLT-12', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes without a failure', week(0), 'pass'],
    ['passes with 8 of 168 (4.76 %)', week(8), 'pass'],
    ['fails with 9 of 168 (5.35 %)', week(9), 'fail'],
    ['fails with exactly 5 %: 7 of 140', week(7, { probes: 20 }), 'fail'],
    ['passes just below: 6 of 140', week(6, { probes: 20 }), 'pass'],
    ['is unseen when one day has 19 probes', week(30, { thin: 19 }), 'unseen'],
    ['counts a day of exactly 20', week(30, { thin: 20 }), 'fail'],
    ['is unseen without probes', {}, 'unseen'],
    [
      'does not apply to a shared portal',
      { site: { ...week(9).site, scope: { homeUrl: SITE, pathPrefixes: ['/zz/'], isOwnSite: false, plans: [] } } },
      'notApplicable',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(siteUnreachable, given)).toBe(outcome);
  });

  it('cannot fail without the record of its probes', () => {
    const { availability } = week(9).site ?? {};
    const given = { site: { availability: { ...(availability as AvailabilityWeek), evidence: undefined } } };
    expect(outcomeOf(siteUnreachable, given)).toBe('cannotTell');
  });

  it('says the figures and the standard', () => {
    expect(findingsOf(siteUnreachable, week(9))[0]).toMatchObject({
      explanation:
        '11月11日至11月17日有效探测168次，其中9次超过15秒（含）仍打不开，占5.35%（标准：每天20次以上，占比不得达到5%）',
      severity: 'veto',
      subject: 'site',
      url: SITE,
    });
  });

  it('says which day was too thin and what was void', () => {
    expect(findingsOf(siteUnreachable, week(0, { thin: 12, isVoid: 12 }))[0]?.explanation).toBe(
      '11月11日至11月17日中2026-11-11的有效探测只有12次，另有12次无效，不足20次，不作判断',
    );
  });
});
