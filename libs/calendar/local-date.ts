/**
 * 日 — a legal day in Asia/Shanghai as text `YYYY-MM-DD`. Text compares and sorts as dates do;
 * a JS `Date` is only ever an instant.
 */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `text` as a day when it names one that exists (2026-02-29 does not), otherwise undefined. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  return match ? localDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The day `year`-`month`-`day` (month 1–12), or undefined when there is no such day. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const isWhole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  const exists = isWhole && year >= 100 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
  return exists && day <= lastDayOfMonth(year, month) ? formatDay(year, month, day) : undefined;
}

/** The day in Shanghai at the instant `at`. */
export function dayOf(at: Date): LocalDate {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

export function addDays(day: LocalDate, count: number): LocalDate {
  if (day.length !== 10 || !(Math.abs(count) <= WALKED_DAYS)) return instantDays(day, count);
  let { year, month, day: target } = partsOf(day);
  target += count;
  // Terms are walked day by day, so that this is asked for more than anything else; most steps stay within the month.
  while (target < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    target += lastDayOfMonth(year, month);
  }
  while (target > 28) {
    const last = lastDayOfMonth(year, month);
    if (target <= last) break;
    target -= last;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return Number.isNaN(target) ? instantDays(day, count) : formatDay(year, month, target);
}

const WALKED_DAYS = 800;

/** Throws RangeError for a text that is no day. */
function instantDays(day: LocalDate, count: number): LocalDate {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/**
 * 按月计算 — the same day number `count` months on; the last day of the month where that number does not exist.
 * Source: 《民法典》第二百零二条.
 */
export function addMonths(day: LocalDate, count: number): LocalDate {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const months = year * 12 + (month - 1) + count;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  const last = lastDayOfMonth(target.year, target.month);
  return formatDay(target.year, target.month, Math.min(dayOfMonth, last));
}

/** Natural days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: LocalDate): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

export function partsOf(day: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

export function lastDayOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** `9月27日`, with the year in front when `withYear` is set. */
export function spokenDay(day: LocalDate, withYear = false): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return `${withYear ? `${year}年` : ''}${month}月${dayOfMonth}日`;
}

function formatDay(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
