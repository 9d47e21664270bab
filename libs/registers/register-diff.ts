import { EntryDraft, RegisterContent, RegisterKind, RegisterValue } from './register-kind';

/** A field that another version says otherwise. */
export interface ChangedField {
  readonly column: string;
  readonly before: RegisterValue | null;
  readonly after: RegisterValue | null;
}

export interface ChangedEntry {
  readonly draft: EntryDraft;
  readonly fields: readonly ChangedField[];
}

/** 差异 — what drafts add to and change in the entries in force. What a file does not name stays: registers come in parts. */
export interface RegisterDiff {
  readonly added: readonly EntryDraft[];
  readonly changed: readonly ChangedEntry[];
  /** Said again as it was: known to hold up to the day of the import. */
  readonly unchanged: readonly EntryDraft[];
}

export function registerDiff(
  kind: RegisterKind,
  inForce: ReadonlyMap<string, RegisterContent>,
  drafts: readonly EntryDraft[],
): RegisterDiff {
  const compared = drafts.map((draft) => ({ draft, before: inForce.get(draft.key) }));
  const known = compared.flatMap(({ draft, before }) =>
    before ? [{ draft, fields: changedFields(kind, before, draft.content) }] : [],
  );
  return {
    added: compared.filter(({ before }) => !before).map(({ draft }) => draft),
    changed: known.filter(({ fields }) => fields.length > 0),
    unchanged: known.filter(({ fields }) => fields.length === 0).map(({ draft }) => draft),
  };
}

function changedFields(kind: RegisterKind, before: RegisterContent, after: RegisterContent): ChangedField[] {
  return kind.columns
    .filter(({ id }) => before[id] !== after[id])
    .map(({ id }) => ({ column: id, before: before[id] ?? null, after: after[id] ?? null }));
}

/** The text a digest is made of: the same content gives the same text, whatever the order it was stored in. */
export function canonicalContent(kind: RegisterKind, key: string, content: RegisterContent): string {
  return JSON.stringify([kind.id, key, kind.columns.map(({ id }) => content[id] ?? null)]);
}
