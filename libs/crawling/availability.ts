import { addDays, dayOf, LocalDate } from '@app/calendar/local-date';
import type { FetchFailure } from './capture';

/** 可用性探测 — one look at a home page. `void`: our own network or a restriction of us, so it counts for nothing. */
export interface Probe {
  /** ISO instant. */
  readonly at: string;
  readonly durationMs: number;
  readonly outcome: 'opened' | 'failed' | 'void';
  /** Chinese; why it did not count as opened. */
  readonly detail: string;
}

/** 站点无法访问: 超过（含）15 秒仍打不开. Source: 国办秘函〔2019〕19号. */
export const PROBE_LIMIT_MS = 15_000;
/** 监测 1 周. */
export const WATCHED_DAYS = 7;
/** One an hour: four more than the 20 a day that are needed, so that a few may be void. */
const PROBE_EVERY_MS = 3_600_000;

/**
 * When a site is to be looked at next: once an hour, at a minute of its own, so that the probes of a county are spread
 * over the hour. Hours missed are not made up for: probes one after the other say nothing about the day.
 */
export function nextProbeMs(siteId: number, lastMs: number | null, nowMs: number): number {
  const offset = ((siteId * 7_919) % 60) * 60_000;
  const slot = Math.floor((nowMs - offset) / PROBE_EVERY_MS) * PROBE_EVERY_MS + offset;
  return lastMs !== null && lastMs >= slot ? slot + PROBE_EVERY_MS : slot;
}

/**
 * What a look says. Only what a visitor would meet as well counts as failed: no address, no connection, no answer in
 * time, a server error, a home page that does not exist. A restriction of us, and any failure while our own network is
 * not proved to work, is void.
 */
export function probeOutcomeOf(
  failure: FetchFailure | undefined,
  durationMs: number,
  isControlUp: boolean,
): Pick<Probe, 'outcome' | 'detail'> {
  const isSlow = durationMs >= PROBE_LIMIT_MS;
  if (!failure && !isSlow) return { outcome: 'opened', detail: '' };
  const detail = failure ? (failure.detail ?? failure.kind) : `用时 ${(durationMs / 1_000).toFixed(1)} 秒`;
  if (failure && !isOutage(failure)) return { outcome: 'void', detail };
  return isControlUp ? { outcome: 'failed', detail } : { outcome: 'void', detail: `对照探测同时失败：${detail}` };
}

function isOutage({ kind, status = 0 }: FetchFailure): boolean {
  if (kind === 'badStatus') return status >= 500;
  return OUTAGES.has(kind);
}

const OUTAGES: ReadonlySet<FetchFailure['kind']> = new Set(['dns', 'connect', 'timeout', 'notFound', 'redirectLoop']);

export interface WatchedDay {
  readonly day: LocalDate;
  /** Probes that count. */
  readonly probes: number;
  readonly failing: number;
  readonly isVoid: number;
}

/** 可用性 of a site over the seven full days before `today`. */
export interface AvailabilityWeek {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: readonly WatchedDay[];
  readonly probes: number;
  readonly failing: number;
  /** Where the failing probes are recorded. */
  readonly evidence?: { readonly url: string; readonly capturedAt: string; readonly sha256: string };
}

/** Counts the probes of the week that ended yesterday; null when there is none at all. */
export function availabilityOf(probes: readonly Probe[], today: LocalDate): AvailabilityWeek | null {
  const days = Array.from({ length: WATCHED_DAYS }, (_, at) => addDays(today, at - WATCHED_DAYS));
  const counts = new Map(days.map((day) => [day, { day, probes: 0, failing: 0, isVoid: 0 }]));
  let seen = 0;
  for (const { at, outcome } of probes) {
    const count = counts.get(dayOf(new Date(at)));
    if (!count) continue;
    seen += 1;
    if (outcome === 'void') count.isVoid += 1;
    else count.probes += 1;
    if (outcome === 'failed') count.failing += 1;
  }
  if (seen === 0) return null;
  const all = [...counts.values()];
  const sum = (of: (day: WatchedDay) => number) => all.reduce((total, day) => total + of(day), 0);
  return {
    from: days[0] as LocalDate,
    to: days.at(-1) as LocalDate,
    days: all,
    probes: sum((day) => day.probes),
    failing: sum((day) => day.failing),
  };
}

/** The record that is kept as evidence: every probe of the week in order, one line each. */
export function probeRecord(homeUrl: string, probes: readonly Probe[]): string {
  const lines = probes.map(({ at, durationMs, outcome, detail }) => `${at}\t${outcome}\t${durationMs}\t${detail}`);
  return [`可用性探测记录\t${homeUrl}`, '时间\t结果\t毫秒\t说明', ...lines, ''].join('\n');
}
