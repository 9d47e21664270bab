import { MOST_EDITS, replacementsBetween } from './sequence-diff';

/** What `after` must be, rebuilt from `before` and the replacements. */
function applied(before: readonly string[], after: readonly string[]): string[] {
  const rebuilt: string[] = [];
  let at = 0;
  for (const { beforeFrom, beforeTo, afterFrom, afterTo } of replacementsBetween(before, after)) {
    rebuilt.push(...before.slice(at, beforeFrom), ...after.slice(afterFrom, afterTo));
    at = beforeTo;
  }
  return [...rebuilt, ...before.slice(at)];
}

const edits = (before: string, after: string) =>
  replacementsBetween([...before], [...after]).reduce(
    (sum, each) => sum + each.beforeTo - each.beforeFrom + each.afterTo - each.afterFrom,
    0,
  );

/** A small generator, the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('replacementsBetween', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['abc', 'axc', 2],
    ['abcabba', 'cbabac', 5],
    ['abcdef', 'fedcba', 10],
  ])('takes the fewest steps from %j to %j', (before, after, steps) => {
    expect(edits(before, after)).toBe(steps);
    expect(applied([...before], [...after]).join('')).toBe(after);
  });

  it('rebuilds the second from the first, and takes no more steps than the longest common subsequence leaves', () => {
    const next = numbers(7);
    const word = () => Array.from({ length: Math.floor(next() * 30) }, () => 'abcd'[Math.floor(next() * 4)]!).join('');
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [word(), word()];
      expect(applied([...before], [...after]).join('')).toBe(after);
      expect(edits(before, after)).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }
  });

  it('gives up beyond the most edits and calls the middle one replacement', () => {
    const before = Array.from({ length: 20_000 }, (_, at) => `a${at}`);
    const after = ['same', ...Array.from({ length: 20_000 }, (_, at) => `b${at}`)];
    expect(replacementsBetween(['same', ...before], after)).toEqual([
      { beforeFrom: 1, beforeTo: 20_001, afterFrom: 1, afterTo: 20_001 },
    ]);
    expect(MOST_EDITS).toBe(400);
  });
});

function longestCommon(a: string, b: string): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    let diagonal = 0;
    for (let at = 1; at <= b.length; at += 1) {
      const above = row[at]!;
      row[at] = one === b[at - 1] ? diagonal + 1 : Math.max(above, row[at - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}
