import type { Browser } from 'playwright-core';
import { answer, BLOCKED_FOR_IMAGES, BLOCKED_FOR_TEXT, MAX_BYTES, Visit } from './browser-requests.client';
import { BrowserUnavailable, joinPool } from './chromium-pool.client';
import { FetchFailure, ResponseHead } from './capture';
import { effectiveFailureOf } from './effective-status';
import { HttpClient } from './http.client';
import { captureOf, PageOutcome } from './page.client';

export interface BrowserOptions {
  /** Path of a Chromium; else /usr/bin/chromium, else the one that came with the installation. */
  readonly executablePath?: string;
  /** For one page, loading and scripts together; the page is killed after that. */
  readonly timeoutMs?: number;
  /** Told once, when no browser can be started. */
  readonly onUnavailable?: (reason: string) => void;
}

/** Pages through the browser of this process, which starts with the first page. */
export interface BrowserClient {
  /** The DOM of `url` after its scripts ran, or a failure of kind `browser` or whatever the page itself answered. */
  render(url: string): Promise<PageOutcome>;
  /** PNG of the page as it shows now, whatever its status, with who answered; at most 8,000 pixels of its height. */
  screenshot(url: string): Promise<ScreenshotOutcome>;
  /** PNG of HTML that is shown without any network. */
  draw(html: string): Promise<Buffer>;
  /** Whether Chinese is drawn, and not the box for a missing character. */
  hasChineseFont(): Promise<boolean>;
  close(): Promise<void>;
}

export type ScreenshotOutcome =
  | {
      readonly ok: true;
      readonly image: Buffer;
      readonly status: number;
      readonly finalUrl: string;
      /** ISO instant in real time. */
      readonly takenAt: string;
      readonly head: ResponseHead;
    }
  | { readonly ok: false; readonly failure: FetchFailure };

const TIMEOUT_MS = 20_000;
const VIEWPORT = { width: 1366, height: 768 };

/**
 * The browser has no network of its own: its proxy is a closed port, and every request is answered by our HTTP client,
 * so that addresses are checked, redirects followed and sizes capped exactly as for a plain fetch. What does not pass
 * through request interception (WebSocket, WebRTC, prefetch, updates) reaches nothing.
 */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--deny-permission-prompts',
  '--disable-crash-reporter',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--js-flags=--max-old-space-size=512', // a page that hoards memory loses its renderer
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>', // loopback, too, goes to the closed proxy
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

export function createBrowserClient(client: HttpClient, options: BrowserOptions = {}): BrowserClient {
  const { timeoutMs = TIMEOUT_MS, onUnavailable } = options;
  const pool = joinPool(options.executablePath, FLAGS);
  let isTold = false;
  const failed = (url: string, error: unknown) => {
    if (error instanceof BrowserUnavailable && !isTold) {
      isTold = true;
      onUnavailable?.(error.message);
    }
    return unavailable(url, error);
  };
  return {
    render: (url) =>
      pool
        .withBrowser((browser) => renderWith({ browser, client, url, timeoutMs }))
        .catch((error) => failed(url, error)),
    screenshot: (url) =>
      pool
        .withBrowser((browser) => screenshotWith({ browser, client, url, timeoutMs }))
        .catch((error) => ({ ok: false as const, failure: failed(url, error).failure })),
    draw: (html) => pool.withBrowser((browser) => draw(html, { browser, client, url: 'about:blank', timeoutMs })),
    hasChineseFont: () =>
      pool.withBrowser((browser) => drawsApart('中', '国', { browser, client, url: '', timeoutMs })),
    close: pool.leave,
  };
}

interface Rendering {
  readonly browser: Browser;
  readonly client: HttpClient;
  readonly url: string;
  readonly timeoutMs: number;
}

async function renderWith(rendering: Rendering): Promise<PageOutcome> {
  const { url, timeoutMs } = rendering;
  const visit = await openPage(rendering, BLOCKED_FOR_TEXT);
  try {
    const html = await withDeadline(
      load(visit, url, timeoutMs).then(() => visit.page.content()),
      timeoutMs + 2_000,
    );
    if (visit.failure) return { ok: false, failure: { ...visit.failure, url } };
    if (!visit.main) return broken(url, '页面没有应答');
    const at = new Date().toISOString();
    const { status, finalUrl } = visit.main;
    const effective = effectiveFailureOf({ requestedUrl: url, finalUrl, status, html });
    if (effective) return { ok: false, failure: { url, ...effective, status, at } };
    const body = Buffer.from(html, 'utf8');
    if (body.length > MAX_BYTES) return { ok: false, failure: { url, kind: 'tooLarge', at } };
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const { head } = visit.main;
    return { ok: true, capture: captureOf(url, { ...visit.main, headers, body }, 'browser'), head, body, html };
  } catch (error) {
    if (visit.failure) return { ok: false, failure: { ...visit.failure, url } };
    throw error;
  } finally {
    await withDeadline(visit.page.context().close(), 5_000);
  }
}

