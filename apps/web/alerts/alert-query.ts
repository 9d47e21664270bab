/** Filter keys of GET /api/alerts that hold several values. The address bar of the list speaks the same words. */
export type ListKey = 'unit' | 'code' | 'severity' | 'state' | 'kind';

const API_KEYS = ['unit', 'code', 'severity', 'state', 'kind', 'q', 'contested', 'found', 'due', 'overdue', 'sort'];
const PAGE_SIZE = 50;

/** The path to read for an address; keys of the screen alone (group, view) stay out of it. */
export function alertPath(address: URLSearchParams): string {
  const query = filterOf(address);
  query.set('page', address.get('page') ?? '1');
  query.set('size', address.get('size') ?? String(PAGE_SIZE));
  return `/api/alerts?${query}`;
}

/** 导出: the same rows without paging. */
export function exportPath(address: URLSearchParams): string {
  const query = filterOf(address).toString();
  return `/api/alerts/export.xlsx${query ? `?${query}` : ''}`;
}

/** Only what chooses rows, in a fixed order: two addresses with the same filter give the same text. */
export function filterOf(address: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of API_KEYS) {
    const value = address.getAll(key).filter(Boolean).join(',');
    if (value) query.set(key, value);
  }
  return query;
}

export function valuesOf(address: URLSearchParams, key: ListKey): string[] {
  return address
    .getAll(key)
    .flatMap((value) => value.split(','))
    .filter(Boolean);
}

/** The address with one key changed, back on the first page. */
export function withValues(address: URLSearchParams, key: string, values: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(address);
  next.delete('page');
  if (values.length === 0) next.delete(key);
  else next.set(key, values.join(','));
  return next;
}
