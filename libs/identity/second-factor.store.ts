import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Check, guardedCheck } from './guarded-check.store';
import { readSetting } from './identity-setting.store';
import type { Session } from './identity.store';
import { IDENTITY_DATABASE, SECRET_BOX } from './identity.token';
import { mustHaveSecondFactor } from './missing-step';
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.client';
import type { SecretBox } from './secret-box.client';
import { endSessions, openSession, SESSION_ID } from './session.store';
import { newTotpSecret, totpAddress, totpStep } from './totp.client';

/** A second factor that is not in force yet. The browser keeps it, sealed, until a code proves that it was taken over. */
export interface Offer {
  readonly key: string;
  readonly address: string;
  readonly sealed: string;
}

export interface Enrolled {
  readonly token: string;
  /** Shown once; only digests are kept. */
  readonly recoveryCodes: readonly string[];
}

const OFFER_MS = 10 * 60_000;
const sealedFor = (accountId: number) => `second factor of ${accountId}`;
const offeredTo = (accountId: number) => `second factor offered to ${accountId}`;

/** 第二因素 — setting it up, showing it, and doing without it again. Every change ends all sessions of the account. */
@Injectable()
export class SecondFactorStore {
  constructor(
    @Inject(IDENTITY_DATABASE) private readonly db: DataSource,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  offer({ id, login }: { readonly id: number; readonly login: string }, at = Date.now()): Offer {
    const key = newTotpSecret();
    return { key, address: totpAddress(key, login), sealed: this.box.seal(JSON.stringify({ key, at }), offeredTo(id)) };
  }

  /** Puts an offer in force that the code belongs to; undefined when it does not, or the offer is old or not this account's. */
  async enrol(
    { account, method }: Session,
    sealed: string,
    code: string,
    at = Date.now(),
  ): Promise<Enrolled | undefined> {
    const offer = this.box.open(sealed, offeredTo(account.id));
    const { key, at: offeredAt } = offer ? JSON.parse(offer) : { key: '', at: 0 };
    if (!offer || at - offeredAt > OFFER_MS) return undefined;
    const step = totpStep(key, code, at);
    if (step === null) return undefined;
    const recoveryCodes = newRecoveryCodes();
    return this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE account SET second_factor = $2, second_factor_since = now(), second_factor_step = $3, recovery_codes = $4 WHERE id = $1`,
        [account.id, this.box.seal(key, sealedFor(account.id)), step, digests(account.id, recoveryCodes)],
      );
      return { token: await renew(tx, account.id, method), recoveryCodes };
    });
  }

  /** Whether it is a code of the account's telephone or one of its recovery codes; each is taken once. Wrong ones count towards the lock. */
  async check(accountId: number, code: string, at = Date.now()): Promise<Check> {
    const isRight = () => this.take(accountId, code.trim(), at);
    const check = await guardedCheck(this.db, { accountId, isRight, onRight: 'forgive', isBlindWhenLocked: true });
    if (check !== 'right')
      await this.db.query(
        `DELETE FROM session s USING account a WHERE a.id = s.account_id AND a.id = $1 AND NOT s.is_complete AND a.locked_until > now()`,
        [accountId],
      );
    return check;
  }

  /** The session of a log-in that has now shown everything: a new token in place of the one that waited. */
  async complete({ id, account, method }: Session): Promise<string> {
    return this.db.transaction(async (tx) => {
      await tx.query(`DELETE FROM session WHERE account_id = $1 AND ${SESSION_ID} = $2`, [account.id, id]);
      return openSession(tx, { accountId: account.id, method, isComplete: true });
    });
  }

  async renewRecoveryCodes(accountId: number): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.db.query(`UPDATE account SET recovery_codes = $2 WHERE id = $1 AND second_factor_since IS NOT NULL`, [
      accountId,
      digests(accountId, codes),
    ]);
    return codes;
  }

  /** Undefined where the setting asks the account to have one. */
  async remove({ account, method }: Session): Promise<string | undefined> {
    const { needsSecondFactor } = await readSetting(this.db);
    if (mustHaveSecondFactor({ needsSecondFactor, roles: account.roles })) return undefined;
    return this.db.transaction(async (tx) => {
      await forgetSecondFactor(tx, account.id);
      return renew(tx, account.id, method);
    });
  }

  /** By an administrator, for somebody who lost telephone and codes. False when there is none. */
  async reset(accountId: number): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const count = await forgetSecondFactor(tx, accountId);
      if (count > 0) await endSessions(tx, accountId);
      return count > 0;
    });
  }

  private async take(accountId: number, code: string, at: number): Promise<boolean> {
    const [row] = await this.db.query(
      `SELECT second_factor AS sealed FROM account WHERE id = $1 AND second_factor_since IS NOT NULL`,
      [accountId],
    );
    if (!row) return false;
    if (!/^\d{6}$/.test(code)) return this.takeRecoveryCode(accountId, code);
    const secret = this.box.open(row.sealed, sealedFor(accountId));
    if (!secret)
      throw new Error(
        `the second factor of account ${accountId} was sealed with another key: MINGJIAN_SECRET_KEY or the file secret-key in the data folder has changed`,
      );
    const step = totpStep(secret, code, at);
    if (step === null) return false;
    const [, count] = await this.db.query(
      `UPDATE account SET second_factor_step = $2 WHERE id = $1 AND second_factor_step < $2`,
      [accountId, step],
    );
    return count > 0;
  }

  private async takeRecoveryCode(accountId: number, code: string): Promise<boolean> {
    const [, count] = await this.db.query(
      `UPDATE account SET recovery_codes = array_remove(recovery_codes, $2) WHERE id = $1 AND $2 = ANY (recovery_codes)`,
      [accountId, recoveryDigest(accountId, code)],
    );
    return count > 0;
  }
}

const digests = (accountId: number, codes: readonly string[]) => codes.map((code) => recoveryDigest(accountId, code));

async function renew(tx: EntityManager, accountId: number, method: Session['method']): Promise<string> {
  await endSessions(tx, accountId);
  return openSession(tx, { accountId, method, isComplete: true });
}

/** How many there were. */
export async function forgetSecondFactor(tx: EntityManager, accountId: number): Promise<number> {
  const [, count] = await tx.query(
    `UPDATE account SET second_factor = NULL, second_factor_since = NULL, recovery_codes = '{}' WHERE id = $1 AND second_factor_since IS NOT NULL`,
    [accountId],
  );
  return count;
}
