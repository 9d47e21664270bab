import { DataSource } from 'typeorm';
import { BatchStore } from '@app/crawling/batch.store';
import { CaptureStore } from '@app/crawling/capture.store';
import { CrawlStore } from '@app/crawling/crawl.store';
import { createTaskReader } from '@app/crawling/task.reader';
import { CatalogsInForce } from '@app/catalog/catalogs-in-force.store';
import { Evidence } from '@app/observation/observation';
import { ObservationStore } from '@app/observation/observation.store';
import { observe } from '@app/observation/observe';
import { SiteStore } from '@app/sites/site.store';
import { extract } from '../../crawlers/index';
import { county } from '../sandbox/county/county';
import { EarlierPage, earlierPages, earlierRounds } from '../sandbox/county/earlier';
import { earlierAnswer, earlierAnswers, earlierFailures } from '../sandbox/earlier-answers';
import { ServedSite } from '../sandbox/serve';

/** Such a round is no measure for later ones and judges nobody: it ended on its own day, too long ago to be taken up. */
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

/** Answers the page's evidence: a capture like any other, in its site's chain. */
export async function keepPage(
  db: DataSource,
  captures: CaptureStore,
  { page, siteId, bases, base }: KeptPage,
): Promise<Evidence> {
  const [crawl, batches] = [new CrawlStore(db), new BatchStore(db)];
  const url = `${base}${page.path}`;
  const { roundId } = await crawl.openRound({ id: siteId, seeds: [url] }, page.on, 'manual');
  const [task] = await batches.take(roundId, 1);
  if (!task) throw new Error(`round ${roundId} has no task`);
  const scope = { homeUrl: `${base}/`, pathPrefixes: [], isOwnSite: true, plans: [] };
  const reader = createTaskReader(extract, scope, { bytes: new Map(), lists: new Map() });
  const answer = earlierAnswer({ ...page, bases }, page.path);
  const outcome = answer && reader.read(task, answer);
  if (outcome?.kind !== 'page') throw new Error(`the earlier page ${url} cannot be read`);
  const stored = await captures.putAll([outcome.record]);
  await batches.save({ roundId, outcomes: [{ ...outcome, found: [] }], stored, maxTasks: 1 });
  await crawl.closeRound(roundId, GAP);
  await db.query(`UPDATE crawl_round SET started_at = $2, finished_at = $2 WHERE id = $1`, [
    roundId,
    outcome.capture.capturedAt,
  ]);
  const { capturedAt, sha256 } = outcome.capture;
  return { url, capturedAt, sha256 };
}

export interface KeptPage {
  readonly page: EarlierPage;
  readonly siteId: number;
  readonly bases: Readonly<Record<string, string>>;
  readonly base: string;
}

/** Stores what units showed in earlier rounds that were read to the end: what today's lists are held against. */
export async function installEarlierRounds(
  db: DataSource,
  captures: CaptureStore,
  served: readonly ServedSite[],
): Promise<void> {
  const [sites, catalogs] = [new SiteStore(db), new CatalogsInForce(db)];
  const bases = Object.fromEntries(served.map(({ id, url }) => [id, url]));
  for (const round of earlierRounds(county())) {
    const name = round.county.units.find(({ id }) => id === round.unitId)?.name;
    const stored = (await sites.units()).find(({ unit }) => unit.name === name);
    const base = bases[round.siteId];
    if (!stored || !base) throw new Error(`no unit was imported for ${round.unitId}`);
    const { id, unit, scope, siteId } = stored;
    for (const path of round.lists)
      await keepPage(db, captures, { page: { ...round, path, isAsToday: false }, siteId, bases, base });
    const ofUnit = await catalogs.ofUnit(id, round.on);
    const pages = earlierAnswers({ ...round, bases }).map(({ capture, html }) => ({
      capture,
      page: extract({ url: capture.url, html }),
    }));
    const observation = observe({
      ...{ unit, scope, pages, observedOn: round.on, catalogs: ofUnit },
      items: ofUnit.flatMap(({ kind, items }) => (kind === 'negative' ? [] : items)),
      failures: earlierFailures({ ...round, bases }),
      ...{ attachments: {}, isComplete: true, gap: null },
    });
    const [{ round: roundId }] = await db.query(`SELECT max(id) AS round FROM crawl_round WHERE site_id = $1`, [
      siteId,
    ]);
    const observationId = await new ObservationStore(db).save(id, roundId, observation);
    await db.query(
      `UPDATE observation o SET created_at = r.finished_at FROM crawl_round r WHERE o.id = $1 AND r.id = o.round_id`,
      [observationId],
    );
  }
}
