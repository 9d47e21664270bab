import { migrate } from '@app/platform/database.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database?.drop());

describe('captures in WARC files', () => {
  it('begin anew: older captures go with what was read from them, rounds under way end, judgements stay', async () => {
    const { dataSource: db } = database!;
    const applied = async () => (await db.query(`SELECT name FROM migration`)).map((row: { name: string }) => row.name);
    while ((await applied()).includes('Evidence1795205000000')) await db.undoLastMigration();
    await db.query(`
      INSERT INTO server_group (name) VALUES ('www.qinghe.example');
      INSERT INTO site (name, home_url, server_group) VALUES ('清河县', 'http://www.qinghe.example/', 'www.qinghe.example');
      INSERT INTO crawl_round (site_id, reason, today) SELECT id, 'first', '2026-11-18' FROM site;
      INSERT INTO capture (round_id, url, final_url, status, captured_at, sha256, bytes, via)
        SELECT id, 'http://www.qinghe.example/', 'http://www.qinghe.example/', 200, now(), repeat('a', 64), 1, 'http' FROM crawl_round;
      INSERT INTO document (capture_id, kind, page) SELECT id, 'home', '{}' FROM capture;
      INSERT INTO crawl_task (round_id, url, key, priority, depth, state, capture_id)
        SELECT round_id, url, url, 0, 0, 'done', id FROM capture;
      INSERT INTO report (kind, period, content, created_by) VALUES ('annual', '2025', '{}', 'x')`);

    await migrate(db);
    const [counts] = await db.query(
      `SELECT (SELECT count(*) FROM capture)::int AS captures, (SELECT count(*) FROM document)::int AS documents,
              (SELECT count(*) FROM crawl_task)::int AS tasks, (SELECT count(*) FROM report)::int AS reports`,
    );
    expect(counts).toEqual({ captures: 0, documents: 0, tasks: 0, reports: 1 });
    expect(await db.query(`SELECT state, gap FROM crawl_round`)).toEqual([
      { state: 'finished', gap: expect.stringContaining('快照格式') },
    ]);
  });
});
