const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** `11月20日（周五）`; with the year when it is not the year of `today`. */
export function spokenDay(day: string, today?: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const withYear = today !== undefined && today.slice(0, 4) !== day.slice(0, 4);
  return `${withYear ? `${year}年` : ''}${month}月${date}日（${weekdayName(day)}）`;
}

/** 周一 … 周日 */
export function weekdayName(day: string): string {
  return WEEKDAYS[new Date(Date.parse(day)).getUTCDay()] ?? '';
}

/** An instant as the clock in Shanghai shows it: `2026-11-18 02:14`. */
export function clockTime(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** `11月18日 02:14`, for sentences. */
export function spokenTime(instant: string): string {
  const text = clockTime(instant);
  if (text.length !== 16) return text;
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11)}`;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 超期5个工作日, 今日到期, 剩余3个工作日; `workingDaysLate` as the API gives it. */
export function lateness(workingDaysLate: number): string {
  if (workingDaysLate > 0) return `超期${workingDaysLate}个工作日`;
  if (workingDaysLate === 0) return '今日到期';
  return `剩余${-workingDaysLate}个工作日`;
}
