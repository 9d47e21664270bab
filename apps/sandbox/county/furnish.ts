import { ChannelPlan, DocumentPlan, UnitPlan } from './plan';
import { FURNITURE, Furniture } from './units/furniture';

export function furnitureOf({ id }: Pick<UnitPlan, 'id'>): Furniture {
  return FURNITURE[id] ?? { channels: [] };
}

/** The unit with the further rows and documents of its furniture. */
export function furnished(unit: UnitPlan): UnitPlan {
  const { rows = [] } = furnitureOf(unit);
  const own = unit.catalog.rows.map((row) => ({
    ...row,
    documents: [...row.documents, ...addedTo(unit, row.levels.at(-1) ?? '')],
  }));
  return { ...unit, catalog: { ...unit.catalog, rows: [...own, ...rows] } };
}

/** Sections that a unit has besides those of its catalog, and those of the rows it got. */
export function furniturePlans(unit: UnitPlan): ChannelPlan[] {
  const { channels, rows = [] } = furnitureOf(unit);
  return [...channels, ...rows.map(({ at, documents }): ChannelPlan => ({ path: at ?? '', documents }))];
}

/** Documents that rows of the section at `path` got. */
export function addedAt(unit: UnitPlan, path: string): readonly DocumentPlan[] {
  return unit.catalog.rows.flatMap(({ at, levels }) => (at === path ? addedTo(unit, levels.at(-1) ?? '') : []));
}

function addedTo(unit: UnitPlan, row: string): readonly DocumentPlan[] {
  return furnitureOf(unit).documents?.[row] ?? [];
}
