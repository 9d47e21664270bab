import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { BatchStore } from './batch.store';
import { StoredCapture } from './capture';
import { captureRecord } from './capture.fixture';
import { CrawlStore } from './crawl.store';
import { DOCUMENT_SHAPE, FoundTask } from './found-tasks';
import { RoundStore } from './round.store';
import { ServerGroupStore } from './server-group.store';
import { ExtractedPage } from './extracted-page';
import { keyOf } from './url-key';
import { storableJson, StoredTask, TaskOutcome } from './task-outcome';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let crawl: CrawlStore;
let batches: BatchStore;
let rounds: RoundStore;
let groups: ServerGroupStore;
let sites = 0;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  crawl = new CrawlStore(db);
  batches = new BatchStore(db);
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
const task = (url: string, changes: Partial<FoundTask> = {}): FoundTask => ({
  url,
  key: keyOf(url),
  via: 'http',
  priority: 10,
  depth: 1,
  listPage: 0,
  ...changes,
});
const RECORD = { file: 'warc/00/00000000-0000-4000-8000-000000000000.warc.gz', offset: 300, length: 400 };
const STORED: StoredCapture = {
  sha256: 'a'.repeat(64),
  location: RECORD,
  record: RECORD,
  recordSha256: 'd'.repeat(64),
};
const page = (url: string, changes: Partial<ExtractedPage> = {}) =>
  ({ url, kind: 'article', title: '标题', signals: [], ...changes }) as unknown as ExtractedPage;

const documentOf = (of: ExtractedPage) => ({ kind: of.kind, json: storableJson(of) });

type ReadPage = TaskOutcome & { kind: 'page' };
function readPage(of: StoredTask, found: FoundTask[] = [], changes: Partial<ReadPage> = {}): ReadPage {
  const { url } = of;
  const via = of.via === 'browser' ? 'browser' : 'http';
  const record = captureRecord('', { url, finalUrl: url, via });
  const { finalUrl, status, capturedAt, contentType } = record;
  const capture = { url, finalUrl, status, capturedAt, contentType, via, sha256: STORED.sha256, bytes: 10 } as const;
  return {
    kind: 'page',
    task: of,
    capture,
    record,
    document: documentOf(page(url)),
    found,
    listDigest: null,
    validators: {},
    ...changes,
  };
}
const bringHome = (roundId: number, outcomes: readonly TaskOutcome[], maxTasks = 100) =>
  batches.save({
    roundId,
    outcomes,
    stored: outcomes.flatMap(({ kind }) => (kind === 'page' ? [STORED] : [])),
    maxTasks,
  });

async function next(roundId: number): Promise<StoredTask> {
  const [first] = await batches.take(roundId, 1);
  if (!first) throw new Error('nothing to read');
  return first;
}

async function read(roundId: number, found: FoundTask[] = [], maxTasks = 100): Promise<string> {
  const taken = await next(roundId);
  await bringHome(roundId, [readPage(taken, found)], maxTasks);
  return taken.url;
}
const urlsOf = async (roundId: number, count: number) => (await batches.take(roundId, count)).map(({ url }) => url);

