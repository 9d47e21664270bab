import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { itemKeys } from '@app/catalog/item-key';
import { SiteScope, Unit } from '@app/sites/unit';
import { Claimant, Ownership, ownershipIn, titleIndex } from './assignment';
import { seenSinceOfAll } from './list-extent';
import { MatchDecisions, SectionMatch, sectionMatcher } from './match';
import { withoutPeriods } from './named-period';
import { normalName } from './names';
import { ItemObservation, ObservedDocument, ObservedSection } from './observation';
import { isSameOrgan, mayBeSameOrgan, namesOrgan, organOfTitle, organsIn } from './organ';
import { entryIdentity, withDescendants } from './sections';

export interface ItemInput {
  readonly unit: Unit;
  readonly scope: SiteScope;
  readonly items: readonly DisclosureItem[];
  readonly decisions?: MatchDecisions;
}

/**
 * Rows with what the site shows for them: each finds its section, shares it out with the other rows that claim it, and
 * is told of documents that name it elsewhere.
 */
export function itemsObserved(
  input: ItemInput,
  sections: readonly ObservedSection[],
  documents: ReadonlyMap<string, ObservedDocument>,
): ItemObservation[] {
  const keys = itemKeys(input.items);
  const match = sectionMatcher(sections, input.decisions);
  const rows = input.items.map((item, at) => ({
    key: keys[at] ?? item.name,
    item,
    match: match(keys[at] ?? '', item),
  }));
  const ownership = ownershipBySection(rows);
  const places = placesOf(sections);
  const strays = straysOf(documents);
  const kept = [...documents.values()].filter((document) => belonging(document, input) !== 'no');
  const findByName = titleIndex(kept);
  const findBySeries = seriesIndex(kept);
  return rows.map((row) => {
    const section = sectionOf(row.match, sections);
    const { own, unassigned } = documentsFor(row, section, { documents, ownership, places, strays, input });
    const inside = new Set([...own, ...unassigned]);
    const isUnread = section !== null && section.evidence.length === 0;
    return {
      key: row.key,
      item: row.item,
      section,
      basis: row.match.basis,
      isCertain: row.match.isCertain,
      documents: own,
      elsewhere: [...new Set([...findByName(row.item), ...own.flatMap(findBySeries)])].filter(
        (document) => !inside.has(document),
      ),
      unassigned,
      ...(isUnread ? { isUnread } : {}),
      candidates: row.match.candidates,
    };
  });
}

interface Row extends Claimant {
  readonly match: SectionMatch;
}

type OwnershipBySection = ReadonlyMap<string, ReturnType<typeof ownershipIn>>;

function ownershipBySection(rows: readonly Row[]): OwnershipBySection {
  const claims = new Map<string, { section: ObservedSection; rows: Row[] }>();
  for (const row of rows) {
    for (const section of row.match.sections) {
      const claim = claims.get(section.url) ?? { section, rows: [] };
      claim.rows.push(row);
      claims.set(section.url, claim);
    }
  }
  return new Map([...claims].map(([url, claim]) => [url, ownershipIn(claim.section, claim.rows)]));
}

/** The sections a row is matched to, with all below them, as one. */
function sectionOf({ sections }: SectionMatch, all: readonly ObservedSection[]): ObservedSection | null {
  const [first, ...others] = sections.map((section) => withDescendants(section, all));
  if (!first) return null;
  if (others.length === 0) return first;
  const parts = [first, ...others];
  const { seenSince: _first, ...rest } = first;
  const seenSince = seenSinceOfAll(parts);
  return {
    ...rest,
    ...(seenSince ? { seenSince } : {}),
    name: parts.map(({ name }) => name).join('、'),
    evidence: parts.flatMap(({ evidence }) => evidence),
    entries: parts.flatMap(({ entries }) => entries),
    isComplete: parts.every(({ isComplete }) => isComplete),
    gap: parts.find(({ gap }) => gap)?.gap ?? null,
  };
}

/** Issues of one series by what their titles have in common: the next issue may have been put into another section. */
function seriesIndex(documents: readonly ObservedDocument[]) {
  const bySeries = new Map<string, ObservedDocument[]>();
  for (const document of documents) {
    const series = seriesOf(document);
    if (series) bySeries.set(series, [...(bySeries.get(series) ?? []), document]);
  }
  return (document: ObservedDocument): readonly ObservedDocument[] => bySeries.get(seriesOf(document) ?? '') ?? [];
}

