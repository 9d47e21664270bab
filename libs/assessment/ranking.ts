import { UnitScore } from './score';

export interface Place {
  readonly unit: string;
  readonly total: number;
  /** Equal totals share a place; the next one is skipped (1, 1, 3). */
  readonly place: number;
  /** Places gained since the previous period, negative when lost; null without a previous place. */
  readonly change: number | null;
}

/** 排名 of the scored units, best first; units without a score are in none of it. */
export function rank(scores: readonly UnitScore[], previous: ReadonlyMap<string, number> = new Map()): Place[] {
  const scored = scores
    .flatMap((score) => (score.isScored ? [{ unit: score.unit, total: score.total }] : []))
    .sort((a, b) => b.total - a.total || (a.unit < b.unit ? -1 : 1));
  return scored.map(({ unit, total }) => {
    const place = 1 + scored.filter((other) => other.total > total).length;
    const before = previous.get(unit);
    return { unit, total, place, change: before === undefined ? null : before - place };
  });
}
