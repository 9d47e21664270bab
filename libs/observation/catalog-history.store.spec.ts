import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { CatalogHistoryStore } from './catalog-history.store';

const URL = 'http://czj.qinghe.example/mulu.html';
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
  const [capture] = await db.query(
    `INSERT INTO capture (round_id, url, final_url, status, captured_at, sha256, bytes, via)
     VALUES ($1, $2, $2, 200, now(), $3, 1, 'http') RETURNING id`,
    [id, URL, 'a'.repeat(64)],
  );
  await db.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, 'article', $2)`, [
    capture.id,
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
