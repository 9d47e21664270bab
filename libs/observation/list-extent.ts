import { LocalDate } from '@app/calendar/local-date';
import { ListEntry } from '@app/crawling/extracted-page';
import { ObservedSection } from './observation';

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
