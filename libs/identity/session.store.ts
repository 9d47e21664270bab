import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { whoAsks } from '@app/platform/scoped-database.client';
import { readSetting } from './identity-setting.store';
import { IDENTITY_DATABASE } from './identity.token';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export type LogInMethod = 'password' | 'oidc';

export interface NewSession {
  readonly accountId: number;
  readonly method: LogInMethod;
  /** False where the second factor is still to be shown or set up; such a session sees and does nothing else. */
  readonly isComplete: boolean;
}

/** Time to show or set up a second factor. */
const PENDING_MINUTES = 10;
const LONGEST_AGENT = 300;

/**
 * A new session; answers its token, of which only the digest is kept. It ends after `sessionHours`, and earlier after
 * `idleMinutes` without a request: `expires_at` is what is left, so that the database needs to know nothing else.
 */
export async function openSession(db: Pick<EntityManager, 'query'>, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { address = null, agent } = whoAsks();
  const { sessionHours, idleMinutes } = await readSetting(db);
  const [minutes, idle] = session.isComplete
    ? [sessionHours * 60, Math.min(idleMinutes, sessionHours * 60)]
    : [PENDING_MINUTES, PENDING_MINUTES];
  await db.query(`DELETE FROM session WHERE expires_at < now()`);
  await db.query(
    `INSERT INTO session (token_sha256, account_id, csrf, address, agent, method, is_complete, ends_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8), now() + make_interval(mins => $9))`,
    [
      sha256(token),
      session.accountId,
      randomBytes(16).toString('base64url'),
      address,
      agent?.slice(0, LONGEST_AGENT) ?? null,
      session.method,
      session.isComplete,
      minutes,
      idle,
    ],
  );
  return token;
}

/** Puts off the end of a session that is in use; asked for once a minute at most. */
export async function keepSession(db: Pick<EntityManager, 'query'>, token: string): Promise<void> {
  await db.query(
    `UPDATE session SET last_seen_at = now(), address = coalesce($2, address), expires_at = least(ends_at, now() + make_interval(mins => i.idle_minutes))
       FROM identity_setting i WHERE token_sha256 = $1 AND is_complete AND expires_at > now()`,
    [sha256(token), whoAsks().address ?? null],
  );
}

export async function endSessions(db: Pick<EntityManager, 'query'>, accountId: number): Promise<void> {
  await db.query(`DELETE FROM session WHERE account_id = $1`, [accountId]);
}

/** One's own log-ins, as one looks at them. */
export interface OwnSession {
  /** Names the session without being good for anything else: the beginning of the digest of its token. */
  readonly id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly method: LogInMethod;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly isComplete: boolean;
}

export const SESSION_ID = `left(token_sha256, 16)`;

@Injectable()
export class SessionStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** Newest first. */
  of(accountId: number): Promise<OwnSession[]> {
    return this.db.query(
      `SELECT ${SESSION_ID} AS id, address, agent, method, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
              expires_at AS "expiresAt", is_complete AS "isComplete"
         FROM session WHERE account_id = $1 AND expires_at > now() ORDER BY last_seen_at DESC, id`,
      [accountId],
    );
  }

  /** False when the account has no such session. */
  async end(accountId: number, id: string): Promise<boolean> {
    const [, count] = await this.db.query(`DELETE FROM session WHERE account_id = $1 AND ${SESSION_ID} = $2`, [
      accountId,
      id,
    ]);
    return count > 0;
  }

  /** All but one; answers how many. */
  async endOthers(accountId: number, id: string): Promise<number> {
    const [, count] = await this.db.query(`DELETE FROM session WHERE account_id = $1 AND ${SESSION_ID} <> $2`, [
      accountId,
      id,
    ]);
    return count;
  }
}
