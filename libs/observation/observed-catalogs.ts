import { CatalogKind } from '@app/catalog/catalog-version';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { itemKeys } from '@app/catalog/item-key';
import { NamedUnit, OrganDecisions, resolveUnitNames } from '@app/catalog/unit-names';
import { ObservedCatalog, UnitObservation } from './observation';

/** A catalog file and its rows. */
export interface CatalogSource {
  readonly kind: CatalogKind;
  readonly name: string;
  readonly sha256: string;
  /** ISO instant. */
  readonly importedAt: string;
  readonly isUnregistered?: boolean;
  readonly items: readonly DisclosureItem[];
}

/** The register of units, and which of them is observed. */
export interface UnitRegister {
  readonly own: number;
  readonly units: readonly NamedUnit[];
  readonly decisions: OrganDecisions;
}

/** Catalogs by the keys of their rows; what is not among the items stands with its catalog. */
export function catalogsObserved(
  items: readonly DisclosureItem[],
  catalogs: readonly CatalogSource[],
): ObservedCatalog[] {
  const keys = itemKeys(items);
  const keyOf = new Map(items.map((item, index) => [item, keys[index] ?? '']));
  return catalogs.map(({ kind, name, sha256, importedAt, isUnregistered, items: rows }) => {
    const others = rows.filter((row) => !keyOf.has(row));
    return {
      kind,
      evidence: { url: `目录文件：${name}`, capturedAt: importedAt, sha256 },
      keys: rows.flatMap((row) => keyOf.get(row) ?? []),
      ...(others.length > 0 ? { others } : {}),
      ...(isUnregistered ? { isUnregistered } : {}),
    };
  });
}

/** 公开主体 cells, each text once, that name somebody unknown or not this unit. */
export function organsNamed(
  items: readonly DisclosureItem[],
  { own, units, decisions }: UnitRegister,
): NonNullable<UnitObservation['organs']> {
  const texts = [...new Set(items.flatMap(({ unit }) => unit ?? []))];
  const named = texts.map((text) => {
    const names = resolveUnitNames(text, units, { own, decisions });
    return [text, { ...names, isOwn: names.resolved.includes(own) }] as const;
  });
  return Object.fromEntries(named.filter(([, { isOwn, unresolved }]) => !isOwn || unresolved.length > 0));
}
