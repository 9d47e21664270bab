import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { CATALOG_KINDS, CatalogKind } from './catalog-version';
import { itemsOfVersion, TODAY_OF_UNIT } from './catalog-rows.store';
import { DisclosureItem } from './disclosure-catalog';
import { withMeanings } from './limit-meaning';
import { meaningsIn } from './limit-meaning.store';
import { SuperiorCatalog, SuperiorItem } from './superior-catalog';

/** A catalog in force: where it came from, and its rows with decided meanings in them. */
export interface CatalogInForce {
  readonly unitId: number;
  readonly kind: CatalogKind;
  /** Name of the file it was imported from. */
  readonly name: string;
  readonly sha256: string;
  /** ISO instant in real time. */
  readonly importedAt: string;
  readonly items: readonly DisclosureItem[];
}

/** The region whose units stand above all others: national guides are imported as catalogs of ministries there. */
const NATION = '全国';

/** The catalogs that oblige on a day, kind by kind, the 标准目录 first and the 负面清单 last. */
@Injectable()
export class CatalogsInForce {
  constructor(private readonly db: DataSource) {}

  /** Of one unit; today where no day is given. */
  async ofUnit(unitId: number, on: LocalDate | null = null): Promise<CatalogInForce[]> {
    const meanings = await meaningsIn(this.db);
    const catalogs: CatalogInForce[] = [];
    for (const { id, ...version } of await this.versions(unitId, on)) {
      const items = withMeanings(await itemsOfVersion(this.db, id), meanings);
      catalogs.push({ ...version, unitId, importedAt: new Date(version.importedAt).toISOString(), items });
    }
    return catalogs;
  }

  /**
   * What stands above a unit on a day (today where none is given), as far as it names one of the 领域 given and ticks a
   * 公开层级: catalogs of the county government for its bureaus and towns, of bureaus for towns, and those of regions
   * whose name begins this region's (明州市 above 明州市清河县). Nothing stands above enterprises and villages here.
   */
  async above(unitId: number, on: LocalDate | null, domains: readonly string[]): Promise<SuperiorCatalog[]> {
    if (domains.length === 0) return [];
    const found: SuperiorCatalog[] = [];
    const versions = (await this.db.query(SUPERIORS, [unitId, on, NATION])) as (Version & SuperiorCatalog)[];
    for (const { id, importedAt, ...version } of versions) {
      const items = await this.db.query(SUPERIOR_ITEMS, [id, domains.map((name) => `%${name}%`)]);
      if (items.length === 0) continue;
      found.push({ ...version, importedAt: new Date(importedAt).toISOString(), items: items.map(superiorItem) });
    }
    return found;
  }

  private async versions(unitId: number, on: LocalDate | null): Promise<Version[]> {
    return this.db.query(
      `SELECT id, kind, source_name AS name, source_sha256 AS sha256, imported_at AS "importedAt" FROM catalog
        WHERE unit_id = $1 AND state IN ('inForce', 'superseded')
          AND (effective_on IS NULL OR effective_on <= coalesce($2::date, ${TODAY_OF_UNIT}))
          AND (effective_to IS NULL OR effective_to >= coalesce($2::date, ${TODAY_OF_UNIT}))
        ORDER BY array_position($3::text[], kind)`,
      [unitId, on, Object.keys(CATALOG_KINDS)],
    );
  }
}

type Version = Omit<CatalogInForce, 'unitId' | 'items'> & { readonly id: number };

const SUPERIORS = `
  SELECT c.id, u.name AS "unitName", u.region_id = own.region_id AS "isSameRegion", c.source_name AS name,
         c.source_sha256 AS sha256, c.imported_at AS "importedAt"
    FROM unit own JOIN region below ON below.id = own.region_id
    JOIN unit u ON u.id <> own.id JOIN region above ON above.id = u.region_id JOIN catalog c ON c.unit_id = u.id
   WHERE own.id = $1 AND own.kind IN ('government', 'department', 'town') AND c.kind = 'standard'
     AND CASE WHEN above.id = below.id
              THEN (u.kind = 'government' AND own.kind <> 'government') OR (u.kind = 'department' AND own.kind = 'town')
              ELSE u.kind IN ('government', 'department') AND (above.name = $3 OR starts_with(below.name, above.name)) END
     AND c.state IN ('inForce', 'superseded')
     AND (c.effective_on IS NULL OR c.effective_on <= coalesce($2::date, ${TODAY_OF_UNIT}))
     AND (c.effective_to IS NULL OR c.effective_to >= coalesce($2::date, ${TODAY_OF_UNIT}))
   ORDER BY above.id = below.id DESC, u.id`;

/** Only rows that say for which level they are, and that are disclosed without being asked for. */
const SUPERIOR_ITEMS = `
  SELECT (content->>'row')::int AS row, content->>'name' AS name, content->'levels' AS levels, content->'tiers' AS tiers,
         content->>'unit' AS unit, content->>'domain' AS domain
    FROM disclosure_item
   WHERE catalog_id = $1 AND jsonb_array_length(content->'tiers') > 0 AND content->>'method' <> 'onRequest'
     AND (content->>'domain' LIKE ANY ($2) OR EXISTS (
           SELECT FROM jsonb_array_elements_text(content->'levels') AS level WHERE level LIKE ANY ($2)))
   ORDER BY ordinal`;

function superiorItem({ domain, ...item }: SuperiorItem & { domain: string | null }): SuperiorItem {
  return domain === null ? item : { ...item, domain };
}
