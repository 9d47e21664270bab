import { Client } from 'pg';
import { migrate, openDatabase, withTransaction } from './database.client';
import { SILENT } from './log';
import { MIGRATIONS } from './migrations';
import { TestDatabase, testDatabase } from './test-database.fixture';

const TABLES = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;

describe('the database', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await testDatabase()));
  afterAll(() => database.drop());

  it('has every migration', async () => {
    const rows = await database.dataSource.query('SELECT name FROM migration ORDER BY timestamp');
    expect(rows.map(({ name }: { name: string }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('is left empty by the downs, and whole again by two processes that migrate at once', async () => {
    const before = await database.dataSource.query(TABLES);
    for (const _ of MIGRATIONS) await database.dataSource.undoLastMigration();
    expect(await database.dataSource.query(TABLES)).toEqual([{ name: 'migration' }]);

    const second = await openDatabase({ databaseUrl: database.url, databasePoolSize: 2 }, SILENT);
    const applied = await Promise.all([migrate(database.dataSource), migrate(second)]);
    await second.destroy();
    expect(applied.flat()).toHaveLength(MIGRATIONS.length);
    expect(await database.dataSource.query(TABLES)).toEqual(before);
  });

  it('compares Chinese text by pinyin and finds trigrams in it', async () => {
    const [row] = await database.dataSource.query(
      `SELECT '安' < '政' COLLATE "zh-x-icu" AS ordered, lower('Ａ') = 'ａ' AS folded`,
    );
    expect(row).toEqual({ ordered: true, folded: true });
  });

  it('stores all of a transaction or nothing', async () => {
    await database.dataSource.query('CREATE TABLE note (text text)');
    const attempt = withTransaction(database.dataSource, async (db) => {
      await db.query(`INSERT INTO note VALUES ('half')`);
      throw new Error('power cut');
    });
    await expect(attempt).rejects.toThrow('power cut');
    expect(await database.dataSource.query('SELECT FROM note')).toHaveLength(0);
    await database.dataSource.query('DROP TABLE note');
  });

  it('survives the loss of its connections and says so', async () => {
    const said: string[] = [];
    const log = { ...SILENT, warn: (message: string) => void said.push(message) };
    const dataSource = await openDatabase({ databaseUrl: database.url, databasePoolSize: 2 }, log);
    await dataSource.query('SELECT 1');
    const killer = new Client({ connectionString: database.url });
    await killer.connect();
    await killer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`,
    );
    await killer.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(said[0]).toContain('database connection lost');
    await dataSource.destroy();
  });
});

describe('openDatabase', () => {
  it('says what is missing without an address', async () => {
    await expect(openDatabase({}, SILENT)).rejects.toThrow('DATABASE_URL');
  });

  it('fails on a server that is not there', async () => {
    await expect(openDatabase({ databaseUrl: 'postgres://a:b@127.0.0.1:1/x' }, SILENT)).rejects.toThrow('ECONNREFUSED');
  });
});
