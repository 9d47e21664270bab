import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { migrate } from '@app/platform/database.client';

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database?.drop());

const tables = async () =>
  (
    await database!.dataSource.query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migration' ORDER BY 1`,
    )
  ).map((row: { table_name: string }) => row.table_name);

describe('migrations', () => {
  it('go up, down to nothing, and up to the same again', async () => {
    const { dataSource } = database!;
    const before = await tables();
    expect(before).toContain('finding');
    for (let i = dataSource.migrations.length; i > 0; i--) await dataSource.undoLastMigration();
    expect(await tables()).toEqual([]);
    await migrate(dataSource);
    expect(await tables()).toEqual(before);
  });

  it('comment on the tables in Chinese', async () => {
    const rows = await database!.dataSource.query(
      `SELECT relname AS name, obj_description(oid) AS comment FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const uncommented = rows.filter((row: { comment: string | null }) => !/[\u4e00-\u9fff]/.test(row.comment ?? ''));
    expect(rows.length).toBeGreaterThan(20);
    expect(uncommented.map((row: { name: string }) => row.name)).toEqual(['migration']);
  });
});
