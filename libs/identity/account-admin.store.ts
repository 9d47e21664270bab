import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { GRANT_IN_FORCE } from './account-facts.store';
import { IdentityRefused } from './identity-refused';
import { IDENTITY_DATABASE } from './identity.token';
import { hashPassword, oneTimePassword } from './password-hash.client';
import { PlaceTreeStore } from './place-tree.store';
import { Grant, mayGrant, Place, reaches, Role } from './role';
import { endSessions } from './session.store';

/** Who administers: with these grants, as this account. */
export interface Administrator {
  readonly id: number;
  readonly login: string;
  readonly grants: readonly Grant[];
}

export interface AccountFilter {
  readonly q?: string;
  readonly role?: Role;
  readonly kind?: 'person' | 'machine';
  readonly state?: 'active' | 'disabled' | 'locked';
}

export interface ListedGrant extends Grant {
  readonly regionName: string | null;
  readonly unitName: string | null;
  readonly grantedBy: string;
  readonly reason: string;
}

export interface ListedAccount {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly kind: 'person' | 'machine';
  readonly state: 'active' | 'disabled' | 'locked';
  readonly hasSecondFactor: boolean;
  readonly isLinked: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly grants: readonly ListedGrant[];
}

/** 账号管理, down the tree: an administrator sees and changes whom the own reach holds, and nobody above or beside. */
@Injectable()
export class AccountAdminStore {
  constructor(
    @Inject(IDENTITY_DATABASE) private readonly db: DataSource,
    private readonly places: PlaceTreeStore,
  ) {}

  /** Accounts with a grant in the reach; those without any are seen by who reaches the whole platform. */
  async page(by: Administrator, filter: AccountFilter, paging: { readonly limit: number; readonly offset: number }) {
    const values = [...(await this.reachOf(by)), filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null];
    const rows: (ListedAccount & { readonly total: number })[] = await this.db.query(
      `${LIST} WHERE ${WITHIN} AND ($4::text IS NULL OR concat_ws(' ', a.login, a.name) ILIKE $4)
          AND ($5::text IS NULL OR EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = $5 AND ${GRANT_IN_FORCE}))
          AND ($6::text IS NULL OR a.kind = $6) AND ($7::text IS NULL OR ${STATE} = $7)
        ORDER BY a.kind DESC, a.login LIMIT ${Math.trunc(paging.limit)} OFFSET ${Math.trunc(paging.offset)}`,
      [...values, filter.role ?? null, filter.kind ?? null, filter.state ?? null],
    );
    return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
  }

  /** Undefined when there is none in the reach. */
  async one(by: Administrator, id: number): Promise<ListedAccount | undefined> {
    const [row] = await this.db.query(`${LIST} WHERE ${WITHIN} AND a.id = $4`, [...(await this.reachOf(by)), id]);
    if (!row) return undefined;
    const { total: _total, ...account } = row;
    return account;
  }

