import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTimeLimits } from './read-time-limit';
import { TimeLimit } from './time-limit';

const PHRASES = join(__dirname, '../../../shared/data/time_limits.jsonl');
interface Expected extends Omit<TimeLimit, 'kind' | 'wording'> {
  phrase: string;
  kind: string;
}
const expected: Expected[] = existsSync(PHRASES)
  ? readFileSync(PHRASES, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Expected)
  : [];

(expected.length > 0 ? describe : describe.skip)('the phrases of ../shared/data/time_limits.jsonl', () => {
  it.each(expected.map((each) => [each.phrase, each] as const))(
    '%s',
    (phrase, { kind, amount, unit, period, trigger }) => {
      const limits = readTimeLimits(phrase);
      if (kind === 'composite') {
        expect(limits.length).toBeGreaterThanOrEqual(2);
        return;
      }
      expect(limits).toHaveLength(1);
      expect(limits[0]).toMatchObject(
        Object.fromEntries(
          Object.entries({ kind, amount, unit, period: periodIn(phrase, period), trigger }).filter(
            ([, v]) => v !== undefined,
          ),
        ),
      );
    },
  );
});

/** 务必在6月1日前…: the year stands in the notice around the phrase, not in the phrase, so none may be made up. */
function periodIn(phrase: string, period: string | undefined): string | undefined {
  const year = /^once:(\d{4})-/.exec(period ?? '')?.[1];
  return year && !phrase.includes(year) ? period?.replace(`${year}-`, '') : period;
}
