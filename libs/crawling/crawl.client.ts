import { storedAttachment } from './attachment-content';
import { AttachmentState } from './attachment-state';
import { Capture, FETCH_FAILURES, FetchFailure } from './capture';
import { CrawlSummary, summaryOf } from './crawl-summary';
import { ExtractedPage } from './extracted-page';
import {
  attachmentsToProbe,
  FrontierEntry,
  isWorthFollowing,
  linksToFollow,
  MAX_SIGHTINGS,
  PRIORITY,
  withoutNextPages,
} from './frontier';
import { isDocumentItself } from './found-tasks';
import { PageOutcome } from './page.client';
import { directoryKeyOf, keyOf, normalizeUrl } from './url-key';

export type { CrawlSummary };

import {
  answered,
  createRun,
  CrawledPage,
  CrawlOptions,
  CrawlSteps,
  DEFAULTS,
  retriesOf,
  Run,
  tallyOf,
  waitForTurn,
} from './crawl-run.client';
/** Crawls one site in memory: home page, lists, articles, then attachments; leaves nothing behind. Never throws for what a site does. */
export async function crawl(options: CrawlOptions, steps: CrawlSteps): Promise<CrawlSummary> {
  const run = createRun(options, steps);
  try {
    if (await readHome(run)) {
      await readAll(run);
      await probeAttachments(run);
    }
  } finally {
    await run.fetcher.close();
  }
  return summaryOf(tallyOf(run), { maxPages: options.maxPages ?? DEFAULTS.maxPages, minPages: options.minPages ?? 1 });
}

/** Reads the home page, with its retries at once: without it there is nothing to crawl. */
async function readHome(run: Run): Promise<boolean> {
  const home: FrontierEntry = { url: run.homeUrl, priority: PRIORITY.home, depth: 0, listPage: 0 };
  run.frontier.note(home.url);
  let failure = await visit(run, home);
  for (let retry = 0; failure && isWorthRetrying(failure) && retry < retriesOf(run); retry++) {
    if (!(await waitForTurn(run))) break;
    failure = await visit(run, home);
  }
  if (!failure) return true;
  run.homeFailure = failure;
  run.failed.set(failure.url, failure);
  return false;
}

async function readAll(run: Run): Promise<void> {
  const { maxPages = DEFAULTS.maxPages, concurrency = DEFAULTS.concurrency, seeds = [], scope } = run.options;
  for (const seed of seeds) {
    const url = normalizeUrl(seed);
    if (url && isWorthFollowing(url, scope)) run.frontier.add({ url, priority: PRIORITY.seed, depth: 0, listPage: 0 });
  }
  const underWay = new Set<Promise<void>>();
  for (;;) {
    const isOpen = run.started < maxPages && run.frontier.size > 0;
    const entry = isOpen && (await waitForTurn(run)) ? run.frontier.take() : undefined;
    if (entry) {
      const visiting: Promise<void> = readOne(run, entry).finally(() => underWay.delete(visiting));
      visiting.catch(() => undefined); // the race below reports the first that throws
      underWay.add(visiting);
    }
    if (!entry && underWay.size === 0) return;
    if (!entry || underWay.size >= concurrency) await Promise.race(underWay);
  }
}

async function readOne(run: Run, entry: FrontierEntry): Promise<void> {
  run.failed.delete(entry.url);
  const failure = await visit(run, entry);
  if (!failure) return;
  const attempts = (run.attempts.get(entry.url) ?? 0) + 1;
  run.attempts.set(entry.url, attempts);
  run.failed.set(entry.url, failure);
  if (isWorthRetrying(failure) && attempts <= retriesOf(run)) run.frontier.addAgain(entry);
}

/** Reads one page and puts what it leads to in the queue; the failure where it could not be read. */
async function visit(run: Run, entry: FrontierEntry): Promise<FetchFailure | undefined> {
  const robots = await run.fetcher.robotsAllows(entry.url);
  if (!robots.isAllowed) {
    if (robots.failure.kind !== 'robots') answered(run, robots.failure);
    return robots.failure;
  }
  if (!run.attempts.has(entry.url)) run.started++;
  const outcome = await run.fetcher.fetchPage(entry.url);
  answered(run, outcome.ok ? undefined : outcome.failure);
  if (!outcome.ok) return outcome.failure;
  if (outcome.html === null) return undefined; // a file without extension, no page
  return keep(run, entry, outcome, outcome.html);
}

type Fetched = PageOutcome & { readonly ok: true };

async function keep(run: Run, entry: FrontierEntry, fetched: Fetched, html: string): Promise<FetchFailure | undefined> {
  const outside = departureOf(run, entry, fetched.capture);
  if (outside) return outside;
  if (wasRead(run, entry, fetched.capture)) return undefined;
  const plain = extracted(run, fetched, html);
  if (!('page' in plain)) return plain;
  const crawled = needsBrowser(run, plain.page) ? await rendered(run, plain) : plain;
  run.pages++;
  run.bytes += crawled.capture.bytes;
  if (crawled.page.kind === 'article') run.documents++;
  noteAttachments(run, crawled.page);
  followLinks(run, entry, crawled);
  await run.steps.onPage?.(crawled);
  return undefined;
}

