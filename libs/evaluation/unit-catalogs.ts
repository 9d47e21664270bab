import { UnitObservation } from '@app/observation/observation';
import { UnitCatalog } from './rule';

/** The unit's catalogs with their rows put back in their places. */
export function unitCatalogs({ catalogs = [], items }: UnitObservation): UnitCatalog[] {
  const byKey = new Map(items.map(({ key, item }) => [key, item]));
  return catalogs.map(({ kind, evidence, keys, others = [] }) => ({
    kind,
    evidence,
    items: [...keys.flatMap((key) => byKey.get(key) ?? []), ...others],
  }));
}
