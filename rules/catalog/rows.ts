import { CATALOG_KINDS, CatalogKind } from '@app/catalog/catalog-version';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { Proof, UnitCatalog } from '@app/evaluation/rule';

/** One row with the catalog it stands in. */
export interface CatalogRow {
  readonly catalog: UnitCatalog;
  readonly item: DisclosureItem;
}

/** Rows of the catalogs that oblige somebody: all but the 负面清单. */
export function rowsOf(
  catalogs: readonly UnitCatalog[],
  isWanted: (kind: CatalogKind) => boolean = (kind) => kind !== 'negative',
): CatalogRow[] {
  return catalogs
    .filter(({ kind }) => isWanted(kind))
    .flatMap((catalog) => catalog.items.map((item) => ({ catalog, item })));
}

/** So many rows are named one by one; the rest is counted. */
const MOST_NAMED = 20;

/** 第7行“低保标准”、第9行“…”等23行 — with the kind of catalog where it is not the 标准目录, and the worksheet where there are several. */
export function listOfRows(rows: readonly CatalogRow[], say: (row: CatalogRow) => string = () => ''): string {
  const named = rows.slice(0, MOST_NAMED).map((row) => `${placeOf(row)}“${row.item.name}”${say(row)}`);
  return `${named.join('、')}${rows.length > MOST_NAMED ? `等${rows.length}行` : ''}`;
}

/** 第7行, 负面清单第7行 */
export function placeOf({ catalog: { kind }, item: { row, sheet } }: CatalogRow): string {
  return `${kind === 'standard' ? '' : CATALOG_KINDS[kind]}${sheet ? `“${sheet}”表` : ''}第${row}行`;
}

/** The files the rows stand in, and which rows. */
export function proofOfRows(rows: readonly CatalogRow[]): Proof {
  const files = [...new Map(rows.map(({ catalog: { evidence } }) => [evidence.sha256, evidence])).values()];
  return {
    url: files[0]?.url ?? '',
    evidence: files,
    rows: rows.slice(0, MOST_NAMED).map(({ item }) => item.row),
  };
}

/** What was looked through where nothing is wrong. */
export function proofOfCatalogs(catalogs: readonly UnitCatalog[]): Proof {
  return { url: catalogs[0]?.evidence.url ?? '', evidence: catalogs.map(({ evidence }) => evidence) };
}
