import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdentityRefused } from './identity-refused';
import { IDENTITY_DATABASE } from './identity.token';
import { Grant, mayGrant } from './role';
import { PlaceTreeStore } from './place-tree.store';

export const REGION_LEVELS = { province: '省', city: '市', county: '县', town: '乡镇', village: '村' } as const;
export type RegionLevel = keyof typeof REGION_LEVELS;
const DEPTH = Object.keys(REGION_LEVELS) as RegionLevel[];

export interface RegionNode {
  readonly id: number;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parentId: number | null;
  readonly units: readonly { readonly id: number; readonly name: string }[];
}

/** 地区: the tree 省—市—县—乡镇—村 by which roles are given and data are seen. */
@Injectable()
export class RegionAdminStore {
  constructor(
    @Inject(IDENTITY_DATABASE) private readonly db: DataSource,
    private readonly places: PlaceTreeStore,
  ) {}

  /** The tree as far as somebody administers it; a parent beyond the reach is left out. */
  async tree(grants: readonly Grant[]): Promise<RegionNode[]> {
    const places = await this.places.tree();
    const isWithin = (regionId: number) =>
      mayGrant(grants, { role: 'admin', regionId, unitId: null, domain: null }, places);
    return (await this.allRegions()).filter(({ id }) => isWithin(id));
  }

  private allRegions(): Promise<RegionNode[]> {
    return this.db.query(
      `SELECT r.id, r.name, r.level, r.parent_id AS "parentId",
              coalesce((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.id) FROM unit u WHERE u.region_id = r.id), '[]') AS units
         FROM region r ORDER BY array_position(ARRAY['province','city','county','town','village'], r.level), r.id`,
    );
  }

  /** Below a region of the reach; a new top only by who administers the whole platform. */
  async create(
    grants: readonly Grant[],
    wish: { readonly name: string; readonly level: RegionLevel; readonly parentId: number | null },
  ): Promise<number> {
    await this.mustReach(grants, wish.parentId);
    await this.mustBeBelow(wish.level, wish.parentId);
    const [row] = await this.db.query(
      `INSERT INTO region (name, level, parent_id, virtual_today)
       SELECT $1, $2, $3, (SELECT virtual_today FROM region ORDER BY id LIMIT 1) ON CONFLICT (name) DO NOTHING RETURNING id`,
      [wish.name, wish.level, wish.parentId],
    );
    if (!row) throw new IdentityRefused('已有同名的地区');
    return row.id;
  }

  /** Renames a region or hangs it elsewhere; both places must lie in the reach, and it never hangs below itself. */
  async change(
    grants: readonly Grant[],
    id: number,
    wish: { readonly name: string; readonly level: RegionLevel; readonly parentId: number | null },
  ): Promise<void> {
    const tree = await this.places.tree();
    const before = tree.parentOf(id);
    if (before === undefined) throw new IdentityRefused('没有这个地区', 'missing');
    await this.mustReach(grants, id);
    if (before !== wish.parentId) {
      await this.mustReach(grants, before);
      await this.mustReach(grants, wish.parentId);
      for (let at = wish.parentId; at !== null && at !== undefined; at = tree.parentOf(at) ?? null)
        if (at === id) throw new IdentityRefused('地区不能归到自己的下级');
    }
    await this.mustBeBelow(wish.level, wish.parentId);
    const [lower] = await this.db.query(
      `SELECT name FROM region WHERE parent_id = $1 AND array_position($3::text[], level) <= array_position($3::text[], $2) LIMIT 1`,
      [id, wish.level, DEPTH],
    );
    if (lower) throw new IdentityRefused(`下级地区“${lower.name}”的层级不低于${REGION_LEVELS[wish.level]}`);
    const [taken] = await this.db.query(`SELECT FROM region WHERE name = $1 AND id <> $2`, [wish.name, id]);
    if (taken) throw new IdentityRefused('已有同名的地区');
    await this.db.query(`UPDATE region SET name = $2, level = $3, parent_id = $4 WHERE id = $1`, [
      id,
      wish.name,
      wish.level,
      wish.parentId,
    ]);
  }

  /** Puts a unit into another region; with it goes who sees it. */
  async placeUnit(grants: readonly Grant[], unitId: number, regionId: number): Promise<void> {
    const tree = await this.places.tree();
    const from = tree.regionOf(unitId);
    if (from === undefined) throw new IdentityRefused('没有这个单位', 'missing');
    await this.mustReach(grants, from);
    await this.mustReach(grants, regionId);
    await this.db.query(`UPDATE unit SET region_id = $2 WHERE id = $1`, [unitId, regionId]);
  }

  private async mustReach(grants: readonly Grant[], regionId: number | null): Promise<void> {
    const wanted = { role: 'admin' as const, regionId, unitId: null, domain: null };
    const tree = await this.places.tree();
    if (regionId !== null && tree.parentOf(regionId) === undefined)
      throw new IdentityRefused('没有这个地区', 'missing');
    if (!mayGrant(grants, wanted, tree)) throw new IdentityRefused('该地区不在您的管理范围内');
  }

  private async mustBeBelow(level: RegionLevel, parentId: number | null): Promise<void> {
    if (parentId === null) return;
    const [parent] = await this.db.query(`SELECT name, level FROM region WHERE id = $1`, [parentId]);
    if (DEPTH.indexOf(level) <= DEPTH.indexOf(parent.level))
      throw new IdentityRefused(`${REGION_LEVELS[level]}级地区不能归到“${parent.name}”之下`);
  }
}
