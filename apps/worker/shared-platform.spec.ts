import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LocalSite, pageOf, send, serve } from '@app/crawling/site.fixture';
import { loadConfig } from '@app/platform/config';
import { SILENT } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { TestDatabase, testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { WorkerModule } from './worker.module';

/** 集约化平台 — two workers, several sites of one server group: one request at a time, whoever asks. */
let database: TestDatabase;
let workers: INestApplicationContext[] = [];
let folder: string;
let servers: LocalSite[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mingjian-shared-'));
  await new SiteStore(database.dataSource).ensureRegion('明州市清河县', '2026-11-18');
  const config = loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: folder });
  for (let at = 0; at < 2; at += 1)
    workers.push(await NestFactory.createApplicationContext(WorkerModule.with(config, SILENT), { logger: false }));
}, 120_000);

afterAll(async () => {
  for (const worker of workers) await worker.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
  workers = [];
}, 60_000);

afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

const MANNERS = { delayMs: 0, backOffMs: 60_000, timeoutMs: 12_000, allowsPrivate: true };

async function siteOn(origin: string, group: string): Promise<number> {
  const id = await new SiteStore(database.dataSource).saveLooseSite(`${origin}/`, MANNERS);
  await database.dataSource.query(
    `INSERT INTO server_group (name, delay_ms, back_off_ms) VALUES ($1, 0, 60000) ON CONFLICT DO NOTHING`,
    [group],
  );
  await database.dataSource.query('UPDATE site SET server_group = $2 WHERE id = $1', [id, group]);
  return id;
}

const query = async (sql: string, values: unknown[]) => (await database.dataSource.query(sql, values))[0];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function finished(sites: readonly number[]): Promise<void> {
  const until = Date.now() + 60_000;
  const sql = `SELECT count(*)::int AS done FROM crawl_round WHERE state = 'finished' AND site_id = ANY ($1)`;
  while ((await query(sql, [sites])).done < sites.length) {
    if (Date.now() > until) throw new Error('the rounds did not end');
    await pause(100);
  }
}

describe('a server group', () => {
  it('is asked by one worker at a time, though both have rounds for it', async () => {
    let open = 0;
    let most = 0;
    for (let at = 0; at < 3; at += 1)
      servers.push(
        await serve((request, response) => {
          most = Math.max(most, (open += 1));
          const links = Array.from({ length: 8 }, (_, to) => `/${to}.html`);
          setTimeout(() => {
            open -= 1;
            send(response, request.url === '/robots.txt' ? 404 : 200, pageOf(`第${request.url}页`, links));
          }, 20);
        }),
      );
    const sites = await Promise.all(servers.map(({ origin }) => siteOn(origin, 'platform.example')));
    await Promise.all(
      sites.map((siteId, at) => workers[at % 2]?.get(Stages).plan({ siteId, reason: 'first' }, `k${at}`)),
    );
    await finished(sites);
    expect(most).toBe(1);
    expect(servers.map(({ asked }) => asked.length)).toEqual([10, 10, 10]);
  }, 90_000);

  it('is read once a day, however often the timetable asks, and again when a person does', async () => {
    const server = await serve((request, response) =>
      send(response, request.url === '/robots.txt' ? 404 : 200, pageOf('首页')),
    );
    servers.push(server);
    const siteId = await siteOn(server.origin, 'daily.example');
    const stages = workers[0]?.get(Stages);
    const homeReads = () => server.asked.filter(({ url }) => url === '/').length;
    await stages?.plan({ siteId, reason: 'first' });
    await finished([siteId]);
    await stages?.plan({ siteId, reason: 'scheduled' });
    await pause(1_500);
    expect(homeReads()).toBe(1);
    await stages?.plan({ siteId, reason: 'manual' });
    while (homeReads() < 2) await pause(50);
  }, 90_000);

  it('stays leased while one page takes long', async () => {
    const server = await serve(
      (request, response) => void setTimeout(() => send(response, 404, ''), request.url === '/robots.txt' ? 8_000 : 0),
    );
    servers.push(server);
    const siteId = await siteOn(server.origin, 'slow.example');
    await workers[0]?.get(Stages).plan({ siteId, reason: 'first' });
    while (server.asked.length === 0) await pause(50);
    await pause(6_500);
    const left = `SELECT extract(epoch FROM leased_until - now())::float AS seconds FROM server_group WHERE name = $1`;
    expect((await query(left, ['slow.example'])).seconds).toBeGreaterThan(15);
    await finished([siteId]);
  }, 90_000);

  it('rests when the server wants it, and no other worker disturbs it', async () => {
    const server = await serve((request, response) =>
      request.url === '/' || request.url === '/robots.txt'
        ? send(response, 200, request.url === '/' ? pageOf('首页', ['/a.html', '/b.html']) : '')
        : send(response, 429, '', { 'retry-after': '600' }),
    );
    servers.push(server);
    const siteId = await siteOn(server.origin, 'tired.example');
    await workers[0]?.get(Stages).plan({ siteId, reason: 'first' });
    while (!server.asked.some(({ url }) => url === '/a.html' || url === '/b.html')) await pause(50);
    await pause(1_000);
    const { id } = await query('SELECT id FROM crawl_round WHERE site_id = $1', [siteId]);
    await workers[1]?.get(Stages).fetch(id, 'resumed');
    await pause(3_000);
    expect(server.asked.filter(({ url }) => /[ab]\.html/.test(url))).toHaveLength(1);
  }, 90_000);

  it('ends the round of a server that asks for longer than is worth waiting', async () => {
    const server = await serve((request, response) =>
      request.url === '/' || request.url === '/robots.txt'
        ? send(response, 200, request.url === '/' ? pageOf('首页', ['/a.html', '/b.html']) : '')
        : send(response, 429, '', { 'retry-after': '7200' }),
    );
    servers.push(server);
    const siteId = await siteOn(server.origin, 'gone.example');
    await workers[0]?.get(Stages).plan({ siteId, reason: 'first' });
    await finished([siteId]);
    const { gap } = await query('SELECT gap FROM crawl_round WHERE site_id = $1', [siteId]);
    expect(gap).toBe('网站要求放慢采集或多次无应答，本轮提前结束');
  }, 90_000);
});
