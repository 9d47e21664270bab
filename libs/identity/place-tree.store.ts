import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IDENTITY_DATABASE } from './identity.token';
import type { Grant, PlaceTree } from './role';

/** The tree 省—市—县—乡镇—村 and what an account holds in it, for decisions of `role.ts`. */
@Injectable()
export class PlaceTreeStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  async tree(): Promise<PlaceTree> {
    const regions: { id: number; parent: number | null }[] = await this.db.query(
      `SELECT id, parent_id AS parent FROM region`,
    );
    const units: { id: number; region: number }[] = await this.db.query(`SELECT id, region_id AS region FROM unit`);
    const parents = new Map(regions.map(({ id, parent }) => [id, parent]));
    const places = new Map(units.map(({ id, region }) => [id, region]));
    return { parentOf: (id) => parents.get(id), regionOf: (id) => places.get(id) };
  }

  /** Grants of a person that are in force or will be; undefined when there is no such person. */
  async holder(login: string): Promise<{ readonly id: number; readonly grants: readonly Grant[] } | undefined> {
    const [row] = await this.db.query(
      `SELECT a.id, coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'regionId', g.region_id, 'unitId', g.unit_id, 'domain', g.domain))
                      FILTER (WHERE g.id IS NOT NULL), '[]') AS grants
         FROM account a LEFT JOIN role_grant g ON g.account_id = a.id AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now())
        WHERE a.login = $1 AND a.kind = 'person' GROUP BY a.id`,
      [login],
    );
    return row;
  }
}
