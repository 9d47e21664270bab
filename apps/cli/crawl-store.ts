import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { originOf, refusalOfUrl } from '@app/crawling/address';
import { RoundStore } from '@app/crawling/round.store';
import { ServerGroupStore } from '@app/crawling/server-group.store';
import { log, NestLog } from '@app/platform/logger';
import { Stages } from '@app/platform/stages.client';
import { POLITE, SiteStore, StoredSite } from '@app/sites/site.store';
import { extractJson } from '../../crawlers';
import { WorkerModule } from '../worker/worker.module';
import { Answer } from './commands';
import { CrawlSiteOptions } from './crawl-site';
import { UsageError } from './usage-error';
import { withDatabase } from './with-database';

/** One round through the plan, fetch and extract stages, as the product does it; a round cut short goes on the next time. */
export async function storeCrawl(url: string, options: CrawlSiteOptions): Promise<Answer> {
  const origin = originOf(url);
  if (!origin) throw new UsageError(`not an http(s) URL: ${url}`);
  const refusal = options.allowPrivate ? undefined : refusalOfUrl(url);
  if (refusal) throw new UsageError(`address refused: ${url} (${refusal})`);
  return withDatabase(async (db, { config }) => {
    const startedAt = Date.now();
    const sites = new SiteStore(db);
    await sites.ensureRegion('本地区', null);
    const siteId = await sites.saveLooseSite(url, {
      delayMs: options.delayMs ?? POLITE.delayMs,
      backOffMs: POLITE.backOffMs,
      timeoutMs: POLITE.timeoutMs,
      allowsPrivate: options.allowPrivate ?? false,
      maxPages: options.maxPages,
    });
    const { serverGroup } = (await sites.site(siteId)) as StoredSite;
    await new ServerGroupStore(db).setManners(serverGroup, { concurrency: options.concurrency ?? 1 });
    const app = await NestFactory.createApplicationContext(WorkerModule.with(config, log), {
      logger: new NestLog(log),
    });
    try {
      await app.get(Stages).plan({ siteId, reason: 'manual' });
      const roundId = await finishedRound(db, siteId, new Date(startedAt));
      if (options.out) await writeLines(new RoundStore(db), roundId, options.out);
      return summaryOf(db, roundId, (Date.now() - startedAt) / 1000);
    } finally {
      await app.close();
    }
  });
}

/** Waits for the round that ends after `since`. */
async function finishedRound(db: DataSource, siteId: number, since: Date): Promise<number> {
  for (;;) {
    const [row] = await db.query(
      `SELECT id FROM crawl_round WHERE site_id = $1 AND state = 'finished' AND finished_at >= $2 ORDER BY id DESC LIMIT 1`,
      [siteId, since],
    );
    if (row) return row.id;
    await sleep(100);
  }
}

async function writeLines(rounds: RoundStore, roundId: number, out: string): Promise<void> {
  const stream = createWriteStream(out, { encoding: 'utf8' });
  for (const { page } of await rounds.pages(roundId))
    if (page.kind === 'article' || page.kind === 'list') stream.write(`${JSON.stringify(extractJson(page))}\n`);
  stream.end();
  await finished(stream);
}

async function summaryOf(db: DataSource, roundId: number, seconds: number): Promise<Answer> {
  const [row] = await db.query(
    `SELECT count(*)::int AS pages, count(*) FILTER (WHERE d.kind = 'article')::int AS documents, coalesce(sum(c.bytes), 0)::float AS bytes
       FROM capture c LEFT JOIN document d ON d.capture_id = c.id WHERE c.round_id = $1`,
    [roundId],
  );
  const failures = await db.query(
    `SELECT outcome->>'kind' AS kind, count(*)::int AS count FROM crawl_task WHERE round_id = $1 AND state = 'failed' GROUP BY 1`,
    [roundId],
  );
  const byKind = Object.fromEntries(failures.map(({ kind, count }: { kind: string; count: number }) => [kind, count]));
  const value = { ...row, seconds: Math.round(seconds * 1000) / 1000, failures: byKind };
  return { value, exitCode: row.pages === 0 ? 1 : 0 };
}
