import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { originOf } from '@app/crawling/address';
import { FETCH_FAILURES } from '@app/crawling/capture';
import { AttachmentRefusal } from '@app/crawling/attachment-content';
import { readAttachment } from '@app/crawling/attachment-text.reader';
import { decodePage } from '@app/crawling/charset';
import { createFetcher } from '@app/crawling/fetcher.client';
import { extract, extractJson } from '../../crawlers';
import { attachmentPage } from '../../crawlers/attachment-page';
import { UsageError } from './usage-error';

const MAX_BYTES = 20 * 1024 * 1024;

/** `extract FILE_OR_URL`: what one page or document says. `base` is the address a saved file stood at. */
export async function extractCommand(
  source: string,
  { base, allowPrivate }: { base?: string; allowPrivate?: boolean },
) {
  if (base !== undefined && !/^https?:$/.test(URL.canParse(base) ? new URL(base).protocol : ''))
    throw new UsageError(`--base: expected an http(s) URL, found ${JSON.stringify(base)}`);
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  const { url, html, bytes } = isUrl ? await fetched(source, allowPrivate) : await saved(source);
  if (html !== null) return extractJson(extract({ url: base ?? url, html }));
  const reading = await readAttachment(bytes);
  if (!reading.ok) throw new UsageError(`${source}: ${REFUSALS[reading.refusal]}`);
  return extractJson(attachmentPage(base ?? url, reading.content));
}

/** A page as text, or a document as bytes. */
type Source =
  | { readonly url: string; readonly html: string; readonly bytes?: undefined }
  | { readonly url: string; readonly html: null; readonly bytes: Buffer };

const REFUSALS: Readonly<Record<AttachmentRefusal, string>> = {
  password: 'protected by a password',
  damaged: 'damaged, or not the file its name says',
  'too-large': 'larger than is read of any file',
  'too-slow': 'not read within thirty seconds',
  unsupported: 'expected a saved page or a document (pdf, docx, doc, xlsx, xls, ofd, zip), found another file',
};

async function saved(file: string): Promise<Source> {
  const entry = await stat(file).catch(() => undefined);
  if (!entry?.isFile()) throw new UsageError(`${file}: no such file`);
  if (entry.size > MAX_BYTES) throw new UsageError(`${file}: larger than ${MAX_BYTES / 1024 / 1024} MB`);
  const bytes = await readFile(file);
  const { href: url } = pathToFileURL(file);
  return isBinary(bytes) ? { url, html: null, bytes } : { url, html: decodePage(bytes, null).html };
}

/** PDF may look like text for long. Zero bytes do not occur in the text of a page, but for UTF-16, which starts with its byte order mark or with `<`. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096);
  const isWide = /^(?:fffe|feff|3c00|003c)/.test(head.subarray(0, 2).toString('hex'));
  return (head.includes(0) && !isWide) || head.subarray(0, 1024).includes('%PDF-');
}

async function fetched(url: string, allowPrivate = false): Promise<Source> {
  const origin = originOf(url);
  if (!origin) throw new UsageError(`${url}: not an http(s) address`);
  const fetcher = createFetcher({
    homeUrl: url,
    maxBytes: MAX_BYTES,
    allowPrivateOrigins: allowPrivate ? [origin] : [],
    browser: false,
  });
  try {
    const outcome = await fetcher.fetchPage(url);
    if (outcome.ok) {
      const { finalUrl } = outcome.capture;
      return outcome.html === null
        ? { url: finalUrl, html: null, bytes: outcome.body }
        : { url: finalUrl, html: outcome.html };
    }
    const { kind } = outcome.failure;
    const message = `${url}: ${FETCH_FAILURES[kind].text}`;
    throw kind === 'refusedAddress' ? new UsageError(message) : new Error(message);
  } finally {
    await fetcher.close();
  }
}
