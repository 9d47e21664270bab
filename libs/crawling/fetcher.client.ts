import { FetchedAttachment, fetchAttachment, probeAttachment } from './attachment-fetch.client';
import { AttachmentState } from './attachment-state';
import { BrowserClient, BrowserOptions, createBrowserClient } from './browser.client';
import { decodePage } from './charset';
import { decodedBody } from './content-coding.client';
import { createHttpClient, HttpClient, HttpOptions } from './http.client';
import { fetchPage, MAX_PAGE_BYTES, PageOutcome, revisitPage, Unchanged } from './page.client';
import { DEFAULT_DELAY_MS, delayOf } from './politeness';
import { createRobotsClient, RobotsAnswer } from './robots.client';
import { readSitemap, Sitemap } from './sitemap';
import { Validators } from './task-outcome';

export interface FetcherOptions extends HttpOptions {
  readonly homeUrl?: string;
  readonly maxBytes?: number;
  readonly delayMs?: number;
  /** False reads pages robots.txt forbids; only for sites whose owner agreed. */
  readonly obeysRobots?: boolean;
  /** False: pages are never rendered. The browser starts with the first page that needs it. */
  readonly browser?: BrowserOptions | false;
}

/** Reads one URL at a time; who asks when, and for what next, is decided by the caller. Nothing here throws. */
export interface Fetcher {
  readonly userAgent: string;
  fetchPage(url: string): Promise<PageOutcome>;
  /** As `fetchPage`, of a page that was captured before; `Unchanged` when the site says so. */
  revisitPage(url: string, validators: Validators): Promise<PageOutcome | Unchanged>;
  renderPage(url: string): Promise<PageOutcome>;
  probeAttachment(url: string): Promise<AttachmentState>;
  /** As `probeAttachment`, of the whole file, with what it says. */
  fetchAttachment(url: string): Promise<FetchedAttachment>;
  robotsAllows(url: string): Promise<RobotsAnswer>;
  /** Sitemaps robots.txt names for the site of `url`, once it was read. */
  sitemapsOf(url: string): readonly string[];
  /** One sitemap; undefined where there is none to be had. */
  readSitemap(url: string): Promise<Sitemap | undefined>;
  /** Pause between two requests to the site of `url`: ours, or its Crawl-delay once robots.txt was read. */
  delayMs(url: string): number;
  close(): Promise<void>;
}

export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const client = createHttpClient(options);
  const robots = createRobotsClient(client);
  const { homeUrl, maxBytes = MAX_PAGE_BYTES, delayMs = DEFAULT_DELAY_MS, obeysRobots = true, timeoutMs } = options;
  let browser: BrowserClient | undefined;
  return {
    userAgent: client.userAgent,
    fetchPage: (url) => fetchPage(client, { url, maxBytes, timeoutMs, homeUrl }),
    revisitPage: (url, validators) => revisitPage(client, { url, maxBytes, timeoutMs, homeUrl, validators }),
    renderPage: async (url) => {
      if (options.browser === false) return browserIsOff(url);
      browser ??= createBrowserClient(client, options.browser ?? {});
      return browser.render(url);
    },
    probeAttachment: (url) => probeAttachment(client, url, homeUrl),
    fetchAttachment: (url) => fetchAttachment(client, url, homeUrl),
    sitemapsOf: (url) => robots.sitemaps(url),
    readSitemap: (url) => sitemapAt(client, url),
    robotsAllows: async (url) => (obeysRobots ? robots.allows(url) : { isAllowed: true }),
    delayMs: (url) => delayOf({ delayMs, crawlDelayMs: obeysRobots ? robots.crawlDelayMs(url) : 0, backOffMs: 0 }),
    close: async () => {
      await Promise.all([browser?.close(), client.close()]);
    },
  };
}

function browserIsOff(url: string): PageOutcome {
  return { ok: false, failure: { url, kind: 'browser', at: new Date().toISOString(), detail: '未启用浏览器' } };
}

const SITEMAP_BYTES = 10 * 1024 * 1024;

/** Maps are often kept as .gz files, which are no content coding to the server. */
async function sitemapAt(client: HttpClient, url: string): Promise<Sitemap | undefined> {
  const outcome = await client.send({ url, maxBytes: SITEMAP_BYTES, cutsAtLimit: true });
  if (!outcome.ok || outcome.answer.status !== 200) return undefined;
  const { body, headers } = outcome.answer;
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  const decoded = await decodedBody(body, isPacked ? 'gzip' : undefined, SITEMAP_BYTES);
  if (!decoded.ok) return undefined;
  return readSitemap(decodePage(decoded.bytes, isPacked ? null : (headers['content-type'] ?? null)).html, url);
}
