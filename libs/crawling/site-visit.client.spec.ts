import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, StoredSite } from '../sites/site.store';
import { createFetcher, Fetcher } from './fetcher.client';
import { ServerGroupStore } from './server-group.store';
import { LocalSite, pageOf, Routes, send, serve } from './site.fixture';
import { GivenUp, Pause, SiteVisit } from './site-visit.client';
import { StoredTask } from './task-outcome';
import { VisitStore } from './visit.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let groups: ServerGroupStore;
let server: LocalSite;
let fetcher: Fetcher;
let site: StoredSite;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  groups = new ServerGroupStore(db);
}, 120_000);
afterAll(() => drop?.());
afterEach(async () => {
  await fetcher.close();
  await server.close();
});

const MANNERS = { delayMs: 0, backOffMs: 60_000, timeoutMs: 3_000, allowsPrivate: true };

async function open(routes: Routes | Parameters<typeof serve>[0], group: Parameters<typeof groups.setManners>[1] = {}) {
  server = await serve(routes);
  const sites = new SiteStore(db);
  site = (await sites.site(await sites.saveLooseSite(`${server.origin}/`, MANNERS))) as StoredSite;
  await groups.setManners(site.serverGroup, group);
  fetcher = createFetcher({ homeUrl: site.homeUrl, delayMs: 0, allowPrivateOrigins: [server.origin], browser: false });
}

async function visit(isBulk = false): Promise<SiteVisit> {
  const group = await groups.state(site.serverGroup);
  if (!group) throw new Error('no group');
  return new SiteVisit({ site, fetcher, group, isBulk }, groups, new VisitStore(db));
}

const task = (path: string): StoredTask => ({
  id: '1',
  url: `${server.origin}${path}`,
  via: 'http',
  depth: 1,
  listPage: 0,
  attempts: 0,
  takes: 0,
});
const thrownBy = async (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a visit', () => {
  it('stops at the budget of its group for the day, for everybody, and goes on counting after a restart', async () => {
    await open({ '/a': pageOf('甲'), '/b': pageOf('乙') }, { dailyRequests: 2 });
    const first = await visit();
    await first.ask(task('/a'));
    await first.keepPace();
    const second = await visit();
    await second.ask(task('/b'));
    const pause = await thrownBy(second.ask(task('/a')));
    expect(pause).toBeInstanceOf(Pause);
    expect(pause).toMatchObject({ isGroupWide: true, message: expect.stringContaining('已达每日请求数上限2次') });
    expect(server.asked.filter(({ url }) => url !== '/robots.txt')).toHaveLength(2);
  });

  it('keeps a full round for the hours for bulk, and leaves the group to others meanwhile', async () => {
    const hour = new Date(Date.now() + 8 * 3_600_000).getUTCHours();
    await open({ '/a': pageOf('甲') }, { bulk: { from: (hour + 3) % 24, until: (hour + 4) % 24 } });
    const pause = await thrownBy((await visit(true)).ask(task('/a')));
    expect(pause).toBeInstanceOf(Pause);
    expect(pause).toMatchObject({ isGroupWide: false });
    expect(server.asked).toEqual([]);
    expect(await (await visit(false)).ask(task('/a'))).toMatchObject({ kind: 'page', fetched: { ok: true } });
  });

  it('reads an attachment that is the document itself whole, two hundred of a visit; of others the first bytes', async () => {
    const text: Routes[string] = (_request, response) => send(response, 200, '公告', { 'content-type': 'text/plain' });
    await open({ '/robots.txt': text, '/a.txt': text });
    const one = await visit();
    const file = (isDocument: boolean) => one.ask({ ...task('/a.txt'), via: 'attachment', isDocument });
    expect(await file(false)).toEqual({ kind: 'attachment', state: 'ok' });
    for (let count = 0; count < 200; count += 1)
      expect(await file(true)).toMatchObject({ state: 'ok', reading: { ok: true, content: { text: '公告' } } });
    expect(await file(true)).toEqual({ kind: 'attachment', state: 'ok' });
    const ranges = server.asked.filter(({ url }) => url === '/a.txt').map(({ headers }) => headers.range ?? '');
    expect(ranges.filter((range) => range !== '')).toHaveLength(2);
  });

  it('carries the back-off of its group over a restart', async () => {
    await open({ '/a': (_request, response) => send(response, 429, '', { 'retry-after': '120' }) });
    const first = await visit();
    await first.ask(task('/a'));
    await first.keepPace();
    const pause = await thrownBy((await visit()).ask(task('/a')));
    expect(pause).toMatchObject({ isGroupWide: true });
    expect((pause as Pause).untilMs - Date.now()).toBeGreaterThan(110_000);
  });

  it('gives a round up when the server wants more than an hour', async () => {
    await open({ '/a': (_request, response) => send(response, 429, '', { 'retry-after': '7200' }) });
    const visiting = await visit();
    await visiting.ask(task('/a'));
    expect(await thrownBy(visiting.ask(task('/a')))).toBeInstanceOf(GivenUp);
  });

  it.each([
    [1, 1],
    [3, 3],
  ])('has at most %i questions open at a time where the group allows so many', async (concurrency, most) => {
    let openNow = 0;
    let mostOpen = 0;
    await open(
      (_request, response) => {
        mostOpen = Math.max(mostOpen, (openNow += 1));
        setTimeout(() => {
          openNow -= 1;
          send(response, 200, pageOf('一页'));
        }, 30);
      },
      { concurrency },
    );
    const visiting = await visit();
    expect(visiting.concurrency).toBe(concurrency);
    await fetcher.robotsAllows(site.homeUrl);
    mostOpen = 0;
    const asked: Promise<unknown>[] = [];
    for (let at = 0; at < 9; at++) {
      if (at >= visiting.concurrency) await asked[at - visiting.concurrency];
      asked.push(visiting.ask(task(`/${at}`)));
    }
    await Promise.all(asked);
    expect(mostOpen).toBe(most);
  });

  it('reads the sitemaps robots.txt names and those they name, on its own host only, each once', async () => {
    const map = (...paths: string[]) =>
      `<urlset>${paths.map((path) => `<url><loc>${server.origin}${path}</loc></url>`).join('')}</urlset>`;
    await open({
      '/robots.txt': (_request, response) =>
        send(response, 200, `Sitemap: ${server.origin}/index.xml\nSitemap: http://other.example/map.xml`, {
          'content-type': 'text/plain',
        }),
      '/index.xml': (_request, response) =>
        send(
          response,
          200,
          `<sitemapindex>${['/one.xml', '/one.xml', '/index.xml', '/gone.xml']
            .map((path) => `<sitemap><loc>${server.origin}${path}</loc></sitemap>`)
            .join('')}</sitemapindex>`,
        ),
      '/one.xml': (_request, response) => send(response, 200, map('/a', '/b')),
    });
    const entries = await (await visit()).readSitemaps();
    expect(entries.map(({ url }) => url.slice(server.origin.length))).toEqual(['/a', '/b']);
    expect(server.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/index.xml', '/one.xml', '/gone.xml']);
  });
});
