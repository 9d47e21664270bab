import { DataSource } from 'typeorm';
import { readSetting } from './identity-setting.store';
import { lockMinutesAfter, LockRules, tellsLock } from './lock-out';

export type Check = 'right' | 'wrong' | 'locked';

export interface Guess {
  readonly accountId: number;
  isRight(): Promise<boolean>;
  /** What a right one does with wrong ones before it: forgives them, or leaves them, as long as another proof is due. */
  readonly onRight: 'forgive' | 'keep';
  /** Locked accounts are told so without a look: for who has shown the password already, and codes that work once. */
  readonly isBlindWhenLocked?: boolean;
}

/**
 * Checks a password or a code of an account, with the lock that too many wrong ones bring. The guess is counted before
 * it is looked at, so that a thousand guesses side by side count as a thousand. A locked account's right guess is told
 * so only while that helps nobody to find it (`tellsLock`).
 */
export async function guardedCheck(db: DataSource, guess: Guess): Promise<Check> {
  const rules = await readSetting(db);
  const claim = await claimGuess(db, guess.accountId, rules);
  if (claim?.wasLocked && guess.isBlindWhenLocked) {
    await giveBack(db, guess.accountId, claim);
    return 'locked';
  }
  if (!claim || !(await guess.isRight())) return 'wrong';
  if (claim.wasLocked || guess.onRight === 'keep') await giveBack(db, guess.accountId, claim);
  else await db.query(`UPDATE account SET failures = 0, locked_until = NULL WHERE id = $1`, [guess.accountId]);
  if (!claim.wasLocked) return 'right';
  return tellsLock(claim.failures - 1, rules) ? 'locked' : 'wrong';
}

interface Claim {
  /** Counting this one. */
  readonly failures: number;
  readonly wasLocked: boolean;
  /** End of the lock before and after, as text: a Date would lose its microseconds. */
  readonly before: string | null;
  readonly after: string | null;
}

function claimGuess(db: DataSource, accountId: number, rules: LockRules): Promise<Claim | undefined> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query(
      `SELECT failures, locked_until::text AS before, coalesce(locked_until > now(), false) AS "wasLocked"
         FROM account WHERE id = $1 FOR UPDATE`,
      [accountId],
    );
    if (!row) return undefined;
    const failures = row.failures + 1;
    const [[changed]] = await tx.query(
      `UPDATE account SET failures = $2, locked_until = CASE WHEN $3 > 0 THEN greatest(locked_until, now() + make_interval(mins => $3))
                                                             ELSE locked_until END
        WHERE id = $1 RETURNING locked_until::text AS after`,
      [accountId, failures, lockMinutesAfter(failures, rules)],
    );
    return { ...row, failures, after: changed.after };
  });
}

/** The count and the lock as if the guess had not been; unless others came in between. */
async function giveBack(db: DataSource, accountId: number, { before, after }: Claim): Promise<void> {
  await db.query(
    `UPDATE account SET failures = greatest(failures - 1, 0),
            locked_until = CASE WHEN locked_until IS NOT DISTINCT FROM $3::timestamptz THEN $2::timestamptz ELSE locked_until END
      WHERE id = $1`,
    [accountId, before, after],
  );
}
