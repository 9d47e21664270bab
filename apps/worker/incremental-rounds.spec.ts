import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CaptureStore } from '@app/crawling/capture.store';
import { CAPTURES } from '@app/crawling/capture.token';
import { RoundPage, RoundStore } from '@app/crawling/round.store';
import { LocalSite, send, serve } from '@app/crawling/site.fixture';
import { loadConfig } from '@app/platform/config';
import { SILENT } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { TestDatabase, testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { WorkerModule } from './worker.module';

/** 增量采集 — rounds of one site after another, as the timetable asks for them. */
let database: TestDatabase;
let worker: INestApplicationContext;
let folder: string;
let site: LocalSite;
let siteId: number;
let county: County;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mingjian-incremental-'));
  await new SiteStore(database.dataSource).ensureRegion('明州市清河县', null);
  const config = loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: folder });
  worker = await NestFactory.createApplicationContext(WorkerModule.with(config, SILENT), { logger: false });
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

beforeEach(async () => {
  county = { articles: Array.from({ length: 25 }, (_, at) => 100 - at), gone: new Set(), isRedesigned: false, map: [] };
  site = await serve((request, response) => {
    const path = request.url ?? '/';
    const body = pageAt(county, path, site.origin);
    if (body === undefined) return send(response, 404, '<title>404</title>');
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    const type = /\.(txt|xml)$/.test(path) ? 'text/plain' : 'text/html; charset=utf-8';
    send(response, 200, body, { etag, 'content-type': type });
  });
  siteId = await new SiteStore(database.dataSource).saveLooseSite(`${site.origin}/`, {
    delayMs: 0,
    backOffMs: 200,
    timeoutMs: 3_000,
    allowsPrivate: true,
  });
});
afterEach(() => site.close());

interface County {
  /** Numbers of the articles, newest first; ten to a page of the list. */
  articles: number[];
  gone: Set<number>;
  /** The new template builds its lists in a way nobody knows. */
  isRedesigned: boolean;
  /** Addresses the sitemap names besides. */
  map: string[];
}

