import { DisclosureItem } from './disclosure-catalog';

/** 上级目录 — the 标准目录 of a unit that stands above another, as far as it lists what others are to disclose. */
export interface SuperiorCatalog {
  readonly unitName: string;
  /** Of the same region: the county's whole catalog, or a bureau's for the towns. Otherwise of a region above. */
  readonly isSameRegion: boolean;
  readonly name: string;
  readonly sha256: string;
  /** ISO instant in real time. */
  readonly importedAt: string;
  readonly items: readonly SuperiorItem[];
}

export type SuperiorItem = Pick<DisclosureItem, 'row' | 'name' | 'levels' | 'tiers' | 'unit'> & {
  readonly domain?: string;
};
