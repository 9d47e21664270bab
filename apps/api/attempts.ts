/** Counts attempts per caller in a sliding window; forgets callers that stay quiet. */
export class Attempts {
  private readonly seen = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one and says whether it is still allowed. */
  isAllowed(caller: string, at = Date.now()): boolean {
    const recent = this.recent(caller, at);
    recent.push(at);
    this.seen.set(caller, recent.slice(-this.most - 1));
    if (this.seen.size > 10_000) this.forget(at);
    return recent.length <= this.most;
  }

  /** Whether the next one would be allowed; counts nothing. */
  isOpen(caller: string, at = Date.now()): boolean {
    return this.recent(caller, at).length < this.most;
  }

  private recent(caller: string, at: number): number[] {
    return (this.seen.get(caller) ?? []).filter((time) => at - time < this.windowMs);
  }

  private forget(at: number): void {
    for (const [caller, times] of this.seen)
      if (times.every((time) => at - time >= this.windowMs)) this.seen.delete(caller);
  }
}

/** What counts as one caller: an IPv4 address, and of IPv6 the /64 that one subscriber has to himself. */
export function callerOf(address = ''): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(':');
}
