import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workCalendar } from '../calendar/holiday-notices';
import { deadlineOf, isProblem } from './deadline';
import { readTimeLimits } from './read-time-limit';

const linesOf = (file: string) =>
  readFileSync(join(__dirname, 'fixtures', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const read = (phrase: string) =>
  readTimeLimits(phrase).map(({ kind, amount, unit, period }) =>
    [kind, amount, unit, period].filter(Boolean).join(' '),
  );

describe('wordings of catalogs and what a lawyer reads', () => {
  const wordings = linesOf('limit-wordings.txt').map((line) => line.split('|'));

  it.each(wordings.map(([phrase = '', ...limits]) => [phrase, limits] as const))('%s', (phrase, limits) =>
    expect(read(phrase)).toEqual(limits),
  );

  it.each(wordings.map(([phrase = '']) => phrase))('%s, with blanks and full-width digits', (phrase) => {
    const damaged = [...phrase]
      .map((char) => (/\d/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char))
      .join('\u3000');
    expect(read(damaged)).toEqual(read(phrase));
  });
});

describe('what sets no limit', () => {
  it.each(linesOf('no-limits.txt'))('%s', (phrase) => {
    const limits = readTimeLimits(phrase);
    expect(limits.map(({ kind }) => kind).filter((kind) => !NONE.has(kind))).toEqual([]);
    const dues = limits
      .map((limit) => deadlineOf(limit, '2026-03-02', workCalendar()))
      .filter((due) => !isProblem(due));
    expect(dues).toEqual([]);
  });

  const NONE = new Set(['unparsed', 'external', 'reference']);
});

describe('what the cell itself says of a last day off', () => {
  const due = (phrase: string, from: string) => {
    const [limit] = readTimeLimits(phrase);
    const deadline = limit && deadlineOf(limit, from, workCalendar());
    return deadline && !isProblem(deadline) ? deadline.on : deadline?.problem;
  };

  it.each([
    ['每年1月31日前', '2026-01-05', '2026-01-31'],
    ['每年1月31日前（遇节假日顺延）', '2026-01-05', '2026-02-02'],
    ['每年1月31日前，如遇法定节假日则相应顺延', '2026-02-01', '2026-02-02'],
    ['每年1月30日前（遇节假日顺延）', '2026-01-05', '2026-01-30'],
    ['7日内', '2026-09-25', '2026-10-08'],
    ['7日内（遇节假日顺延）', '2026-09-25', '2026-10-08'],
    ['7日内（节假日不顺延）', '2026-09-25', '2026-10-02'],
  ])('%s from %s: %s', (phrase, from, on) => expect(due(phrase, from)).toBe(on));

  it('says that an uncovered year is not known', () => {
    expect(due('每年1月31日前（遇节假日顺延）', '2026-02-03')).toMatch(/超出工作日历范围/);
    expect(due('每年1月31日前', '2026-02-03')).toBe('2027-01-31');
  });
});
