import type { SiteRound, SiteRow } from '../../api/views';

export function isRunning({ round }: Pick<SiteRow, 'round'>): boolean {
  return round?.state === 'running';
}

export function failedPages({ failures }: Pick<SiteRow, 'failures'>): number {
  return failures.reduce((sum, { count }) => sum + count, 0);
}

/** 120 / 118: what was read, and what the last complete full round read. */
export function pagesRead({ pages, expectedPages }: Pick<SiteRound, 'pages' | 'expectedPages'>): string {
  return expectedPages === null ? String(pages) : `${pages} / ${expectedPages}`;
}

const NOTABLE_SECONDS = 300;

/** 迟到 2 小时; empty for less than five minutes, and where nobody waited for it. */
export function lateness({ lateSeconds }: Pick<SiteRound, 'lateSeconds'>): string {
  if (lateSeconds === null || lateSeconds < NOTABLE_SECONDS) return '';
  return `比计划晚 ${spokenSeconds(lateSeconds)}`;
}

/** 45 秒, 5 分钟, 2 小时, 3 天: the largest unit that holds at least one. */
export function spokenSeconds(seconds: number): string {
  const units = [
    [86_400, '天'],
    [3_600, '小时'],
    [60, '分钟'],
  ] as const;
  const unit = units.find(([size]) => seconds >= size);
  return unit ? `${Math.floor(seconds / unit[0])} ${unit[1]}` : `${Math.round(seconds)} 秒`;
}

/** 22 时至次日 6 时 */
export function spokenHours(hours: { from: number; until: number } | null): string {
  if (!hours || hours.from === hours.until) return '不限时段';
  return `${hours.from} 时至${hours.until < hours.from ? '次日 ' : ' '}${hours.until} 时`;
}
