import { addDays, daysBetween, LocalDate } from '@app/calendar/local-date';
import { FetchFailure, FETCH_FAILURES } from './capture';
import { ExtractedPage } from './extracted-page';
import { FRONTIER_LIMITS, HELD, PRIORITY } from './frontier';

/** What is known of a site when it is decided whether to crawl it today. */
export interface PlannedSite {
  readonly id: number;
  /** Day of its newest round; null before the first. */
  readonly lastRoundOn: LocalDate | null;
  readonly isRunning: boolean;
  /** When its next visit is due by `nextVisit`; null: the day after its newest round. */
  readonly nextRoundAt: Date | null;
}

/**
 * 采集计划 — the sites whose round is due, and since when. A running round is not doubled, and a round that was missed
 * while nothing ran is still due: it is late, not lost.
 */
export function dueSites(sites: readonly PlannedSite[], today: LocalDate, now: Date): DueSite[] {
  return sites.flatMap(({ id, lastRoundOn, isRunning, nextRoundAt }): DueSite[] => {
    if (isRunning) return [];
    if (lastRoundOn === null) return [{ siteId: id, reason: 'first', dueAt: now }];
    const isDue = nextRoundAt ? nextRoundAt <= now : lastRoundOn <= addDays(today, -1);
    return isDue ? [{ siteId: id, reason: 'scheduled', dueAt: nextRoundAt ?? now }] : [];
  });
}

export interface DueSite {
  readonly siteId: number;
  readonly reason: 'first' | 'scheduled';
  readonly dueAt: Date;
}

/** Why a round is opened. */
export type RoundReason = 'first' | 'scheduled' | 'recheck' | 'manual';

/** The newest full round that was complete and trusted: what an incremental round rests on. */
export interface BaseRound {
  readonly id: number;
  readonly on: LocalDate;
}

/**
 * 采集范围 of a round: the base it continues, or null for a full one. What a person or a recheck wants is read whole,
 * and so is a site without a base or whose last round was incomplete or suspended. A base is renewed in the hours for
 * bulk when it is five to seven days old, by the site, so that the sites of a platform do not all want the same night;
 * and at any time when it is nine days old, so that nothing carried over is older.
 */
export function baseOf(round: {
  readonly siteId: number;
  readonly reason: RoundReason;
  readonly base: BaseRound | null;
  readonly isLastTrusted: boolean;
  readonly isBulkOpen: boolean;
  readonly today: LocalDate;
}): BaseRound | null {
  const { siteId, reason, base, isLastTrusted, isBulkOpen, today } = round;
  if (reason !== 'scheduled' || !base || !isLastTrusted) return null;
  const age = daysBetween(base.on, today);
  if (age < 0 || age >= OLDEST_BASE_DAYS) return null;
  return age >= BASE_DAYS - (siteId % BASE_SPREAD) && isBulkOpen ? null : base;
}

const BASE_DAYS = 7;
const BASE_SPREAD = 3;
const OLDEST_BASE_DAYS = 9;

/** A page as it was known before an incremental round. */
export interface KnownPage {
  readonly url: string;
  readonly kind: ExtractedPage['kind'];
  readonly depth: number;
  readonly listPage: number;
  readonly nextVisitAt: Date;
  /** Something open rests on it (an alert, an attachment that could not be had), so it is looked at every time. */
  readonly isWatched: boolean;
}

/** A page to visit in an incremental round; smaller `priority` first. */
export interface PlannedVisit {
  readonly url: string;
  readonly priority: number;
  readonly depth: number;
  readonly listPage: number;
}

/**
 * 列表优先 — what an incremental round visits: every page that leads on (home, first pages of lists, menus), because
 * only they show what is new and only they can prove that nothing is; then watched pages; then far pages of lists and
 * articles whose own time has come, the longest due first.
 */
export function plannedVisits(pages: readonly KnownPage[], now: Date): PlannedVisit[] {
  return pages
    .filter((page) => isHub(page) || page.isWatched || page.nextVisitAt <= now)
    .sort((a, b) => priorityOf(a) - priorityOf(b) || a.nextVisitAt.getTime() - b.nextVisitAt.getTime())
    .map((page) => ({ url: page.url, priority: priorityOf(page), depth: page.depth, listPage: page.listPage }));
}

/** Whether a page is read in every round: all but articles and the far pages of lists. */
export function isHub({ kind, listPage }: { readonly kind: string; readonly listPage: number }): boolean {
  return kind !== 'article' && listPage === 0;
}

function priorityOf(page: KnownPage): number {
  if (page.depth === 0 && page.listPage === 0) return PRIORITY.home;
  if (isHub(page)) return PRIORITY.list;
  if (page.isWatched) return PRIORITY.other;
  return page.kind === 'article' ? PRIORITY.article : PRIORITY.nextPage;
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
