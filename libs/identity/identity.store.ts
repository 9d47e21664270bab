import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { whoAsks } from '@app/platform/scoped-database.client';
import { Account, accountOf } from './account';
import { IDENTITY_DATABASE } from './identity.token';
import { Grant, Role } from './role';
import { appendDeed } from './trail.store';

export interface Session {
  readonly account: Account;
  readonly csrf: string;
}

const SESSION_HOURS = 12;
const FAILURES_BEFORE_LOCK = 5;
const LOCK_MINUTES = 15;
export const MIN_PASSWORD_LENGTH = 10;

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Of a 单位联络员. */
  readonly unitId?: number | null;
  /** Where an office role reaches; null or absent = the whole platform. */
  readonly regionId?: number | null;
  readonly domain?: string | null;
  readonly mustChange?: boolean;
}

/** Accounts, sessions and the record of what people did. Tokens are kept as digests, passwords as argon2id. */
@Injectable()
export class IdentityStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  async hasAccounts(): Promise<boolean> {
    const [{ count }] = await this.db.query(`SELECT count(*)::int AS count FROM account`);
    return count > 0;
  }

  /** Creates the account with one grant unless the login exists; answers whether it was created. */
  async createAccount(account: NewAccount, password: string, by = '系统'): Promise<boolean> {
    const passwordHash = await hash(password);
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query(
        `INSERT INTO account (login, name, must_change, password_hash, created_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (login) DO NOTHING RETURNING id`,
        [account.login, account.name, account.mustChange ?? false, passwordHash, by],
      );
      if (!row) return false;
      await tx.query(
        `INSERT INTO role_grant (account_id, role, unit_id, region_id, domain, granted_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [row.id, account.role, account.unitId ?? null, account.regionId ?? null, account.domain ?? null, by],
      );
      return true;
    });
  }

  /** A new session and its token, or why not. The time taken does not tell whether the login exists. */
  async logIn(
    login: string,
    password: string,
  ): Promise<{ session: Session; token: string } | { refused: 'wrong' | 'locked' }> {
    const [row] = await this.db.query(
      `SELECT id, password_hash, locked_until > now() AS locked FROM account
        WHERE login = $1 AND kind = 'person' AND disabled_at IS NULL`,
      [login],
    );
    const isRight = await verify(row?.password_hash ?? (await decoyHash()), password).catch(() => false);
    if (!row) return { refused: 'wrong' };
    if (row.locked) return { refused: 'locked' };
    if (!isRight) {
      await this.countFailure(row.id);
      return { refused: 'wrong' };
    }
    await this.db.query(`UPDATE account SET failures = 0, locked_until = NULL WHERE id = $1`, [row.id]);
    const token = await openSession(this.db, row.id);
    const session = await this.session(token);
    if (!session) throw new Error('a session just opened cannot be read');
    return { session, token };
  }

  /** Undefined when the token is unknown or has ended, or its account is disabled. */
  async session(token: string): Promise<Session | undefined> {
    const [row] = await this.db.query(
      `SELECT s.csrf, ${ACCOUNT_FACTS} FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_sha256 = $1 AND s.expires_at > now() AND s.is_complete AND a.disabled_at IS NULL`,
      [sha256(token)],
    );
    return row && { account: accountOf(row.account), csrf: row.csrf };
  }

  async logOut(token: string): Promise<void> {
    await this.db.query(`DELETE FROM session WHERE token_sha256 = $1`, [sha256(token)]);
  }

  /** Changes the password and ends every other session; answers a new token, or undefined when `current` is wrong. */
  async changePassword(accountId: number, current: string, next: string): Promise<string | undefined> {
    const [row] = await this.db.query(`SELECT password_hash FROM account WHERE id = $1`, [accountId]);
    if (!row || !(await verify(row.password_hash, current).catch(() => false))) return undefined;
    const passwordHash = await hash(next);
    return this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE account SET password_hash = $2, must_change = false, password_changed_at = now() WHERE id = $1`,
        [accountId, passwordHash],
      );
      await tx.query(`DELETE FROM session WHERE account_id = $1`, [accountId]);
      return openSession(tx, accountId);
    });
  }

  /** Units that these grants reach, at least within one 领域; the same that the database finds for the session. */
  async unitsOf(grants: readonly Grant[]): Promise<'all' | readonly number[]> {
    if (grants.some(({ regionId, unitId }) => regionId === null && unitId === null)) return 'all';
    const [{ units }] = await this.db.query(
      `WITH RECURSIVE below AS (
         SELECT id FROM region WHERE id = ANY ($1::int[])
         UNION SELECT r.id FROM region r JOIN below ON r.parent_id = below.id)
       SELECT coalesce(array_agg(id), '{}') AS units FROM unit WHERE region_id IN (SELECT id FROM below) OR id = ANY ($2::int[])`,
      [grants.flatMap(({ regionId }) => regionId ?? []), grants.flatMap(({ unitId }) => unitId ?? [])],
    );
    return units;
  }

  /** When something was last done to an object, by anybody; undefined when never. */
  async lastDone(action: string, object: string): Promise<Date | undefined> {
    const [row] = await this.db.query(
      `SELECT at FROM audit_entry WHERE object = $2 AND action = $1 ORDER BY id DESC LIMIT 1`,
      [action, object],
    );
    return row?.at;
  }

  /** Writes into the trail what `account` (a login) did, from the address of the request it is part of. */
  async record(account: string, action: string, object: string, detail: unknown = {}): Promise<void> {
    const { accountId = null, address = null, unitId = null } = whoAsks();
    await this.db.transaction((tx) => appendDeed(tx, { accountId, account, address, unitId, action, object, detail }));
  }

  private async countFailure(accountId: number): Promise<void> {
    await this.db.query(
      `UPDATE account SET failures = CASE WHEN failures + 1 >= $2 THEN 0 ELSE failures + 1 END,
              locked_until = CASE WHEN failures + 1 >= $2 THEN now() + make_interval(mins => $3) ELSE locked_until END
        WHERE id = $1`,
      [accountId, FAILURES_BEFORE_LOCK, LOCK_MINUTES],
    );
  }
}

