import { DataSource, EntityManager } from 'typeorm';
import { Config } from './config';
import { Log } from './log';
import { MIGRATIONS } from './migrations';

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databasePoolSize'>;

/**
 * Opens a pool on the database. Connections that break while idle (a restarted server) are logged and replaced; a
 * query that breaks fails its job, and only BullMQ tries again.
 * @throws when there is no address or the server refuses
 */
export async function openDatabase(
  { databaseUrl, databasePoolSize = 5 }: { databaseUrl?: string; databasePoolSize?: number },
  log: Log,
): Promise<DataSource> {
  if (!databaseUrl) throw new Error('DATABASE_URL is not set, and the embedded PostgreSQL has not been started');
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'mingjian',
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolErrorHandler: (error: Error) => log.warn(`database connection lost: ${error.message}`),
    extra: { max: databasePoolSize, keepAlive: true, connectionTimeoutMillis: 15_000, idleTimeoutMillis: 30_000 },
  });
  return dataSource.initialize();
}

/** "ming" in ASCII, so that another program's advisory locks on the same database are unlikely to meet ours. */
export const MIGRATION_LOCK = 0x6d696e67;

/** Applies the migrations that are missing and returns their names. Processes that start together take turns. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).finally(() => holder.release());
  }
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function withTransaction<T>(dataSource: DataSource, work: (db: EntityManager) => Promise<T>): Promise<T> {
  return dataSource.transaction(work);
}
