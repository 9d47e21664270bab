import { ItemObservation, ObservedSection, UnitObservation } from './observation';

/** A row's section where it is one of the observation's: only what names it. */
type SectionReference = Pick<ObservedSection, 'url' | 'name'>;

export type StoredFacts = Omit<UnitObservation, 'items'> & { readonly items: readonly StoredItem[] };
type StoredItem = Omit<ItemObservation, 'section'> & { readonly section: ObservedSection | SectionReference | null };

/** An observation as it is stored: a list that a dozen rows share stands there once, under `sections`. */
export function storedFacts(observation: UnitObservation): StoredFacts {
  const byName = sectionsByName(observation.sections);
  const items = observation.items.map(({ section, ...item }): StoredItem => {
    const listed = section && byName.get(nameOf(section));
    // What a row sees may be more than one list: its own and those below it.
    if (!listed || !isSame(listed, section)) return { ...item, section };
    return { ...item, section: { url: section.url, name: section.name } };
  });
  return { ...observation, items };
}

type Stored = Pick<StoredFacts, 'items' | 'sections'>;

/** What `storedFacts` was given; whole sections, as earlier versions stored them, stay as they are. */
export function restoredFacts<T extends Stored>(stored: T): Omit<T, 'items'> & Pick<UnitObservation, 'items'> {
  const byName = sectionsByName(stored.sections);
  const items = stored.items.map(({ section, ...item }): ItemObservation => {
    if (!section || 'entries' in section) return { ...item, section };
    const listed = byName.get(nameOf(section));
    if (!listed) throw new Error(`a row rests on the section ${section.url}, which the observation does not have`);
    return { ...item, section: listed };
  });
  return { ...stored, items };
}

/** Of sections of one name and address the first. */
function sectionsByName(sections: readonly ObservedSection[]): ReadonlyMap<string, ObservedSection> {
  return new Map([...sections].reverse().map((section) => [nameOf(section), section]));
}

const nameOf = ({ url, name }: SectionReference): string => `${url}\n${name}`;

function isSame(one: ObservedSection, other: ObservedSection): boolean {
  return (
    one === other || (one.entries.length === other.entries.length && JSON.stringify(one) === JSON.stringify(other))
  );
}
