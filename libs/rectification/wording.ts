import { LocalDate, spokenDay, weekdayOf } from '@app/calendar/local-date';

export { SEVERITY_NAMES } from '@app/alerting/alert';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const WEEKDAYS = '一二三四五六日';

/** `2026-11-18 02:14:05` in Shanghai for an ISO instant; text that is no instant comes back as it is. */
export function spokenInstant(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026年11月18日2时14分` in Shanghai. */
export function spokenMinute(iso: string): string {
  const [day = '', time = ''] = spokenInstant(iso).split(' ');
  const [hour, minute] = time.split(':').map(Number);
  return `${spokenDay(day, true)}${hour}时${minute}分`;
}

/** `2026年11月18日`, or `2026年11月18日至20日` with what differs in the second day only. */
export function spokenSpan(from: LocalDate, to: LocalDate): string {
  if (from === to) return spokenDay(from, true);
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${spokenDay(from, true)}至${spokenDay(to, true)}`;
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${spokenDay(from, true)}至${spokenDay(to)}`;
  return `${spokenDay(from, true)}至${Number(to.slice(8))}日`;
}

/** `2026年11月25日（周三）`. */
export function spokenDayWithWeekday(day: LocalDate): string {
  return `${spokenDay(day, true)}（周${WEEKDAYS[weekdayOf(day) - 1]}）`;
}

/**
 * Text that Word, Excel and mail can carry: without the control characters XML forbids, lone surrogates and the marks
 * that turn the reading direction. Explanations quote crawled pages, so any byte may be in them.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, '');
}

const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
