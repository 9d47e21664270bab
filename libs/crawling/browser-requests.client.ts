import type { Page, Request, Route } from 'playwright-core';
import { FetchFailure } from './capture';
import { HttpAnswer, HttpClient } from './http.client';

export const MAX_BYTES = 8 * 1024 * 1024;
/** A page that asks for more is no list of documents. */
const MAX_REQUESTS = 150;

/** One page and what its requests came to. */
export interface Visit {
  readonly page: Page;
  readonly client: HttpClient;
  readonly host: string;
  readonly blocked: RegExp;
  requests: number;
  pending: number;
  quietSinceMs: number;
  /** The answer to the page itself. */
  main?: HttpAnswer;
  failure?: FetchFailure;
}

export const BLOCKED_FOR_TEXT = /^(?:image|media|font|texttrack|manifest|ping|websocket|eventsource)$/;
export const BLOCKED_FOR_IMAGES = /^(?:media|texttrack|manifest|ping|websocket|eventsource)$/;

/** Answers a request of the page through our own client, or refuses it. */
export async function answer(visit: Visit, route: Route): Promise<void> {
  visit.pending++;
  try {
    await answerOrAbort(visit, route);
  } catch {
    // The page was closed or has moved on: nobody waits for this answer any more.
  } finally {
    visit.pending--;
    visit.quietSinceMs = Date.now();
  }
}

async function answerOrAbort(visit: Visit, route: Route): Promise<void> {
  const request = route.request();
  const isPageItself = request.isNavigationRequest() && request.frame() === visit.page.mainFrame();
  const refused = refusalOfRequest(visit, request);
  if (refused) {
    if (isPageItself) visit.failure ??= refused;
    return route.abort('blockedbyclient');
  }
  const outcome = await visit.client.send({
    url: request.url(),
    method: request.method() === 'POST' ? 'POST' : 'GET',
    headers: headersToPass(await request.allHeaders()),
    body: request.postDataBuffer() ?? undefined,
    maxBytes: MAX_BYTES,
    mayLeaveHost: !request.isNavigationRequest(),
  });
  if (!outcome.ok) {
    if (isPageItself) visit.failure ??= outcome.failure;
    return route.abort('failed');
  }
  if (isPageItself && outcome.answer.finalUrl !== withoutFragment(request.url())) {
    return route.fulfill({ contentType: 'text/html', body: onward(outcome.answer.finalUrl) });
  }
  if (isPageItself) visit.main = outcome.answer;
  const { status, headers, body } = outcome.answer;
  return route.fulfill({ status, headers: headersToShow(headers), body });
}

/** Frames and the page itself stay on the host; scripts and data may come from other public hosts, but only be read. */
function refusalOfRequest(visit: Visit, request: Request): FetchFailure | undefined {
  const url = request.url();
  const failure = (kind: FetchFailure['kind']) => ({ url, kind, at: new Date().toISOString() });
  if (++visit.requests > MAX_REQUESTS) return failure('browser');
  if (!/^https?:\/\//i.test(url)) return failure('refusedAddress');
  if (visit.blocked.test(request.resourceType())) return failure('browser');
  const isSameHost = new URL(url).host === visit.host;
  if (isSameHost) return /^(?:GET|POST)$/.test(request.method()) ? undefined : failure('browser');
  if (request.isNavigationRequest()) return failure('wrongHost');
  return request.method() === 'GET' ? undefined : failure('browser');
}

/** A redirect followed on our side is replayed in the browser, so that relative URLs have the right base. */
function onward(url: string): string {
  return `<script>location.replace(${JSON.stringify(url).replace(/</g, '\\u003c')})</script>`;
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? url;
}

const PASSED = new Set(['accept', 'content-type', 'cookie', 'referer', 'origin', 'x-requested-with']);

function headersToPass(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED.has(name)));
}

/** The body is decoded and whole, so the headers that describe its transport are not true any more. */
function headersToShow(headers: Readonly<Record<string, string>>): Record<string, string> {
  const untrue =
    /^(?:content-(?:encoding|length)|transfer-encoding|connection|keep-alive|alt-svc|strict-transport-security)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !untrue.test(name)));
}
