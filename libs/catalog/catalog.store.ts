import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CatalogProblem, DisclosureCatalog, DisclosureItem } from './disclosure-catalog';
import { itemKeys } from './item-key';

/** What a repeated import changed, by item key. */
export interface CatalogDiff {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly problems: readonly CatalogProblem[];
  /** Version now in force. */
  readonly version: number;
}

/** 政务公开事项标准目录, one version per changed import. */
@Injectable()
export class CatalogStore {
  constructor(private readonly db: DataSource) {}

  /** Stores a new version when anything differs from the one in force; the same file again changes nothing. */
  async saveCatalog(
    unitId: number,
    catalog: DisclosureCatalog,
    source: { readonly name: string; readonly sha256: string },
  ): Promise<CatalogDiff> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT id FROM unit WHERE id = $1 FOR UPDATE`, [unitId]);
      const current = await currentVersion(tx, unitId);
      const before = new Map(current.items.map(({ key, content }) => [key, content]));
      const keys = itemKeys(catalog.items);
      const after = new Map(catalog.items.map((item, index) => [keys[index] as string, item]));
      const diff = difference(before, after);
      const isSame = diff.added.length + diff.changed.length + diff.removed.length === 0;
      if (isSame && current.version > 0) return { ...diff, problems: catalog.problems, version: current.version };
      const version = current.version + 1;
      const [row] = await tx.query(
        `INSERT INTO catalog (unit_id, version, source_name, source_sha256, problems) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [unitId, version, source.name, source.sha256, JSON.stringify(catalog.problems)],
      );
      await tx.query(
        `INSERT INTO disclosure_item (catalog_id, key, ordinal, content)
         SELECT $1, line.key, line.ordinal, line.content
           FROM jsonb_to_recordset($2::jsonb) AS line (key text, ordinal int, content jsonb)`,
        [row.id, JSON.stringify([...after].map(([key, content], ordinal) => ({ key, ordinal, content })))],
      );
      return { ...diff, problems: catalog.problems, version };
    });
  }

  /** Items of the version in force, in the order of the file; empty without a catalog. */
  async items(unitId: number): Promise<DisclosureItem[]> {
    return (await currentVersion(this.db, unitId)).items.map(({ content }) => content);
  }
}

type Queryable = Pick<DataSource, 'query'>;

async function currentVersion(
  db: Queryable,
  unitId: number,
): Promise<{ version: number; items: { key: string; content: DisclosureItem }[] }> {
  const [catalog] = await db.query(`SELECT id, version FROM catalog WHERE unit_id = $1 ORDER BY version DESC LIMIT 1`, [
    unitId,
  ]);
  if (!catalog) return { version: 0, items: [] };
  const items = await db.query(`SELECT key, content FROM disclosure_item WHERE catalog_id = $1 ORDER BY ordinal`, [
    catalog.id,
  ]);
  return { version: catalog.version, items };
}

function difference(
  before: Map<string, DisclosureItem>,
  after: Map<string, DisclosureItem>,
): Omit<CatalogDiff, 'problems' | 'version'> {
  const text = (item: DisclosureItem | undefined) => JSON.stringify(sorted(item));
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    changed: [...after.keys()].filter((key) => before.has(key) && text(before.get(key)) !== text(after.get(key))),
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
}

/** jsonb does not keep the order of keys, so both sides are ordered before they are compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
