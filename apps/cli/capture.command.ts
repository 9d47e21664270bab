import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { originOf } from '@app/crawling/address';
import { Capture, FETCH_FAILURES, FetchFailure } from '@app/crawling/capture';
import { createFetcher } from '@app/crawling/fetcher.client';
import { extract, extractJson } from '../../crawlers';
import { UsageError } from './usage-error';

export interface CaptureOptions {
  /** Folder the two files go to; made where it is missing. */
  readonly out: string;
  readonly allowPrivate?: boolean;
}

export interface FixtureDraft {
  readonly html: string;
  readonly json: string;
  readonly url: string;
  readonly capturedAt: string;
  readonly sha256: string;
  readonly warnings: readonly string[];
}

/**
 * `capture URL`: saves a page as the draft of a fixture: its bytes as they came, and beside them where and when it was
 * read and what `extract` makes of it today. Address and robots.txt are minded as in a crawl. Nothing is overwritten.
 */
export async function captureCommand(
  url: string,
  { out, allowPrivate = false }: CaptureOptions,
): Promise<FixtureDraft> {
  const { capture, body, html } = await fetched(url, allowPrivate);
  const expected = extractJson(extract({ url: capture.finalUrl, html }));
  const warnings = personalData(expected.signals);
  const { finalUrl, capturedAt, sha256, contentType } = capture;
  const draft = { url: finalUrl, capturedAt, sha256, contentType, warnings, expected };
  const stem = join(out, slugOf(finalUrl));
  const files = { html: `${stem}.html`, json: `${stem}.json` };
  await mkdir(out, { recursive: true });
  await writeNew(files.html, body);
  await writeNew(files.json, `${JSON.stringify(draft, null, 2)}\n`).catch(async (error) => {
    await rm(files.html);
    throw error;
  });
  return { ...files, url: finalUrl, capturedAt, sha256, warnings };
}

async function fetched(url: string, allowPrivate: boolean): Promise<{ capture: Capture; body: Buffer; html: string }> {
  const origin = originOf(url);
  if (!origin) throw new UsageError(`${url}: not an http(s) address`);
  const fetcher = createFetcher({ homeUrl: url, allowPrivateOrigins: allowPrivate ? [origin] : [], browser: false });
  try {
    const permission = await fetcher.robotsAllows(url);
    if (!permission.isAllowed) throw refusalOf(url, permission.failure);
    const outcome = await fetcher.fetchPage(url);
    if (!outcome.ok) throw refusalOf(url, outcome.failure);
    if (outcome.html === null) throw new Error(`${url}: ${FETCH_FAILURES.unreadable.text}`);
    return { capture: outcome.capture, body: outcome.body, html: outcome.html };
  } finally {
    await fetcher.close();
  }
}

function refusalOf(url: string, { kind, detail }: FetchFailure): Error {
  const message = `${url}: ${FETCH_FAILURES[kind].text}${detail ? `（${detail}）` : ''}`;
  return kind === 'refusedAddress' ? new UsageError(message) : new Error(message);
}

const MAX_SLUG = 80;

/** Host and path in `[a-z0-9-]`; whatever else a site puts into its URLs makes no file name. Long ones end in a hash. */
export function slugOf(url: string): string {
  const { host, pathname, search } = new URL(url);
  const slug = `${host}${pathname}${search}`
    .toLowerCase()
    .replace(/\.s?html?$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= MAX_SLUG) return slug || 'page';
  return `${slug.slice(0, MAX_SLUG)}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
}

async function writeNew(file: string, content: Buffer | string): Promise<void> {
  await writeFile(file, content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${file}: exists already`);
    throw error;
  });
}

const PERSONAL: Readonly<Record<string, string>> = {
  'pii-id-card': '身份证号',
  'pii-mobile': '手机号码',
  'pii-bank-card': '银行卡号',
};

/** A fixture is fictional: what a real page says of people has to go before it is committed. */
function personalData(signals: readonly { readonly kind: string; readonly masked?: string }[]): string[] {
  return signals
    .filter(({ kind }) => kind.startsWith('pii-'))
    .map(({ kind, masked }) => `页面含${PERSONAL[kind] ?? '个人信息'} ${masked ?? ''}，用作样例前须改为虚构内容`);
}
