import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { originOf } from '@app/crawling/address';
import { FETCH_FAILURES } from '@app/crawling/capture';
import { decodePage } from '@app/crawling/charset';
import { createFetcher } from '@app/crawling/fetcher.client';
import { extract, extractJson } from '../../crawlers';
import { UsageError } from './usage-error';

const MAX_BYTES = 20 * 1024 * 1024;

/** `extract FILE_OR_URL`: what one page says. `base` is the address a saved file stood at. */
export async function extractCommand(
  source: string,
  { base, allowPrivate }: { base?: string; allowPrivate?: boolean },
) {
  if (base !== undefined && !/^https?:$/.test(URL.canParse(base) ? new URL(base).protocol : ''))
    throw new UsageError(`--base: expected an http(s) URL, found ${JSON.stringify(base)}`);
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  const { url, html } = isUrl ? await fetched(source, allowPrivate) : await saved(source);
  return extractJson(extract({ url: base ?? url, html }));
}

async function saved(file: string): Promise<{ url: string; html: string }> {
  const entry = await stat(file).catch(() => undefined);
  if (!entry?.isFile()) throw new UsageError(`${file}: no such file`);
  if (entry.size > MAX_BYTES) throw new UsageError(`${file}: larger than ${MAX_BYTES / 1024 / 1024} MB`);
  const bytes = await readFile(file);
  if (isBinary(bytes)) throw new UsageError(`${file}: expected a saved page, found a binary file`);
  return { url: pathToFileURL(file).href, html: decodePage(bytes, null).html };
}

/** Zero bytes do not occur in the text of a page, but for UTF-16, which starts with its byte order mark or with `<`. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096);
  const isWide = /^(?:fffe|feff|3c00|003c)/.test(head.subarray(0, 2).toString('hex'));
  return head.includes(0) && !isWide;
}

async function fetched(url: string, allowPrivate = false): Promise<{ url: string; html: string }> {
  const origin = originOf(url);
  if (!origin) throw new UsageError(`${url}: not an http(s) address`);
  const fetcher = createFetcher({ homeUrl: url, allowPrivateOrigins: allowPrivate ? [origin] : [], browser: false });
  try {
    const outcome = await fetcher.fetchPage(url);
    if (outcome.ok && outcome.html !== null) return { url: outcome.capture.finalUrl, html: outcome.html };
    const kind = outcome.ok ? 'unreadable' : outcome.failure.kind;
    const message = `${url}: ${FETCH_FAILURES[kind].text}`;
    throw kind === 'refusedAddress' ? new UsageError(message) : new Error(message);
  } finally {
    await fetcher.close();
  }
}
