import { loadConfig } from '@app/platform/config';
import { extract } from '../../crawlers';
import { Answer } from './commands';
import { crawlCommand } from './crawl.command';

export interface CrawlSiteOptions {
  readonly maxPages?: number;
  readonly delayMs?: number;
  readonly concurrency?: number;
  readonly allowPrivate?: boolean;
  readonly out?: string;
  readonly store?: boolean;
}

/** `crawl URL`: in memory, or with `--store` through the stages, so that evidence and frontier stay behind. */
export async function runCrawl(url: string, options: CrawlSiteOptions): Promise<Answer> {
  if (!options.store)
    return crawlCommand(url, { ...options, extract, browser: { executablePath: loadConfig().chromiumPath } });
  const { storeCrawl } = await import('./crawl-store');
  return storeCrawl(url, options);
}
