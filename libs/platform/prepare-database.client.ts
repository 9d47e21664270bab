import { DataSource } from 'typeorm';
import type { Config } from './config';
import { migrate } from './database.client';
import { migrateQueues, QueueConfig } from './queues.client';
import { ensureServiceRoles } from './service-roles.client';

/** Tables, queues and the roles of our services, as the owner of the database; answers the names of the migrations applied. */
export async function prepareDatabase(
  db: DataSource,
  config: QueueConfig & Pick<Config, 'databaseUrl'>,
): Promise<string[]> {
  const applied = await migrate(db);
  await migrateQueues(config);
  if (config.databaseUrl) await ensureServiceRoles(db, config.databaseUrl);
  return applied;
}
