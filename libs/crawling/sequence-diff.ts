/** A stretch of `before` that a stretch of `after` stands for; one of them may be empty. */
export interface Replacement {
  readonly beforeFrom: number;
  readonly beforeTo: number;
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** More insertions and deletions than this are no edit any more: what lies between is one replacement. */
export const MOST_EDITS = 400;

/**
 * Where two sequences differ, in order: the shortest edit script (Myers 1986, greedy) up to `MOST_EDITS` edits, in
 * O((n + m) · edits) time and O(edits²) memory whatever the input.
 */
export function replacementsBetween(before: readonly string[], after: readonly string[]): Replacement[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const room = Math.min(before.length, after.length) - start;
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const [a, b] = [before.slice(start, before.length - tail), after.slice(start, after.length - tail)];
  if (a.length === 0 && b.length === 0) return [];
  const kept = a.length > 0 && b.length > 0 ? commonPairs(a, b) : [];
  return between(kept, a.length, b.length).map(({ beforeFrom, beforeTo, afterFrom, afterTo }) => ({
    beforeFrom: beforeFrom + start,
    beforeTo: beforeTo + start,
    afterFrom: afterFrom + start,
    afterTo: afterTo + start,
  }));
}

/** The gaps between elements that both sequences keep. */
function between(kept: readonly (readonly [number, number])[], n: number, m: number): Replacement[] {
  const gaps: Replacement[] = [];
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of [...kept, [n, m] as const]) {
    if (nextX > x || nextY > y) gaps.push({ beforeFrom: x, beforeTo: nextX, afterFrom: y, afterTo: nextY });
    [x, y] = [nextX + 1, nextY + 1];
  }
  return gaps;
}

/** Indices of the elements kept by the shortest edit script; empty where it has more than `MOST_EDITS` steps. */
function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(furthest.slice(most + 1 - edits - 1, most + 1 + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const at = most + 1 + k;
      let x = goesDown(furthest, at, k, edits) ? (furthest[at + 1] as number) : (furthest[at - 1] as number) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[at] = x;
      if (x >= a.length && x - k >= b.length) return walkedBack(trace, a.length, b.length);
    }
  }
  return [];
}

/** Whether the furthest path on diagonal `k` comes from an insertion; `at` is where `k` lies in the array. */
function goesDown(furthest: Int32Array, at: number, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (furthest[at - 1] as number) < (furthest[at + 1] as number));
}

/** Follows the stored frontiers from the end to the beginning and collects the diagonals. */
function walkedBack(trace: readonly Int32Array[], n: number, m: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [n, m];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const frontier = trace[edits] as Int32Array;
    const k = x - y;
    const at = k + edits + 1;
    const isDown = goesDown(frontier, at, k, edits);
    const fromX = edits === 0 ? 0 : (frontier[isDown ? at + 1 : at - 1] as number);
    const fromY = edits === 0 ? 0 : fromX - (isDown ? k + 1 : k - 1);
    const [landedX, landedY] = edits === 0 ? [0, 0] : isDown ? [fromX, fromY + 1] : [fromX + 1, fromY];
    while (x > landedX && y > landedY) pairs.push([(x -= 1), (y -= 1)]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
