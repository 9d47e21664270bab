import { RateBuckets } from './rate-buckets';

const MINUTE = { most: 60, seconds: 60 };
const drained = (buckets: RateBuckets, caller: string, at: number) => {
  let count = 0;
  while (buckets.take(caller, at).isAllowed) count++;
  return count;
};

describe('a bucket', () => {
  it('gives as many at once as it holds, and no more', () => {
    expect(drained(new RateBuckets(MINUTE), 'a', 0)).toBe(60);
  });

  it.each([
    [999, 0],
    [1_000, 1],
    [30_000, 30],
    [60_000, 60],
    [3_600_000, 60],
  ])('holds after %d ms %d again', (later, expected) => {
    const buckets = new RateBuckets(MINUTE);
    drained(buckets, 'a', 0);
    expect(drained(buckets, 'a', later)).toBe(expected);
  });

  it('says how many are left, and how long to wait', () => {
    const buckets = new RateBuckets({ most: 2, seconds: 60 });
    expect(buckets.take('a', 0)).toEqual({ isAllowed: true, left: 1, waitSeconds: 30 });
    expect(buckets.take('a', 0)).toEqual({ isAllowed: true, left: 0, waitSeconds: 60 });
    expect(buckets.take('a', 0)).toEqual({ isAllowed: false, left: 0, waitSeconds: 30 });
    expect(buckets.take('a', 29_000)).toEqual({ isAllowed: false, left: 0, waitSeconds: 1 });
    expect(buckets.take('a', 30_000).isAllowed).toBe(true);
  });

  it('of one caller is nothing to another', () => {
    const buckets = new RateBuckets(MINUTE);
    drained(buckets, 'a', 0);
    expect(drained(buckets, 'b', 0)).toBe(60);
  });

  it('is not filled by a clock that goes back', () => {
    const buckets = new RateBuckets(MINUTE);
    drained(buckets, 'a', 60_000);
    expect(drained(buckets, 'a', 0)).toBe(0);
  });

  it('is remembered for so many callers only, and the newest are', () => {
    const buckets = new RateBuckets({ most: 1, seconds: 60 });
    for (let caller = 0; caller < 50_000; caller++) buckets.take(String(caller), caller / 1000);
    expect((buckets as unknown as { buckets: Map<string, unknown> }).buckets.size).toBeLessThanOrEqual(20_000);
    expect(buckets.take('49999', 50).isAllowed).toBe(false);
  });
});
