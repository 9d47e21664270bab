import { fieldChanges } from './catalog-diff';
import { jsonOf, Queryable, recordChange } from './catalog-rows.store';
import { Actor, CatalogRefused } from './catalog-version';
import { CatalogProblem, DisclosureItem } from './disclosure-catalog';
import { editedItem, itemFromTexts, RowTexts } from './row-texts';

/** One change of a draft: a row with new texts, a row more, or a row less. */
export type RowEdit =
  | { readonly kind: 'change'; readonly key: string; readonly texts: RowTexts }
  | { readonly kind: 'add'; readonly texts: RowTexts; readonly after?: string }
  | { readonly kind: 'remove'; readonly key: string };

/** Changes one row of a draft and records what changed; answers the problems of its new texts. */
export async function applied(tx: Queryable, id: number, edit: RowEdit, by: Actor): Promise<readonly CatalogProblem[]> {
  const target = edit.kind === 'add' ? undefined : await storedRow(tx, id, edit.key);
  const { item, problems } = itemAfter(edit, target?.content, await lastRow(tx, id));
  if (edit.kind !== 'remove' && !item) throw new CatalogRefused('公开事项名称不能为空');
  if (edit.kind === 'add') await insertAfter(tx, id, item as DisclosureItem, edit.after);
  else if (edit.kind === 'remove') await removeRow(tx, id, edit.key);
  else await replaceRow(tx, id, edit.key, item as DisclosureItem);
  const row = item?.row ?? target?.content.row ?? null;
  if (row !== null) await renewProblems(tx, id, row, problems);
  await recordChange(tx, id, by, 'edited', {
    change: edit.kind,
    row,
    levels: (item ?? target?.content)?.levels,
    fields: fieldChanges(target?.content, item),
  });
  return problems;
}

function itemAfter(
  edit: RowEdit,
  before: DisclosureItem | undefined,
  lastRowNumber: number,
): { item: DisclosureItem | undefined; problems: readonly CatalogProblem[] } {
  if (edit.kind === 'remove') return { item: undefined, problems: [] };
  return before ? editedItem(before, edit.texts) : itemFromTexts(edit.texts, lastRowNumber + 1);
}

async function storedRow(tx: Queryable, id: number, key: string): Promise<{ content: DisclosureItem }> {
  const [row] = await tx.query(`SELECT content FROM disclosure_item WHERE catalog_id = $1 AND key = $2`, [id, key]);
  if (!row) throw new CatalogRefused(`该版本没有事项“${key}”`);
  return row;
}

async function lastRow(tx: Queryable, id: number): Promise<number> {
  const [row] = await tx.query(
    `SELECT coalesce(max((content ->> 'row')::int), 1) AS last FROM disclosure_item WHERE catalog_id = $1`,
    [id],
  );
  return row.last;
}

async function replaceRow(tx: Queryable, id: number, key: string, item: DisclosureItem): Promise<void> {
  const wanted = item.levels.join(' > ');
  const stays = key === wanted || key.replace(/#\d+$/, '') === wanted;
  await tx.query(`UPDATE disclosure_item SET content = $3, key = $4 WHERE catalog_id = $1 AND key = $2`, [
    id,
    key,
    jsonOf(item),
    stays ? key : await freeKey(tx, id, wanted),
  ]);
}

async function insertAfter(tx: Queryable, id: number, item: DisclosureItem, after: string | undefined): Promise<void> {
  const [{ ordinal }] = await tx.query(
    `SELECT coalesce((SELECT ordinal FROM disclosure_item WHERE catalog_id = $1 AND key = $2), max(ordinal), -1) + 1 AS ordinal
       FROM disclosure_item WHERE catalog_id = $1`,
    [id, after ?? null],
  );
  await tx.query(`UPDATE disclosure_item SET ordinal = ordinal + 1 WHERE catalog_id = $1 AND ordinal >= $2`, [
    id,
    ordinal,
  ]);
  await tx.query(`INSERT INTO disclosure_item (catalog_id, key, ordinal, content) VALUES ($1, $2, $3, $4)`, [
    id,
    await freeKey(tx, id, item.levels.join(' > ')),
    ordinal,
    jsonOf(item),
  ]);
}

async function removeRow(tx: Queryable, id: number, key: string): Promise<void> {
  await tx.query(`DELETE FROM disclosure_item WHERE catalog_id = $1 AND key = $2`, [id, key]);
}

/** The key an import would give: the levels, numbered where they are taken. */
async function freeKey(tx: Queryable, id: number, wanted: string): Promise<string> {
  const rows = await tx.query(`SELECT key FROM disclosure_item WHERE catalog_id = $1 AND key LIKE $2 ESCAPE '!'`, [
    id,
    `${wanted.replace(/[!%_]/g, '!$&')}%`,
  ]);
  const taken = new Set(rows.map(({ key }: { key: string }) => key));
  let key = wanted;
  for (let count = 2; taken.has(key); count += 1) key = `${wanted}#${count}`;
  return key;
}

/** The row's own problems are those of its new texts; all others stay. */
async function renewProblems(
  tx: Queryable,
  id: number,
  row: number,
  problems: readonly CatalogProblem[],
): Promise<void> {
  await tx.query(
    `UPDATE catalog SET problems = coalesce((SELECT jsonb_agg(problem) FROM jsonb_array_elements(problems) AS problem
                                              WHERE problem ->> 'row' IS DISTINCT FROM $2::text), '[]') || $3::jsonb
      WHERE id = $1`,
    [id, String(row), jsonOf(problems)],
  );
}
