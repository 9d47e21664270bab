import { dayOf, LocalDate, spokenDay } from '@app/calendar/local-date';
import { ListEntry } from '@app/crawling/extracted-page';
import { ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import type { SeenPage, SiteView } from './sections';

/** A list of one page that may be just the first of several: some pagers lead nowhere a crawler can follow. */
const FULL_PAGE = 10;
/** 置顶: so many entries may stand in front out of order. */
const PINNED = 3;

/**
 * From which day on every entry is known. A list from new to old that stops somewhere is known down to its last entry;
 * one without order is known from its newest entry on at best.
 */
export function seenSinceOf(
  entries: readonly ListEntry[],
  list: { readonly pages: number; readonly isComplete: boolean },
): LocalDate | undefined {
  if (list.isComplete && (list.pages > 1 || entries.length < FULL_PAGE)) return undefined;
  const days = entries.map(({ publishedOn }) => publishedOn);
  const dated = days.filter((day) => day !== null);
  if (dated.length === 0) return undefined;
  const isOrdered = dated.length === days.length && firstOrdered(dated) <= PINNED && dated.length >= FULL_PAGE / 2;
  if (isOrdered) return dated.at(-1);
  return list.isComplete ? dated.reduce((newest, day) => (day > newest ? day : newest)) : undefined;
}

/** Index from which the days only fall. */
function firstOrdered(days: readonly LocalDate[]): number {
  let at = days.length - 1;
  while (at > 0 && (days[at - 1] ?? '') >= (days[at] ?? '')) at -= 1;
  return at;
}

/** Several lists as one are known from the day from which all of them are. */
export function seenSinceOfAll(sections: readonly ObservedSection[]): LocalDate | undefined {
  if (sections.some(({ isComplete, seenSince }) => !isComplete && !seenSince)) return undefined;
  const days = sections.flatMap(({ seenSince }) => seenSince ?? []);
  return days.length > 0 ? days.reduce((latest, day) => (day > latest ? day : latest)) : undefined;
}

/**
 * The pages of a list that were read in this round, from its first up to the one before the first that was not: each
 * page names its next one first, and the first page is the one that no other names. None where that is not clear.
 */
export function readFromTheStart(group: readonly SeenPage[], site: SiteView): SeenPage[] {
  if (group.some(({ page }) => site.isDoubtful(pageIdentity(page.url)))) return [];
  const byId = new Map(group.map((seen) => [pageIdentity(seen.page.url), seen]));
  const named = new Set(
    group.flatMap(({ page }) => page.nextPages.map(pageIdentity).filter((id) => id !== pageIdentity(page.url))),
  );
  const starts = [...byId].filter(([id]) => !named.has(id));
  const read = new Set<SeenPage>();
  let seen = starts.length === 1 ? starts[0]?.[1] : undefined;
  while (seen && !seen.isCarried && !read.has(seen)) {
    read.add(seen);
    seen = byId.get(pageIdentity(seen.page.nextPages[0] ?? ''));
  }
  return [...read];
}

/** Pages of earlier rounds, with the day of the oldest. */
export function carriedGap(group: readonly SeenPage[]): string | null {
  const days = carriedDays(group);
  const oldest = days[0];
  return oldest ? `其中${days.length}页本轮未读取，沿用此前的快照（最早${spokenDay(oldest)}）` : null;
}

/** The days on which pages that are carried over were read, oldest first. */
export function carriedDays(group: readonly SeenPage[]): LocalDate[] {
  return group.flatMap(({ isCarried, evidence }) => (isCarried ? [dayOf(new Date(evidence.capturedAt))] : [])).sort();
}

/**
 * Whether what a list shows is known to its end: all of it was read now, or all that is newer than the pages that an
 * earlier round read. What came in between stands in front.
 */
export function isKnownToTheEnd({ isComplete, seenSince, carriedFrom }: ObservedSection): boolean {
  return isComplete || (seenSince !== undefined && carriedFrom !== undefined && seenSince < carriedFrom);
}

/** The first page of a list carries no page number: index.html before index_1.html. */
export function inPageOrder(ids: readonly string[]): string[] {
  return [...ids].sort((a, b) => pageNumber(a) - pageNumber(b) || a.length - b.length || (a < b ? -1 : 1));
}

function pageNumber(id: string): number {
  return Number(/(?:[_-]|page=|pn=|p=|page\/)(\d{1,5})(?:\.\w{1,5})?$/i.exec(id)?.[1] ?? 0);
}
