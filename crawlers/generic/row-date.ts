import { LocalDate } from '@app/calendar/local-date';
import { checkedDate, datesIn } from './printed-dates';

/** A date in a list row. `value` is null where the row prints month and day only: the year is not guessed. */
export interface RowDate {
  readonly value: LocalDate | null;
  /** The text held nothing else. */
  readonly isWhole: boolean;
  /** Month and day where the year is not printed. */
  readonly yearless?: { readonly month: number; readonly day: number };
}

type Pattern = readonly [expression: RegExp, order: 'dym' | 'ymd' | 'mdy'];

/** Dates set in two sizes: day big and year with month small, in either order. */
const SPLIT: readonly Pattern[] = [
  [/(?<!\d)(\d{1,2})日?\s+(\d{4})\s?[-./年]\s?(\d{1,2})月?(?![-./\d])/, 'dym'],
  [/(?<!\d)(\d{4})\s?[-./年]\s?(\d{1,2})月?\s+(\d{1,2})日?(?![-./\d:：])/, 'ymd'],
  [/(?<!\d)(\d{4})年?\s+(\d{1,2})[-./月](\d{1,2})日?(?![-./\d])/, 'ymd'],
  [/(?<![\d-])(\d{1,2})[-./月](\d{1,2})日?\s+(\d{4})年?(?![-./\d])/, 'mdy'],
];
/** `22-04-26 12:11:42`: a two-digit year only together with a time, or alone on its line. */
const SHORT_YEAR = /(?<![\d-])(\d{2})-(\d{2})-(\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?|(?=[\])】）\s]*(?:$|\n)))/;
const MONTH_DAY = /(?:^|[\s[(【（])(0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12]\d|3[01])日?(?=$|[\s\])】）])/;
/** Words in front of dates that are not the day of publication. */
const OTHER_DATE =
  /(?:(?:截止|截至|结束|废止|失效|施行|实施|生效|有效期|开标|报名|至)[^\n]{0,8}|(?:征集|公示|活动|会议|考试|开始|起始|起止)(?:时间|日期|期限?)[^\n]{0,4})$/;
const PUBLISHED =
  /(?<!\p{Script=Han})(?:发布|公开|发文|信息|公布)?(?:时间|日期)\s?[:：]?\s?[[【(（]?(?:19|20)\d{2}\s?[-年./]/u;
const SHORT = 40;
/** Without these no date is printed; most texts beside a link have none. */
export const DATE_SIGN = /\d|[一二三四五六七八九十]日/;
const YEAR = /\d{4}/;

/** The date of a list row from the text beside its title; null where none is printed. */
export function rowDate(text: string): RowDate | null {
  if (!DATE_SIGN.test(text)) return null;
  const full = datesIn(text).find(({ start }) => !OTHER_DATE.test(text.slice(Math.max(0, start - 14), start)));
  if (full) return { value: full.value, isWhole: isNothing(text.slice(0, full.start) + text.slice(full.end)) };
  for (const [expression, order] of YEAR.test(text) ? SPLIT : []) {
    const found = expression.exec(text);
    const value = found && inOrder(found, order);
    if (found && value) return { value, isWhole: isNothing(text.replace(found[0], '')) };
  }
  return shortYear(text) ?? monthAndDay(text);
}

/** The date of a row among the lines beside its title: one set alone or behind 发布时间, before dates its summary mentions. */
export function dateAmong(lines: string): RowDate | null {
  const parts = lines.split('\n');
  if (parts.length === 1) return rowDate(lines);
  const alone = parts.map((part) => rowDate(part)).find((date) => date?.isWhole && date.value);
  const labelled = parts.find((part) => PUBLISHED.test(part));
  return alone ?? (labelled === undefined ? null : rowDate(labelled)) ?? rowDate(lines);
}

/** The date with the year that stands over its list. */
export function inYear(date: RowDate, year: number): RowDate {
  const { yearless } = date;
  const value = yearless && checkedDate(year, yearless.month, yearless.day);
  return value ? { value, isWhole: date.isWhole } : date;
}

function inOrder(found: RegExpExecArray, order: Pattern[1]): LocalDate | undefined {
  const [first, second, third] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (order === 'ymd') return checkedDate(first, second, third);
  return order === 'dym' ? checkedDate(second, third, first) : checkedDate(third, first, second);
}

function shortYear(text: string): RowDate | null {
  const found = SHORT_YEAR.exec(text);
  const value = found && checkedDate(2000 + Number(found[1]), Number(found[2]), Number(found[3]));
  return found && value ? { value, isWhole: isNothing(text.replace(found[0], '')) } : null;
}

function monthAndDay(text: string): RowDate | null {
  const found = text.length <= SHORT ? MONTH_DAY.exec(text) : null;
  if (!found) return null;
  const yearless = { month: Number(found[1]), day: Number(found[2]) };
  return { value: null, isWhole: isNothing(text.replace(found[0], '')), yearless };
}

function isNothing(rest: string): boolean {
  return /^[\s[\]【】()（）<>|·•:：-]*$/.test(rest);
}
