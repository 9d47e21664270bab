import { appendCaptures, NewCapture } from '@app/crawling/capture-chain.store';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { ContentHistoryStore } from './content-history.store';
import { DEFAULT_WORDS } from './word-list';
import { WordListStore } from './word-list.store';

const URL = 'http://czj.qinghe.example/tzgg/1.html';
const RECORD = { file: 'warc/00/00000000-0000-4000-8000-000000000000.warc.gz', offset: 300, length: 400 };
const CAPTURE: NewCapture = {
  url: URL,
  finalUrl: URL,
  status: 200,
  capturedAt: '2026-10-20T02:00:00.000Z',
  sha256: 'a'.repeat(64),
  contentType: 'text/html',
  bytes: 1,
  via: 'http',
  location: RECORD,
  record: RECORD,
  recordSha256: 'd'.repeat(64),
};
let database: TestDatabase | undefined;
let siteId = 0;

beforeAll(async () => {
  database = await testDatabase();
  const manners = { delayMs: 0, backOffMs: 0, timeoutMs: 1000, allowsPrivate: false };
  siteId = await new SiteStore(database.dataSource).saveLooseSite('http://czj.qinghe.example/', manners);
}, 120_000);
afterAll(() => database?.drop());

async function round(today: string): Promise<number> {
  const [{ id }] = await database!.dataSource.query(
    `INSERT INTO crawl_round (site_id, reason, today, state) VALUES ($1, 'scheduled', $2, 'finished') RETURNING id`,
    [siteId, today],
  );
  return id;
}

async function task(roundId: number, how: { captureId?: string; kind?: string }): Promise<void> {
  await database!.dataSource.query(
    `INSERT INTO crawl_task (round_id, url, key, priority, depth, state, capture_id, outcome) VALUES ($1, $2, 'k', 1, 1, $3, $4, $5)`,
    [
      roundId,
      URL,
      how.kind ? 'failed' : 'done',
      how.captureId ?? null,
      how.kind ? JSON.stringify({ kind: how.kind, url: URL }) : null,
    ],
  );
}

describe('withdrawn pages', () => {
  it('are known with what was read before, and only where the site says that they are gone', async () => {
    const store = new ContentHistoryStore(database!.dataSource);
    const first = await round('2026-10-20');
    const [captureId] = await appendCaptures(database!.dataSource, { siteId, roundId: first }, [CAPTURE]);
    await database!.dataSource.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, 'article', $2)`, [
      captureId,
      JSON.stringify({ url: URL, title: '公示', text: '全文' }),
    ]);
    await task(first, { captureId });
    expect(await store.lost(siteId, first)).toEqual([]);

    const unreachable = await round('2026-11-01');
    await task(unreachable, { kind: 'timeout' });
    expect(await store.lost(siteId, unreachable)).toEqual([]);

    const gone = await round('2026-11-18');
    await task(gone, { kind: 'notFound' });
    expect(await store.lost(siteId, gone)).toEqual([
      {
        page: { url: URL, title: '公示', text: '全文' },
        evidence: { url: URL, capturedAt: '2026-10-20T02:00:00.000Z', sha256: 'a'.repeat(64) },
        seenOn: '2026-10-20',
      },
    ]);
  });

  it('has nothing of a unit without an earlier observation', async () => {
    expect(await new ContentHistoryStore(database!.dataSource).before(1, 1)).toEqual([]);
  });
});

describe('词表', () => {
  const find = async (wording: string) =>
    (await new WordListStore(database!.dataSource).inForce()).find((word) => word.wording === wording);

  it('is the shipped list until the office edits it; the newest edit of a wording holds', async () => {
    const store = new WordListStore(database!.dataSource);
    expect(await store.inForce()).toEqual(DEFAULT_WORDS);
    await store.edit({ wording: '帐号', instead: '账号', kind: 'typo', isActive: true }, '统一用字', '办公室');
    await store.edit(
      { wording: '布署', instead: '部署', kind: 'expression', isGrave: true, isActive: true },
      '多次出现',
      '办公室',
    );
    expect([await find('帐号'), (await find('布署'))?.isGrave]).toEqual([
      { wording: '帐号', instead: '账号', kind: 'typo', isGrave: false },
      true,
    ]);
    await store.edit({ wording: '帐号', instead: '', kind: 'typo', isActive: false }, '误报较多', '办公室');
    expect(await find('帐号')).toBeUndefined();
    expect((await store.edits()).map(({ wording, reason }) => `${wording} ${reason}`)).toEqual([
      '帐号 误报较多',
      '布署 多次出现',
      '帐号 统一用字',
    ]);
  });

  it('keeps every edit', async () => {
    await expect(database!.dataSource.query(`UPDATE word_edit SET is_active = true`)).rejects.toThrow();
    await expect(database!.dataSource.query(`DELETE FROM word_edit`)).rejects.toThrow();
  });
});
