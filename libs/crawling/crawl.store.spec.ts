import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { Capture, StoredCapture } from './capture';
import { CrawlStore, NewTask } from './crawl.store';
import { RoundStore } from './round.store';
import { ServerGroupStore } from './server-group.store';
import { ExtractedPage } from './extracted-page';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let crawl: CrawlStore;
let rounds: RoundStore;
let groups: ServerGroupStore;
let sites = 0;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  crawl = new CrawlStore(db);
  rounds = new RoundStore(db);
  groups = new ServerGroupStore(db);
  await new SiteStore(db).ensureRegion('明州市清河县', '2026-11-18');
}, 120_000);
afterAll(() => drop?.());

async function site(): Promise<{ id: number; homeUrl: string; seeds: string[]; group: string }> {
  const host = `s${(sites += 1)}.qinghe.example`;
  const homeUrl = `http://${host}/`;
  return { id: await new SiteStore(db).saveLooseSite(homeUrl, POLITE), homeUrl, seeds: [homeUrl], group: host };
}
const round = async (of: { id: number; seeds: string[] }) => (await crawl.openRound(of, '2026-11-18', 'first')).roundId;
const task = (url: string, changes: Partial<NewTask> = {}): NewTask => ({
  url,
  key: url,
  via: 'http',
  priority: 10,
  depth: 1,
  listPage: 0,
  ...changes,
});
const RECORD = { file: 'warc/00/00000000-0000-4000-8000-000000000000.warc.gz', offset: 300, length: 400 };
const capture = (url: string, changes: Partial<Capture> = {}): Capture & StoredCapture => ({
  url,
  finalUrl: url,
  status: 200,
  capturedAt: '2026-11-18T00:00:00.000Z',
  sha256: 'a'.repeat(64),
  contentType: 'text/html',
  bytes: 10,
  via: 'http',
  location: RECORD,
  record: RECORD,
  recordSha256: 'd'.repeat(64),
  ...changes,
});
const page = (url: string, changes: Partial<ExtractedPage> = {}) =>
  ({ url, kind: 'article', title: '标题', signals: [], ...changes }) as unknown as ExtractedPage;

async function read(roundId: number, found: NewTask[] = [], maxTasks = 100): Promise<string> {
  const [next] = await crawl.nextTasks(roundId, 1);
  if (!next) throw new Error('nothing to read');
  const id = await crawl.saveCapture(
    roundId,
    next.id,
    capture(next.url, { via: next.via === 'browser' ? 'browser' : 'http' }),
  );
  await crawl.saveDocument({ id, roundId, taskId: next.id }, page(next.url), found, maxTasks);
  return next.url;
}

