import { dueSites, gapOf, RoundYield } from './plan';

describe('采集计划 dueSites', () => {
  it.each([
    ['a site that was never read is due as a first round', { lastRoundOn: null, isRunning: false }, ['first']],
    ['a site read yesterday is due', { lastRoundOn: '2026-11-17', isRunning: false }, ['scheduled']],
    ['a site read today is not', { lastRoundOn: '2026-11-18', isRunning: false }, []],
    ['a running round is not doubled', { lastRoundOn: null, isRunning: true }, []],
  ])('%s', (_norm, site, reasons) => {
    expect(dueSites([{ id: 1, ...site }], '2026-11-18').map(({ reason }) => reason)).toEqual(reasons);
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
