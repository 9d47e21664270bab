/** What the API answers about catalogs. Days are `YYYY-MM-DD`, instants ISO 8601. */
export type CatalogKind = 'standard' | 'supplementary' | 'village' | 'enterprise' | 'negative';
export type CatalogState = 'draft' | 'review' | 'inForce' | 'superseded' | 'rejected' | 'discarded';

/** GET /api/catalogs?unit=3&kind=standard&state=review — newest first by unit and kind. */
export interface CatalogListView {
  versions: CatalogVersionView[];
  /** 四眼原则: whoever imported or edited a version does not review it. */
  isFourEyes: boolean;
  canImport: boolean;
  canSetFourEyes: boolean;
}

export interface CatalogVersionView {
  id: number;
  unitId: number;
  unitName: string;
  kind: CatalogKind;
  version: number;
  state: CatalogState;
  /** Today; a superseded version may be, until its successor begins. */
  isInForce: boolean;
  effectiveOn: string | null;
  effectiveTo: string | null;
  itemCount: number;
  problemCount: number;
  sourceName: string;
  note: string;
  importedBy: string;
  importedAt: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  reviewNote: string;
  basedOn: number | null;
  revision: number;
  /** What the asking account may do now: edit, submit, withdraw, approve, reject, revise, discard. */
  actions: string[];
}

/** GET /api/catalogs/:id?q=低保&page=1&size=50 */
export interface CatalogView {
  version: CatalogVersionView;
  rows: CatalogRowView[];
  total: number;
  page: number;
  size: number;
  /** The first 1000; `version.problemCount` says how many there are. */
  problems: CatalogProblemView[];
  changes: CatalogChangeView[];
  /** The version it is compared with by default. */
  predecessor: number | null;
}

export interface CatalogRowView {
  key: string;
  /** As in the file, counted from 1. */
  row: number;
  sheet: string | null;
  texts: RowTextsView;
  limits: { kind: string; wording: string }[];
  /** Why it obliges another level of government and not this unit; null where it obliges this one. */
  otherTier: string | null;
}

/** One row as it is shown and edited; PATCH /api/catalogs/:id takes the same. */
export interface RowTextsView {
  sequence: string;
  domain: string;
  levels: string[];
  elements: string;
  basis: string;
  timeLimit: string;
  unit: string;
  /** ■政府网站 □政府公报 */
  channels: string;
  audience: string;
  method: 'proactive' | 'onRequest' | 'both' | 'unknown';
  tiers: string[];
  section: string;
  post: { division: string; position: string; authority: string; procedure: string; handlingLimit: string };
  own: Record<string, string>;
}

export interface CatalogProblemView {
  row: number | null;
  column: string | null;
  code: string;
  message: string;
}

export interface CatalogChangeView {
  at: string;
  byName: string;
  kind: string;
  note: string;
  /** Of an edited row. */
  row: number | null;
  item: string | null;
  fields: FieldChangeView[];
}

export interface FieldChangeView {
  field: string;
  before: string;
  after: string;
}

/** POST /api/catalogs/preview (multipart: unit, kind, file) — nothing is stored. */
export interface CatalogPreviewView {
  fileName: string;
  unitName: string;
  itemCount: number;
  problemCount: number;
  problems: CatalogProblemView[];
  /** How each column was understood; `meaning` null: not known, its text is kept. */
  columns: { header: string; meaning: string | null; filled: number; example: string }[];
  /** The first 20. */
  rows: CatalogRowView[];
  diff: CatalogDiffView;
}

/** GET /api/catalogs/:id/diff?with=12 — `with` is the older side; without it, the version before. */
export interface CatalogDiffView {
  /** Null where there is nothing to compare with: all is added. */
  against: { id: number; version: number } | null;
  added: DiffLinesView<{ item: string; row: number }>;
  removed: DiffLinesView<{ item: string; row: number }>;
  changed: DiffLinesView<{ item: string; row: number; fields: FieldChangeView[] }>;
  unchanged: number;
}

export interface DiffLinesView<T> {
  total: number;
  /** The first 300. */
  lines: T[];
}

/** PATCH /api/catalogs/:id — a version that is no draft is copied into one; `id` is where the change stands. */
export interface CatalogEditView {
  id: number;
  revision: number;
  problems: CatalogProblemView[];
}
