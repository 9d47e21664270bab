import { migrate } from '@app/platform/database.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database?.drop());

describe('catalog versions', () => {
  it('keep what was imported before: the newest in force, the ones before it ended', async () => {
    const { dataSource: db } = database!;
    const applied = async () => (await db.query(`SELECT name FROM migration`)).map((row: { name: string }) => row.name);
    while ((await applied()).includes('CatalogVersions1795140000000')) await db.undoLastMigration();
    await db.query(`INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', NULL)`);
    await db.query(`INSERT INTO unit (region_id, name, kind) SELECT id, '白石镇', 'town' FROM region`);
    await db.query(
      `INSERT INTO catalog (unit_id, version, source_name, source_sha256, imported_at)
       SELECT id, version, 'a.xlsx', 'f', day::timestamptz
         FROM unit, (VALUES (1, '2026-03-01 12:00Z'), (2, '2026-06-30 20:00Z')) AS v (version, day)`,
    );
    await db.query(
      `INSERT INTO disclosure_item (catalog_id, key, ordinal, content) SELECT id, '预算', 0, '{"name":"预算"}' FROM catalog`,
    );

    await migrate(db);
    const rows = await db.query(
      `SELECT version, kind, state, item_count, effective_on::text AS "from", effective_to::text AS until FROM catalog ORDER BY version`,
    );
    expect(rows).toEqual([
      { version: 1, kind: 'standard', state: 'superseded', item_count: 1, from: null, until: '2026-06-30' },
      { version: 2, kind: 'standard', state: 'inForce', item_count: 1, from: '2026-07-01', until: null },
    ]);
  });

  it('go down to what the older tables can hold', async () => {
    const { dataSource: db } = database!;
    await db.query(
      `INSERT INTO catalog (unit_id, version, kind, state, source_name, source_sha256)
       SELECT id, 3, 'standard', 'draft', 'b.xlsx', 'f' FROM unit UNION ALL SELECT id, 1, 'negative', 'inForce', 'c.xlsx', 'f' FROM unit`,
    );
    const applied = async () => (await db.query(`SELECT name FROM migration`)).map((row: { name: string }) => row.name);
    while ((await applied()).includes('CatalogVersions1795140000000')) await db.undoLastMigration();
    expect(
      (await db.query(`SELECT version FROM catalog ORDER BY 1`)).map((row: { version: number }) => row.version),
    ).toEqual([1, 2]);
  });
});
