import { refusalOf } from './address';
import { Pace } from './politeness';

/** 服务器特征 — what tells that two hosts stand on one server or platform. */
export interface ServerFingerprint {
  readonly addresses: readonly string[];
  /** SHA-256 of the TLS certificate; null for plain http. */
  readonly certificate: string | null;
  /** Names the certificate is good for. */
  readonly certificateNames: readonly string[];
  /** Where the host's CNAME leads in the end; null where it has none. */
  readonly alias: string | null;
}

/** One site as grouping sees it. `fingerprint` is null where the host could not be looked up. */
export interface GroupedSite {
  readonly id: number;
  readonly host: string;
  readonly group: string;
  /** `manual`: a person put it there, and it stays. */
  readonly origin: 'derived' | 'manual';
  readonly fingerprint: ServerFingerprint | null;
}

/**
 * 服务器组 of every derived site, by its id: sites that share a host, an address, a certificate, the wildcard names of
 * one, or a CNAME share one budget. A group keeps its name while the host it is called after is in it, so that its pace
 * and its settings are not lost; otherwise it is called after its first host. Sites grouped by a person are left out.
 */
export function serverGroupsOf(sites: readonly GroupedSite[]): ReadonlyMap<number, string> {
  const derived = sites.filter(({ origin }) => origin === 'derived');
  const parents = new Map<string, string>();
  const rootOf = (mark: string): string => {
    let root = mark;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(mark, root);
    return root;
  };
  for (const site of derived)
    for (const mark of marksOf(site)) parents.set(rootOf(mark), rootOf(`host:${hostname(site.host)}`));
  const members = new Map<string, GroupedSite[]>();
  for (const site of derived) {
    const root = rootOf(`host:${hostname(site.host)}`);
    members.set(root, [...(members.get(root) ?? []), site]);
  }
  const taken = new Set(sites.filter(({ origin }) => origin === 'manual').map(({ group }) => group));
  return new Map([...members.values()].flatMap((group) => named(group, taken)));
}

function named(group: readonly GroupedSite[], taken: ReadonlySet<string>): [number, string][] {
  const hosts = group.map(({ host }) => host).sort();
  const kept = group.map((site) => site.group).filter((name) => hosts.includes(name) && !taken.has(name));
  const name = kept.sort()[0] ?? hosts.find((host) => !taken.has(host)) ?? `${hosts[0]}#2`;
  return group.map(({ id }) => [id, name]);
}

/** Addresses inside (a test on loopback, a split DNS) say nothing about who shares a server. */
function marksOf({ host, fingerprint }: GroupedSite): string[] {
  const { addresses = [], certificate = null, certificateNames = [], alias = null } = fingerprint ?? {};
  const wildcards = certificateNames.filter((name) => name.startsWith('*.')).sort();
  return [
    `host:${hostname(host)}`,
    ...addresses.filter((address) => refusalOf(address) === undefined).map((address) => `address:${address}`),
    ...(certificate ? [`certificate:${certificate}`] : []),
    ...(wildcards.length > 0 ? [`names:${wildcards.join(' ')}`] : []),
    ...(alias ? [`alias:${alias}`] : []),
  ];
}

/** Ports of one host are one server. */
function hostname(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** 采集时段 — full hours in Shanghai, `until` not included; may cross midnight. */
export interface BulkHours {
  readonly from: number;
  readonly until: number;
}

/** 服务器组的采集约定, as an administrator may change it. */
export interface GroupManners {
  readonly delayMs: number;
  readonly backOffMs: number;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Requests a day, probes included; null: no limit. */
  readonly dailyRequests: number | null;
  /** When full rounds may run; null: at any time. */
  readonly bulk: BulkHours | null;
}

/** What a group may do next, and why it has to wait (Chinese) where it has to. */
export interface Turn {
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly why: string | null;
}

/** When the group may be asked next: its pace, its budget of the day, and for a full round the hours for bulk. */
export function turnOf(
  pace: Pick<Pace, 'nextAtMs'>,
  { dailyRequests, bulk }: Pick<GroupManners, 'dailyRequests' | 'bulk'>,
  {
    requestsToday,
    isBulk,
    nowMs,
  }: { readonly requestsToday: number; readonly isBulk: boolean; readonly nowMs: number },
): Turn {
  const paced = Math.max(pace.nextAtMs, nowMs);
  const isSpent = dailyRequests !== null && requestsToday >= dailyRequests;
  const budgeted = isSpent ? Math.max(paced, nextDayMs(nowMs)) : paced;
  const atMs = isBulk && bulk ? bulkOpensAt(bulk, budgeted) : budgeted;
  if (atMs > budgeted) return { atMs, why: `全量采集只在${bulk?.from}时至${bulk?.until}时进行` };
  return { atMs, why: isSpent ? `已达每日请求数上限${dailyRequests}次` : null };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** The first instant from `atMs` on that lies in the hours; `atMs` itself when they are open. Equal hours are the whole day. */
export function bulkOpensAt({ from, until }: BulkHours, atMs: number): number {
  const sinceMidnight = (atMs + SHANGHAI_MS) % DAY_MS;
  const [opens, closes] = [from * HOUR_MS, until * HOUR_MS];
  if (opens === closes) return atMs;
  const isOpen =
    opens < closes
      ? sinceMidnight >= opens && sinceMidnight < closes
      : sinceMidnight >= opens || sinceMidnight < closes;
  if (isOpen) return atMs;
  return atMs - sinceMidnight + opens + (sinceMidnight >= opens ? DAY_MS : 0);
}

/** Midnight in Shanghai after `atMs`. */
function nextDayMs(atMs: number): number {
  return atMs - ((atMs + SHANGHAI_MS) % DAY_MS) + DAY_MS;
}
