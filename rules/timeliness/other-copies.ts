import { LocalDate } from '@app/calendar/local-date';
import { ListEntry } from '@app/crawling/extracted-page';
import { normalName } from '@app/observation/names';
import { ObservedSection, UnitObservation } from '@app/observation/observation';
import { entryIdentity } from '@app/observation/sections';
import { Late } from './lateness';

/**
 * 重发 — the same title listed in time under another address: what came out late then is only a copy. It must have come
 * out after the document was made, since some titles return every week.
 */
export function earlierCopy(
  { document, triggerOn, dueOn }: Pick<Late, 'document' | 'triggerOn' | 'dueOn'>,
  { sections }: Pick<UnitObservation, 'sections'>,
): ListEntry | undefined {
  const title = normalName(document.title);
  if (title.length < LEAST_TITLE) return undefined;
  const isCopy = ({ title: other, publishedOn, url }: ListEntry) =>
    publishedOn !== null &&
    publishedOn >= triggerOn &&
    publishedOn <= dueOn &&
    url !== document.url &&
    normalName(other) === title;
  return sections.flatMap(({ entries }) => entries).find(isCopy);
}

/** 批量导入 — how many entries of the site carry that day, where they stand in several sections; 0 otherwise. */
export function publishedTogether(day: LocalDate, { sections }: Pick<UnitObservation, 'sections'>): number {
  const isOfDay = ({ publishedOn }: ListEntry) => publishedOn === day;
  const places = sections.filter(({ entries }) => entries.some(isOfDay));
  return areApart(places)
    ? new Set(places.flatMap(({ entries }) => entries.filter(isOfDay).map(entryIdentity))).size
    : 0;
}

/** From here on a common day is a sign of a moved website. */
export const BULK = 30;
const LEAST_TITLE = 8;
const LEAST_SECTIONS = 3;

function areApart(sections: readonly ObservedSection[]): boolean {
  return new Set(sections.map(({ url }) => url)).size >= LEAST_SECTIONS;
}