/** As `asking_grants()` in the database has it: in force, not revoked, and lent only while the lender holds it. */
const GRANT_IN_FORCE = `g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
  AND (g.delegated_from IS NULL OR EXISTS (SELECT FROM role_grant lent WHERE lent.id = g.delegated_from AND lent.revoked_at IS NULL
                                             AND (lent.valid_until IS NULL OR lent.valid_until > now())))`;

const ACCOUNT_FACTS = `json_build_object(
  'id', a.id, 'login', a.login, 'name', a.name, 'kind', a.kind, 'mustChange', a.must_change,
  'grants', coalesce((
    SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'regionId', g.region_id, 'unitId', g.unit_id, 'domain', g.domain,
                                      'validFrom', g.valid_from, 'validUntil', g.valid_until, 'delegatedFrom', g.delegated_from,
                                      'unitName', u.name) ORDER BY g.id)
      FROM role_grant g LEFT JOIN unit u ON u.id = g.unit_id WHERE g.account_id = a.id AND ${GRANT_IN_FORCE}), '[]')) AS account`;

async function openSession(db: Pick<EntityManager, 'query'>, accountId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.query(`DELETE FROM session WHERE expires_at < now()`);
  await db.query(
    `INSERT INTO session (token_sha256, account_id, csrf, address, expires_at) VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5))`,
    [sha256(token), accountId, randomBytes(16).toString('base64url'), whoAsks().address ?? null, SESSION_HOURS],
  );
  return token;
}

/** A password no one has to type twice: 16 characters without look-alikes. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('');
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let decoy: Promise<string> | undefined;
const decoyHash = () => (decoy ??= hash(randomBytes(16)));