/** Nobody reads further, and a page without an end would fill the memory. */
const MAX_HEIGHT = 8_000;
const MAX_IMAGE_BYTES = 24 * 1024 * 1024;

async function screenshotWith(rendering: Rendering): Promise<ScreenshotOutcome> {
  const { url, timeoutMs } = rendering;
  const visit = await openPage(rendering, BLOCKED_FOR_IMAGES);
  try {
    const image = await withDeadline(picture(visit, url, timeoutMs), timeoutMs + 10_000);
    if (visit.failure) return { ok: false, failure: { ...visit.failure, url } };
    if (!visit.main) return broken(url, '页面没有应答');
    const { status, finalUrl, head } = visit.main;
    const takenAt = new Date().toISOString();
    if (image.length > MAX_IMAGE_BYTES) return { ok: false, failure: { url, kind: 'tooLarge', at: takenAt } };
    return { ok: true, image, status, finalUrl, takenAt, head };
  } catch (error) {
    if (visit.failure) return { ok: false, failure: { ...visit.failure, url } };
    throw error;
  } finally {
    await withDeadline(visit.page.context().close(), 5_000);
  }
}

async function picture(visit: Visit, url: string, timeoutMs: number): Promise<Buffer> {
  const { page } = visit;
  await load(visit, url, timeoutMs);
  const height = Number(await page.evaluate('document.documentElement.scrollHeight')) || VIEWPORT.height;
  await page.setViewportSize({ ...VIEWPORT, height: Math.min(Math.max(height, VIEWPORT.height), MAX_HEIGHT) });
  return page.screenshot({ timeout: timeoutMs });
}

async function draw(html: string, rendering: Rendering): Promise<Buffer> {
  const { timeoutMs } = rendering;
  const { page } = await openPage(rendering, /./);
  try {
    const drawn = page.setContent(html, { timeout: timeoutMs }).then(() => page.screenshot({ timeout: timeoutMs }));
    return await withDeadline(drawn, timeoutMs + 2_000);
  } finally {
    await withDeadline(page.context().close(), 5_000);
  }
}

/** Two characters without a font are the same box. */
async function drawsApart(one: string, other: string, rendering: Rendering): Promise<boolean> {
  const drawn = (text: string) => draw(`<p lang="zh-CN" style="font-size:64px">${text}</p>`, rendering);
  return !(await drawn(one)).equals(await drawn(other));
}

async function openPage({ browser, client, url }: Rendering, blocked: RegExp): Promise<Visit> {
  const context = await browser.newContext({
    userAgent: client.userAgent,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: VIEWPORT,
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  const page = await context.newPage();
  const host = URL.canParse(url) ? new URL(url).host : '';
  const visit: Visit = { page, client, host, blocked, requests: 0, pending: 0, quietSinceMs: Date.now() };
  await context.route('**/*', (route) => answer(visit, route));
  await context.routeWebSocket(/./, (socket) => socket.close());
  page.on('popup', (popup) => void popup.close().catch(() => undefined));
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  return visit;
}

/** Until the DOM stands and no request was under way for half a second, or eight seconds of asking are over. */
async function load(visit: Visit, url: string, timeoutMs: number): Promise<void> {
  await visit.page.goto(url, { waitUntil: 'domcontentloaded', timeout: timeoutMs });
  const untilMs = Date.now() + Math.min(timeoutMs, MAX_SETTLING_MS);
  while (Date.now() < untilMs && (visit.pending > 0 || Date.now() - visit.quietSinceMs < QUIET_MS)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const QUIET_MS = 500;
const MAX_SETTLING_MS = 8_000;

type Failed = PageOutcome & { readonly ok: false };

function broken(url: string, detail: string): Failed {
  return { ok: false, failure: { url, kind: 'browser', at: new Date().toISOString(), detail } };
}

function unavailable(url: string, error: unknown): Failed {
  return broken(url, (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? '');
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`超过 ${ms / 1000} 秒`)), ms);
  });
  work.catch(() => undefined); // what is late and then fails has been reported as late
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
