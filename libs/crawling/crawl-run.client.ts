import { SiteScope } from '../sites/unit';
import { ExtractFile, StoredAttachment } from './attachment-content';
import { AttachmentState } from './attachment-state';
import { Capture, FetchFailure } from './capture';
import { CrawlSummary, CrawlTally } from './crawl-summary';
import { Extract, ExtractedPage } from './extracted-page';
import { createFetcher, Fetcher, FetcherOptions } from './fetcher.client';
import { createFrontier, Frontier, FRONTIER_LIMITS, FrontierLimits } from './frontier';
import { afterAnswer, FIRST_BACK_OFF_MS, FRESH_PACE, Pace, paceOutcomeOf } from './politeness';
import { normalizeUrl } from './url-key';

export type { CrawlSummary };

export interface CrawlOptions extends FetcherOptions {
  readonly scope: SiteScope;
  /** Further places to start from besides the home page. */
  readonly seeds?: readonly string[];
  /** Pages asked for; 2,000 by default. */
  readonly maxPages?: number;
  /** Requests under way at once; 1 by default, more only by agreement with the site. */
  readonly concurrency?: number;
  /** Pages rendered in the browser; 20 by default. */
  readonly maxRenders?: number;
  /** Attachments looked at; 200 by default. */
  readonly maxAttachments?: number;
  /** Further attempts after a failure that may pass; 2 by default. */
  readonly retries?: number;
  /** 应有页数: a crawl that reads fewer pages is not complete. */
  readonly minPages?: number;
  readonly backOffMs?: number;
  /** Waiting in back-off that one crawl puts up with; 120 s by default. */
  readonly maxPauseMs?: number;
  readonly limits?: Partial<FrontierLimits>;
  readonly signal?: AbortSignal;
}

/** One page read. `html` and `body` are the rendered DOM where `capture.via` is `browser`. */
export interface CrawledPage {
  readonly capture: Capture;
  readonly body: Buffer;
  readonly html: string;
  readonly page: ExtractedPage;
  readonly via: Capture['via'];
}

export interface CrawlSteps {
  readonly extract: Extract;
  /** Reads attachments that are the document itself; without it they are only looked at. */
  readonly extractFile?: ExtractFile;
  /** Called once per page, in the order of reading; the crawl waits for it. What it throws ends the crawl. */
  readonly onPage?: (crawled: CrawledPage) => void | Promise<void>;
}

/** State of one crawl while it runs. */
export interface Run {
  readonly options: CrawlOptions;
  readonly steps: CrawlSteps;
  readonly homeUrl: string;
  readonly fetcher: Fetcher;
  readonly frontier: Frontier;
  readonly startedAtMs: number;
  readonly attempts: Map<string, number>;
  readonly failed: Map<string, FetchFailure>;
  readonly attachments: Map<string, AttachmentState>;
  readonly toProbe: Set<string>;
  /** Those of them that are the document itself. */
  readonly documentFiles: Set<string>;
  readonly attachmentTexts: Map<string, StoredAttachment>;
  /** Link spellings met, so that a menu is looked over once. */
  readonly spellings: Set<string>;
  /** How often the same bytes came, and the same list. */
  readonly sightings: Map<string, number>;
  pace: Pace;
  pausedMs: number;
  started: number;
  pages: number;
  documents: number;
  bytes: number;
  renders: number;
  rendered: number;
  homeFailure: FetchFailure | null;
  /** Why the crawl stopped before its end, in Chinese. */
  stop: string | null;
}

export const DEFAULTS = {
  maxPages: 2_000,
  concurrency: 1,
  maxRenders: 20,
  maxAttachments: 200,
  retries: 2,
  maxPauseMs: 120_000,
};

export function createRun(options: CrawlOptions, steps: CrawlSteps): Run {
  const homeUrl = normalizeUrl(options.scope.homeUrl) ?? options.scope.homeUrl;
  return {
    options,
    steps,
    homeUrl,
    fetcher: createFetcher({ ...options, homeUrl }),
    frontier: createFrontier({ ...FRONTIER_LIMITS, ...options.limits }),
    startedAtMs: Date.now(),
    attempts: new Map(),
    failed: new Map(),
    attachments: new Map(),
    documentFiles: new Set(),
    attachmentTexts: new Map(),
    toProbe: new Set(),
    spellings: new Set(),
    sightings: new Map(),
    pace: FRESH_PACE,
    pausedMs: 0,
    started: 0,
    pages: 0,
    documents: 0,
    bytes: 0,
    renders: 0,
    rendered: 0,
    homeFailure: null,
    stop: null,
  };
}

/** Waits until the site may be asked again; false when the crawl is to stop instead. */
export async function waitForTurn(run: Run): Promise<boolean> {
  const { maxPauseMs = DEFAULTS.maxPauseMs, signal } = run.options;
  if (signal?.aborted) run.stop ??= '采集被中止';
  const pauseMs = run.pace.nextAtMs - Date.now();
  if (run.stop) return false;
  if (pauseMs <= 0) return takeTurn(run);
  if (run.pace.backOffMs > 0) run.pausedMs += pauseMs;
  if (run.pausedMs > maxPauseMs) run.stop ??= '网站要求放慢采集或多次无应答，已停止';
  if (run.stop) return false;
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  return !signal?.aborted && takeTurn(run);
}

/** Moves the next turn on at once, so that with several requests under way each still keeps its distance. */
function takeTurn(run: Run): true {
  run.pace = { ...run.pace, nextAtMs: Math.max(run.pace.nextAtMs, Date.now() + run.fetcher.delayMs(run.homeUrl)) };
  return true;
}

export function answered(run: Run, failure: FetchFailure | undefined): void {
  const { backOffMs = run.options.delayMs === 0 ? 1_000 : FIRST_BACK_OFF_MS } = run.options;
  const settings = { delayMs: run.fetcher.delayMs(run.homeUrl), backOffMs };
  const outcome = paceOutcomeOf(failure);
  run.pace = afterAnswer(run.pace, { outcome, atMs: Date.now(), retryAfterMs: failure?.retryAfterMs }, settings);
}

export function retriesOf({ options }: Run): number {
  return options.retries ?? DEFAULTS.retries;
}

export function tallyOf(run: Run): CrawlTally {
  const { pages, documents, bytes, rendered, homeFailure, stop, frontier } = run;
  return {
    pages,
    documents,
    bytes,
    seconds: Math.round(Date.now() - run.startedAtMs) / 1_000,
    failed: [...run.failed.values()],
    attachments: Object.fromEntries(run.attachments),
    attachmentTexts: Object.fromEntries(run.attachmentTexts),
    rendered,
    heldBack: frontier.heldBack,
    homeFailure,
    stop,
    left: frontier.size,
  };
}
