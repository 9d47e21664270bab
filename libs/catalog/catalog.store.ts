import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { catalogDiff } from './catalog-diff';
import {
  insertItems,
  insertVersion,
  itemsOfVersion,
  lockUnit,
  Queryable,
  recordChange,
  supersede,
  TODAY_OF_UNIT,
} from './catalog-rows.store';
import { Actor, CatalogKind } from './catalog-version';
import { CatalogProblem, DisclosureCatalog, DisclosureItem } from './disclosure-catalog';
import { withMeanings } from './limit-meaning';
import { meaningsIn } from './limit-meaning.store';

/** What an import changed, by item key, against the version that was in force. */
export interface ImportedCatalog {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly problems: readonly CatalogProblem[];
  readonly kind: CatalogKind;
  /** Version now in force. */
  readonly version: number;
}

export interface CatalogSource {
  readonly name: string;
  readonly sha256: string;
}

const COMMAND_LINE: Actor = { accountId: null, name: '命令行' };

/** 公开目录 by unit and kind, in versions. What is in force on a day is what obliges on that day. */
@Injectable()
export class CatalogStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Puts a catalog in force without a review, for whoever runs the command line on the server: from today, or from the
   * beginning when it is the unit's first of this kind. The same file again changes nothing.
   */
  async saveCatalog(
    unitId: number,
    catalog: DisclosureCatalog,
    source: CatalogSource,
    { kind = 'standard', by = COMMAND_LINE }: { kind?: CatalogKind; by?: Actor } = {},
  ): Promise<ImportedCatalog> {
    return this.db.transaction(async (tx) => {
      await lockUnit(tx, unitId);
      const current = await newestInForce(tx, unitId, kind);
      const before = current ? await itemsOfVersion(tx, current.id) : [];
      const diff = importedDiff(before, catalog.items);
      const answer = { ...diff, problems: catalog.problems, kind };
      if (current && isSameContent(before, catalog.items)) return { ...answer, version: current.version };
      const effectiveOn = current ? current.today : null;
      const { id, version } = await insertVersion(tx, {
        unitId,
        kind,
        state: 'inForce',
        effectiveOn,
        source,
        problems: catalog.problems,
        by,
      });
      await insertItems(tx, id, catalog.items);
      await recordChange(tx, id, by, 'imported', { source: source.name, items: catalog.items.length, direct: true });
      if (effectiveOn) await supersede(tx, { id, unitId, kind, on: effectiveOn }, by);
      return { ...answer, version };
    });
  }

  /** Stores a catalog as a draft, which obliges nobody until it was reviewed. */
  async saveDraft(
    unitId: number,
    kind: CatalogKind,
    catalog: DisclosureCatalog,
    { source, by, note }: { source: CatalogSource; by: Actor; note?: string },
  ): Promise<{ id: number; version: number }> {
    return this.db.transaction(async (tx) => {
      await lockUnit(tx, unitId);
      const { problems } = catalog;
      const draft = { unitId, kind, state: 'draft' as const, effectiveOn: null, source, problems, note, by };
      const stored = await insertVersion(tx, draft);
      await insertItems(tx, stored.id, catalog.items);
      await recordChange(tx, stored.id, by, 'imported', { source: source.name, items: catalog.items.length });
      return stored;
    });
  }

  /**
   * Items in force on a day (today where none is given) of all kinds but the 负面清单, each kind in the order of its
   * file, the 标准目录 first; empty without a catalog. Wordings that a person has read carry that meaning.
   */
  async items(unitId: number, on: LocalDate | null = null): Promise<DisclosureItem[]> {
    const versions = await this.db.query(
      `SELECT id FROM catalog
        WHERE unit_id = $1 AND kind <> 'negative' AND state IN ('inForce', 'superseded')
          AND (effective_on IS NULL OR effective_on <= coalesce($2::date, ${TODAY_OF_UNIT}))
          AND (effective_to IS NULL OR effective_to >= coalesce($2::date, ${TODAY_OF_UNIT}))
        ORDER BY array_position(ARRAY['standard', 'supplementary', 'village', 'enterprise'], kind)`,
      [unitId, on],
    );
    const items: DisclosureItem[][] = [];
    for (const { id } of versions as { id: number }[]) items.push(await itemsOfVersion(this.db, id));
    return withMeanings(items.flat(), await meaningsIn(this.db));
  }

  /** As `items`, those of one key; rows of one name in catalogs of several kinds are told apart by a number behind it. */
  async itemsOfKey(unitId: number, key: string, on: LocalDate): Promise<DisclosureItem[]> {
    const rows = await this.db.query(
      `SELECT i.content FROM disclosure_item i JOIN catalog c ON c.id = i.catalog_id
        WHERE c.unit_id = $1 AND c.kind <> 'negative' AND c.state IN ('inForce', 'superseded')
          AND (c.effective_on IS NULL OR c.effective_on <= $3) AND (c.effective_to IS NULL OR c.effective_to >= $3)
          AND i.key IN ($2, regexp_replace($2, '#\\d+$', '')) ORDER BY c.id, i.ordinal`,
      [unitId, key, on],
    );
    return withMeanings(
      rows.map(({ content }: { content: DisclosureItem }) => content),
      await meaningsIn(this.db),
    );
  }

  /** Items of the version of this kind that an import would replace; empty without one. */
  async itemsInForce(unitId: number, kind: CatalogKind): Promise<DisclosureItem[]> {
    const current = await newestInForce(this.db, unitId, kind);
    return current ? itemsOfVersion(this.db, current.id) : [];
  }
}

async function newestInForce(
  db: Queryable,
  unitId: number,
  kind: CatalogKind,
): Promise<{ id: number; version: number; today: LocalDate } | undefined> {
  const [row] = await db.query(
    `SELECT id, version, ${TODAY_OF_UNIT}::text AS today FROM catalog
      WHERE unit_id = $1 AND kind = $2 AND state = 'inForce' ORDER BY version DESC LIMIT 1`,
    [unitId, kind],
  );
  return row;
}

function importedDiff(before: readonly DisclosureItem[], after: readonly DisclosureItem[]) {
  const { added, changed, removed } = catalogDiff(before, after);
  const keys = (lines: readonly { readonly key: string }[]) => lines.map(({ key }) => key);
  return { added: keys(added), changed: keys(changed), removed: keys(removed) };
}

/** Whether nothing at all differs, row numbers and raw cells included. */
function isSameContent(before: readonly DisclosureItem[], after: readonly DisclosureItem[]): boolean {
  const text = (item: DisclosureItem | undefined) => JSON.stringify(sorted(item));
  return before.length === after.length && before.every((item, index) => text(item) === text(after[index]));
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
