import { rereadLimits } from '@app/catalog/reread-limits.store';
import { IdentityStore } from '@app/identity/identity.store';
import { firstAdministrator } from './first-administrator';
import { withDatabase } from './with-database';

/** `migrate`: brings the database and what was read of limits up to date; on a new one it also makes the first administrator, so that somebody can log in. */
export async function migrateCommand(): Promise<{ applied: readonly string[]; reread: number }> {
  return withDatabase(async (db, { applied }) => {
    const reread = await rereadLimits(db);
    await firstAdministrator(new IdentityStore(db), (sentence) => process.stderr.write(`${sentence}\n`));
    return { applied, reread };
  });
}
