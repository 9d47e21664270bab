/** Counts attempts per caller in a sliding window; forgets callers that stay quiet. */
export class Attempts {
  private readonly seen = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  isAllowed(caller: string, at = Date.now()): boolean {
    const recent = (this.seen.get(caller) ?? []).filter((time) => at - time < this.windowMs);
    recent.push(at);
    this.seen.set(caller, recent.slice(-this.most - 1));
    if (this.seen.size > 10_000) this.forget(at);
    return recent.length <= this.most;
  }

  private forget(at: number): void {
    for (const [caller, times] of this.seen)
      if (times.every((time) => at - time >= this.windowMs)) this.seen.delete(caller);
  }
}
