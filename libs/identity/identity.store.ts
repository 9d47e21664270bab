import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { whoAsks } from '@app/platform/scoped-database.client';
import { Account, accountOf } from './account';
import { ACCOUNT_FACTS } from './account-facts.store';
import { IDENTITY_DATABASE } from './identity.token';
import { MissingStep, missingStep } from './missing-step';
import { hashPassword } from './password-hash.client';
import { Grant, Role } from './role';
import { keepSession, LogInMethod, SESSION_ID, sha256 } from './session.store';
import { appendDeed } from './trail.store';

export interface Session {
  /** As `OwnSession`. */
  readonly id: string;
  readonly account: Account;
  readonly csrf: string;
  readonly method: LogInMethod;
  /** False for the ten minutes between password and second factor. */
  readonly isComplete: boolean;
  /** What has to be done before anything else; null when all is. */
  readonly missing: MissingStep | null;
}

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

/** Accounts, who asks, and the record of what people did. Tokens are kept as digests, passwords as argon2id. */
@Injectable()
export class IdentityStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  async hasAccounts(): Promise<boolean> {
    const [{ count }] = await this.db.query(`SELECT count(*)::int AS count FROM account`);
    return count > 0;
  }

  /** Creates the account with one grant unless the login exists; answers whether it was created. */
  async createAccount(account: NewAccount, password: string, by = '系统'): Promise<boolean> {
    const passwordHash = await hashPassword(password);
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

  /** Undefined when the token is unknown or has ended, or its account is disabled. Being asked keeps it from ending idle. */
  async session(token: string): Promise<Session | undefined> {
    const [row] = await this.db.query(
      `SELECT ${SESSION_ID} AS id, s.csrf, s.method, s.is_complete AS "isComplete", a.second_factor_since IS NOT NULL AS "hasSecondFactor",
              i.needs_second_factor AS "needsSecondFactor", s.last_seen_at < now() - interval '1 minute' AS "isQuiet", ${ACCOUNT_FACTS}
         FROM session s JOIN account a ON a.id = s.account_id CROSS JOIN identity_setting i
        WHERE s.token_sha256 = $1 AND s.expires_at > now() AND a.disabled_at IS NULL`,
      [sha256(token)],
    );
    if (!row) return undefined;
    const account = accountOf(row.account);
    const missing = missingStep({ ...row, ...account });
    if (!row.isComplete && missing !== 'code' && missing !== 'secondFactor') return undefined;
    if (row.isQuiet) await keepSession(this.db, token);
    return { id: row.id, account, csrf: row.csrf, method: row.method, isComplete: row.isComplete, missing };
  }

  /** Undefined for unknown, disabled and machine accounts. */
  async account(id: number): Promise<(Account & { readonly hasSecondFactor: boolean }) | undefined> {
    const [row] = await this.db.query(
      `SELECT a.second_factor_since IS NOT NULL AS "hasSecondFactor", ${ACCOUNT_FACTS} FROM account a
        WHERE a.id = $1 AND a.kind = 'person' AND a.disabled_at IS NULL`,
      [id],
    );
    return row && { ...accountOf(row.account), hasSecondFactor: row.hasSecondFactor };
  }

  async logOut(token: string): Promise<void> {
    await this.db.query(`DELETE FROM session WHERE token_sha256 = $1`, [sha256(token)]);
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
}
