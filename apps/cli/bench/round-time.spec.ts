import { simulate, Strategy } from './round-time';

const FULL: Strategy = { isIncremental: false, asksConditionally: false, readsSitemaps: false };
const LIST_FIRST: Strategy = { ...FULL, isIncremental: true };
const UNITS = 20;

describe('the simulated platform', () => {
  const full = simulate(FULL, UNITS);
  const listFirst = simulate(LIST_FIRST, UNITS);

  it('is the same every time', () => {
    expect(simulate(LIST_FIRST, UNITS)).toEqual(listFirst);
  });

  it('is read whole every day by a full crawl: 60 pages a unit and what is published meanwhile', () => {
    expect(full.requestsARound / UNITS).toBeGreaterThan(60);
    expect(full.requestsARound / UNITS).toBeLessThan(80);
  });

  it('costs less than half list first, and misses nothing', () => {
    expect(listFirst.requestsADay).toBeLessThan(full.requestsADay / 2);
    expect(listFirst.unseen).toBe(0);
    expect(listFirst.newArticle.p95).toBeLessThanOrEqual(26 * 3_600_000);
  });

  it('sends fewer bytes when asked conditionally, and the same requests', () => {
    const conditional = simulate({ ...LIST_FIRST, asksConditionally: true }, UNITS);
    expect(conditional.bytesADay).toBeLessThan(listFirst.bytesADay);
    expect(conditional.requestsADay).toBe(listFirst.requestsADay);
  });

  it('shows edits of old articles sooner by its sitemap', () => {
    const mapped = simulate({ ...LIST_FIRST, readsSitemaps: true }, UNITS);
    expect(mapped.edit.p95).toBeLessThan(listFirst.edit.p95);
  });
});
