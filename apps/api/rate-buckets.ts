/** How often something may be done: `most` at once, and as many again within `seconds`, evenly. */
export interface RateLimit {
  readonly most: number;
  readonly seconds: number;
}

export interface RateAnswer {
  readonly isAllowed: boolean;
  readonly left: number;
  /** Until there is one again where there is none; else until all are there again. */
  readonly waitSeconds: number;
}

interface Bucket {
  /** As of `at`; goes up with time and down by one with each request. */
  left: number;
  at: number;
}

/** Callers that are remembered at once; a full bucket says no more than none. */
const MOST_CALLERS = 20_000;

/** One bucket of requests for each caller, that fills as time goes by. */
export class RateBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(readonly limit: RateLimit) {}

  take(caller: string, at = Date.now()): RateAnswer {
    const { most, seconds } = this.limit;
    const perMs = most / (seconds * 1000);
    const known = this.buckets.get(caller);
    const there = known ? Math.min(most, known.left + Math.max(0, at - known.at) * perMs) : most;
    const isAllowed = there >= 1;
    const left = isAllowed ? there - 1 : there;
    this.buckets.set(caller, { left, at });
    if (this.buckets.size > MOST_CALLERS) this.forget(at);
    const missing = isAllowed ? most - left : 1 - left;
    return { isAllowed, left: Math.floor(left), waitSeconds: Math.max(1, Math.ceil(missing / perMs / 1000)) };
  }

  /** Those who are full again; where that is not enough, those who have been here longest. */
  private forget(at: number): void {
    for (const [caller, bucket] of this.buckets)
      if (at - bucket.at > this.limit.seconds * 1000) this.buckets.delete(caller);
    for (const caller of this.buckets.keys()) {
      if (this.buckets.size <= MOST_CALLERS / 2) break;
      this.buckets.delete(caller);
    }
  }
}