/** Null where a title names no period, or hardly anything besides. */
function seriesOf({ title }: ObservedDocument): string | null {
  const series = normalName(withoutPeriods(title));
  return series.length >= LEAST_SERIES && series !== normalName(title) ? series : null;
}

const LEAST_SERIES = 6;

/** Documents of a row inside its section. Those a row of a deeper section owns are that row's. */
function documentsFor(
  row: Row,
  section: ObservedSection | null,
  { documents, ownership, places, strays, input }: Belongings,
): { own: ObservedDocument[]; unassigned: ObservedDocument[] } {
  const own: ObservedDocument[] = [];
  const unassigned: ObservedDocument[] = [];
  const listed = (section?.entries ?? []).map((entry): [string, ObservedDocument | undefined] => {
    const id = entryIdentity(entry);
    return [id, documents.get(id)];
  });
  const unlisted = row.match.sections.flatMap(({ url }) => strays.get(url) ?? []).map((each) => ['', each] as const);
  for (const [id, document] of [...listed, ...unlisted]) {
    const belongs = document ? belonging(document, input) : 'no';
    if (!document || belongs === 'no') continue;
    const { owner, possible } =
      ownership.get(decidingPlace(row, places.get(id) ?? [], ownership))?.(document) ?? NOBODY;
    if (owner === row.key && belongs === 'yes') own.push(document);
    else if (owner === row.key || (owner === null && possible.includes(row.key))) unassigned.push(document);
  }
  return { own, unassigned };
}

interface Belongings {
  readonly documents: ReadonlyMap<string, ObservedDocument>;
  readonly ownership: OwnershipBySection;
  /** Sections that list an entry, the deepest first. */
  readonly places: ReadonlyMap<string, readonly ObservedSection[]>;
  /** Unlisted documents by the section their breadcrumb names. */
  readonly strays: ReadonlyMap<string, readonly ObservedDocument[]>;
  readonly input: ItemInput;
}

const NOBODY: Ownership = { owner: null, possible: [] };

/** The section whose rows share an entry out: the row's own where it lists it, but a deeper section of other rows goes first. */
function decidingPlace({ match }: Row, places: readonly ObservedSection[], ownership: OwnershipBySection): string {
  const matched = match.sections.map(({ url }) => url);
  const mine = places.find(({ url }) => matched.includes(url));
  const claimed = places.find(({ url }) => ownership.has(url));
  if (mine && mine.path.length >= (claimed?.path.length ?? 0)) return mine.url;
  return claimed?.url ?? matched[0] ?? '';
}

function straysOf(documents: ReadonlyMap<string, ObservedDocument>): ReadonlyMap<string, readonly ObservedDocument[]> {
  const strays = new Map<string, ObservedDocument[]>();
  for (const document of documents.values()) {
    const { sectionUrl, isUnlisted } = document;
    if (isUnlisted && sectionUrl) strays.set(sectionUrl, [...(strays.get(sectionUrl) ?? []), document]);
  }
  return strays;
}

function placesOf(sections: readonly ObservedSection[]): ReadonlyMap<string, readonly ObservedSection[]> {
  const places = new Map<string, ObservedSection[]>();
  for (const section of [...sections].sort((a, b) => b.path.length - a.path.length)) {
    for (const entry of section.entries) {
      const id = entryIdentity(entry);
      const known = places.get(id);
      if (known) known.push(section);
      else places.set(id, [section]);
    }
  }
  return places;
}

/**
 * On a shared portal, what another organ signs or issues is not this unit's doing; what carries a short name that may be
 * the unit's is neither counted for it nor called missing.
 */
function belonging(document: ObservedDocument, { unit, scope, items }: ItemInput): 'yes' | 'maybe' | 'no' {
  if (scope.isOwnSite) return 'yes';
  const printed = [document.signedBy, document.issuingBody, organOfTitle(document.title)].filter(
    (name): name is string => name !== null && namesOrgan(name),
  );
  if (printed.length === 0) return 'yes';
  const names = [
    unit.name,
    ...unit.aliases,
    ...new Set(items.flatMap((item) => (item.unit ? organsIn(item.unit) : []))),
  ];
  const organs = printed.flatMap(organsIn);
  if (organs.some((organ) => isSameOrgan(organ, names))) return 'yes';
  return organs.some((organ) => mayBeSameOrgan(organ, names)) ? 'maybe' : 'no';
}
