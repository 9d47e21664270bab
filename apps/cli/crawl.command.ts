import { createWriteStream, WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { originOf, refusalOfUrl } from '@app/crawling/address';
import { BrowserOptions } from '@app/crawling/browser.client';
import { FETCH_FAILURES, FetchFailure } from '@app/crawling/capture';
import { crawl } from '@app/crawling/crawl.client';
import { CrawledPage } from '@app/crawling/crawl-run.client';
import { Extract, ExtractedPage } from '@app/crawling/extracted-page';
import { UsageError } from './usage-error';

export interface CrawlCommandOptions {
  readonly extract: Extract;
  readonly maxPages?: number;
  readonly delayMs?: number;
  readonly concurrency?: number;
  /** Absolute path of a .jsonl file: one `extract` value per line, articles and lists. */
  readonly out?: string;
  /** Admits the origin of `url` although private, and only it. */
  readonly allowPrivate?: boolean;
  readonly browser?: BrowserOptions | false;
  /** Also given every page, for `--store`. */
  readonly onPage?: (crawled: CrawledPage) => void | Promise<void>;
}

/** The JSON of `mingjian crawl`. */
export interface CrawlJson {
  readonly pages: number;
  readonly documents: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly failures: Readonly<Record<string, number>>;
}

/**
 * 采集一个网站 — crawls the host of `url` in memory. A refused address or wrong option throws UsageError;
 * a home page that cannot be read still gives its summary, with exit code 1 and the reason on stderr.
 */
export async function crawlCommand(
  url: string,
  options: CrawlCommandOptions,
): Promise<{ readonly value: CrawlJson; readonly exitCode: 0 | 1 }> {
  const { extract, maxPages, delayMs, concurrency, allowPrivate = false, browser, onPage } = options;
  checkOptions(url, options);
  const scope = { homeUrl: url, pathPrefixes: [], isOwnSite: true, plans: [] };
  const allowPrivateOrigins = allowPrivate ? [originOf(url) as string] : [];
  const lines = options.out === undefined ? undefined : await openLines(options.out);
  const keep = async (crawled: CrawledPage) => {
    if (lines && (crawled.page.kind === 'article' || crawled.page.kind === 'list')) await lines.write(crawled.page);
    await onPage?.(crawled);
  };
  const summary = await crawl(
    { scope, maxPages, delayMs, concurrency, allowPrivateOrigins, browser },
    { extract, onPage: keep },
  ).finally(() => lines?.close());
  const { homeFailure, gap, pages, documents, bytes, seconds, failures } = summary;
  if (homeFailure?.kind === 'refusedAddress') throw new UsageError(`address refused: ${url} (${homeFailure.detail})`);
  if (gap) process.stderr.write(`${homeFailure ? reasonOf(homeFailure) : gap}\n`);
  return { value: { pages, documents, bytes, seconds, failures }, exitCode: homeFailure ? 1 : 0 };
}

function checkOptions(url: string, { allowPrivate, delayMs, concurrency, maxPages }: CrawlCommandOptions): void {
  if (!originOf(url)) throw new UsageError(`not an http(s) URL: ${url}`);
  const refusal = allowPrivate ? undefined : refusalOfUrl(url);
  if (refusal) throw new UsageError(`address refused: ${url} (${refusal})`);
  if (delayMs === 0 && !allowPrivate) throw new UsageError('--delay 0 only together with --allow-private');
  checkWhole('--delay', delayMs, 0, 3_600_000);
  checkWhole('--concurrency', concurrency, 1, 16);
  checkWhole('--max-pages', maxPages, 1, 1_000_000);
}

function checkWhole(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new UsageError(`${name}: expected a whole number from ${least} to ${most}, found ${value}`);
}

function reasonOf({ kind, url, detail }: FetchFailure): string {
  return `${url}: ${FETCH_FAILURES[kind].text}${detail ? `（${detail}）` : ''}`;
}

interface Lines {
  write(page: ExtractedPage): Promise<void>;
  close(): Promise<void>;
}

async function openLines(path: string): Promise<Lines> {
  const stream = createWriteStream(path, { encoding: 'utf8' });
  await once(stream, 'open').catch((error: Error) => {
    throw new UsageError(`cannot write ${path}: ${error.message}`);
  });
  return {
    write: (page) => writeLine(stream, JSON.stringify(contractOf(page))),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}

async function writeLine(stream: WriteStream, line: string): Promise<void> {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
}

/** The fields `mingjian extract` prints; the others are for observation. */
function contractOf(page: ExtractedPage): Partial<ExtractedPage> {
  const { family: _f, breadcrumb: _b, sectionName: _n, signedBy: _s, text: _t, links: _l, ...printed } = page;
  return printed;
}
