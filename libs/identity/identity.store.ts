import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export const ROLES = ['admin', 'supervisor', 'assessor', 'unitOfficer'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: number | null;
  readonly unitName: string | null;
  readonly mustChange: boolean;
}

export interface Session {
  readonly account: Account;
  readonly csrf: string;
}

const SESSION_HOURS = 12;
const FAILURES_BEFORE_LOCK = 5;
const LOCK_MINUTES = 15;
export const MIN_PASSWORD_LENGTH = 10;

/** Accounts, sessions and the record of what people did. Tokens are kept as digests, passwords as argon2id. */
@Injectable()
export class IdentityStore {
  constructor(private readonly db: DataSource) {}

  async hasAccounts(): Promise<boolean> {
    const [{ count }] = await this.db.query(`SELECT count(*)::int AS count FROM account`);
    return count > 0;
  }

  /** Creates the account unless the login exists; answers whether it was created. */
  async createAccount(
    account: { login: string; name: string; role: Role; unitId?: number | null; mustChange?: boolean },
    password: string,
  ): Promise<boolean> {
    const rows = await this.db.query(
      `INSERT INTO account (login, name, role, unit_id, must_change, password_hash) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (login) DO NOTHING RETURNING id`,
      [
        account.login,
        account.name,
        account.role,
        account.unitId ?? null,
        account.mustChange ?? false,
        await hash(password),
      ],
    );
    return rows.length === 1;
  }

  /** A new session and its token, or why not. The time taken does not tell whether the login exists. */
  async logIn(
    login: string,
    password: string,
  ): Promise<{ session: Session; token: string } | { refused: 'wrong' | 'locked' }> {
    const [row] = await this.db.query(
      `SELECT id, password_hash, locked_until > now() AS locked FROM account WHERE login = $1`,
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
    const token = await this.openSession(row.id);
    const session = await this.session(token);
    if (!session) throw new Error('a session just opened cannot be read');
    return { session, token };
  }

  async session(token: string): Promise<Session | undefined> {
    const [row] = await this.db.query(
      `SELECT a.id, a.login, a.name, a.role, a.unit_id, a.must_change, u.name AS unit_name, s.csrf
         FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN unit u ON u.id = a.unit_id
        WHERE s.token_sha256 = $1 AND s.expires_at > now()`,
      [sha256(token)],
    );
    if (!row) return undefined;
    const account: Account = {
      id: row.id,
      login: row.login,
      name: row.name,
      role: row.role,
      unitId: row.unit_id,
      unitName: row.unit_name,
      mustChange: row.must_change,
    };
    return { account, csrf: row.csrf };
  }

  async logOut(token: string): Promise<void> {
    await this.db.query(`DELETE FROM session WHERE token_sha256 = $1`, [sha256(token)]);
  }

  /** Changes the password and ends every other session; answers a new token, or undefined when `current` is wrong. */
  async changePassword(accountId: number, current: string, next: string): Promise<string | undefined> {
    const [row] = await this.db.query(`SELECT password_hash FROM account WHERE id = $1`, [accountId]);
    if (!row || !(await verify(row.password_hash, current).catch(() => false))) return undefined;
    await this.db.query(`UPDATE account SET password_hash = $2, must_change = false WHERE id = $1`, [
      accountId,
      await hash(next),
    ]);
    await this.db.query(`DELETE FROM session WHERE account_id = $1`, [accountId]);
    return this.openSession(accountId);
  }

  async record(account: string, action: string, object: string, detail: unknown = {}): Promise<void> {
    await this.db.query(`INSERT INTO audit_entry (account, action, object, detail) VALUES ($1, $2, $3, $4)`, [
      account,
      action,
      object,
      JSON.stringify(detail),
    ]);
  }

  private async openSession(accountId: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.db.query(`DELETE FROM session WHERE expires_at < now()`);
    await this.db.query(
      `INSERT INTO session (token_sha256, account_id, csrf, expires_at) VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
      [sha256(token), accountId, randomBytes(16).toString('base64url'), SESSION_HOURS],
    );
    return token;
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

/** A password no one has to type twice: 16 characters without look-alikes. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let decoy: Promise<string> | undefined;
const decoyHash = () => (decoy ??= hash(randomBytes(16)));
