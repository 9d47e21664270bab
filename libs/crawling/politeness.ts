import { FetchFailure } from './capture';

/**
 * 采集礼貌 — when a server group may be asked again. Pure: the pace of a group is a value, replaced after each answer.
 * Hundreds of government hosts share one platform, so a pace belongs to the server group, never to a host.
 */
export interface Pace {
  /** Epoch milliseconds before which the group is left alone. */
  readonly nextAtMs: number;
  /** The back-off in force; 0 when there is none. */
  readonly backOffMs: number;
  /** When the group last was in trouble; null when that is forgotten. */
  readonly troubledAtMs: number | null;
  /** Troubled answers in a row. */
  readonly troubles: number;
}

export interface PaceSettings {
  /** Pause between two requests, unless robots.txt asks for more. */
  readonly delayMs: number;
  /** Crawl-delay of robots.txt; honoured up to 30 s, beyond that the site cannot be read in a day at all. */
  readonly crawlDelayMs?: number;
  /** First back-off; doubles to a day. */
  readonly backOffMs: number;
}

/** What a failure (or none) says about the server group's health. */
export function paceOutcomeOf(failure: FetchFailure | undefined): Answered['outcome'] {
  if (!failure) return 'fine';
  if (failure.retryAfterMs !== undefined || failure.status === 429) return 'slowDown';
  return TROUBLE.has(failure.kind) ? 'trouble' : 'fine';
}

const TROUBLE: ReadonlySet<FetchFailure['kind']> = new Set([
  'throttled',
  'challenge',
  'timeout',
  'connect',
  'dns',
  'tls',
]);

/**
 * What came back. `fine` is any answer of a working server, `slowDown` is 429 or an answer with Retry-After, `trouble`
 * is 503, a challenge, a timeout or a connection that failed: one of them is chance, several in a row are not.
 */
export interface Answered {
  readonly outcome: 'fine' | 'slowDown' | 'trouble';
  readonly atMs: number;
  readonly retryAfterMs?: number;
}

export const DEFAULT_DELAY_MS = 1_000;
export const FIRST_BACK_OFF_MS = 60_000;
export const FRESH_PACE: Pace = { nextAtMs: 0, backOffMs: 0, troubledAtMs: null, troubles: 0 };

const DAY_MS = 86_400_000;
const QUIET_MS = 30 * 60_000;
const MAX_CRAWL_DELAY_MS = 30_000;
const TROUBLES_BEFORE_BACK_OFF = 3;

/** The pause between two requests: the longer of our delay and the site's Crawl-delay. */
export function delayOf({ delayMs, crawlDelayMs = 0 }: PaceSettings): number {
  return Math.max(delayMs, Math.min(crawlDelayMs, MAX_CRAWL_DELAY_MS));
}

/** The pace after an answer. Back-off: 60 s doubling to a day, forgotten after 30 quiet minutes. */
export function afterAnswer(pace: Pace, answered: Answered, settings: PaceSettings): Pace {
  const { outcome, atMs } = answered;
  if (outcome === 'fine') return afterFineAnswer(pace, atMs, settings);
  const troubles = pace.troubles + 1;
  if (outcome === 'trouble' && troubles < TROUBLES_BEFORE_BACK_OFF) {
    return { ...pace, nextAtMs: atMs + delayOf(settings), troubles };
  }
  const isRemembered = pace.troubledAtMs !== null && atMs - pace.troubledAtMs < QUIET_MS + pace.backOffMs;
  const backOffMs = Math.min(isRemembered && pace.backOffMs > 0 ? pace.backOffMs * 2 : settings.backOffMs, DAY_MS);
  const pauseMs = Math.max(backOffMs, Math.min(answered.retryAfterMs ?? 0, DAY_MS), delayOf(settings));
  return { nextAtMs: atMs + pauseMs, backOffMs, troubledAtMs: atMs, troubles };
}

function afterFineAnswer(pace: Pace, atMs: number, settings: PaceSettings): Pace {
  const isForgotten = pace.troubledAtMs === null || atMs - pace.troubledAtMs >= QUIET_MS + pace.backOffMs;
  return {
    nextAtMs: atMs + delayOf(settings),
    backOffMs: isForgotten ? 0 : pace.backOffMs,
    troubledAtMs: isForgotten ? null : pace.troubledAtMs,
    troubles: 0,
  };
}

/** Retry-After as seconds or an HTTP date, in milliseconds from `now`; undefined when it says neither. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim()) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
