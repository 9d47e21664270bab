import { baseOf, dueSites, gapOf, KnownPage, PlannedSite, plannedVisits, RoundYield } from './plan';

const NOW = new Date('2026-11-18T09:00:00+08:00');
const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);

describe('采集计划 dueSites', () => {
  const site = { id: 1, lastRoundOn: '2026-11-17', isRunning: false, nextRoundAt: null };
  it.each<[string, Partial<PlannedSite>, string[]]>([
    ['a site that was never read is due as a first round', { lastRoundOn: null }, ['first']],
    ['a site read yesterday is due', {}, ['scheduled']],
    ['a site read today is not', { lastRoundOn: '2026-11-18' }, []],
    ['a running round is not doubled', { lastRoundOn: null, isRunning: true }, []],
    ['a site is due at the instant its visit is', { lastRoundOn: '2026-11-18', nextRoundAt: NOW }, ['scheduled']],
    ['and not before', { nextRoundAt: at('18T09:01') }, []],
    ['what was missed is still due', { nextRoundAt: at('15T01:00') }, ['scheduled']],
  ])('%s', (_norm, changes, reasons) => {
    expect(dueSites([{ ...site, ...changes }], '2026-11-18', NOW).map(({ reason }) => reason)).toEqual(reasons);
  });

  it('says since when, so that lateness is measured from there', () => {
    const nextRoundAt = at('17T01:15');
    expect(dueSites([{ ...site, nextRoundAt }], '2026-11-18', NOW)[0]?.dueAt).toEqual(nextRoundAt);
  });
});

describe('采集范围 baseOf', () => {
  const base = { id: 7, on: '2026-11-12' };
  const daily = {
    siteId: 3,
    reason: 'scheduled' as const,
    base,
    isLastTrusted: true,
    isBulkOpen: true,
    today: '2026-11-18',
  };
  it.each<[string, Partial<Parameters<typeof baseOf>[0]>, number | null]>([
    ['a timetabled round continues its base', {}, 7],
    ['the first round is full', { reason: 'first' }, null],
    ['a recheck is full', { reason: 'recheck' }, null],
    ['what a person asks for is full', { reason: 'manual' }, null],
    ['without a base it is full', { base: null }, null],
    ['after an incomplete or suspended round it is full', { isLastTrusted: false }, null],
    ['a base a week old is renewed at night', { today: '2026-11-19' }, null],
    ['that of another site two days earlier', { siteId: 2, today: '2026-11-17' }, null],
    ['and not three', { siteId: 2, today: '2026-11-16' }, 7],
    ['but not by day', { today: '2026-11-19', isBulkOpen: false }, 7],
    ['it lasts eight days', { today: '2026-11-20', isBulkOpen: false }, 7],
    ['on the ninth it is renewed at any time', { today: '2026-11-21', isBulkOpen: false }, null],
    ['a base from the future is none', { today: '2026-11-11' }, null],
  ])('%s', (_norm, changes, expected) => {
    expect(baseOf({ ...daily, ...changes })?.id ?? null).toBe(expected);
  });
});

describe('列表优先 plannedVisits', () => {
  const known = (url: string, changes: Partial<KnownPage> = {}): KnownPage => ({
    url,
    kind: 'article',
    depth: 2,
    listPage: 0,
    nextVisitAt: at('30T00:00'),
    isWatched: false,
    ...changes,
  });
  const visited = (...pages: KnownPage[]) => plannedVisits(pages, NOW).map(({ url }) => url);

  it('reads what leads on every time, and articles and far pages when their time has come', () => {
    expect(
      visited(
        known('article'),
        known('due article', { nextVisitAt: NOW }),
        known('far page', { kind: 'list', listPage: 4 }),
        known('due far page', { kind: 'list', listPage: 4, nextVisitAt: at('17T00:00') }),
        known('watched', { isWatched: true }),
        known('menu', { kind: 'other' }),
        known('list', { kind: 'list' }),
        known('home', { kind: 'home', depth: 0 }),
      ),
    ).toEqual(['home', 'menu', 'list', 'watched', 'due far page', 'due article']);
  });

  it('takes the longest due first', () => {
    expect(visited(known('b', { nextVisitAt: at('18T00:00') }), known('a', { nextVisitAt: at('02T00:00') }))).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('采集是否完整 gapOf', () => {
  const whole: RoundYield = {
    pages: 50,
    tasks: 60,
    maxPages: 2000,
    expectedMinPages: 0,
    pagesOfLastRound: 100,
    homeFailure: null,
  };

  it.each<[string, Partial<RoundYield>, RegExp | null]>([
    ['half of the last round is enough', {}, null],
    ['less than half of the last round is not', { pages: 49 }, /少于应有的 50 页/],
    ['the first round has nothing to compare with', { pages: 1, pagesOfLastRound: undefined }, null],
    [
      'the expected minimum counts before the first round',
      { pages: 9, pagesOfLastRound: undefined, expectedMinPages: 10 },
      /10 页/,
    ],
    ['links deeper than are followed are a gap', { deepest: 20 }, /链接层数/],
    ['more failures that may pass than pages are a gap', { passing: 51 }, /51 个页面暂时无法读取/],
    ['as many are none', { passing: 50 }, null],
    ['a deep site is none', { deepest: 19 }, null],
    ['a reached page limit is a gap', { tasks: 2000 }, /上限 2000/],
    [
      'an unreachable home page is a gap',
      { homeFailure: { url: 'http://x/', kind: 'timeout', at: '' } },
      /首页未能采集（连接超时）/,
    ],
  ])('%s', (_norm, given, gap) => {
    const found = gapOf({ ...whole, ...given });
    if (gap) expect(found).toMatch(gap);
    else expect(found).toBeNull();
  });
});
