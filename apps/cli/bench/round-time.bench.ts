import { Figures } from './main';
import { HOURS, simulate, Strategy } from './round-time';

const STRATEGIES: readonly [name: string, strategy: Strategy][] = [
  ['full', { isIncremental: false, asksConditionally: false, readsSitemaps: false }],
  ['fullConditional', { isIncremental: false, asksConditionally: true, readsSitemaps: false }],
  ['listFirst', { isIncremental: true, asksConditionally: false, readsSitemaps: false }],
  ['listFirstConditional', { isIncremental: true, asksConditionally: true, readsSitemaps: false }],
  ['listFirstConditionalSitemaps', { isIncremental: true, asksConditionally: true, readsSitemaps: true }],
  [
    'listFirstOften',
    { isIncremental: true, asksConditionally: true, readsSitemaps: true, bounds: { leastHours: 4, mostHours: 4 } },
  ],
];

/**
 * 500 units on one platform that may be asked once a second: what reading it costs and how soon something new is seen.
 * Simulated over four weeks with the functions that plan and pace real rounds; nothing is fetched, and every run gives
 * the same figures.
 */
export async function bench(): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const [name, strategy] of STRATEGIES) {
    const seen = simulate(strategy);
    figures[`${name}.requestsADay`] = Math.round(seen.requestsADay);
    figures[`${name}.hoursADay`] = round(seen.requestsADay / 3_600);
    figures[`${name}.hoursAroundAllSites`] = round(seen.requestsARound / 3_600);
    figures[`${name}.newArticleMedianHours`] = round(seen.newArticle.median / HOURS);
    figures[`${name}.newArticleP95Hours`] = round(seen.newArticle.p95 / HOURS);
    figures[`${name}.editMedianHours`] = round(seen.edit.median / HOURS);
    figures[`${name}.editP95Hours`] = round(seen.edit.p95 / HOURS);
    figures[`${name}.megabytesADay`] = Math.round(seen.bytesADay / 1e6);
    figures[`${name}.unseen`] = seen.unseen;
  }
  return figures;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
