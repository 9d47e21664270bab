import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { whoAsks } from '@app/platform/scoped-database.client';
import { Account, accountOf } from './account';
import { ACCOUNT_FACTS } from './account-facts.store';
import { IDENTITY_DATABASE } from './identity.token';
import { sha256 } from './session.store';

/** So that a token found in a log or a repository is known for what it is. */
export const TOKEN_PREFIX = 'mjt_';
export const LONGEST_TOKEN_DAYS = 366;

export interface MachineToken {
  readonly id: number;
  readonly accountId: number;
  readonly name: string;
  /** Its last four characters. */
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly lastAddress: string | null;
  readonly revokedAt: Date | null;
}

/** 机器令牌 of OA systems and platforms above and below: a digest here, the token with who uses it, and an end. */
@Injectable()
export class MachineStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** The account behind a token, and what the token is good for; undefined when it is unknown, revoked or has ended. */
  async bearer(token: string): Promise<{ readonly account: Account; readonly scopes: readonly string[] } | undefined> {
    if (!token.startsWith(TOKEN_PREFIX)) return undefined;
    const [row] = await this.db.query(
      `SELECT t.id, t.scopes, coalesce(t.last_used_at < now() - interval '1 minute', true) AS "isQuiet", ${ACCOUNT_FACTS}
         FROM machine_token t JOIN account a ON a.id = t.account_id
        WHERE t.token_sha256 = $1 AND t.expires_at > now() AND t.revoked_at IS NULL AND a.disabled_at IS NULL AND a.kind = 'machine'`,
      [sha256(token)],
    );
    if (!row) return undefined;
    if (row.isQuiet)
      await this.db.query(`UPDATE machine_token SET last_used_at = now(), last_address = $2 WHERE id = $1`, [
        row.id,
        whoAsks().address ?? null,
      ]);
    return { account: accountOf(row.account), scopes: row.scopes };
  }

  tokens(accountId: number): Promise<MachineToken[]> {
    return this.db.query(
      `SELECT id, account_id AS "accountId", name, hint, scopes, expires_at AS "expiresAt", created_by AS "createdBy",
              created_at AS "createdAt", last_used_at AS "lastUsedAt", last_address AS "lastAddress", revoked_at AS "revokedAt"
         FROM machine_token WHERE account_id = $1 ORDER BY id DESC`,
      [accountId],
    );
  }

  /** The token itself is answered once and never again. */
  async issue(
    accountId: number,
    wish: { readonly name: string; readonly scopes: readonly string[]; readonly days: number; readonly by: string },
  ): Promise<{ readonly id: number; readonly token: string }> {
    const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
    const [{ id }] = await this.db.query(
      `INSERT INTO machine_token (account_id, name, token_sha256, hint, scopes, expires_at, created_by)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7) RETURNING id`,
      [accountId, wish.name, sha256(token), token.slice(-4), wish.scopes, wish.days, wish.by],
    );
    return { id, token };
  }

  /** The account whose token it was; undefined when there is none to revoke. */
  async revoke(tokenId: number, accountId: number, by: string): Promise<boolean> {
    const [, count] = await this.db.query(
      `UPDATE machine_token SET revoked_at = now(), revoked_by = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL`,
      [tokenId, accountId, by],
    );
    return count > 0;
  }
}
