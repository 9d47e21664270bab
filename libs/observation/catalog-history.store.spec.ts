import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { appendCaptures, NewCapture } from '@app/crawling/capture-chain.store';
import { SiteStore } from '@app/sites/site.store';
import { CatalogHistoryStore } from './catalog-history.store';

const URL = 'http://czj.qinghe.example/mulu.html';
const RECORD = { file: 'warc/00/00000000-0000-4000-8000-000000000000.warc.gz', offset: 300, length: 400 };
const CAPTURE: NewCapture = {
  url: URL,
  finalUrl: URL,
  status: 200,
  capturedAt: '2024-05-01T00:00:00.000Z',
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

/** A round of that day in which the page read so. */
async function round(today: string, text: string, title = '政务公开事项标准目录'): Promise<number> {
  const db = database!.dataSource;
  const [{ id }] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state) VALUES ($1, 'scheduled', $2, 'finished') RETURNING id`,
    [siteId, today],
  );
  const [captureId] = await appendCaptures(db, { siteId, roundId: id }, [CAPTURE]);
  await db.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, 'article', $2)`, [
    captureId,
    JSON.stringify({ url: URL, title, text }),
  ]);
  return id;
}

it('names the first day of the unbroken run, and forgets the one before a change', async () => {
  const store = new CatalogHistoryStore(database!.dataSource);
  const first = await round('2024-05-01', '旧');
  expect(await store.unchangedSince(siteId, first)).toEqual({ [URL]: '2024-05-01' });
  await round('2024-06-01', '旧');
  expect(await store.unchangedSince(siteId, await round('2024-07-01', '旧'))).toEqual({ [URL]: '2024-05-01' });
  expect(await store.unchangedSince(siteId, await round('2025-01-01', '新'))).toEqual({ [URL]: '2025-01-01' });
  expect(await store.unchangedSince(siteId, await round('2025-02-01', '旧'))).toEqual({ [URL]: '2025-02-01' });
  expect(await store.unchangedSince(siteId, await round('2025-03-01', '旧', '通知公告'))).toEqual({});
});
