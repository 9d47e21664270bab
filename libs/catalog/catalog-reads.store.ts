import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { itemsOfVersion } from './catalog-rows.store';
import { CatalogKind, CatalogState, CatalogVersion } from './catalog-version';
import { CatalogProblem, DisclosureItem } from './disclosure-catalog';

/** Units an account may see. */
export type UnitScope = 'all' | readonly number[];

export interface CatalogRow {
  readonly key: string;
  readonly item: DisclosureItem;
}

export interface CatalogChange {
  readonly at: string;
  readonly byName: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** 目录浏览: versions, their rows and their history, within the units an account may see. */
@Injectable()
export class CatalogReads {
  constructor(private readonly db: DataSource) {}

  /** Newest first, by unit and kind. */
  async versions(
    scope: UnitScope,
    filter: { readonly unit?: number; readonly kind?: CatalogKind; readonly state?: readonly CatalogState[] } = {},
  ): Promise<CatalogVersion[]> {
    return this.db.query(
      `${VERSIONS} WHERE ($1::int[] IS NULL OR c.unit_id = ANY($1)) AND ($2::int IS NULL OR c.unit_id = $2)
         AND ($3::text IS NULL OR c.kind = $3) AND ($4::text[] IS NULL OR c.state = ANY($4))
       ORDER BY u.id, array_position(ARRAY['standard', 'supplementary', 'village', 'enterprise', 'negative'], c.kind), c.version DESC`,
      [unitsOf(scope), filter.unit ?? null, filter.kind ?? null, filter.state ?? null],
    );
  }

  async version(scope: UnitScope, id: number): Promise<CatalogVersion | undefined> {
    const [row] = await this.db.query(`${VERSIONS} WHERE c.id = $2 AND ($1::int[] IS NULL OR c.unit_id = ANY($1))`, [
      unitsOf(scope),
      id,
    ]);
    return row;
  }

  /** One page of rows in the order of the file; `q` is sought in every text of the row. */
  async rows(
    id: number,
    { q, limit, offset }: { readonly q?: string; readonly limit: number; readonly offset: number },
  ): Promise<{ rows: CatalogRow[]; total: number }> {
    const pattern = q ? `%${q.replace(/[!%_]/g, '!$&')}%` : null;
    const wanted = `catalog_id = $1 AND ($2::text IS NULL OR key ILIKE $2 ESCAPE '!'
      OR EXISTS (SELECT FROM jsonb_each_text(content -> 'cells') AS cell WHERE cell.value ILIKE $2 ESCAPE '!'))`;
    const [rows, [{ total }]] = await Promise.all([
      this.db.query(
        `SELECT key, content AS item FROM disclosure_item WHERE ${wanted} ORDER BY ordinal LIMIT $3 OFFSET $4`,
        [id, pattern, limit, offset],
      ),
      this.db.query(`SELECT count(*)::int AS total FROM disclosure_item WHERE ${wanted}`, [id, pattern]),
    ]);
    return { rows, total };
  }

  /** All rows; a large catalog is some hundred megabytes. */
  async items(id: number): Promise<DisclosureItem[]> {
    return itemsOfVersion(this.db, id);
  }

  async problems(id: number): Promise<CatalogProblem[]> {
    const [row] = await this.db.query(`SELECT problems FROM catalog WHERE id = $1`, [id]);
    return row?.problems ?? [];
  }

  /** 修改记录, oldest first. */
  async changes(id: number): Promise<CatalogChange[]> {
    const rows = await this.db.query(
      `SELECT at, by_name AS "byName", kind, detail FROM catalog_change WHERE catalog_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map((row: CatalogChange & { at: Date }) => ({ ...row, at: row.at.toISOString() }));
  }

  /** The version of the same unit and kind that a draft is compared with when nobody names another; undefined without one. */
  async predecessor({ id, unitId, kind, version }: CatalogVersion): Promise<number | undefined> {
    const [row] = await this.db.query(
      `SELECT id FROM catalog WHERE unit_id = $1 AND kind = $2 AND id <> $3 AND version < $4 AND state IN ('inForce', 'superseded')
        ORDER BY version DESC LIMIT 1`,
      [unitId, kind, id, version],
    );
    return row?.id;
  }
}

const VERSIONS = `
  SELECT c.id, c.unit_id AS "unitId", u.name AS "unitName", u.kind AS "unitKind", c.kind, c.version, c.state, c.effective_on::text AS "effectiveOn",
         c.effective_to::text AS "effectiveTo", c.item_count AS "itemCount", jsonb_array_length(c.problems) AS "problemCount",
         c.source_name AS "sourceName", c.note, c.imported_by AS "importedBy", ${utc('imported_at')} AS "importedAt",
         c.reviewed_by AS "reviewedBy", ${utc('reviewed_at')} AS "reviewedAt", c.review_note AS "reviewNote",
         c.based_on AS "basedOn", c.revision,
         ARRAY(SELECT DISTINCT h.account_id FROM catalog_change h WHERE h.catalog_id = c.id AND h.account_id IS NOT NULL
                AND h.kind IN ('imported', 'copied', 'edited')) AS authors
    FROM catalog c JOIN unit u ON u.id = c.unit_id`;

function utc(column: string): string {
  return `to_char(c.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function unitsOf(scope: UnitScope): readonly number[] | null {
  return scope === 'all' ? null : scope;
}
