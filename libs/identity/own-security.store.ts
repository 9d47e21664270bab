import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IDENTITY_DATABASE } from './identity.token';
import { HeldGrant } from './account';

export interface PlacedGrant {
  readonly grant: HeldGrant;
  /** Name of its region; null where it has none. */
  readonly regionName: string | null;
}

export interface OwnSecurity {
  /** Null for an account without a password. */
  readonly password: { readonly changedAt: Date; readonly expiresAt: Date | null } | null;
  readonly secondFactorSince: Date | null;
  /** Not used yet. */
  readonly recoveryCodes: number;
  readonly isLinked: boolean;
}

/** 我的账号与安全 — what an account may know of itself. */
@Injectable()
export class OwnSecurityStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  async of(accountId: number): Promise<OwnSecurity> {
    const [row] = await this.db.query(
      `SELECT a.password_hash IS NOT NULL AS "hasPassword", a.password_changed_at AS "changedAt",
              CASE WHEN i.password_days > 0 THEN a.password_changed_at + make_interval(days => i.password_days) END AS "expiresAt",
              a.second_factor_since AS "secondFactorSince", cardinality(a.recovery_codes) AS "recoveryCodes",
              a.issuer_subject IS NOT NULL AS "isLinked"
         FROM account a CROSS JOIN identity_setting i WHERE a.id = $1`,
      [accountId],
    );
    if (!row) throw new Error(`account ${accountId} does not exist`);
    const { hasPassword, changedAt, expiresAt, secondFactorSince, recoveryCodes, isLinked } = row;
    return { password: hasPassword ? { changedAt, expiresAt } : null, secondFactorSince, recoveryCodes, isLinked };
  }

  async placed(grants: readonly HeldGrant[]): Promise<PlacedGrant[]> {
    const rows: { id: number; name: string }[] = await this.db.query(
      `SELECT id, name FROM region WHERE id = ANY ($1::int[])`,
      [grants.flatMap(({ regionId }) => regionId ?? [])],
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return grants.map((grant) => ({
      grant,
      regionName: grant.regionId === null ? null : (names.get(grant.regionId) ?? null),
    }));
  }
}
