import { addDays, lastDayOfMonth, LocalDate, partsOf } from '@app/calendar/local-date';

/** A stretch of days a title speaks of. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** `names`: the title names this period; `silent`: it names none, or overlaps it; `other`: it names another. */
export type PeriodRelation = 'names' | 'silent' | 'other';

/**
 * How a title relates to a period. Cumulative titles count for the period they end with: 前三季度 and 1—9月 name the
 * third quarter. `publishedOn` settles the year where the title leaves it out.
 */
export function periodRelation(title: string, period: Period, publishedOn: LocalDate | null): PeriodRelation {
  const named = periodsNamed(title, publishedOn);
  if (named.length === 0) return 'silent';
  const relations = named.map((range) => relationOf(range, period));
  if (relations.includes('names')) return 'names';
  return relations.includes('silent') ? 'silent' : 'other';
}

/** The title without the periods it names: what the issues of one series have in common. */
export function withoutPeriods(title: string): string {
  return arabicYears(title.normalize('NFKC').replace(/\s+/gu, '')).replace(PERIOD, '');
}

/** Periods named by a title, the most exact reading of each spot only. */
export function periodsNamed(title: string, publishedOn: LocalDate | null): readonly Period[] {
  const key = `${publishedOn ?? ''}\n${title}`;
  const known = READ.get(key);
  if (known) return known;
  const periods = readPeriods(title, publishedOn);
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(key, periods);
  return periods;
}

/** A title is asked about once for every period its row owes; reading it once is enough. */
const READ = new Map<string, readonly Period[]>();
const MOST_READ = 10_000;

function readPeriods(title: string, publishedOn: LocalDate | null): Period[] {
  const text = arabicYears(title.normalize('NFKC').replace(/\s+/gu, ''));
  return [...text.matchAll(PERIOD)].flatMap(({ groups = {} }) => rangeOf(groups, publishedOn) ?? []);
}

const YEAR = String.raw`(?<year>20\d\d)(?:年度?|-(?=\d{1,2}月))`;
const UNIT = [
  String.raw`(?<quarter>前?第?[一二三四1-4](?:[、至到和及—–-]?[二三四2-4])?季度?)`,
  String.raw`(?<half>[上下]半年)`,
  String.raw`(?<first>\d{1,2})月?(?:[-—–~～至到])(?<last>\d{1,2})月(?!\d{1,2}日)`,
  String.raw`(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|(?!\d{1,2}日|[一二三]?十))`,
].join('|');
const YEARS = String.raw`(?<since>20\d\d)(?:年?[-—–~～至到])(?<until>20\d\d)(?<years>学年|年)`;
const PERIOD = new RegExp(`${YEARS}|${YEAR}(?:${UNIT})?|${renamed(UNIT)}`, 'gu');

/** The same alternatives once more, for spots without a year; group names must differ within one expression. */
function renamed(unit: string): string {
  return unit.replace(/\(\?<(\w+)>/g, '(?<$1Only>');
}

type Groups = Readonly<Record<string, string | undefined>>;

function rangeOf(groups: Groups, publishedOn: LocalDate | null): Period | undefined {
  if (groups.since && groups.until) return yearsOf(groups.since, groups.until, groups.years === '学年');
  const months = monthsOf(groups);
  if (groups.year && !months) return { from: `${groups.year}-01-01`, to: `${groups.year}-12-31` };
  if (!months) return undefined;
  const year = groups.year ? Number(groups.year) : yearBefore(months.first, publishedOn);
  return year === undefined ? undefined : monthRange(year, months);
}

/** 2025-2026学年 runs from September; 2021—2025年 are whole years. */
function yearsOf(since: string, until: string, isSchoolYear: boolean): Period | undefined {
  if (until < since) return undefined;
  return isSchoolYear && Number(until) === Number(since) + 1
    ? { from: `${since}-09-01`, to: `${until}-08-31` }
    : { from: `${since}-01-01`, to: `${until}-12-31` };
}

/** First and last month named, or undefined where the spot names a whole year or nonsense. */
function monthsOf(groups: Groups): { first: number; last: number } | undefined {
  const quarter = groups.quarter ?? groups.quarterOnly;
  if (quarter) return quarterMonths(quarter);
  const half = groups.half ?? groups.halfOnly;
  if (half) return half.startsWith('上') ? { first: 1, last: 6 } : { first: 7, last: 12 };
  const month = groups.month ?? groups.monthOnly;
  const first = month ? chineseMonth(month) : Number(groups.first ?? groups.firstOnly);
  const last = month ? first : Number(groups.last ?? groups.lastOnly);
  return first >= 1 && last <= 12 && first <= last ? { first, last } : undefined;
}

function quarterMonths(text: string): { first: number; last: number } | undefined {
  const digits = [...text].map((char) => '一二三四'.indexOf(char) + 1 || Number(char)).filter((n) => n >= 1 && n <= 4);
  const last = digits.at(-1);
  if (!last) return undefined;
  const first = text.startsWith('前') ? 1 : (digits[0] ?? last);
  return { first: first * 3 - 2, last: last * 3 };
}

function chineseMonth(text: string): number {
  const plain = '一二三四五六七八九'.indexOf(text) + 1;
  if (plain) return plain;
  return text.startsWith('十') ? 10 + '一二'.indexOf(text.slice(1) || '？') + 1 : Number(text);
}

/** The newest year in which those months had begun on the day of publication. */
function yearBefore(firstMonth: number, publishedOn: LocalDate | null): number | undefined {
  if (!publishedOn) return undefined;
  const { year, month } = partsOf(publishedOn);
  return firstMonth <= month ? year : year - 1;
}

function monthRange(year: number, { first, last }: { first: number; last: number }): Period {
  const two = (month: number) => String(month).padStart(2, '0');
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${lastDayOfMonth(year, last)}` };
}

function relationOf(range: Period, period: Period): PeriodRelation {
  if (range.to === period.to && range.from <= period.from) return isWholeYear(range, period) ? 'silent' : 'names';
  // A part of the period, more than it, or a stretch across its ends (学年): it may be meant.
  return range.to < period.from || range.from > period.to ? 'other' : 'silent';
}

/** 2026年 does not name the fourth quarter merely because both end on the same day. */
function isWholeYear(range: Period, period: Period): boolean {
  return range.from.endsWith('-01-01') && range.to.endsWith('-12-31') && period.from > addDays(range.from, 1);
}

/** 二〇二六年 → 2026年. */
function arabicYears(text: string): string {
  return text.replace(/[二2][〇○零0O][一二三四五六七八九〇○零\d]{2}(?=年)/gu, (year) =>
    [...year]
      .map((char) => ('〇○零O'.includes(char) ? '0' : String('一二三四五六七八九'.indexOf(char) + 1 || char)))
      .join(''),
  );
}
