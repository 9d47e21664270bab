import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { CATALOG_KINDS, CatalogKind } from './catalog-version';
import { itemsOfVersion, TODAY_OF_UNIT } from './catalog-rows.store';
import { DisclosureItem } from './disclosure-catalog';
import { withMeanings } from './limit-meaning';
import { meaningsIn } from './limit-meaning.store';

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