/** A redirect on the same host that leaves the unit's part of it is no evidence about the unit. */
function departureOf(run: Run, entry: FrontierEntry, capture: Capture): FetchFailure | undefined {
  if (capture.finalUrl === entry.url || entry.depth === 0) return undefined;
  const finalUrl = normalizeUrl(capture.finalUrl) ?? capture.finalUrl;
  if (isWorthFollowing(finalUrl, run.options.scope)) return undefined;
  return {
    url: entry.url,
    kind: 'wrongHost',
    at: capture.capturedAt,
    status: capture.status,
    detail: '跳转到单位网站范围之外',
  };
}

/** Two addresses that redirect to one page are one page; so are a directory and its index page with the same bytes. */
function wasRead(run: Run, entry: FrontierEntry, capture: Capture): boolean {
  const finalUrl = normalizeUrl(capture.finalUrl) ?? capture.finalUrl;
  if (keyOf(finalUrl) !== keyOf(entry.url) && !run.frontier.note(finalUrl)) return true;
  return sightingsOf(run, `${directoryKeyOf(finalUrl)} ${capture.sha256}`) > 1;
}

function extracted(run: Run, { capture, body }: Fetched, html: string): CrawledPage | FetchFailure {
  try {
    return { capture, body, html, page: run.steps.extract({ url: capture.finalUrl, html }), via: capture.via };
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : String(error);
    return { url: capture.url, kind: 'unreadable', at: capture.capturedAt, status: capture.status, detail };
  }
}

function needsBrowser(run: Run, page: ExtractedPage): boolean {
  const { browser, maxRenders = DEFAULTS.maxRenders } = run.options;
  return browser !== false && run.renders < maxRenders && page.signals.some(({ kind }) => kind === 'empty-shell');
}

/** The page as the browser shows it; as it came where the browser fails, with the failure kept beside it. */
async function rendered(run: Run, plain: CrawledPage): Promise<CrawledPage> {
  run.renders++;
  const outcome = await run.fetcher.renderPage(plain.capture.finalUrl);
  const shown = outcome.ok && outcome.html !== null ? extracted(run, outcome, outcome.html) : undefined;
  if (shown && 'page' in shown) {
    run.rendered++;
    return { ...shown, capture: { ...shown.capture, url: plain.capture.url } };
  }
  const failure = outcome.ok ? undefined : outcome.failure;
  run.failed.set(plain.capture.url, failure ?? { ...(shown as FetchFailure), kind: 'browser' });
  return plain;
}

function noteAttachments(run: Run, page: ExtractedPage): void {
  if (page.kind !== 'article') return;
  for (const { url } of page.attachments) run.attachments.set(normalizeUrl(url) ?? url, 'unread');
  for (const url of attachmentsToProbe(page, run.options.scope)) {
    run.toProbe.add(url);
    if (run.steps.extractFile && isDocumentItself(page)) run.documentFiles.add(url);
  }
}

/**
 * Endless sites show the same bytes or the same list under ever new addresses: after the third sight of a page its
 * links are not followed, and a further page of a list that repeats an earlier one ends the list.
 */
function followLinks(run: Run, entry: FrontierEntry, { capture, page }: CrawledPage): void {
  if (sightingsOf(run, capture.sha256) > MAX_SIGHTINGS) return;
  const entries = page.entries.map(({ url }) => url).join(' ');
  const isSpent = entry.listPage > 0 && (entries === '' || sightingsOf(run, entries) > 1);
  if (entry.listPage === 0 && entries !== '') sightingsOf(run, entries);
  const isNew = (url: string) => !run.spellings.has(url) && run.spellings.add(url) !== undefined;
  const links = linksToFollow(isSpent ? withoutNextPages(page) : page, entry, run.options.scope, isNew);
  for (const link of links) run.frontier.add(link);
}

function sightingsOf(run: Run, what: string): number {
  const count = (run.sightings.get(what) ?? 0) + 1;
  run.sightings.set(what, count);
  return count;
}

async function probeAttachments(run: Run): Promise<void> {
  const { maxAttachments = DEFAULTS.maxAttachments } = run.options;
  for (const url of [...run.toProbe].slice(0, maxAttachments)) {
    if (!(await waitForTurn(run))) return;
    if (!(await run.fetcher.robotsAllows(url)).isAllowed) continue;
    run.attachments.set(url, await attachmentAt(run, url));
    run.pace = { ...run.pace, nextAtMs: Date.now() + run.fetcher.delayMs(url) };
  }
}

async function attachmentAt(run: Run, url: string): Promise<AttachmentState> {
  const { extractFile } = run.steps;
  if (!extractFile || !run.documentFiles.has(url)) return run.fetcher.probeAttachment(url);
  const { state, reading } = await run.fetcher.fetchAttachment(url);
  if (reading) run.attachmentTexts.set(url, storedAttachment(url, reading, extractFile));
  return state;
}

/** A challenge or a refusal does not change within minutes; a broken connection or an overloaded server may. */
function isWorthRetrying({ kind, status = 0 }: FetchFailure): boolean {
  if (FETCH_FAILURES[kind].permanent || kind === 'challenge' || kind === 'browser') return false;
  return kind !== 'badStatus' || status >= 500;
}
