import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@app/platform/config';
import { SILENT } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { TestDatabase, testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { importCatalog, importUnits } from '../cli/import.command';
import { county } from '../sandbox/county/county';
import { writeCountyFiles } from '../sandbox/files';
import { serveCounty, ServedCounty } from '../sandbox/serve';
import { WorkerModule } from './worker.module';

/** The county read whole and then once more by what leads on: nothing changed there, so nothing may change here. */
let database: TestDatabase;
let worker: INestApplicationContext;
let served: ServedCounty;
let folder: string;

const MANNERS = { delayMs: 0, backOffMs: 200, timeoutMs: 3_000, allowsPrivate: true };
/** The scripted site needs a browser, which not every machine that runs specs has. */
const LEFT_OUT = 'market';

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mingjian-county-'));
  served = await serveCounty({ hangMs: 300 });
  const files = await writeCountyFiles(folder, served.sites);
  await importUnits(database.dataSource, files.units, {
    region: '明州市清河县',
    today: county().today,
    manners: MANNERS,
  });
  for (const { unit, kind, file } of files.catalogs) await importCatalog(database.dataSource, { file, unit, kind });
  const config = loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: folder });
  worker = await NestFactory.createApplicationContext(WorkerModule.with(config, SILENT), { logger: false });
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await served?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const query = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

/** One round of every site, observed, judged and reconciled. */
async function round(reason: 'first' | 'scheduled'): Promise<void> {
  const left = served.sites.find(({ id }) => id === LEFT_OUT)?.url;
  const sites = (await new SiteStore(database.dataSource).sites()).filter(({ homeUrl }) => homeUrl !== `${left}/`);
  const before = (await query('SELECT coalesce(max(id), 0) AS id FROM crawl_round'))[0].id;
  for (const { id } of sites) await worker.get(Stages).plan({ siteId: id, reason });
  const waiting = `
    SELECT (SELECT count(*)::int FROM site s WHERE s.id = ANY ($2)
              AND NOT EXISTS (SELECT FROM crawl_round r WHERE r.site_id = s.id AND r.id > $1 AND r.state = 'finished'))
         + (SELECT count(*)::int FROM unit_scope c JOIN crawl_round r ON r.site_id = c.site_id AND r.id > $1
             WHERE NOT EXISTS (SELECT FROM observation o JOIN evaluation e ON e.observation_id = o.id
                                WHERE o.round_id = r.id AND o.unit_id = c.unit_id AND e.reconciled_at IS NOT NULL)) AS left`;
  const until = Date.now() + 120_000;
  for (;;) {
    const [{ left: open }] = await query(waiting, [before, sites.map(({ id }) => id)]);
    if (open === 0) return;
    if (Date.now() > until) throw new Error(`${open} rounds or judgements did not end`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const alerts = () => query(`SELECT fingerprint, kind, state, explanation FROM alert ORDER BY fingerprint`);
const outcomes = async () =>
  query(
    `SELECT f.unit_id, f.code, f.subject, f.outcome FROM finding f JOIN evaluation e ON e.id = f.evaluation_id
       JOIN observation o ON o.id = e.observation_id
      WHERE o.round_id IN (SELECT max(id) FROM crawl_round GROUP BY site_id) AND f.outcome IN ('fail', 'pass') ORDER BY 1, 2, 3`,
  );

describe('the county, read twice', () => {
  it('is judged the same by an incremental round, with a fraction of the requests', async () => {
    await round('first');
    const [first, judged] = [await alerts(), await outcomes()];
    const pages = `SELECT count(*)::int AS pages FROM capture WHERE round_id IN (SELECT max(id) FROM crawl_round GROUP BY site_id)`;
    const [{ pages: all }] = await query(pages);
    await query(`UPDATE crawl_round SET today = today - 1`); // the sandbox knows one day; its first round was yesterday
    await round('scheduled');
    const scopes = await query(`SELECT scope, count(*)::int AS rounds FROM crawl_round GROUP BY scope ORDER BY scope`);
    expect(scopes).toEqual([
      { scope: 'full', rounds: 5 },
      { scope: 'incremental', rounds: 5 },
    ]);
    const [{ pages: again }] = await query(pages);
    expect(again).toBeLessThan(all / 2);
    expect(first.length).toBeGreaterThan(80);
    expect(await alerts()).toEqual(first);
    expect(await outcomes()).toEqual(judged);
  }, 300_000);
});
