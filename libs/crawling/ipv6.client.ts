import { resolve6 } from 'node:dns/promises';

/** IPv6 地址记录 (AAAA) of a host: `unknown` where it is an address itself or the name service does not answer. */
export interface Ipv6Answer {
  readonly state: 'yes' | 'no' | 'unknown';
  readonly host: string;
  /** ISO instant. */
  readonly at: string;
}

const DEADLINE_MS = 3_000;
/** The name service knows the name and has no such record; anything else says nothing of the site. */
const NO_RECORD = 'ENODATA';

/** One question to the name service, none to the site. Never throws. */
export async function ipv6RecordOf(
  homeUrl: string,
  lookup: (host: string) => Promise<readonly string[]> = resolve6,
): Promise<Ipv6Answer> {
  const { hostname: host } = new URL(homeUrl);
  const answer = (state: Ipv6Answer['state']): Ipv6Answer => ({ state, host, at: new Date().toISOString() });
  if (/^[\d.]+$|^\[/.test(host) || !host.includes('.')) return answer('unknown');
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), DEADLINE_MS)));
  try {
    const found = await Promise.race([lookup(host), deadline]);
    if (found === 'late') return answer('unknown');
    return answer(found.length > 0 ? 'yes' : 'no');
  } catch (error) {
    return answer((error as NodeJS.ErrnoException).code === NO_RECORD ? 'no' : 'unknown');
  } finally {
    clearTimeout(timer);
  }
}