describe('采集轮次', () => {
  it('has one running round per site, and starts at the home page', async () => {
    const one = await site();
    const first = await crawl.openRound(one, '2026-11-18', 'first');
    expect(await crawl.openRound(one, '2026-11-18', 'manual')).toEqual({ roundId: first.roundId, isNew: false });
    expect(await urlsOf(first.roundId, 9)).toEqual([one.homeUrl]);
  });

  it('takes no more than fits into the round, the best first, however many one page offers', async () => {
    const one = await site();
    const roundId = await round(one);
    const many = Array.from({ length: 500 }, (_, at) => task(`${one.homeUrl}${at}`, { priority: at === 499 ? 1 : 40 }));
    await read(roundId, many, 10);
    expect(await crawl.progress(roundId)).toMatchObject({ total: 10, pending: 9 });
    expect(await urlsOf(roundId, 2)).toEqual([`${one.homeUrl}499`, `${one.homeUrl}0`]);
    await read(roundId, many, 10);
    expect(await crawl.progress(roundId)).toMatchObject({ total: 10 });
  });

  it('follows one shape only so often, over several pages, and leaves other pages alone', async () => {
    const one = await site();
    const roundId = await round(one);
    const month = (at: number) => task(`${one.homeUrl}rili/${at}`, { shape: 'rili', shapeLimit: 3 });
    await read(roundId, [month(1), month(2), task(`${one.homeUrl}a`)]);
    await read(roundId, [month(1), month(3), month(4), month(5), task(`${one.homeUrl}b`)]);
    const urls = (await urlsOf(roundId, 20)).map((url) => url.slice(one.homeUrl.length));
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
    expect(await crawl.progress(roundId)).toEqual({ total: 3, pending: 0 });
  });

  it('stops taking in tasks at the limit', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(`${one.homeUrl}a`)], 1);
    expect((await crawl.progress(roundId)).total).toBe(1);
  });

  it('stores nothing twice and undoes nothing when a batch is brought home twice', async () => {
    const one = await site();
    const roundId = await round(one);
    const first = await next(roundId);
    await bringHome(roundId, [readPage(first, [task(`${one.homeUrl}a`)])]);
    const failure = { url: first.url, kind: 'timeout' as const, at: '2026-11-18T00:00:00.000Z' };
    await bringHome(roundId, [readPage(first, [task(`${one.homeUrl}b`)])]);
    await bringHome(roundId, [{ kind: 'failure', task: first, failure, isFinal: true }]);
    expect(await rounds.pages(roundId)).toHaveLength(1);
    expect(await rounds.failures(roundId)).toEqual([]);
    expect(await urlsOf(roundId, 9)).toEqual([`${one.homeUrl}a`]);
  });

  it('stores nothing once the round is over', async () => {
    const one = await site();
    const roundId = await round(one);
    const first = await next(roundId);
    await crawl.closeRound(roundId, '提前结束');
    await bringHome(roundId, [readPage(first)]);
    expect(await rounds.pages(roundId)).toEqual([]);
  });

  it('stores what PostgreSQL cannot hold without that character', async () => {
    const one = await site();
    const roundId = await round(one);
    const first = await next(roundId);
    await bringHome(roundId, [
      readPage(first, [], { document: documentOf(page(first.url, { title: 'a\u0000b\ud800c\\u0000' })) }),
    ]);
    expect((await rounds.pages(roundId))[0]?.page.title).toBe('ab\ufffdc\\u0000');
  });

  it('puts a failed task back for another try behind all others, or ends it with the reason', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(`${one.homeUrl}a`), task(`${one.homeUrl}b`)]);
    const [first] = await batches.take(roundId, 2);
    const failure = { url: first!.url, kind: 'timeout' as const, at: '2026-11-18T00:00:00.000Z' };
    await bringHome(roundId, [{ kind: 'failure', task: first!, failure, isFinal: false }]);
    const again = (await batches.take(roundId, 2))[1];
    expect(again).toMatchObject({ url: first!.url, attempts: 1 });
    await bringHome(roundId, [{ kind: 'failure', task: again!, failure, isFinal: true }]);
    expect(await rounds.failures(roundId)).toEqual([failure]);
    expect((await rounds.yieldOf(roundId)).homeFailure).toBeNull();
  });

  it('tells a home page that could not be read', async () => {
    const roundId = await round(await site());
    const first = await next(roundId);
    const failure = { url: first.url, kind: 'timeout' as const, at: '2026-11-18T00:00:00.000Z' };
    await bringHome(roundId, [{ kind: 'failure', task: first, failure, isFinal: true }]);
    expect((await rounds.yieldOf(roundId)).homeFailure).toEqual(failure);
  });

  it('keeps the state of an attachment', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(`${one.homeUrl}a.pdf`, { via: 'attachment' })]);
    await bringHome(roundId, [{ kind: 'attachment', task: await next(roundId), state: 'empty', at: '2026-11-18' }]);
    expect(await rounds.attachments(roundId)).toEqual({ [`${one.homeUrl}a.pdf`]: 'empty' });
  });

  it('knows the attachments that are the document itself, and keeps what they say', async () => {
    const one = await site();
    const roundId = await round(one);
    const [own, other] = [`${one.homeUrl}own.docx`, `${one.homeUrl}other.docx`];
    await read(roundId, [
      task(own, { via: 'attachment', shape: DOCUMENT_SHAPE, shapeLimit: 9 }),
      task(other, { via: 'attachment', shape: 'attachment', shapeLimit: 9 }),
    ]);
    const tasks = await batches.take(roundId, 9);
    expect(tasks.map(({ url, isDocument }) => [url, isDocument])).toEqual([
      [own, true],
      [other, false],
    ]);
    const says = {
      documentNumber: '清政发〔2026〕3号',
      formedOn: null,
      signedBy: null,
      dates: [],
      signals: [],
      text: '清\0',
    };
    const ended = { kind: 'attachment' as const, state: 'ok' as const, at: '2026-11-18' };
    await bringHome(roundId, [
      { ...ended, task: tasks[0]!, read: { kind: 'docx', ...says } },
      { ...ended, task: tasks[1]! },
    ]);
    expect(await rounds.attachments(roundId)).toEqual({ [own]: 'ok', [other]: 'ok' });
    expect(await rounds.attachmentTexts(roundId)).toEqual({ [own]: { kind: 'docx', ...says, text: '清' } });
  });

  it('tells a worker that takes the round up what was seen', async () => {
    const one = await site();
    const roundId = await round(one);
    const first = await next(roundId);
    await bringHome(roundId, [readPage(first, [], { listDigest: 'list:1' })]);
    expect(await batches.sightings(roundId)).toEqual({
      bytes: new Map([[STORED.sha256, 1]]),
      lists: new Map([['list:1', Number(first.id)]]),
    });
  });

  it('reads a stored round once more, page by page, and no page twice for the same job', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(`${one.homeUrl}a`)]);
    await read(roundId);
    const before = new Date(Date.now() + 1_000);
    const captures = await crawl.capturesToExtract(roundId, before, 9);
    expect(captures).toMatchObject([{ finalUrl: one.homeUrl, location: RECORD }, { finalUrl: `${one.homeUrl}a` }]);
    await db.query(`UPDATE document SET extracted_at = now() + interval '1 hour' WHERE capture_id = $1`, [
      captures[0]!.id,
    ]);
    expect(await crawl.capturesToExtract(roundId, before, 9)).toHaveLength(1);
    await crawl.saveDocuments([
      { captureId: captures[1]!.id, document: documentOf(page(one.homeUrl, { title: '新标题' })) },
    ]);
    expect((await rounds.pages(roundId)).map((seen) => seen.page.title)).toEqual(['标题', '新标题']);
  });

  it('lets a rendered page stand in the place of its empty shell', async () => {
    const one = await site();
    const roundId = await round(one);
    await read(roundId, [task(one.homeUrl, { via: 'browser' })]);
    await read(roundId);
    expect((await rounds.pages(roundId)).map((seen) => seen.capture.via)).toEqual(['browser']);
  });

  it('still knows in an incremental round what its base could not read, until it is read', async () => {
    const one = await site();
    const failing = ['a', 'b'].map((path) => `${one.homeUrl}${path}`);
    const at = '2026-11-18T00:00:00.000Z';
    const base = await round(one);
    await read(
      base,
      failing.map((url) => task(url)),
    );
    const failed = (await batches.take(base, 2)).map((of) => {
      return {
        kind: 'failure' as const,
        task: of,
        failure: { url: of.url, kind: 'timeout' as const, at },
        isFinal: true,
      };
    });
    await bringHome(base, failed);
    await crawl.closeRound(base, null);
    const plan = { baseRound: base, dueAt: null, visits: [task(failing[1]!)], maxTasks: 100 };
    const { roundId } = await crawl.openRound(one, '2026-11-19', 'scheduled', plan);
    expect((await rounds.failures(roundId)).map(({ url }) => url)).toEqual(failing);
    await read(roundId);
    await read(roundId);
    expect((await rounds.failures(roundId)).map(({ url }) => url)).toEqual(failing.slice(0, 1));
    expect((await rounds.failures(base)).map(({ url }) => url)).toEqual(failing);
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

describe('a worker that dies', () => {
  it('is no matter to tasks it gave back, and to those it brought home', async () => {
    const one = await site();
    const roundId = await round(one);
    await batches.take(roundId, 9);
    await batches.putBack(roundId);
    await batches.noteDeaths(roundId);
    await read(roundId, [task(`${one.homeUrl}a`)]);
    await batches.noteDeaths(roundId);
    expect(await batches.take(roundId, 9)).toMatchObject([{ takes: 0 }]);
  });

  it('makes all it had suspects, which come last and one by one', async () => {
    const one = await site();
    const roundId = await round(one);
    const paths = ['a', 'b', 'c'].map((path) => `${one.homeUrl}${path}`);
    await read(
      roundId,
      paths.map((url) => task(url)),
    );
    await batches.take(roundId, 2);
    await batches.noteDeaths(roundId);
    expect(await urlsOf(roundId, 9)).toEqual(paths.slice(2));
    await read(roundId);
    expect(await batches.take(roundId, 9)).toMatchObject([{ url: paths[0], takes: 1 }]);
  });

  it('counts against a suspect only from the moment it is read', async () => {
    const roundId = await round(await site());
    await next(roundId);
    await batches.noteDeaths(roundId);
    await next(roundId);
    await batches.noteDeaths(roundId);
    expect((await next(roundId)).takes).toBe(1);
  });

  it('ends a page that was in work at four deaths, as unreadable', async () => {
    const one = await site();
    const roundId = await round(one);
    for (let death = 0; death < 4; death += 1) {
      const suspect = await next(roundId);
      expect(suspect.takes).toBe(death);
      await batches.noteTaken(roundId, [suspect]);
      await batches.noteDeaths(roundId);
    }
    expect(await batches.take(roundId, 9)).toEqual([]);
    expect(await rounds.failures(roundId)).toMatchObject([{ url: one.homeUrl, kind: 'unreadable' }]);
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
