import { createHash } from 'node:crypto';

/** Before the first entry. */
export const TRAIL_START = '0'.repeat(64);

/** 操作记录 — who did what to what from where. Values as the database gives them back, so that anybody can link them again. */
export interface TrailEntry {
  readonly id: string;
  /** UTC with microseconds: 2026-12-01T02:03:04.567890Z. */
  readonly at: string;
  readonly accountId: number | null;
  /** Login, or what was typed as one; 系统 for the platform itself. */
  readonly account: string;
  /** Network address it came from; null for the platform itself. */
  readonly address: string | null;
  /** The unit concerned, for those who may read what concerns their units. */
  readonly unitId: number | null;
  readonly action: string;
  readonly object: string;
  /** JSON text as stored. */
  readonly detail: string;
}

/** The link of an entry: whoever changes, removes or inserts one breaks every later link. Hex. */
export function trailLink(previous: string, entry: TrailEntry): string {
  const { id, at, accountId, account, address, unitId, action, object, detail } = entry;
  const link = [previous, id, at, accountId, account, address, unitId, action, object, detail];
  return createHash('sha256').update(JSON.stringify(link)).digest('hex');
}
