import { addDays } from '../words/days';

/** Filter keys of GET /api/alerts that hold several values. The address bar of the list speaks the same words. */
export type ListKey = 'unit' | 'code' | 'severity' | 'state' | 'kind';

/**
 * Keys that choose rows, in a fixed order. `found=today` and `due=week` stay relative in the address, so that a saved
 * view means tomorrow what it says tomorrow; they become days only on the way to the API.
 */
const FILTER_KEYS = ['unit', 'code', 'severity', 'state', 'kind', 'q', 'contested', 'found', 'due', 'overdue', 'sort'];
const PAGE_SIZE = 50;
const WEEK_DAYS = 7;

/** The path to read for an address; keys of the screen alone (group, view) stay out of it. */
export function alertPath(address: URLSearchParams, today: string): `/api/alerts?${string}` {
  const query = queryOf(address, today);
  query.set('page', address.get('page') ?? '1');
  query.set('size', address.get('size') ?? String(PAGE_SIZE));
  return `/api/alerts?${query}`;
}

/** 导出: the same rows without paging. */
export function exportPath(address: URLSearchParams, today: string): string {
  const query = queryOf(address, today).toString();
  return `/api/alerts/export.xlsx${query ? `?${query}` : ''}`;
}

/** Only what chooses rows, in a fixed order: two addresses with the same filter give the same text. */
export function filterOf(address: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of FILTER_KEYS) {
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

function queryOf(address: URLSearchParams, today: string): URLSearchParams {
  const query = filterOf(address);
  const [found, due, overdue] = ['found', 'due', 'overdue'].map((key) => taken(query, key));
  if (found === 'today') query.set('foundFrom', today);
  if (due === 'week') {
    query.set('dueFrom', today);
    query.set('dueTo', addDays(today, WEEK_DAYS));
  }
  if (overdue === 'true') query.set('overdueNotice', 'true');
  return query;
}

function taken(query: URLSearchParams, key: string): string | null {
  const value = query.get(key);
  query.delete(key);
  return value;
}
