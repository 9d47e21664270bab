import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { domainKey } from '@app/catalog/domains';
import { SuperiorCatalog, SuperiorItem } from '@app/catalog/superior-catalog';
import { resolveUnitNames } from '@app/catalog/unit-names';
import { Unit } from '@app/sites/unit';
import type { Evidence } from './observation';
import type { UnitRegister } from './observed-catalogs';

/** 上级目录 — what a catalog above the unit's lists, in the 领域 that the unit's catalog has, too. */
export interface ObservedSuperior {
  /** Whose catalog it is. */
  readonly unit: string;
  readonly evidence: Evidence;
  readonly items: readonly (SuperiorItem & { readonly domain: string })[];
}

/**
 * The rows of catalogs above that may oblige the unit: of a 领域 its own catalog has; from the county's whole catalog
 * those that name it, where it is a bureau; from a region above those ticked for counties and what lies below them (a
 * city's 市级 is the city itself).
 */
export function superiorsObserved(
  own: { readonly kind: Unit['kind']; readonly items: readonly DisclosureItem[] },
  catalogs: readonly SuperiorCatalog[],
  register: UnitRegister,
): ObservedSuperior[] {
  const domains = new Set(own.items.flatMap((item) => domainKey(item) ?? []));
  return catalogs.flatMap(({ unitName, isSameRegion, name, sha256, importedAt, items }) => {
    const names = namesOwn(register);
    const rows = items.flatMap((item) => {
      const domain = domainKey(item);
      const tiers = isSameRegion ? item.tiers : item.tiers.filter((tier) => BELOW_CITY.test(tier));
      if (domain === undefined || !domains.has(domain) || tiers.length === 0) return [];
      if (isSameRegion && own.kind === 'department' && !names(item.unit)) return [];
      return [{ ...item, domain, tiers }];
    });
    const evidence = { url: `目录文件：${name}`, capturedAt: importedAt, sha256 };
    return rows.length > 0 ? [{ unit: unitName, evidence, items: rows }] : [];
  });
}

const BELOW_CITY = /[县区旗乡镇街村]|苏木|社区/u;

/** Whether a 公开主体 names the unit; each text is placed once. */
function namesOwn({ own, units, decisions }: UnitRegister): (text: string | null) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    if (text === null) return false;
    const found = known.get(text) ?? resolveUnitNames(text, units, { decisions }).resolved.includes(own);
    known.set(text, found);
    return found;
  };
}
