import { ChildProcess, fork } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { CatalogStore } from '@app/catalog/catalog.store';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { objectStoreOf } from '@app/crawling/capture.module';
import { createCaptureStore } from '@app/crawling/capture.store';
import { verifySite } from '@app/crawling/evidence.client';
import { loadConfig } from '@app/platform/config';
import { migrate, openDatabase } from '@app/platform/database.client';
import { EmbeddedPostgres, startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { migrateQueues } from '@app/platform/queues.client';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { progressOf } from '../progress';
import { CountyPages, countyPages } from './county-pages';
import type { Figures } from './main';

const WORKERS = 3;
const SITES = 6;
/** While processes are killed the sites are read slowly, so that the crawl lasts as long as the killing. */
const DELAY_MS = 300;
/** Between two kills: a process comes up and reads, and seldom gets far; leases of the dead last 20 s. */
const PAUSE_MS = { least: 1_000, most: 6_000 };
const RESTART_MS = 300;
/** What is left when the killing is over has to end in this time. */
const REST_MS = 900_000;

/**
 * 断电 — several workers, the scheduler and PostgreSQL are killed with -9 at random moments of a crawl; then what is
 * stored is compared with what the sites hold and with a run that nobody disturbed. `--times 200 --pages 800`.
 */
export async function bench(): Promise<Figures> {
  const options = { times: { type: 'string', default: '200' }, pages: { type: 'string', default: '800' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  const site = countyPages(Number(values.pages));
  say(`undisturbed: ${SITES} sites of ${site.pageCount} pages`);
  const calm = await run(site, 0);
  say(`${JSON.stringify(calm.figures)}\ndisturbed: ${values.times} kills`);
  const wild = await run(site, Number(values.times));
  const isSame = JSON.stringify(wild.effects) === JSON.stringify(calm.effects);
  const { lost, doubled, failed } = wild.figures;
  return {
    ...wild.figures,
    undisturbedSeconds: calm.figures.seconds ?? 0,
    undisturbedRequests: calm.figures.requests ?? 0,
    effects: wild.effects.length,
    sameEffectsAsUndisturbed: isSame,
    isWithin: isSame && lost === 0 && doubled === 0 && failed === 0,
  };
}

/** What a run left behind; effects are alerts and their events, by site instead of by port. */
interface Aftermath {
  readonly figures: Figures;
  readonly effects: readonly string[];
}

async function run(site: CountyPages, times: number): Promise<Aftermath> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjian-kill-'));
  const world = await openWorld(folder, site, times === 0 ? 0 : DELAY_MS);
  try {
    const startedMs = Date.now();
    const kills = await disturb(world, times);
    const killedMs = Date.now();
    const before = await progressOf(world.db);
    await untilDone(world);
    const figures = {
      kills: times,
      ...kills,
      killingSeconds: seconds(killedMs - startedMs),
      pagesReadWhenTheKillingEnded: before.pages,
      seconds: seconds(Date.now() - startedMs),
      requests: world.requests(),
      ...(await reckoning(world, site)),
    };
    return { figures, effects: await effectsOf(world) };
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

interface World {
  readonly folder: string;
  readonly db: DataSource;
  readonly origins: readonly string[];
  readonly processes: readonly Kept[];
  requests(): number;
  /** Kills PostgreSQL and starts it again on the same address. */
  killDatabase(): Promise<void>;
  close(): Promise<void>;
}

async function openWorld(folder: string, site: CountyPages, delayMs: number): Promise<World> {
  let asked = 0;
  const sites = Array.from({ length: SITES }, () =>
    createHttpServer((request, response) => {
      asked += 1;
      const page = site.page(request.url ?? '/');
      response.writeHead(page ? 200 : 404, page ? { 'content-type': page.contentType } : {}).end(page?.body);
    }),
  );
  const origins = await Promise.all(sites.map(listening));
  let postgres = await startPostgres(folder);
  const proxy = openProxy(() => Number(new URL(postgres.url).port));
  const url = new URL(postgres.url);
  url.host = new URL(await listening(proxy.server)).host;
  const db = await prepared(url.href, { origins, site, delayMs });
  const log = openSync(join(folder, 'processes.log'), 'a');
  const env = {
    ...process.env,
    DATABASE_URL: url.href,
    MINGJIAN_DATA: folder,
    LOG_LEVEL: 'warn',
    CHROMIUM_PATH: '/nonexistent',
  };
  const script = (app: string) => join(__dirname, '../..', app, 'main.js');
  const processes = [...Array<string>(WORKERS).fill('worker'), 'scheduler'].map((app) =>
    keep(app, script(app), env, log),
  );
  return {
    folder,
    db,
    origins,
    processes,
    requests: () => asked,
    killDatabase: async () => {
      process.kill(postmasterOf(folder), 'SIGKILL');
      proxy.cut();
      await sleep(RESTART_MS);
      postgres = await startPostgres(folder);
    },
    close: async () => {
      for (const each of processes) each.end();
      await db.destroy().catch(() => undefined);
      await postgres.stop();
      proxy.cut();
      for (const server of [proxy.server, ...sites]) server.close();
      for (const server of sites) server.closeAllConnections();
    },
  };
}

/** Commits are durable as in the product: a kill of the server is a crash, not a power cut. */
function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres(folder, SILENT, { exclusive: true });
}

function postmasterOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One address for a server that comes back on another port each time, as a service of the system would keep its own. */
function openProxy(portOf: () => number): { server: Server; cut(): void } {
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(portOf(), '127.0.0.1');
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  return {
    server,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

interface Kept {
  readonly name: string;
  kill(): boolean;
  end(): void;
}

/** A process that is started again whenever it ends. */
function keep(name: string, script: string, env: NodeJS.ProcessEnv, log: number): Kept {
  let child: ChildProcess;
  let isEnding = false;
  const start = () => {
    if (isEnding) return;
    child = fork(script, [], { env, stdio: ['ignore', log, log, 'ipc'] });
    child.once('exit', () => setTimeout(start, RESTART_MS));
  };
  start();
  return {
    name,
    kill: () => child.kill('SIGKILL'),
    end: () => {
      isEnding = true;
      child.kill('SIGKILL');
    },
  };
}

async function prepared(
  url: string,
  {
    origins,
    site,
    delayMs,
  }: { readonly origins: readonly string[]; readonly site: CountyPages; readonly delayMs: number },
): Promise<DataSource> {
  const db = await openDatabase({ databaseUrl: url, databasePoolSize: 4 }, SILENT);
  await migrate(db);
  await migrateQueues({ databaseUrl: url });
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  const manners = { delayMs, backOffMs: 200, timeoutMs: 10_000, allowsPrivate: true };
  await sites.saveUnits(region.id, origins.map(unitAt), manners);
  await db.query('UPDATE site SET max_pages = $1', [site.pageCount + 10]);
  const catalogs = new CatalogStore(db);
  const source = { name: 'catalog.csv', sha256: 'f'.repeat(64) };
  for (const { id, unit } of await sites.units())
    await catalogs.saveCatalog(id, { items: [itemOf(unit.name)], problems: [] }, source);
  return db;
}

function unitAt(origin: string, at: number): UnitEntry {
  const name = `清河县第${at + 1}局`;
  return {
    unit: { name, aliases: [], kind: 'department', registeredOn: null },
    scope: { homeUrl: `${origin}/`, pathPrefixes: [], isOwnSite: true, plans: [] },
    siteName: name,
    email: null,
    contact: null,
  };
}

function itemOf(unit: string) {
  return {
    row: 3,
    group: '财政信息',
    name: '财政收支情况',
    levels: ['财政信息', '财政收支情况'],
    elements: [],
    basis: [],
    timeLimit: '每季度公开',
    limits: readTimeLimits('每季度公开'),
    unit,
    channels: [{ name: '政府网站', selected: true }],
    audience: null,
    method: 'proactive' as const,
    tiers: [],
    section: '财政信息',
    cells: {},
  };
}

/** Kills one of the processes or the database at a time; answers how often each. */
async function disturb(world: World, times: number): Promise<Record<string, number>> {
  const kills: Record<string, number> = { worker: 0, scheduler: 0, postgres: 0 };
  for (let count = 0; count < times; count += 1) {
    await sleep(PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least));
    const victims = [...world.processes, ...world.processes.filter(({ name }) => name === 'worker')];
    const victim = victims[Math.floor(Math.random() * (victims.length + 2))];
    if (!victim) await world.killDatabase();
    else if (!victim.kill()) continue;
    const name = victim?.name ?? 'postgres';
    kills[name] = (kills[name] ?? 0) + 1;
    if (count % 20 === 19) say(`${count + 1} kills, ${JSON.stringify(await patiently(() => progressOf(world.db)))}`);
  }
  return kills;
}

async function untilDone({ db }: World): Promise<void> {
  const end = Date.now() + REST_MS;
  while (!(await patiently(() => progressOf(db))).isDone) {
    if (Date.now() > end) throw new Error(`not done ${REST_MS / 1000} s after the last kill`);
    await sleep(1_000);
  }
}

/** The database may be away for a moment. */
async function patiently<T>(question: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await question();
    } catch (error) {
      if (tries === 60) throw error;
      await sleep(500);
    }
  }
}

/** What should be there and is not, what is there more than once, what failed, and whether the evidence holds. */
async function reckoning({ db, folder, origins }: World, site: CountyPages): Promise<Figures> {
  const rows: { url: string; count: number }[] = await db.query(
    `SELECT t.url, count(c.id)::int AS count FROM crawl_task t LEFT JOIN capture c ON c.round_id = t.round_id AND c.url = t.url
      WHERE t.state = 'done' AND EXISTS (SELECT FROM document d WHERE d.capture_id = t.capture_id) GROUP BY t.id, t.url`,
  );
  const stored = new Map<string, number>();
  for (const { url, count } of rows) stored.set(url, (stored.get(url) ?? 0) + count);
  const expected = origins.flatMap((origin) => site.articles.map(({ path }) => `${origin}${path}`));
  const [counts] = await db.query(`
    SELECT (SELECT count(*)::int FROM crawl_round) AS rounds,
           (SELECT count(*)::int FROM crawl_round WHERE state <> 'finished' OR gap IS NOT NULL) AS "roundsWithGap",
           (SELECT count(*)::int FROM crawl_task WHERE state = 'failed') AS failed,
           (SELECT count(*) - count(DISTINCT (round_id, key, via)) FROM crawl_task)::int
           + (SELECT count(*) - count(DISTINCT (unit_id, round_id)) FROM observation)::int
           + (SELECT count(*) - count(DISTINCT (alert_id, kind, note)) FROM alert_event)::int
           + (SELECT count(*) - count(DISTINCT (site_id, chain_position)) FROM capture)::int AS "doubledRows"`);
  const doubledPages = [...stored.values()].filter((count) => count > 1).length;
  const captures = createCaptureStore(objectStoreOf(loadConfig({ MINGJIAN_DATA: folder })));
  const sites: { id: number; homeUrl: string }[] = await db.query('SELECT id, home_url AS "homeUrl" FROM site');
  const chains = [];
  for (const each of sites) chains.push(await verifySite(db, each, { captures }));
  return {
    pages: stored.size,
    expectedPages: SITES * site.pageCount,
    lost: Math.max(expected.filter((url) => !stored.has(url)).length, SITES * site.pageCount - stored.size),
    doubled: doubledPages + counts.doubledRows,
    failed: counts.failed,
    rounds: counts.rounds,
    roundsWithGap: counts.roundsWithGap,
    capturesRehashed: chains.reduce((sum, { rehashed }) => sum + rehashed, 0),
    brokenChains: chains.filter(({ broken }) => broken !== null).length,
  };
}

async function effectsOf({ db, origins }: World): Promise<string[]> {
  const rows: { line: string }[] = await db.query(
    `SELECT concat_ws(' ', u.name, a.code, a.kind, a.state, a.subject, a.revision,
                      (SELECT string_agg(kind, ',' ORDER BY id) FROM alert_event e WHERE e.alert_id = a.id)) AS line
       FROM alert a JOIN unit u ON u.id = a.unit_id`,
  );
  return rows
    .map(({ line }) => origins.reduce((text, origin, at) => text.replaceAll(origin, `site-${at}`), line))
    .sort();
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
