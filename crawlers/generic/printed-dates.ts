import { LocalDate, localDate } from '@app/calendar/local-date';

/** A date as it stands in a text; `time` is `HH:mm` or `HH:mm:ss` where one is printed behind it. */
export interface PrintedDate {
  readonly value: LocalDate;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
}

const EARLIEST_YEAR = 1949;
const LATEST_YEAR = 2099;
const TIME = String.raw`(?:(?:\s{0,3}|T)(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?`;
const FULL = new RegExp(
  String.raw`(?<!\d)(\d{4})\s{0,2}[-./年－]\s{0,2}(\d{1,2})\s{0,2}[-./月－]\s{0,2}(\d{1,2})(?!\d)(?:\s{0,2}日)?${TIME}`,
  'g',
);
const YEAR = /\d{4}/;
const CHINESE_DAY = /[一二三四五六七八九十]日/;
const CHINESE =
  /([一二三四五六七八九○〇零Ｏ０oO0]{4})年([元一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,4})日/g;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]{0,6}\\.?`;
/** `Mar 6, 2026`, and what Java prints: `Fri Mar 06 09:30:12 CST 2026`. */
const ENGLISH = new RegExp(
  String.raw`\b${MONTH}\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?:(\d{2}):(\d{2}):(\d{2})\s{1,2}[A-Z]{3}(?:\+\d\d:?\d\d)?\s{1,2})?(\d{4})\b`,
  'gi',
);
/** `6 March 2026`, `06-Mar-2026`. */
const DAY_FIRST = new RegExp(String.raw`(?<![\d.])(\d{1,2})[\s-]${MONTH},?[\s-](\d{4})\b`, 'gi');
/** What may stand at the beginning of a text that is nothing but a date. */
const DATE_START = /^[\s[\]【】()（）<>《》|·•:：星周\da-z一二三四五六七八九○〇零Ｏ０-]/i;
const CHINESE_DIGITS = '零一二三四五六七八九';

/** Whether a date may stand in `text`: most texts end here. */
export function mayHoldDate(text: string): boolean {
  return YEAR.test(text) || CHINESE_DAY.test(text);
}

/** Every full date in `text`, in order: `2023-07-01`, `2023年7月1日 09:05`, `2023.7.1`, `二〇二三年七月一日`. */
export function datesIn(text: string): PrintedDate[] {
  const hasYear = YEAR.test(text);
  const found = hasYear ? [...text.matchAll(FULL)].flatMap((match) => fullDate(match)) : [];
  if (CHINESE_DAY.test(text)) found.push(...[...text.matchAll(CHINESE)].flatMap(chineseDate));
  if (hasYear && /[a-z]{3}/i.test(text)) found.push(...englishDates(text));
  return found.length > 1 ? found.sort((one, other) => one.start - other.start) : found;
}

/** The first date of `text`; compact `20230701` counts when nothing else stands there. */
export function firstDate(text: string): PrintedDate | undefined {
  const [first] = datesIn(text);
  if (first) return first;
  const compact = /^\D{0,3}(\d{4})(\d{2})(\d{2})\D{0,3}$/.exec(text);
  const value = compact && checkedDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  return value ? { value, start: 0, end: text.length } : undefined;
}

/** `YYYY-MM-DD HH:mm[:ss]` where a time is printed. */
export function momentOf(date: PrintedDate): string | undefined {
  return date.time ? `${date.value} ${date.time}` : undefined;
}

/** The date when `text` is nothing but a date (brackets, a weekday and spaces aside). */
export function onlyDate(text: string): PrintedDate | undefined {
  if (text.length > 60 || !DATE_START.test(text)) return undefined;
  const [date] = datesIn(text);
  if (!date) return undefined;
  const rest = text.slice(0, date.start) + text.slice(date.end);
  return /^(?:[\s[\]【】()（）<>《》|·•:：-]|(?:星期|周)[一二三四五六日天](?:\s?\d{1,2}:\d{2}(?!\d))?)*$/.test(rest)
    ? date
    : undefined;
}

/** A day that exists and lies in the years a published document can carry. */
export function checkedDate(year: number, month: number, day: number): LocalDate | undefined {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? localDate(year, month, day) : undefined;
}

function fullDate(match: RegExpMatchArray): PrintedDate[] {
  const value = checkedDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (!value) return [];
  const start = match.index ?? 0;
  return [{ value, ...timeOf(match[4], match[5], match[6]), start, end: start + match[0].length }];
}

function englishDates(text: string): PrintedDate[] {
  const monthFirst = [...text.matchAll(ENGLISH)].map((match) => ({ match, order: [6, 1, 2] as const }));
  const dayFirst = [...text.matchAll(DAY_FIRST)].map((match) => ({ match, order: [3, 2, 1] as const }));
  return [...monthFirst, ...dayFirst].flatMap(({ match, order: [year, month, day] }) => {
    const number = MONTHS.indexOf((match[month] ?? '').slice(0, 3).toLowerCase()) + 1;
    const value = checkedDate(Number(match[year]), number, Number(match[day]));
    const start = match.index ?? 0;
    const time = year === 6 ? timeOf(match[3], match[4], match[5]) : {};
    return value ? [{ value, ...time, start, end: start + match[0].length }] : [];
  });
}

function timeOf(hour?: string, minute?: string, second?: string): { time?: string } {
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59) return {};
  return { time: `${hour.padStart(2, '0')}:${minute}${second ? `:${second}` : ''}` };
}

function chineseDate(match: RegExpMatchArray): PrintedDate[] {
  const year = Number([...(match[1] ?? '')].map((digit) => Math.max(0, CHINESE_DIGITS.indexOf(digit))).join(''));
  const value = checkedDate(year, chineseNumber(match[2] ?? ''), chineseNumber(match[3] ?? ''));
  const start = match.index ?? 0;
  return value ? [{ value, start, end: start + match[0].length }] : [];
}

/** 元 and 一 to 三十一. */
function chineseNumber(text: string): number {
  if (text === '元') return 1;
  const spelled = text.replace('廿', '二十').replace('卅', '三十');
  const [tens = '', units] = spelled.includes('十') ? spelled.split('十') : ['零', spelled];
  return (tens === '' ? 1 : CHINESE_DIGITS.indexOf(tens)) * 10 + Math.max(0, CHINESE_DIGITS.indexOf(units || '零'));
}
