import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { Actor, CatalogKind, CatalogState } from './catalog-version';
import { CatalogProblem, DisclosureItem } from './disclosure-catalog';
import { itemKeys } from './item-key';

/** A connection or a transaction. */
export type Queryable = Pick<DataSource, 'query'>;

export interface NewVersion {
  readonly unitId: number;
  readonly kind: CatalogKind;
  readonly state: CatalogState;
  readonly effectiveOn: LocalDate | null;
  readonly source: { readonly name: string; readonly sha256: string };
  readonly problems: readonly CatalogProblem[];
  readonly note?: string;
  readonly by: Actor;
  readonly basedOn?: number | null;
}

export type ChangeKind =
  | 'imported'
  | 'copied'
  | 'edited'
  | 'submitted'
  | 'withdrawn'
  | 'approved'
  | 'rejected'
  | 'superseded'
  | 'revised'
  | 'discarded';

/** Rows sent to the database in one statement: large enough to be quick, small enough to stay in little memory. */
const ROWS_AT_ONCE = 500;

/** The next version of this kind, without rows. Hold the unit's lock. */
export async function insertVersion(tx: Queryable, version: NewVersion): Promise<{ id: number; version: number }> {
  const { unitId, kind, state, effectiveOn, source, problems, note = '', by, basedOn = null } = version;
  const [row] = await tx.query(
    `INSERT INTO catalog (unit_id, kind, version, state, effective_on, source_name, source_sha256, problems, note, imported_by, based_on)
     SELECT $1::int, $2::text, coalesce(max(version), 0) + 1, $3, $4::date, $5, $6, $7, $8, $9, $10::int
       FROM catalog WHERE unit_id = $1::int AND kind = $2::text
     RETURNING id, version`,
    [unitId, kind, state, effectiveOn, source.name, source.sha256, jsonOf(problems), note, by.name, basedOn],
  );
  return row;
}

export async function insertItems(tx: Queryable, catalogId: number, items: readonly DisclosureItem[]): Promise<void> {
  const keys = itemKeys(items);
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE) {
    const lines = items
      .slice(from, from + ROWS_AT_ONCE)
      .map((content, index) => ({ key: keys[from + index], ordinal: from + index, content }));
    await tx.query(
      `INSERT INTO disclosure_item (catalog_id, key, ordinal, content)
       SELECT $1, line.key, line.ordinal, line.content
         FROM jsonb_to_recordset($2::jsonb) AS line (key text, ordinal int, content jsonb)`,
      [catalogId, jsonOf(lines)],
    );
  }
  await tx.query(`UPDATE catalog SET item_count = $2 WHERE id = $1`, [catalogId, items.length]);
}

/** Rows of a version in the order of its file. */
export async function itemsOfVersion(db: Queryable, catalogId: number): Promise<DisclosureItem[]> {
  const rows = await db.query(`SELECT content FROM disclosure_item WHERE catalog_id = $1 ORDER BY ordinal`, [
    catalogId,
  ]);
  return rows.map(({ content }: { content: DisclosureItem }) => content);
}

/** Ends what was in force from the day on which the new version begins; one that had not begun yet never will. */
export async function supersede(
  tx: Queryable,
  version: { readonly id: number; readonly unitId: number; readonly kind: CatalogKind; readonly on: LocalDate },
  by: Actor,
): Promise<void> {
  const ended = await tx.query(
    `WITH ended AS (
       UPDATE catalog SET state = 'superseded', effective_to = $4::date - 1
        WHERE unit_id = $1 AND kind = $2 AND id <> $3 AND state IN ('inForce', 'superseded')
          AND (effective_to IS NULL OR effective_to >= $4::date)
       RETURNING id)
     SELECT id FROM ended`,
    [version.unitId, version.kind, version.id, version.on],
  );
  for (const { id } of ended as { id: number }[])
    await recordChange(tx, id, by, 'superseded', { by: version.id, on: version.on });
}

export async function recordChange(
  tx: Queryable,
  catalogId: number,
  by: Actor,
  kind: ChangeKind,
  detail: object = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO catalog_change (catalog_id, account_id, by_name, kind, detail) VALUES ($1, $2, $3, $4, $5)`,
    [catalogId, by.accountId, by.name, kind, jsonOf(detail)],
  );
}

/** JSON that the database takes: NUL and halves of surrogate pairs, which damaged files hold, have no place in it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' && UNSTORABLE.test(inner) ? inner.replace(new RegExp(UNSTORABLE, 'gu'), '\ufffd') : inner,
  );
}

const UNSTORABLE = /\u0000|\p{Surrogate}/u;

/** Versions of a unit are made one at a time; answers false where there is no such unit. */
export async function lockUnit(tx: Queryable, unitId: number): Promise<boolean> {
  return (await tx.query(`SELECT id FROM unit WHERE id = $1 FOR UPDATE`, [unitId])).length > 0;
}

/** The day judged by: the virtual today of a sandbox, otherwise the day in Shanghai. */
export const TODAY_OF_UNIT = `(SELECT coalesce(r.virtual_today, (now() AT TIME ZONE 'Asia/Shanghai')::date)
  FROM unit u JOIN region r ON r.id = u.region_id WHERE u.id = $1)`;