describe('采集轮次', () => {
  it('has one running round per site, and starts at the home page', async () => {
    const one = await site();
    const first = await crawl.openRound(one, '2026-11-18', 'first');
    expect(await crawl.openRound(one, '2026-11-18', 'manual')).toEqual({ roundId: first.roundId, isNew: false });
    expect((await crawl.nextTasks(first.roundId, 9)).map(({ url }) => url)).toEqual([one.homeUrl]);
  });

  it('takes no more than fits into the round, the best first, however many one page offers', async () => {
    const one = await site();
    const roundId = await round(one);
    const many = Array.from({ length: 500 }, (_, at) => task(`${one.homeUrl}${at}`, { priority: at === 499 ? 1 : 40 }));
    await read(roundId, many, 10);
    expect(await crawl.progress(roundId)).toMatchObject({ total: 10, pending: 9 });
    expect((await crawl.nextTasks(roundId, 2)).map(({ url }) => url)).toEqual([`${one.homeUrl}499`, `${one.homeUrl}0`]);
    await read(roundId, many, 10);
    expect(await crawl.progress(roundId)).toMatchObject({ total: 10 });
  });

  it('follows one shape only so often, over several pages, and leaves other pages alone', async () => {
    const one = await site();
    const roundId = await round(one);
    const month = (at: number) => task(`${one.homeUrl}rili/${at}`, { shape: 'rili', shapeLimit: 3 });
    await read(roundId, [month(1), month(2), task(`${one.homeUrl}a`)]);
    await read(roundId, [month(1), month(3), month(4), month(5), task(`${one.homeUrl}b`)]);
    const urls = (await crawl.nextTasks(roundId, 20)).map(({ url }) => url.slice(one.homeUrl.length));
    expect(urls.sort()).toEqual(['a', 'b', 'rili/2', 'rili/3']);
  });

  it('leaves a server group alone while it rests, whoever asks', async () => {
    const { group } = await site();
    await groups.lease(group, 'one', 20);
    await groups.rest(group, 'one', new Date(Date.now() + 60_000));
    await groups.release(group, 'one');
    expect(await groups.lease(group, 'one', 20)).toBe(false);
    expect((await groups.restsUntil(group))?.getTime()).toBeGreaterThan(Date.now() + 50_000);
    await groups.rest(group, 'two', new Date(0));
    expect(await groups.lease(group, 'two', 20)).toBe(false);
  });

  it('reads by priority and queues each page once, whoever finds it', async () => {
    const one = await site();
    const roundId = await round(one);
    const twice = [task(`${one.homeUrl}late`, { priority: 40 }), task(`${one.homeUrl}early`)];
    await read(roundId, twice);
    expect(await read(roundId, twice)).toBe(`${one.homeUrl}early`);
    expect(await read(roundId, twice)).toBe(`${one.homeUrl}late`);
    expect(await crawl.progress(roundId)).toEqual({ total: 3, pending: 0, fetched: 0 });
  });

  it('stops taking in tasks at the limit', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(`${one.homeUrl}a`)], 1);
    expect((await crawl.progress(roundId)).total).toBe(1);
  });

  it('counts and forgets nothing when the same capture is stored twice', async () => {
    const one = await site();
    const roundId = await round(one);
    const [next] = await crawl.nextTasks(roundId, 1);
    const ids = [
      await crawl.saveCapture(roundId, next!.id, capture(next!.url)),
      await crawl.saveCapture(roundId, next!.id, capture(next!.url)),
    ];
    expect(ids[0]).toBe(ids[1]);
    expect(await crawl.unextracted(roundId)).toEqual([ids[0]]);
  });

  it('stores what PostgreSQL cannot hold without that character', async () => {
    const one = await site();
    const roundId = await round(one);
    const [next] = await crawl.nextTasks(roundId, 1);
    const id = await crawl.saveCapture(roundId, next!.id, capture(next!.url));
    const hostile = page(next!.url, { title: 'a\u0000b\ud800c\\u0000' });
    await crawl.saveDocument({ id, roundId, taskId: next!.id }, hostile, [], 10);
    expect((await rounds.pages(roundId))[0]?.page.title).toBe('ab\ufffdc\\u0000');
  });

  it('puts a failed task back for another try, or ends it with the reason', async () => {
    const one = await site();
    const roundId = await round(one);
    const [next] = await crawl.nextTasks(roundId, 1);
    const failure = { url: next!.url, kind: 'timeout' as const, at: '2026-11-18T00:00:00.000Z' };
    await crawl.saveFailure(next!.id, failure, 60_000);
    expect(await crawl.nextTasks(roundId, 1)).toEqual([]);
    expect((await crawl.progress(roundId)).pending).toBe(1);
    await crawl.saveFailure(next!.id, failure, null);
    expect(await rounds.failures(roundId)).toEqual([failure]);
    expect((await rounds.yieldOf(roundId)).homeFailure).toEqual(failure);
  });

  it('lets a rendered page stand in the place of its empty shell', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(one.homeUrl, { via: 'browser' })]);
    await read(roundId);
    expect((await rounds.pages(roundId)).map((seen) => seen.capture.via)).toEqual(['browser']);
  });

  it('remembers the first and the last day a page was seen', async () => {
    const one = await site();
    const first = await round(one);
    await read(first);
    await crawl.closeRound(first, null);
    const { roundId } = await crawl.openRound(one, '2026-11-19', 'scheduled');
    await read(roundId);
    await crawl.closeRound(roundId, null);
    expect(await new SiteStore(db).sightings(one.id)).toEqual({
      [one.homeUrl]: { firstSeenOn: '2026-11-18', lastSeenOn: '2026-11-19' },
    });
    expect(await rounds.pagesOfLastRound(one.id, roundId)).toBe(1);
  });
});

describe('服务器组租约', () => {
  it('is held by one worker until it is released or runs out', async () => {
    const { group } = await site();
    expect(await groups.lease(group, 'a', 60)).toBe(true);
    expect(await groups.lease(group, 'b', 60)).toBe(false);
    expect(await groups.lease(group, 'a', 60)).toBe(true);
    await groups.release(group, 'b');
    expect(await groups.lease(group, 'b', 60)).toBe(false);
    await groups.release(group, 'a');
    expect(await groups.lease(group, 'b', 0)).toBe(true);
    expect(await groups.lease(group, 'a', 60)).toBe(true);
  });
});
