import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { openDatabase } from './database.client';
import { EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.client';
import { SILENT } from './log';
import { prepareDatabase } from './prepare-database.client';
import { testServerFolder } from './test-server.fixture';

export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database of a spec's own: `const { dataSource, drop } = await testDatabase()` in `beforeAll`,
 * `await drop()` in `afterAll`. All specs of a run share one embedded server; TEST_DATABASE_URL uses another server,
 * whose user must be allowed to create databases.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const external = process.env.TEST_DATABASE_URL;
  const server = external ? { url: external, adminUrl: external } : await testServer();
  const origin = external ? '' : `TEMPLATE ${await migratedTemplate(server)}`;
  await asAdmin(server, (admin) => admin.query(createDatabase(server, name, origin)));
  const url = databaseAt(server.url, name);
  const dataSource = await openDatabase({ databaseUrl: url, databasePoolSize: 5 }, SILENT);
  if (external) await migrateAll(dataSource, url);
  return {
    url,
    dataSource,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(server, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** `url` is the application's role, which is no superuser; specs see the database with its rights. */
interface Server {
  readonly url: string;
  readonly adminUrl: string;
}

function createDatabase({ url }: Server, name: string, origin: string): string {
  return `CREATE DATABASE ${name} OWNER "${decodeURIComponent(new URL(url).username)}" ${origin}`;
}

let server: Promise<EmbeddedPostgres> | undefined;

/** The embedded server of this run; the first worker that asks owns it and the others attach. */
export function testServer(): Promise<EmbeddedPostgres> {
  return (server ??= startEmbeddedPostgres(testServerFolder(), SILENT, { disposable: true }));
}

const TEMPLATE = 'spec_template';
const TEMPLATE_LOCK = 0x73706563;

/** Made by the first spec of the run; the others wait for it under the lock. */
async function migratedTemplate(server: Server): Promise<string> {
  await asAdmin(server, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount) return;
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(createDatabase(server, draft, ''));
    const url = databaseAt(server.url, draft);
    const dataSource = await openDatabase({ databaseUrl: url, databasePoolSize: 2 }, SILENT);
    await migrateAll(dataSource, url).finally(() => dataSource.destroy());
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  });
  return TEMPLATE;
}

async function migrateAll(dataSource: DataSource, databaseUrl: string): Promise<void> {
  await prepareDatabase(dataSource, { databaseUrl });
}

async function asAdmin<T>({ adminUrl }: Server, act: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await act(admin);
  } finally {
    await admin.end();
  }
}

function databaseAt(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
