import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { BatchStore } from '@app/crawling/batch.store';
import { CaptureStore } from '@app/crawling/capture.store';
import { CrawlStore } from '@app/crawling/crawl.store';
import { createTaskReader } from '@app/crawling/task.reader';
import { SiteStore } from '@app/sites/site.store';
import { extract } from '../../crawlers/index';
import { county } from '../sandbox/county/county';
import { EarlierPage, earlierPages } from '../sandbox/county/earlier';
import { sitePages } from '../sandbox/markup/site-pages';
import { bytesOf, ServedSite } from '../sandbox/serve';

/** Such a round is no measure for later ones and judges nobody. */
const GAP = '演示历史：只留存了目录页';

/** Keeps the pages that earlier rounds met, read and stored like those of any round. */
export async function installHistory(
  db: DataSource,
  captures: CaptureStore,
  served: readonly ServedSite[],
): Promise<void> {
  const sites = new SiteStore(db);
  const bases = Object.fromEntries(served.map(({ id, url }) => [id, url]));
  const units = await sites.units();
  for (const page of earlierPages(county())) {
    const base = bases[page.siteId];
    const unit = units.find(({ scope }) => base !== undefined && scope.homeUrl.startsWith(`${base}/`));
    if (!base || !unit) throw new Error(`no unit was imported for the site ${page.siteId}`);
    await keepPage(db, captures, { page, siteId: unit.siteId, bases, base });
  }
}

async function keepPage(
  db: DataSource,
  captures: CaptureStore,
  { page, siteId, bases, base }: { page: EarlierPage; siteId: number; bases: Record<string, string>; base: string },
): Promise<void> {
  const [crawl, batches] = [new CrawlStore(db), new BatchStore(db)];
  const url = `${base}${page.path}`;
  const { roundId } = await crawl.openRound({ id: siteId, seeds: [url] }, page.on, 'manual');
  const [task] = await batches.take(roundId, 1);
  if (!task) throw new Error(`round ${roundId} has no task`);
  const scope = { homeUrl: `${base}/`, pathPrefixes: [], isOwnSite: true, plans: [] };
  const reader = createTaskReader(extract, scope, { bytes: new Map(), lists: new Map() });
  const outcome = reader.read(task, answerOf(page, url, bases));
  if (outcome.kind !== 'page') throw new Error(`the earlier page ${url} cannot be read`);
  const stored = await captures.putAll([outcome.record]);
  await batches.save({ roundId, outcomes: [{ ...outcome, found: [] }], stored, maxTasks: 1 });
  await crawl.closeRound(roundId, GAP);
}

/** What the site's server would have answered at ten in the morning of that day. */
function answerOf({ county: then, siteId, path, on }: EarlierPage, url: string, bases: Record<string, string>) {
  const shown = sitePages(then, siteId, bases).get(path)?.();
  if (typeof shown?.body !== 'string') throw new Error(`the county has no page ${path}`);
  const body = Buffer.from(bytesOf(shown, then.sites.find(({ id }) => id === siteId)?.charset ?? 'utf-8'));
  const capture = {
    url,
    finalUrl: url,
    status: 200,
    capturedAt: `${on}T02:00:00.000Z`,
    sha256: createHash('sha256').update(body).digest('hex'),
    contentType: shown.type,
    bytes: body.length,
    via: 'http' as const,
  };
  const head = {
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['content-type', shown.type]] as const,
    address: '127.0.0.1',
    tls: null,
  };
  return { ok: true as const, capture, head, body, html: shown.body };
}
