import type { CatalogKind } from '@app/catalog/catalog-version';
import type { MeantLimit } from '@app/catalog/limit-meaning';

/** A row in which a wording or name stands. */
export interface WorklistUse {
  unitId: number;
  unitName: string;
  kind: CatalogKind;
  row: number;
  item: string;
}

/** One wording or name and where it is used; `uses` holds the first few. */
export interface WorklistRow {
  /** As written. */
  text: string;
  rows: number;
  units: number;
  uses: WorklistUse[];
}

export interface DecidedLimit {
  text: string;
  limits: MeantLimit[];
  /** Each meaning in one Chinese phrase. */
  sentences: string[];
  by: string;
  at: string;
  /** Rows of catalogs in force to which it applies now. */
  rows: number;
}

/** GET /api/worklists/limits */
export interface LimitWorklist {
  waiting: WorklistRow[];
  decided: DecidedLimit[];
}

/** POST /api/worklists/limits/preview */
export interface LimitPreview {
  /** Chinese; what is wrong with each limit, null where nothing is. */
  problems: (string | null)[];
  sentences: string[];
  /** What an event today would lead to; null where no day follows from the limit. */
  examples: ({ on: string; sentence: string } | null)[];
}

export interface DecidedName {
  text: string;
  /** Name of the unit or 领域; null: not a unit. */
  meaning: string | null;
  by: string;
  at: string;
}

/** GET /api/worklists/organs, GET /api/worklists/domains */
export interface NameWorklist {
  waiting: WorklistRow[];
  decided: DecidedName[];
  /** What may be chosen: units by id, 领域 by name. */
  choices: { value: number | string; name: string }[];
}

/** Answer of a decision: units whose newest observation is made again. */
export interface Decided {
  reobserved: number;
}
