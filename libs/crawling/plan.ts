import { addDays, LocalDate } from '@app/calendar/local-date';
import { FetchFailure, FETCH_FAILURES } from './capture';
import { FRONTIER_LIMITS, HELD } from './frontier';

/** What is known of a site when it is decided whether to crawl it today. */
export interface PlannedSite {
  readonly id: number;
  /** Day of its newest round; null before the first. */
  readonly lastRoundOn: LocalDate | null;
  readonly isRunning: boolean;
}

/** 采集计划 — the sites whose round is due: each is read once a day, and a running round is not doubled. */
export function dueSites(
  sites: readonly PlannedSite[],
  today: LocalDate,
): { siteId: number; reason: 'first' | 'scheduled' }[] {
  return sites
    .filter(({ isRunning, lastRoundOn }) => !isRunning && (lastRoundOn === null || lastRoundOn <= addDays(today, -1)))
    .map(({ id, lastRoundOn }) => ({ siteId: id, reason: lastRoundOn === null ? 'first' : 'scheduled' }));
}

/** What one round brought in, beside what the last complete round of the site had. */
export interface RoundYield {
  readonly pages: number;
  readonly tasks: number;
  readonly maxPages: number;
  readonly expectedMinPages: number;
  readonly pagesOfLastRound: number | undefined;
  readonly homeFailure: FetchFailure | null;
  /** Depth of the deepest page met, calendars apart. */
  readonly deepest?: number;
  /** Pages that failed for a reason that may pass. */
  readonly passing?: number;
}

/** Below this share of the last complete round a crawl has failed, whatever it found (law 6 of the flow). */
const LEAST_SHARE = 0.5;

/** Why absence may not be concluded from a round, in Chinese; null when the site was seen whole. */
export function gapOf(round: RoundYield): string | null {
  if (round.homeFailure) return `首页未能采集（${FETCH_FAILURES[round.homeFailure.kind].text}）`;
  if (round.tasks >= round.maxPages) return `网页数达到上限 ${round.maxPages} 页，未采集完整`;
  if ((round.deepest ?? 0) >= FRONTIER_LIMITS.maxDepth) return `${HELD.depth}，未采集完整`;
  if ((round.passing ?? 0) > round.pages) return `${round.passing} 个页面暂时无法读取，多于读到的 ${round.pages} 页`;
  const least = Math.max(round.expectedMinPages, Math.ceil((round.pagesOfLastRound ?? 0) * LEAST_SHARE));
  if (round.pages < least) return `本轮只采集到 ${round.pages} 页，少于应有的 ${least} 页`;
  return null;
}