const titleOf = (number: number) => `清河县财政局关于第${number}号专项资金安排情况的公告`;
const dayOf = (number: number) => new Date(Date.UTC(2026, 6, 1) + number * 86_400_000).toISOString().slice(0, 10);
const shell = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><div class="nav"><a href="/">首页</a> <a href="/czxx/">财政信息</a> <a href="/tzgg/">通知公告</a></div>${body}</body></html>`;

function pageAt(state: County, path: string, origin: string): string | undefined {
  if (path === '/robots.txt') return `User-agent: *\nDisallow:\nSitemap: ${origin}/map.xml\n`;
  if (path === '/map.xml')
    return `<urlset>${state.map.map((each) => `<url><loc>${origin}${each}</loc></url>`).join('')}</urlset>`;
  if (path === '/') return shell('清河县财政局', '<p>欢迎访问清河县财政局网站。</p>');
  if (path === '/tzgg/') return listPage(state, '通知公告', state.articles.slice(0, 5), []);
  const number = /^\/art\/(\d+)\.html$/.exec(path)?.[1];
  if (number) return state.gone.has(Number(number)) ? undefined : article(Number(number));
  const page = path === '/czxx/' ? 1 : Number(/^\/czxx\/index_(\d+)\.html$/.exec(path)?.[1] ?? NaN);
  const pages = Math.ceil(state.articles.length / 10);
  if (!(page >= 1 && page <= pages)) return undefined;
  const further = Array.from({ length: pages - page }, (_, at) => page + 1 + at);
  return listPage(state, '财政信息', state.articles.slice((page - 1) * 10, page * 10), further, page);
}

function listPage(state: County, name: string, numbers: number[], further: number[], page = 1): string {
  const place = `<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="#">${name}</a></div>`;
  if (state.isRedesigned) return shell(name, `${place}<main><p>${name}栏目正在使用新版页面。</p></main>`);
  const rows = numbers.map(
    (number) => `<li><a href="/art/${number}.html">${titleOf(number)}</a><span>${dayOf(number)}</span></li>`,
  );
  const links = further.map((each) => `<a href="/czxx/index_${each}.html">${each}</a>`);
  const pager = further.length > 0 ? `<div class="page"><span>${page}</span>${links.join(' ')}</div>` : '';
  return shell(name, `${place}<ul class="list">${rows.join('')}</ul>${pager}`);
}

function article(number: number): string {
  const text = `<p>${'按照预算安排和资金管理办法，现将有关情况予以公告。'.repeat(12)}</p>`;
  const position = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/czxx/">财政信息</a></div>';
  return shell(
    titleOf(number),
    `${position}<h1>${titleOf(number)}</h1><div class="info">发布日期：${dayOf(number)} 来源：清河县财政局</div><div class="content">${text}</div>`,
  );
}

const one = async (sql: string, values: unknown[]) => (await database.dataSource.query(sql, values))[0];

/** One more round as the timetable would open it; answers what it asked for, in order, and the round. */
async function round(reason: 'first' | 'scheduled' = 'scheduled') {
  const from = site.asked.length;
  const dueAt = new Date(Date.now() - 90_000).toISOString();
  await database.dataSource.query(`UPDATE site SET next_round_at = now() - interval '1 minute' WHERE id = $1`, [
    siteId,
  ]);
  const before = (await one('SELECT coalesce(max(id), 0) AS id FROM crawl_round WHERE site_id = $1', [siteId])).id;
  await worker.get(Stages).plan({ siteId, reason, dueAt });
  const until = Date.now() + 60_000;
  const newest = `SELECT * FROM crawl_round WHERE site_id = $1 AND id > $2 AND state = 'finished'`;
  let row = await one(newest, [siteId, before]);
  while (!row) {
    if (Date.now() > until) throw new Error('the round did not end');
    await new Promise((resolve) => setTimeout(resolve, 50));
    row = await one(newest, [siteId, before]);
  }
  const pages: RoundPage[] = await new RoundStore(database.dataSource).pages(row.id);
  return { row, pages, asked: site.asked.slice(from).map(({ url }) => url) };
}

const pathsOf = (pages: RoundPage[], isCarried: boolean) =>
  pages
    .filter((page) => Boolean(page.isCarried) === isCarried)
    .map(({ capture }) => capture.url.slice(site.origin.length))
    .sort();
const HUBS = ['/', '/czxx/', '/tzgg/'];

describe('the timetable’s rounds of a site', () => {
  it('begin with everything and go on with what leads on', async () => {
    await database.dataSource.query('UPDATE site SET expected_min_pages = 20 WHERE id = $1', [siteId]);
    const first = await round('first');
    expect(first.row).toMatchObject({ scope: 'full', gap: null, suspended: null });
    expect(first.asked.filter((url) => url.startsWith('/art/'))).toHaveLength(25);

    const second = await round();
    expect(second.row).toMatchObject({ scope: 'incremental', base_round: first.row.id, gap: null, suspended: null });
    expect(second.asked).toEqual(['/robots.txt', '/map.xml', ...HUBS]);
    expect(pathsOf(second.pages, false)).toEqual(HUBS);
    expect(second.pages).toHaveLength(first.pages.length);
  }, 120_000);

  it('take a 304 for the same page read now: new instant, same bytes, same content', async () => {
    const first = await round('first');
    const second = await round();
    const home = (pages: RoundPage[]) => pages.find(({ capture }) => capture.url === `${site.origin}/czxx/`);
    expect(home(second.pages)?.capture).toMatchObject({ status: 304, sha256: home(first.pages)?.capture.sha256 });
    expect(home(second.pages)?.page).toEqual(home(first.pages)?.page);
    expect(home(second.pages)?.isCarried).toBeUndefined();
    const stored = await one(
      `SELECT sha256, jsonb_build_object('file', warc_file, 'offset', warc_offset, 'length', warc_length) AS location
         FROM capture WHERE round_id = $1 AND url = $2`,
      [second.row.id, `${site.origin}/czxx/`],
    );
    const bytes = await worker.get<CaptureStore>(CAPTURES).get(stored.sha256, stored.location);
    expect(bytes.toString()).toBe(pageAt(county, '/czxx/', site.origin));
  }, 120_000);

  it('find what is new by the lists, and follow a list while it shows new entries', async () => {
    await round('first');
    county.articles.unshift(101);
    const { asked, pages, row } = await round();
    expect(row.gap).toBeNull();
    expect(asked.filter((url) => url.startsWith('/art/'))).toEqual(['/art/101.html']);
    // Page 1 shows something new, so what stood at its end is looked for on page 2; page 2 shows nothing new.
    expect(asked.filter((url) => url.startsWith('/czxx/'))).toEqual(['/czxx/', '/czxx/index_2.html']);
    expect(pathsOf(pages, true)).toContain('/czxx/index_3.html');
    // An entry may slip from page 2 to the page that was not read: its article is still there, and nothing is proved of that part.
    for (const number of county.articles)
      expect(pages.some(({ capture }) => capture.url.endsWith(`/art/${number}.html`))).toBe(true);
  }, 120_000);

  it('find by the sitemap what no list shows', async () => {
    await round('first');
    county.map = ['/art/7.html', '/art/100.html'];
    const { asked } = await round();
    expect(asked.filter((url) => url.startsWith('/art/'))).toEqual(['/art/7.html']);
  }, 120_000);

  it('visit an article again when its time has come, and let go of what is gone', async () => {
    await round('first');
    county.gone.add(90);
    const due = `UPDATE page_visit SET next_visit_at = now() - interval '1 hour' WHERE site_id = $1 AND url LIKE '%/art/9%'`;
    await database.dataSource.query(due, [siteId]);
    const second = await round();
    expect(second.asked.filter((url) => url.startsWith('/art/')).sort()).toEqual(
      [90, 91, 92, 93, 94, 95, 96, 97, 98, 99].map((number) => `/art/${number}.html`),
    );
    const urls = (pages: RoundPage[]) => pages.map(({ capture }) => capture.url.slice(site.origin.length));
    expect(urls(second.pages)).not.toContain('/art/90.html');
    expect(urls(second.pages)).toContain('/art/91.html');
    const third = await round();
    expect(urls(third.pages)).not.toContain('/art/90.html');
    expect(third.asked).not.toContain('/art/90.html');
  }, 120_000);

  it('suspend a site whose template is no longer understood, keep its bounds, and read it whole until it is', async () => {
    const first = await round('first');
    county.isRedesigned = true;
    const second = await round();
    expect(second.row.suspended).toMatch(/2个栏目中有2个（.*）原有的条目在本轮全部未见/);
    expect(second.row.gap).toBe(`暂停评判：${second.row.suspended}`);
    const third = await round();
    expect(third.row).toMatchObject({ scope: 'full', suspended: expect.stringContaining('未见') });
    county.isRedesigned = false;
    const fourth = await round();
    expect(fourth.row).toMatchObject({ scope: 'full', gap: null, suspended: null });
    expect(fourth.pages).toHaveLength(first.pages.length);
  }, 120_000);

  it('keep when they were due, when the site is due again, and the pace of its server', async () => {
    const { row } = await round('first');
    expect(row.started_at.getTime() - row.due_at.getTime()).toBeGreaterThanOrEqual(90_000);
    const stored = await new SiteStore(database.dataSource).site(siteId);
    const hours = ((stored?.nextRoundAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(5.9);
    expect(hours).toBeLessThanOrEqual(24);
    const health = await one('SELECT late_seconds, scope FROM dashboard_site_health WHERE site_id = $1', [siteId]);
    expect(health).toMatchObject({ scope: 'full', late_seconds: expect.any(Number) });
    const day = await one('SELECT requests FROM server_group_day WHERE name = $1', [new URL(site.origin).host]);
    expect(day.requests).toBe(site.asked.length);
  }, 120_000);
});
