import robotsParser from 'robots-parser';
import { originOf } from './address';
import { FETCH_FAILURES, FetchFailure } from './capture';
import { HttpClient } from './http.client';

/** What robots.txt says of a URL. A refusal carries the failure to record. */
export type RobotsAnswer = { readonly isAllowed: true } | { readonly isAllowed: false; readonly failure: FetchFailure };

/** robots.txt of every origin met, each read once. */
export interface RobotsClient {
  allows(url: string): Promise<RobotsAnswer>;
  /** Crawl-delay of the origin of `url` for us, once its robots.txt was read. */
  crawlDelayMs(url: string): number | undefined;
  /** Addresses of sitemaps the origin of `url` names, once its robots.txt was read; at most ten, as written. */
  sitemaps(url: string): readonly string[];
}

/** The name robots.txt may address. */
const PRODUCT = 'Mingjian';
const MAX_BYTES = 512_000; // RFC 9309 §2.5 asks for at least 500 KiB
const MAX_RULES = 2_000;
const MAX_RULE_LENGTH = 512;
const MAX_PATTERNS = 200;
const MAX_PATTERN_LENGTH = 128;
const MAX_SITEMAPS = 10;

/**
 * Follows RFC 9309: 4xx means there are no rules (§2.3.1.3); a server error, 429 or no answer means that we do not
 * know and must not crawl (§2.3.1.4), which is reported as what it is (timeout, badStatus …) and may be retried.
 * What is no robots.txt at all — an HTML page, an oversized or broken body — has no rules in it.
 */
export function createRobotsClient(client: HttpClient): RobotsClient {
  const read = new Map<string, Promise<Rules>>();
  const known = new Map<string, Rules>();

  const rulesOf = (origin: string): Promise<Rules> => {
    const pending = read.get(origin) ?? readRules(client, origin);
    read.set(origin, pending);
    return pending;
  };
  return {
    async allows(url) {
      const origin = originOf(url);
      if (!origin) return refused(url, { kind: 'refusedAddress' });
      const rules = await rulesOf(origin);
      // An unreachable file is asked for again on the next visit, a read one never.
      if ('failure' in rules) read.delete(origin);
      else known.set(origin, rules);
      if ('failure' in rules) return refused(url, rules.failure);
      return rules.isAllowed(url) ? { isAllowed: true } : refused(url, { kind: 'robots' });
    },
    crawlDelayMs(url) {
      const rules = known.get(originOf(url) ?? '');
      return rules && 'crawlDelayMs' in rules ? rules.crawlDelayMs : undefined;
    },
    sitemaps(url) {
      const rules = known.get(originOf(url) ?? '');
      return (rules && 'sitemaps' in rules && rules.sitemaps) || [];
    },
  };
}

type Rules =
  | {
      readonly isAllowed: (url: string) => boolean;
      readonly crawlDelayMs?: number;
      readonly sitemaps?: readonly string[];
    }
  | { readonly failure: FetchFailure };

const NO_RULES: Rules = { isAllowed: () => true };

async function readRules(client: HttpClient, origin: string): Promise<Rules> {
  const url = `${origin}/robots.txt`;
  const headers = { accept: 'text/plain, */*;q=0.5', 'accept-encoding': 'identity' };
  const outcome = await client.send({ url, headers, maxBytes: MAX_BYTES, cutsAtLimit: true, mayLeaveHost: true });
  if (!outcome.ok) return isNoFile(outcome.failure) ? NO_RULES : { failure: outcome.failure };
  const { status, body } = outcome.answer;
  if (status === 429 || status >= 500) {
    const kind = status === 429 ? 'throttled' : 'badStatus';
    return { failure: { url, kind, status, at: new Date().toISOString(), detail: 'robots.txt 无法读取' } };
  }
  return status === 200 ? parsedRules(url, body.toString('utf8')) : NO_RULES;
}

/** A redirect into the void or a body that cannot be read is a missing file; a server that does not answer is not. */
function isNoFile({ kind }: FetchFailure): boolean {
  return kind === 'redirectLoop' || kind === 'unreadable' || kind === 'tooLarge' || kind === 'login';
}

function parsedRules(url: string, text: string): Rules {
  if (/^\ufeff?\s*</.test(text)) return NO_RULES;
  const robots = robotsParser(url, boundedRules(text));
  const seconds = robots.getCrawlDelay(PRODUCT);
  return {
    isAllowed: (target) => robots.isAllowed(target, PRODUCT) ?? true,
    crawlDelayMs: seconds !== undefined && seconds > 0 ? seconds * 1_000 : undefined,
    sitemaps: robots.getSitemaps().slice(0, MAX_SITEMAPS),
  };
}

/**
 * A rule with wildcards costs its length × the path's length; a file of endless patterns would stall every other crawl
 * of the worker. Real files hold a dozen such rules of a dozen characters.
 */
function boundedRules(text: string): string {
  let patterns = 0;
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      if (line.length > MAX_RULE_LENGTH) return false;
      const isPattern = /^\s*(?:dis)?allow\s*:/i.test(line) && line.includes('*');
      return !isPattern || (line.length <= MAX_PATTERN_LENGTH && ++patterns <= MAX_PATTERNS);
    })
    .slice(0, MAX_RULES)
    .join('\n');
}

function refused(
  url: string,
  { kind, status, detail, retryAfterMs }: Pick<FetchFailure, 'kind'> & Partial<FetchFailure>,
): RobotsAnswer {
  const failure = {
    url,
    kind,
    status,
    at: new Date().toISOString(),
    detail: detail ?? FETCH_FAILURES[kind].text,
    retryAfterMs,
  };
  return { isAllowed: false, failure };
}
