import type { RegisterColumnView, RegisterEntryView } from '../../api/register-views';

export type CellValue = RegisterEntryView['content'][string] | null | undefined;

/** A cell as people read it. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

/** A stored entry as the texts of its cells, to be corrected. */
export function textsOf(entry: Pick<RegisterEntryView, 'content'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry.content).map(([id, value]) => [
      id,
      typeof value === 'boolean' ? (value ? '是' : '否') : String(value),
    ]),
  );
}

/** What browsers' fields give for an instant is what the register keeps, but for the T between day and hour. */
export const fromField = (text: string) => text.replace('T', ' ');
export const toField = (text = '') => text.replace(' ', 'T');

/** Required cells that are still empty; their headers. */
export function lacking(columns: readonly RegisterColumnView[], texts: Readonly<Record<string, string>>): string[] {
  return columns.filter(({ id, isRequired }) => isRequired && !texts[id]?.trim()).map(({ header }) => header);
}

/** Headers of what differs between two versions, newest first. */
export function changedHeaders(
  columns: readonly RegisterColumnView[],
  newer: Pick<RegisterEntryView, 'content'>,
  older: Pick<RegisterEntryView, 'content'>,
): { header: string; before: string; after: string }[] {
  return columns
    .filter(({ id }) => newer.content[id] !== older.content[id])
    .map(({ id, header }) => ({ header, before: cellText(older.content[id]), after: cellText(newer.content[id]) }));
}

/** The list as the API is asked for it, and what an export of it asks. */
export function listQuery(address: URLSearchParams): URLSearchParams {
  const wanted = new URLSearchParams();
  for (const key of ['unit', 'q', 'state', 'from', 'to', 'page']) {
    const value = address.get(key);
    if (value) wanted.set(key, value);
  }
  return wanted;
}

export const SOURCE: Record<string, string> = {
  form: '手工登记',
  import: '表格导入',
  api: '接口报送',
  machine: '系统采集',
};