  /** A new account with its first role; a person gets a one-time password, said once, a machine none. */
  async create(
    by: Administrator,
    wanted: Place & {
      readonly login: string;
      readonly name: string;
      readonly kind: 'person' | 'machine';
      readonly role: Role;
      /** False for a machine, and for somebody who comes by single sign-on only. */
      readonly hasPassword: boolean;
    },
  ): Promise<{ readonly id: number; readonly password: string | null }> {
    await this.mustReach(by, wanted);
    const password = wanted.kind === 'person' && wanted.hasPassword ? oneTimePassword() : null;
    const hash = password && (await hashPassword(password));
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query(
        `INSERT INTO account (login, name, kind, must_change, password_hash, created_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (login) DO NOTHING RETURNING id`,
        [wanted.login, wanted.name, wanted.kind, password !== null, hash, by.login],
      );
      if (!row) throw new IdentityRefused('登录名已有人使用，请换一个');
      await insertGrant(tx, row.id, { ...wanted, validUntil: null, reason: '', by: by.login });
      return { id: row.id, password };
    });
  }

  /** Disabling ends all sessions and tokens at once; whoever is the last administrator of the platform stays. */
  async setDisabled(by: Administrator, id: number, isDisabled: boolean): Promise<void> {
    const account = await this.administered(by, id);
    if (isDisabled && id === by.id) throw new IdentityRefused('不能停用自己的账号');
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE account SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
        [account.id, isDisabled],
      );
      if (isDisabled) await endSessions(tx, account.id);
      await mustKeepAdministrator(tx);
    });
  }

  /** A new one-time password, said once; ends all sessions and a lock-out. */
  async resetPassword(by: Administrator, id: number): Promise<string> {
    const account = await this.administered(by, id);
    if (account.kind === 'machine') throw new IdentityRefused('机器账号没有密码，请签发令牌');
    if (id === by.id) throw new IdentityRefused('请在“我的账号与安全”修改自己的密码');
    const password = oneTimePassword();
    const hash = await hashPassword(password);
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE account SET password_hash = $2, must_change = true, password_changed_at = now(), failures = 0, locked_until = NULL WHERE id = $1`,
        [account.id, hash],
      );
      await endSessions(tx, account.id);
    });
    return password;
  }

  async grant(
    by: Administrator,
    accountId: number,
    wanted: Place & { readonly role: Role; readonly validUntil: Date | null; readonly reason: string },
  ): Promise<number> {
    await this.mustReach(by, wanted);
    const account = await this.one(by, accountId);
    if (!account) throw new IdentityRefused('没有这个账号', 'missing');
    if (accountId === by.id) throw new IdentityRefused('不能给自己授予角色，请由其他管理员办理');
    if (account.kind === 'machine' && wanted.role === 'admin') throw new IdentityRefused('机器账号不能担任系统管理员');
    return this.db.transaction((tx) => insertGrant(tx, accountId, { ...wanted, by: by.login }));
  }

  /** By whoever may give it, or by the lender of a loan. Answers whose it was. */
  async revoke(
    by: Administrator,
    grantId: number,
    reason: string,
  ): Promise<{ readonly accountId: number; readonly role: Role }> {
    const [row] = await this.db.query(
      `SELECT g.account_id AS "accountId", g.role, g.region_id AS "regionId", g.unit_id AS "unitId", g.domain, lent.account_id AS "lenderId"
         FROM role_grant g LEFT JOIN role_grant lent ON lent.id = g.delegated_from WHERE g.id = $1 AND g.revoked_at IS NULL`,
      [grantId],
    );
    if (!row) throw new IdentityRefused('没有这项授予，或已收回', 'missing');
    if (row.lenderId !== by.id && !mayGrant(by.grants, row, await this.places.tree()))
      throw new IdentityRefused('没有这项授予，或已收回', 'missing');
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE role_grant SET revoked_at = now(), revoked_by = $2, reason = concat_ws('；', nullif(reason, ''), nullif($3, '')) WHERE id = $1`,
        [grantId, by.login, reason],
      );
      await mustKeepAdministrator(tx);
    });
    return row;
  }

  /** The account, when every role it holds lies within the reach: a part of somebody is not enough to lock them out. */
  private async administered(by: Administrator, id: number): Promise<ListedAccount> {
    const account = await this.one(by, id);
    if (!account) throw new IdentityRefused('没有这个账号', 'missing');
    const tree = await this.places.tree();
    const own = by.grants.filter(({ role }) => role === 'admin');
    if (!account.grants.every((grant) => own.some((admin) => reaches(admin, grant, tree))))
      throw new IdentityRefused('该账号在您的管理范围以外还有角色，请由上级管理员办理');
    return account;
  }

  private async mustReach(by: Administrator, wanted: Place & { readonly role: Role }): Promise<void> {
    if (!mayGrant(by.grants, wanted, await this.places.tree()))
      throw new IdentityRefused('超出您的管理范围：只能在本级及下级授予角色，审计人员只能由全平台的管理员指定');
  }

  private async reachOf({ grants }: Administrator): Promise<[boolean, number[], number[]]> {
    const own = grants.filter(({ role }) => role === 'admin');
    const isWhole = own.some(({ regionId, domain }) => regionId === null && domain === null);
    const regions = own.flatMap(({ regionId }) => regionId ?? []);
    const below: { id: number }[] = await this.db.query(
      `WITH RECURSIVE below AS (SELECT id FROM region WHERE id = ANY ($1::int[])
         UNION SELECT r.id FROM region r JOIN below ON r.parent_id = below.id) SELECT id FROM below`,
      [regions],
    );
    const units: { id: number }[] = await this.db.query(`SELECT id FROM unit WHERE region_id = ANY ($1::int[])`, [
      below.map(({ id }) => id),
    ]);
    return [isWhole, below.map(({ id }) => id), units.map(({ id }) => id)];
  }
}

