import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Check, guardedCheck } from './guarded-check.store';
import { readSetting } from './identity-setting.store';
import { IdentityStore, Session } from './identity.store';
import { IDENTITY_DATABASE } from './identity.token';
import { hashPassword, isOutdated, isPassword } from './password-hash.client';
import { passwordProblems } from './password-rules';
import { mustHaveSecondFactor } from './missing-step';
import { endSessions, LogInMethod, openSession } from './session.store';

/** A refusal leaves no sooner than this, so that what was wrong cannot be timed. */
const REFUSAL_MS = 400;
/** Kept for the account, whatever the setting asks for now. */
const MOST_KEPT = 24;

export type LogIn =
  { readonly session: Session; readonly token: string } | { readonly refused: 'wrong' | 'locked' | 'noRole' };

export type Change =
  | { readonly token: string }
  | { readonly refused: 'wrong' | 'locked' }
  /** What is wrong with the new one. */
  | { readonly problems: readonly string[] };

/** 口令 — logging in with one and changing it. */
@Injectable()
export class PasswordStore {
  constructor(
    @Inject(IDENTITY_DATABASE) private readonly db: DataSource,
    private readonly identity: IdentityStore,
  ) {}

  /** A new session and its token, or why not. Neither words nor time tell whether the login exists. */
  async logIn(login: string, password: string): Promise<LogIn> {
    const refusedAt = Date.now() + REFUSAL_MS;
    const [row] = await this.db.query(
      `SELECT id, password_hash AS hash, second_factor_since IS NOT NULL AS "hasSecondFactor" FROM account
        WHERE login = $1 AND kind = 'person' AND disabled_at IS NULL`,
      [login],
    );
    const check = row
      ? await this.check(row.id, password, row.hasSecondFactor ? 'keep' : 'forgive')
      : await wrong(password);
    if (check !== 'right') {
      await sleep(Math.max(0, refusedAt - Date.now()));
      return { refused: check };
    }
    if (isOutdated(row.hash))
      await this.db.query(`UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2`, [
        row.id,
        row.hash,
        await hashPassword(password),
      ]);
    return this.enter(row.id, 'password');
  }

  /** A session for somebody who has proved who he is, but for the second factor where there is one. */
  async enter(accountId: number, method: LogInMethod, hasShownFactors = false): Promise<LogIn> {
    const account = await this.identity.account(accountId);
    if (!account || account.roles.length === 0) return { refused: 'noRole' };
    const { needsSecondFactor } = await readSetting(this.db);
    const isComplete =
      hasShownFactors ||
      !(account.hasSecondFactor || mustHaveSecondFactor({ needsSecondFactor, roles: account.roles }));
    const token = await openSession(this.db, { accountId, method, isComplete });
    const session = await this.identity.session(token);
    if (!session) throw new Error('a session just opened cannot be read');
    return { session, token };
  }

  /** Whether it is the account's password; wrong ones count towards the lock. */
  async check(accountId: number, password: string, onRight: 'forgive' | 'keep' = 'forgive'): Promise<Check> {
    const isRight = async () => {
      const [row] = await this.db.query(`SELECT password_hash AS hash FROM account WHERE id = $1`, [accountId]);
      return isPassword(row?.hash, password);
    };
    return guardedCheck(this.db, { accountId, isRight, onRight });
  }

  /** Changes the password and ends every session of the account; answers the token of a new one. */
  async change(session: Session, current: string, next: string): Promise<Change> {
    const { id, login, name } = session.account;
    const check = await this.check(id, current);
    if (check !== 'right') return { refused: check };
    const { minPasswordLength, keptPasswords } = await readSetting(this.db);
    const problems = passwordProblems(next, { login, name }, minPasswordLength);
    if (problems.length > 0) return { problems };
    if (current === next || (await this.wasUsed(id, next, keptPasswords)))
      return { problems: [keptPasswords > 0 ? `不能与最近 ${keptPasswords} 个用过的密码相同` : '不能与原密码相同'] };
    const hash = await hashPassword(next);
    return this.db.transaction(async (tx) => {
      await replacePassword(tx, id, hash);
      await endSessions(tx, id);
      return { token: await openSession(tx, { accountId: id, method: session.method, isComplete: true }) };
    });
  }

  private async wasUsed(accountId: number, password: string, kept: number): Promise<boolean> {
    const rows: { hash: string }[] = await this.db.query(
      `(SELECT password_hash AS hash FROM account WHERE id = $1 AND password_hash IS NOT NULL AND $2 > 0)
       UNION ALL (SELECT password_hash FROM password_history WHERE account_id = $1 ORDER BY replaced_at DESC LIMIT greatest($2 - 1, 0))`,
      [accountId, kept],
    );
    for (const { hash } of rows) if (await isPassword(hash, password)) return true;
    return false;
  }
}

async function wrong(password: string): Promise<'wrong'> {
  await isPassword(undefined, password);
  return 'wrong';
}

async function replacePassword(tx: EntityManager, accountId: number, hash: string): Promise<void> {
  await tx.query(
    `INSERT INTO password_history (account_id, password_hash) SELECT id, password_hash FROM account WHERE id = $1 AND password_hash IS NOT NULL`,
    [accountId],
  );
  await tx.query(
    `DELETE FROM password_history WHERE account_id = $1 AND replaced_at < (
       SELECT min(replaced_at) FROM (SELECT replaced_at FROM password_history WHERE account_id = $1 ORDER BY replaced_at DESC LIMIT $2) kept)`,
    [accountId, MOST_KEPT],
  );
  await tx.query(
    `UPDATE account SET password_hash = $2, must_change = false, password_changed_at = now(), failures = 0, locked_until = NULL WHERE id = $1`,
    [accountId, hash],
  );
}
