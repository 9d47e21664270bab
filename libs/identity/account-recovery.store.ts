import { DataSource, EntityManager } from 'typeorm';
import { insertGrant } from './account-admin.store';
import { IdentityRefused } from './identity-refused';
import { hashPassword, oneTimePassword } from './password-hash.client';
import { forgetSecondFactor } from './second-factor.store';
import { endSessions } from './session.store';
import { appendDeed } from './trail.store';

export interface RecoveredAccount {
  readonly login: string;
  /** Said once; has to be changed at the first log-in. */
  readonly password: string;
  readonly wasDisabled: boolean;
  readonly wasLocked: boolean;
  readonly hadSecondFactor: boolean;
  /** Nobody was left who administers the whole platform for good, so this account does now. */
  readonly becameAdministrator: boolean;
}

/**
 * 找回账号 — for whoever runs the server, when nobody is left who could do it on screen: a new one-time password, and no
 * lock, second factor, session or disablement from before. In the trail like every reset.
 * @throws IdentityRefused when there is no such person's account
 */
export async function recoverAccount(db: DataSource, login: string): Promise<RecoveredAccount> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const [before] = await tx.query(
      `SELECT id, kind, disabled_at IS NOT NULL AS "wasDisabled", coalesce(locked_until > now(), false) AS "wasLocked"
         FROM account WHERE login = $1 FOR UPDATE`,
      [login],
    );
    if (!before) throw new IdentityRefused(`没有登录名为${login}的账号`, 'missing');
    if (before.kind === 'machine') throw new IdentityRefused('机器账号没有密码，请重新签发令牌');
    await tx.query(
      `UPDATE account SET password_hash = $2, must_change = true, password_changed_at = now(), failures = 0, locked_until = NULL,
              disabled_at = NULL WHERE id = $1`,
      [before.id, hash],
    );
    const hadSecondFactor = (await forgetSecondFactor(tx, before.id)) > 0;
    await endSessions(tx, before.id);
    const becameAdministrator = await administersIfNobodyDoes(tx, before.id);
    const { wasDisabled, wasLocked } = before;
    const recovered = { login, wasDisabled, wasLocked, hadSecondFactor, becameAdministrator };
    await appendDeed(tx, {
      account: COMMAND_LINE,
      action: 'recover-account',
      object: `account:${before.id}`,
      detail: recovered,
    });
    return { ...recovered, password };
  });
}

const COMMAND_LINE = '命令行';

/** A role that ends some day leaves nobody behind, so it does not count. */
async function administersIfNobodyDoes(tx: EntityManager, accountId: number): Promise<boolean> {
  const [left] = await tx.query(
    `SELECT 1 FROM role_grant g JOIN account a ON a.id = g.account_id
      WHERE g.role = 'admin' AND g.region_id IS NULL AND g.domain IS NULL AND g.delegated_from IS NULL AND a.kind = 'person'
        AND a.disabled_at IS NULL AND g.revoked_at IS NULL AND g.valid_until IS NULL LIMIT 1`,
  );
  if (left) return false;
  await tx.query(
    `UPDATE role_grant SET revoked_at = now(), revoked_by = $2, reason = concat_ws('；', nullif(reason, ''), '由长期授予代替')
      WHERE account_id = $1 AND role = 'admin' AND region_id IS NULL AND unit_id IS NULL AND domain IS NULL AND revoked_at IS NULL`,
    [accountId, COMMAND_LINE],
  );
  const everything = { role: 'admin' as const, regionId: null, unitId: null, domain: null, validUntil: null };
  await insertGrant(tx, accountId, { ...everything, reason: '没有其他系统管理员', by: COMMAND_LINE });
  return true;
}