/** Within $1 (all), $2 (regions) or $3 (units). */
const WITHIN = `($1::boolean OR EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL
  AND (g.region_id = ANY ($2::int[]) OR g.unit_id = ANY ($3::int[]))))`;
const STATE = `CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled' WHEN a.locked_until > now() THEN 'locked' ELSE 'active' END`;
const LIST = `
  SELECT a.id, a.login, a.name, a.kind, ${STATE} AS state, a.second_factor_since IS NOT NULL AS "hasSecondFactor",
         a.issuer_subject IS NOT NULL AS "isLinked", a.created_at AS "createdAt",
         (SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS "lastSeenAt", count(*) OVER ()::int AS total,
         coalesce((
           SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'regionId', g.region_id, 'unitId', g.unit_id, 'domain', g.domain,
                    'validFrom', g.valid_from, 'validUntil', g.valid_until, 'delegatedFrom', g.delegated_from, 'regionName', r.name,
                    'unitName', u.name, 'grantedBy', g.granted_by, 'reason', g.reason) ORDER BY g.id)
             FROM role_grant g LEFT JOIN region r ON r.id = g.region_id LEFT JOIN unit u ON u.id = g.unit_id
            WHERE g.account_id = a.id AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now())), '[]') AS grants
    FROM account a`;

export interface GrantToInsert extends Place {
  readonly role: Role;
  readonly validUntil: Date | null;
  readonly reason: string;
  readonly by: string;
  readonly delegatedFrom?: number;
}

/** @throws IdentityRefused when the place does not fit the role, or the account holds it already. */
export async function insertGrant(
  tx: Pick<EntityManager, 'query'>,
  accountId: number,
  grant: GrantToInsert,
): Promise<number> {
  const { role, regionId, unitId, domain, validUntil, reason, by, delegatedFrom = null } = grant;
  if ((role === 'unitOfficer') !== (unitId !== null))
    throw new IdentityRefused('单位联络员须指定单位，其他角色须指定地区');
  if (role === 'domainOwner' && domain === null) throw new IdentityRefused('领域主管部门须指定领域');
  const held = await tx.query(
    `SELECT 1 FROM role_grant g WHERE account_id = $1 AND role = $2 AND region_id IS NOT DISTINCT FROM $3::int AND unit_id IS NOT DISTINCT FROM $4::int
        AND domain IS NOT DISTINCT FROM $5::text AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now())`,
    [accountId, role, regionId, unitId, domain],
  );
  if (held.length > 0) throw new IdentityRefused('该账号已有这一角色');
  const [{ id }] = await tx.query(
    `INSERT INTO role_grant (account_id, role, region_id, unit_id, domain, valid_until, delegated_from, reason, granted_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [accountId, role, regionId, unitId, domain, validUntil, delegatedFrom, reason, by],
  );
  return id;
}

/** @throws when nobody would be left who administers the whole platform. */
async function mustKeepAdministrator(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock($1)`, [LAST_ADMINISTRATOR_LOCK]);
  const [left] = await tx.query(
    `SELECT 1 FROM role_grant g JOIN account a ON a.id = g.account_id
      WHERE g.role = 'admin' AND g.region_id IS NULL AND g.domain IS NULL AND g.delegated_from IS NULL AND a.kind = 'person'
        AND a.disabled_at IS NULL AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now()) LIMIT 1`,
  );
  if (!left) throw new IdentityRefused('至少要保留一名全平台的系统管理员');
}

const LAST_ADMINISTRATOR_LOCK = 0x61646d6e;
