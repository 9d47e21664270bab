import { DataSource } from 'typeorm';
import { Config, loadConfig } from '@app/platform/config';
import { openDatabase } from '@app/platform/database.client';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { log } from '@app/platform/logger';
import { prepareDatabase } from '@app/platform/prepare-database.client';

export interface OpenDatabase {
  readonly config: Config;
  /** Names of the migrations applied just now. */
  readonly applied: readonly string[];
}

/** Runs `work` on the migrated database: the configured server, the embedded one that is running, or one started for the duration. */
export async function withDatabase<T>(work: (db: DataSource, open: OpenDatabase) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const server = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir, log);
  const settings = { ...config, databaseUrl: config.databaseUrl ?? server?.url };
  try {
    const db = await openDatabase(settings, log);
    try {
      const applied = await prepareDatabase(db, settings);
      return await work(db, { config: settings, applied });
    } finally {
      await db.destroy();
    }
  } finally {
    await server?.stop();
  }
}
