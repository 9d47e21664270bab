import type { PlacesView } from '../../api/account-views';

export interface PlaceNode {
  readonly value: string;
  readonly title: string;
  readonly selectable: boolean;
  readonly children: PlaceNode[];
}

/**
 * Regions as a tree, with their units where a unit is to be chosen. A region whose parent is not in the list stands at
 * the top: it is where somebody's reach begins. The whole platform is offered only to who sees a top of the tree.
 */
export function placeTree({ regions }: PlacesView, choosesUnits: boolean): PlaceNode[] {
  const known = new Set(regions.map(({ id }) => id));
  const isTop = ({ parentId }: PlacesView['regions'][number]) => parentId === null || !known.has(parentId);
  const nodeOf = (region: PlacesView['regions'][number]): PlaceNode => ({
    value: `region:${region.id}`,
    title: region.name,
    selectable: !choosesUnits,
    children: [
      ...(choosesUnits ? region.units.map(({ id, name }) => leaf(`unit:${id}`, name)) : []),
      ...regions.filter(({ parentId }) => parentId === region.id).map(nodeOf),
    ],
  });
  const tops = regions.filter(isTop).map(nodeOf);
  const seesAll = regions.length === 0 || regions.some(({ parentId }) => parentId === null);
  return choosesUnits || !seesAll ? tops : [leaf('whole', '全平台'), ...tops];
}

const leaf = (value: string, title: string): PlaceNode => ({ value, title, selectable: true, children: [] });

/** `region:3`, `unit:12` or `whole` as the API wants it. */
export function placeOf(value: string): { regionId: number | null; unitId: number | null } {
  const [, kind, id] = /^(region|unit):(\d+)$/.exec(value) ?? [];
  return { regionId: kind === 'region' ? Number(id) : null, unitId: kind === 'unit' ? Number(id) : null };
}
