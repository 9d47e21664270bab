import type { ColumnType, RegisterContent, RegisterKindId, RegisterValue } from '@app/registers/register-kind';

export interface RegisterColumnView {
  id: string;
  header: string;
  type: ColumnType;
  isRequired: boolean;
  choices: string[];
  hint: string | null;
}

/** GET /api/registers — 台账种类, with how many entries the account sees. */
export interface RegisterKindView {
  id: RegisterKindId;
  title: string;
  about: string;
  rules: string[];
  columns: RegisterColumnView[];
  count: number;
  /** Whether a matter can be open (未办结). */
  canBeOpen: boolean;
  canEnter: boolean;
}

export interface RegisterKindsView {
  kinds: RegisterKindView[];
  /** Units the account may register for, by name. */
  units: { id: number; name: string }[];
}

/** One version of an entry. */
export interface RegisterEntryView {
  id: number;
  unitId: number;
  unitName: string;
  key: string;
  version: number;
  content: RegisterContent;
  occurredOn: string;
  asOf: string;
  source: string;
  enteredBy: string;
  enteredAt: string;
  note: string;
  revoked: { at: string; by: string; note: string } | null;
}

/** GET /api/registers/:kind?unit=&q=&state=open|revoked&from=&to=&page=&size= */
export interface RegisterListView {
  rows: RegisterEntryView[];
  total: number;
  page: number;
  size: number;
}

/** GET /api/registers/:kind/entries/:id — newest first. */
export interface RegisterHistoryView {
  versions: RegisterEntryView[];
}

export interface RegisterProblemView {
  row: number | null;
  column: string | null;
  message: string;
}

export interface RegisterChangeView {
  unitName: string;
  key: string;
  fields: { header: string; before: RegisterValue | null; after: RegisterValue | null }[];
}

/** POST /api/registers/:kind/preview|import (multipart: unit?, note?, file): while there are problems nothing is stored. */
export interface RegisterImportView {
  fileName: string;
  rows: number;
  /** At most 500 of each are listed. */
  added: { unitName: string; key: string }[];
  changed: RegisterChangeView[];
  addedCount: number;
  changedCount: number;
  unchanged: number;
  problems: RegisterProblemView[];
  ignored: string[];
  isStored: boolean;
}

/** POST /api/registers/:kind {unitId, texts, note?} */
export interface RegisterSavedView {
  result: 'added' | 'changed' | 'unchanged';
  key: string;
}
