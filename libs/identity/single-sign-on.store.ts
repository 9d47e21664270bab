import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IDENTITY_DATABASE } from './identity.token';
import type { OidcSecrets, Vouched } from './oidc.client';
import { sha256 } from './session.store';

export interface SignIn {
  readonly returnTo: string;
  /** The account that wants to be linked; null for a log-in. */
  readonly linkAccountId: number | null;
}

export type Found =
  | { readonly accountId: number; readonly login: string; readonly isNew: boolean }
  | { readonly refused: 'unknown' | 'disabled' | 'hasPassword' };

const MINUTES = 10;

/** 统一身份认证 — log-ins under way, and whose account the provider's word opens. */
@Injectable()
export class SingleSignOnStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** Keeps what must come back; answers the secret that binds it to the browser. */
  async start({ state, nonce, codeVerifier }: OidcSecrets, { returnTo, linkAccountId }: SignIn): Promise<string> {
    const browser = randomBytes(32).toString('base64url');
    await this.db.query(`DELETE FROM oidc_sign_in WHERE created_at < now() - make_interval(mins => $1)`, [MINUTES]);
    await this.db.query(
      `INSERT INTO oidc_sign_in (state_sha256, browser_sha256, nonce, code_verifier, return_to, link_account_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [sha256(state), sha256(browser), nonce, codeVerifier, returnTo, linkAccountId],
    );
    return browser;
  }

  /** Once, by the browser that began it, within ten minutes; undefined otherwise. */
  async take(state: string, browser: string): Promise<(SignIn & OidcSecrets) | undefined> {
    const [[row]] = await this.db.query(
      `DELETE FROM oidc_sign_in WHERE state_sha256 = $1 AND browser_sha256 = $2 AND created_at > now() - make_interval(mins => $3)
       RETURNING nonce, code_verifier AS "codeVerifier", return_to AS "returnTo", link_account_id AS "linkAccountId"`,
      [sha256(state), sha256(browser), MINUTES],
    );
    return row && { ...row, state };
  }

  /**
   * The account of somebody the provider vouches for: by issuer and subject, which never change. Who comes for the first
   * time is linked to the account that an administrator made for him, without a password, under the login that the
   * provider names. An account with a password is linked by its owner only: names at a provider may be chosen.
   */
  async find({ issuer, subject, login }: Vouched): Promise<Found> {
    const [linked] = await this.db.query(
      `SELECT id, login, disabled_at IS NOT NULL AS "isDisabled" FROM account WHERE issuer = $1 AND issuer_subject = $2 AND kind = 'person'`,
      [issuer, subject],
    );
    if (linked)
      return linked.isDisabled ? { refused: 'disabled' } : { accountId: linked.id, login: linked.login, isNew: false };
    const [[first]] = await this.db.query(
      `UPDATE account SET issuer = $1, issuer_subject = $2
        WHERE login = $3 AND kind = 'person' AND disabled_at IS NULL AND issuer IS NULL AND password_hash IS NULL RETURNING id, login`,
      [issuer, subject, login ?? ''],
    );
    if (first) return { accountId: first.id, login: first.login, isNew: true };
    const [named] = await this.db.query(
      `SELECT disabled_at IS NOT NULL AS "isDisabled" FROM account WHERE login = $1 AND kind = 'person' AND issuer IS NULL`,
      [login ?? ''],
    );
    if (!named) return { refused: 'unknown' };
    return { refused: named.isDisabled ? 'disabled' : 'hasPassword' };
  }

  /** False when the provider's account opens another one already. */
  async link(accountId: number, { issuer, subject }: Vouched): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [other] = await tx.query(`SELECT id FROM account WHERE issuer = $1 AND issuer_subject = $2`, [
        issuer,
        subject,
      ]);
      if (other) return other.id === accountId;
      await tx.query(`UPDATE account SET issuer = $2, issuer_subject = $3 WHERE id = $1`, [accountId, issuer, subject]);
      return true;
    });
  }

  /** False where there is no link, or no password to log in with instead. Log-ins that came by it end. */
  async unlink(accountId: number): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [, count] = await tx.query(
        `UPDATE account SET issuer = NULL, issuer_subject = NULL WHERE id = $1 AND issuer IS NOT NULL AND password_hash IS NOT NULL`,
        [accountId],
      );
      if (count > 0) await tx.query(`DELETE FROM session WHERE account_id = $1 AND method = 'oidc'`, [accountId]);
      return count > 0;
    });
  }
}
