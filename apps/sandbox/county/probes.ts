import { addDays } from '@app/calendar/local-date';
import { Probe, WATCHED_DAYS } from '@app/crawling/availability';
import { SANDBOX_TODAY, SitePlan } from './plan';

const HOURS = 24;

/**
 * The hourly probes of a site in the week before the sandbox's today. An outage lasts from 09:00 on the fourth day for
 * as many hours as are planted; void probes lie on the second day.
 */
export function probesOf({ outage }: SitePlan): Probe[] {
  const { failing = 0, isVoid = 0 } = outage ?? {};
  return Array.from({ length: WATCHED_DAYS * HOURS }, (_, hour): Probe => {
    const day = addDays(SANDBOX_TODAY, Math.floor(hour / HOURS) - WATCHED_DAYS);
    const at = new Date(`${day}T${String(hour % HOURS).padStart(2, '0')}:12:00+08:00`).toISOString();
    if (isWithin(hour, 3 * HOURS + 9, failing))
      return { at, durationMs: 15_000, outcome: 'failed', detail: '超过 15 秒' };
    if (isWithin(hour, HOURS, isVoid))
      return { at, durationMs: 15_000, outcome: 'void', detail: '对照探测同时失败：超过 15 秒' };
    return { at, durationMs: 180 + ((hour * 37) % 400), outcome: 'opened', detail: '' };
  });
}

function isWithin(hour: number, from: number, length: number): boolean {
  return hour >= from && hour < from + length;
}
