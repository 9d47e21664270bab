import { createHash } from 'node:crypto';
import { Capture, FetchFailure, FetchFailureKind, ResponseHead } from './capture';
import { decodePage } from './charset';
import { clientRedirectOf } from './client-redirect';
import { effectiveFailureOf } from './effective-status';
import { HttpAnswer, HttpClient, HttpOutcome, retryAfterOf } from './http.client';
import { Validators } from './task-outcome';

export interface PageRequest {
  readonly url: string;
  /** Cap on decoded bytes, 8 MB by default. */
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** The site's home page, which may redirect to the root without being gone. */
  readonly homeUrl?: string;
}

/** 304: the page is as it was captured before. `head` is the evidence of that. */
export interface Unchanged {
  readonly isUnchanged: true;
  readonly head: ResponseHead;
  /** ISO instant. */
  readonly at: string;
}

/** `html` is the decoded text; null when the answer is no text (a PDF without extension …). */
export type PageOutcome =
  | {
      readonly ok: true;
      readonly capture: Capture;
      readonly head: ResponseHead;
      readonly body: Buffer;
      readonly html: string | null;
    }
  | { readonly ok: false; readonly failure: FetchFailure };

export const MAX_PAGE_BYTES = 8 * 1024 * 1024;
const MAX_CLIENT_REDIRECTS = 2;

/**
 * Reads one page: bytes, decoded text and the name of its evidence, or the typed reason why there is none.
 * Stubs that send the reader on by meta refresh or script are followed twice, on the same host only.
 */
export async function fetchPage(client: HttpClient, request: PageRequest): Promise<PageOutcome> {
  let target = request.url;
  for (let hop = 0; ; hop++) {
    const outcome = await fetchOnce(client, request, target);
    if (!outcome.ok || outcome.html === null || hop === MAX_CLIENT_REDIRECTS) return outcome;
    const next = clientRedirectOf(outcome.html, outcome.capture.finalUrl);
    if (!next) return outcome;
    // The stub itself says nothing: taken for a page, it would be an empty section.
    if (new URL(next).host !== new URL(request.url).host) return departed(request.url, outcome.capture, next);
    target = next;
  }
}

/** As `fetchPage`, of a page that was captured before: asks whether it changed since. */
export async function revisitPage(
  client: HttpClient,
  request: PageRequest & { readonly validators: Validators },
): Promise<PageOutcome | Unchanged> {
  const { url, validators, maxBytes = MAX_PAGE_BYTES, timeoutMs } = request;
  const { etag, lastModified } = validators;
  const headers = {
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
  const outcome = await client.send({ url, headers, maxBytes, timeoutMs });
  if (outcome.ok && outcome.answer.status === 304)
    return { isUnchanged: true, head: outcome.answer.head, at: new Date().toISOString() };
  const judged = judgedOutcome(request, url, outcome);
  const isStub = judged.ok && judged.html !== null && clientRedirectOf(judged.html, judged.capture.finalUrl);
  return isStub ? fetchPage(client, request) : judged;
}

function departed(url: string, { status, capturedAt }: Capture, target: string): PageOutcome {
  const detail = `页面转向 ${new URL(target).host}`;
  return { ok: false, failure: { url, kind: 'wrongHost', status, at: capturedAt, detail } };
}

async function fetchOnce(client: HttpClient, request: PageRequest, target: string): Promise<PageOutcome> {
  const { maxBytes = MAX_PAGE_BYTES, timeoutMs } = request;
  return judgedOutcome(request, target, await client.send({ url: target, maxBytes, timeoutMs }));
}

function judgedOutcome(request: PageRequest, target: string, outcome: HttpOutcome): PageOutcome {
  const { homeUrl } = request;
  if (!outcome.ok) return { ok: false, failure: { ...outcome.failure, url: request.url } };
  const { answer } = outcome;
  const html = textOf(answer);
  const { finalUrl, status } = answer;
  const effective = effectiveFailureOf({ requestedUrl: target, finalUrl, status, html, homeUrl });
  if (effective) return { ok: false, failure: failureOf(request.url, answer, effective) };
  return { ok: true, capture: captureOf(request.url, answer, 'http'), head: answer.head, body: answer.body, html };
}

/** 网页快照 of an answer. */
export function captureOf(url: string, answer: HttpAnswer, via: Capture['via']): Capture {
  return {
    url,
    finalUrl: answer.finalUrl,
    status: answer.status,
    capturedAt: new Date().toISOString(),
    sha256: createHash('sha256').update(answer.body).digest('hex'),
    contentType: answer.headers['content-type'] ?? null,
    bytes: answer.body.length,
    via,
  };
}

function failureOf(
  url: string,
  answer: HttpAnswer,
  { kind, detail }: { readonly kind: FetchFailureKind; readonly detail: string },
): FetchFailure {
  const at = new Date().toISOString();
  return { url, kind, status: answer.status, at, detail, retryAfterMs: retryAfterOf(answer) };
}

/** Text by its declared type; by its first byte where the server names none or calls everything a stream. */
function textOf({ headers, body }: HttpAnswer): string | null {
  const type = headers['content-type'] ?? '';
  const isText =
    /^\s*(?:text\/(?!csv)|application\/(?:xhtml\+xml|xml|json))/i.test(type) ||
    (!isBinaryType(type) && looksLikeMarkup(body));
  return isText ? decodePage(body, type || null).html : null;
}

function isBinaryType(type: string): boolean {
  return /^\s*(?:image|audio|video|font)\/|^\s*application\/(?:pdf|zip|msword|vnd\.)/i.test(type);
}

function looksLikeMarkup(body: Buffer): boolean {
  const head = body
    .subarray(0, 64)
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replace(/[\0\s]+/g, '');
  return head === '' || head.startsWith('<');
}
