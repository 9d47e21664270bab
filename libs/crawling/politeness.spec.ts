import { afterAnswer, Answered, delayOf, FRESH_PACE, Pace, paceOutcomeOf, retryAfterMs } from './politeness';

const SETTINGS = { delayMs: 1_000, backOffMs: 60_000 };
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The pace after answers given as [outcome, minute, Retry-After in ms]. */
function paceAfter(...answers: readonly [Answered['outcome'], number, number?][]): Pace {
  return answers.reduce<Pace>(
    (pace, [outcome, minute, retry]) =>
      afterAnswer(pace, { outcome, atMs: minute * MINUTE, retryAfterMs: retry }, SETTINGS),
    FRESH_PACE,
  );
}

describe('afterAnswer', () => {
  it.each<[norm: string, answers: [Answered['outcome'], number, number?][], waitMs: number]>([
    ['waits a second after a page', [['fine', 0]], 1_000],
    ['backs off a minute when told to slow down', [['slowDown', 0]], MINUTE],
    ['takes one timeout for chance', [['trouble', 0]], 1_000],
    [
      'takes two in a row for chance',
      [
        ['trouble', 0],
        ['trouble', 1],
      ],
      1_000,
    ],
    [
      'backs off at the third',
      [
        ['trouble', 0],
        ['trouble', 1],
        ['trouble', 2],
      ],
      MINUTE,
    ],
    [
      'starts counting again after a page',
      [
        ['trouble', 0],
        ['trouble', 1],
        ['fine', 2],
        ['trouble', 3],
      ],
      1_000,
    ],
    [
      'doubles',
      [
        ['slowDown', 0],
        ['slowDown', 2],
        ['slowDown', 5],
      ],
      4 * MINUTE,
    ],
    ['honours a longer Retry-After', [['slowDown', 0, 10 * MINUTE]], 10 * MINUTE],
    ['keeps its own back-off over a shorter Retry-After', [['slowDown', 0, 1_000]], MINUTE],
    ['waits a day at most', [['slowDown', 0, 30 * DAY]], DAY],
    [
      'remembers for 30 minutes',
      [
        ['slowDown', 0],
        ['fine', 29],
        ['slowDown', 30],
      ],
      2 * MINUTE,
    ],
    [
      'forgets after 30 quiet minutes',
      [
        ['slowDown', 0],
        ['fine', 31],
        ['slowDown', 32],
      ],
      MINUTE,
    ],
  ])('%s', (_norm, answers, waitMs) => {
    const [, minute] = answers[answers.length - 1] as [string, number];
    expect(paceAfter(...answers).nextAtMs - minute * MINUTE).toBe(waitMs);
  });

  it('doubles up to a day and no further', () => {
    let pace = FRESH_PACE;
    for (let at = 0, times = 0; times < 20; times++, at = pace.nextAtMs)
      pace = afterAnswer(pace, { outcome: 'slowDown', atMs: at }, SETTINGS);
    expect(pace.backOffMs).toBe(DAY);
  });
});

describe('delayOf', () => {
  it.each([
    [1_000, undefined, 1_000],
    [1_000, 500, 1_000],
    [1_000, 10_000, 10_000],
    [1_000, 30_000, 30_000],
    [1_000, 86_400_000, 30_000],
    [0, undefined, 0],
    [60_000, 10_000, 60_000],
  ])('of %i with Crawl-delay %s is %i', (delayMs, crawlDelayMs, expected) => {
    expect(delayOf({ ...SETTINGS, delayMs, crawlDelayMs })).toBe(expected);
  });
});

describe('paceOutcomeOf', () => {
  const failure = { url: 'http://www.qinghe.gov.cn/', at: '2026-11-20T00:00:00Z' };
  it.each([
    ['a page', undefined, 'fine'],
    ['a dead link', { ...failure, kind: 'notFound', status: 404 }, 'fine'],
    ['429', { ...failure, kind: 'throttled', status: 429 }, 'slowDown'],
    ['503 that names a time', { ...failure, kind: 'throttled', status: 503, retryAfterMs: 5 }, 'slowDown'],
    ['503 that names none', { ...failure, kind: 'throttled', status: 503 }, 'trouble'],
    ['a timeout', { ...failure, kind: 'timeout' }, 'trouble'],
    ['a challenge', { ...failure, kind: 'challenge', status: 200 }, 'trouble'],
  ] as const)('%s is %s', (_what, given, expected) => {
    expect(paceOutcomeOf(given)).toBe(expected);
  });
});

describe('retryAfterMs', () => {
  const now = new Date('2026-11-20T00:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Fri, 20 Nov 2026 00:01:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 00:00:00 GMT', 0],
    ['Thu, 19 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
