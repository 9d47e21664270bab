import { CATALOG_KINDS } from '@app/catalog/catalog-version';
import type { WorklistRow } from '../../api/worklist-views';

/** Where a wording or name is used: the first few rows, and how many there are in all. */
export function Uses({ row }: { row: WorklistRow }) {
  const more = row.rows - row.uses.length;
  return (
    <ul className="ruled-list small">
      {row.uses.map((use, index) => (
        <li key={index}>
          {use.unitName} · {CATALOG_KINDS[use.kind]}第 {use.row} 行 · {use.item}
        </li>
      ))}
      {more > 0 && <li className="soft">另有 {more} 行</li>}
    </ul>
  );
}

/** 3 行 · 2 个单位 */
export function usedIn({ rows, units }: WorklistRow): string {
  return `${rows} 行 · ${units} 个单位`;
}
