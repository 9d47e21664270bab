import { normalName } from './names';
import { DocumentAbsence, ObservedDocument, ObservedSection, UnitObservation } from './observation';
import { pageIdentity } from './page-identity';
import { entryIdentity } from './sections';

/** The parts of an earlier observation that say what was not there yet. */
export type EarlierObservation = Pick<UnitObservation, 'observedOn' | 'sections' | 'items'>;

/**
 * Adds to each document on which day its list was last read without it: what a claimed day of publication is held
 * against. `before` is the newest complete observation of the unit from an earlier round; without one nothing is added
 * (a baseline is needed). Nothing is said of what may only have moved: an address or title that was known anywhere.
 */
export function withAbsences(now: UnitObservation, before: EarlierObservation | undefined): UnitObservation {
  if (!before) return now;
  const absenceOf = absenceReader(before);
  const all = (documents: readonly ObservedDocument[]) =>
    documents.map((document) => {
      const absence = absenceOf(document);
      return absence ? { ...document, absence } : document;
    });
  return {
    ...now,
    items: now.items.map((item) => ({
      ...item,
      documents: all(item.documents),
      elsewhere: all(item.elsewhere),
      ...(item.unassigned ? { unassigned: all(item.unassigned) } : {}),
    })),
  };
}

function absenceReader(before: EarlierObservation): (document: ObservedDocument) => DocumentAbsence | undefined {
  const documents = before.items.flatMap((item) => [...item.documents, ...item.elsewhere, ...(item.unassigned ?? [])]);
  const entries = before.sections.flatMap((section) => section.entries);
  const known = new Map(documents.map((document) => [pageIdentity(document.url), document]));
  const listed = new Set(entries.map(entryIdentity));
  const titles = new Set([...documents, ...entries].map(({ title }) => normalName(title)));
  const sections = new Map(before.sections.map((section) => [pageIdentity(section.url), section]));
  return (document) => {
    const id = pageIdentity(document.url);
    const earlier = known.get(id);
    if (earlier) return earlier.absence;
    const isNew = !listed.has(id) && !titles.has(normalName(document.title));
    const wasSeen = document.firstSeenOn !== null && document.firstSeenOn <= before.observedOn;
    if (!isNew || wasSeen || document.sectionUrl === null) return undefined;
    const section = sections.get(pageIdentity(document.sectionUrl));
    const evidence = section?.evidence[0];
    if (!section || !evidence || !wouldHaveShown(section, document)) return undefined;
    return { on: before.observedOn, section: section.name, evidence };
  };
}

/** The list was read so far that a document of the claimed day would have been met. */
function wouldHaveShown({ isComplete, seenSince }: ObservedSection, document: ObservedDocument): boolean {
  const claimedOn = document.publishedOn ?? document.listedOn;
  if (claimedOn === null) return false;
  return seenSince === undefined ? isComplete : seenSince <= claimedOn;
}
