import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertGrant } from './account-admin.store';
import { IdentityRefused } from './identity-refused';
import { IDENTITY_DATABASE } from './identity.token';
import { Grant, LONGEST_DELEGATION_DAYS, mayDelegate } from './role';

export interface Delegation {
  readonly id: number;
  readonly grantId: number;
  readonly role: string;
  readonly toLogin: string;
  readonly toName: string;
  readonly validUntil: Date;
  readonly reason: string;
}

/** 临时代理: somebody away lends a role for a while; it ends by itself, with the lender's own, or when taken back. */
@Injectable()
export class DelegationStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** What the account has lent and not taken back. */
  lentBy(accountId: number): Promise<Delegation[]> {
    return this.db.query(
      `SELECT g.id, g.delegated_from AS "grantId", g.role, a.login AS "toLogin", a.name AS "toName", g.valid_until AS "validUntil", g.reason
         FROM role_grant g JOIN role_grant lent ON lent.id = g.delegated_from JOIN account a ON a.id = g.account_id
        WHERE lent.account_id = $1 AND g.revoked_at IS NULL AND g.valid_until > now() ORDER BY g.valid_until`,
      [accountId],
    );
  }

  /** @throws IdentityRefused where the role may not be lent, the time is too long, or there is no such colleague. */
  async lend(
    by: { readonly id: number; readonly login: string; readonly grants: readonly Grant[] },
    wish: { readonly grantId: number; readonly toLogin: string; readonly until: Date; readonly reason: string },
    now = new Date(),
  ): Promise<number> {
    const grant = by.grants.find(({ id }) => id === wish.grantId);
    if (!grant) throw new IdentityRefused('没有这项角色，不能委托');
    if (!mayDelegate(grant)) throw new IdentityRefused('系统管理员、审计人员和代理得来的角色不能再委托');
    if (wish.until <= now) throw new IdentityRefused('截止时间应在今后');
    const latest = new Date(now.getTime() + LONGEST_DELEGATION_DAYS * 86_400_000);
    if (wish.until > latest || (grant.validUntil && wish.until > new Date(grant.validUntil)))
      throw new IdentityRefused(`代理最长 ${LONGEST_DELEGATION_DAYS} 天，且不超过本人任期`);
    const [to] = await this.db.query(
      `SELECT id FROM account WHERE login = $1 AND kind = 'person' AND disabled_at IS NULL`,
      [wish.toLogin],
    );
    if (!to || to.id === by.id) throw new IdentityRefused('没有这个登录名，或就是本人');
    return this.db.transaction((tx) =>
      insertGrant(tx, to.id, {
        ...grant,
        validUntil: wish.until,
        reason: wish.reason,
        by: by.login,
        delegatedFrom: grant.id,
      }),
    );
  }
}
