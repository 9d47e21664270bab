import { IdentityStore } from '@app/identity/identity.store';
import { firstAdministrator } from './first-administrator';
import { withDatabase } from './with-database';

/** `migrate`: brings the database up to date; on a new one it also makes the first administrator, so that somebody can log in. */
export async function migrateCommand(): Promise<{ applied: readonly string[] }> {
  return withDatabase(async (db, { applied }) => {
    await firstAdministrator(new IdentityStore(db), (sentence) => process.stderr.write(`${sentence}\n`));
    return { applied };
  });
}
