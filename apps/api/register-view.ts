import { RegisterKind } from '@app/registers/register-kind';
import { RegisterImport } from '@app/registers/register-desk.store';
import { RegisterRow } from '@app/registers/register-list.store';
import { RegisterEntryView, RegisterImportView, RegisterKindView } from './register-views';

/** More than a screen holds; the counts beside them are whole. */
const MOST_SHOWN = 500;

export function kindView(kind: RegisterKind, count: number, canEnter: boolean): RegisterKindView {
  const { id, title, about, rules, columns, settled } = kind;
  return {
    id,
    title,
    about,
    rules: [...rules],
    columns: columns.map(({ id: column, header, type, isRequired = false, choices = [], hint = null }) => ({
      id: column,
      header,
      type,
      isRequired,
      choices: [...choices],
      hint,
    })),
    count,
    canBeOpen: settled !== undefined,
    canEnter,
  };
}

export function entryView(row: RegisterRow): RegisterEntryView {
  const { enteredAt, revokedAt, revokedBy, revokedNote, ...entry } = row;
  return {
    ...entry,
    enteredAt: enteredAt.toISOString(),
    revoked: revokedAt ? { at: revokedAt.toISOString(), by: revokedBy ?? '', note: revokedNote ?? '' } : null,
  };
}

export function importView(kind: RegisterKind, fileName: string, imported: RegisterImport): RegisterImportView {
  const { rows, diffs, problems, ignored, isStored } = imported;
  const headerOf = (id: string) => kind.columns.find((column) => column.id === id)?.header ?? id;
  const added = diffs.flatMap(({ unitName, diff }) => diff.added.map(({ key }) => ({ unitName, key })));
  const changed = diffs.flatMap(({ unitName, diff }) =>
    diff.changed.map(({ draft, fields }) => ({
      unitName,
      key: draft.key,
      fields: fields.map(({ column, before, after }) => ({ header: headerOf(column), before, after })),
    })),
  );
  return {
    fileName,
    rows,
    added: added.slice(0, MOST_SHOWN),
    changed: changed.slice(0, MOST_SHOWN),
    unchanged: diffs.reduce((total, { diff }) => total + diff.unchanged.length, 0),
    addedCount: added.length,
    changedCount: changed.length,
    problems: problems.map((problem) => ({ ...problem })),
    ignored: [...ignored],
    isStored,
  };
}
