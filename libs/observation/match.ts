import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { bigrams, containment, coreName, isGenericName, normalName, similarity } from './names';
import { MatchBasis, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';

/** A person's word on which section belongs to an item (by item key); null = the site has none. */
export type MatchDecisions = Readonly<Record<string, string | null>>;

/** 匹配 of one row; several sections where the row names several. */
export interface SectionMatch {
  readonly sections: readonly ObservedSection[];
  readonly basis: MatchBasis;
  readonly isCertain: boolean;
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly url: string;
  readonly name: string;
  readonly score: number;
}

/**
 * Finds the section of an item: a person's decision, the row's own 栏目 column, equal names, similar names — in this
 * order. Only the first three can be certain, and only when nothing else fits as well.
 */
export function sectionMatcher(sections: readonly ObservedSection[], decisions: MatchDecisions = {}) {
  const index = indexOf(sections);
  return (key: string, item: DisclosureItem): SectionMatch => {
    const decided = decisions[key];
    if (decided !== undefined) return byPerson(decided, index);
    if (item.section) return bySectionColumn(item.section, item, index);
    return byName(item, index);
  };
}

/** Levels of a 栏目 column: `政务公开 > 财政信息`, `政府信息公开平台—政策—规范性文件`, `政务公开/财政信息`. */
export function sectionLevels(text: string): string[] {
  const strong = text.split(/\s*(?:[>＞→»›\\/／|｜]|[—–－]+|->|--+|\s-\s)\s*/u).filter((part) => normalName(part));
  if (strong.length > 1) return strong;
  return text.split(/\s*-\s*/u).filter((part) => normalName(part));
}

interface SectionIndex {
  readonly all: readonly ObservedSection[];
  readonly byName: ReadonlyMap<string, readonly ObservedSection[]>;
  readonly byPage: ReadonlyMap<string, ObservedSection>;
  readonly byBigram: ReadonlyMap<string, readonly ObservedSection[]>;
}

/** From here on a similar name is worth showing; from `CLOSE` on it is taken for the row's section, never for certain. */
const SIMILAR = 0.6;
const CLOSE = 0.75;
const NONE: SectionMatch = { sections: [], basis: 'none', isCertain: false, candidates: [] };

function byPerson(url: string | null, { byPage }: SectionIndex): SectionMatch {
  if (url === null) return { ...NONE, basis: 'person', isCertain: true };
  const section = byPage.get(pageIdentity(url));
  return section ? { sections: [section], basis: 'person', isCertain: true, candidates: [] } : NONE;
}

/** Each place the column names must be found for the match to be certain. */
function bySectionColumn(column: string, item: DisclosureItem, index: SectionIndex): SectionMatch {
  const places = column.split(/[；;\n]+/u).filter((place) => normalName(place));
  const found = places.map((place) => placeOf(place.trim(), item, index));
  const sections = [...new Set(found.flatMap((match) => match.sections))];
  if (sections.length === 0) return { ...NONE, candidates: found.flatMap(({ candidates }) => candidates) };
  const isCertain = found.every((match) => match.isCertain && match.sections.length > 0);
  return { sections, basis: 'explicit', isCertain, candidates: found.flatMap(({ candidates }) => candidates) };
}

function placeOf(place: string, item: DisclosureItem, index: SectionIndex): SectionMatch {
  if (/^(?:https?:)?\/\//i.test(place)) {
    const section = index.byPage.get(pageIdentity(place.replace(/^\/\//, 'http://')));
    return section ? { sections: [section], basis: 'explicit', isCertain: true, candidates: [] } : NONE;
  }
  const levels = sectionLevels(place);
  const tail = levels.at(-1) ?? place;
  const namesakes = sectionsNamed(tail, index);
  const parents = levels.slice(0, -1).filter((level) => !ROOT.test(normalName(level)));
  const best = closestTo(closestTo(namesakes, parents), levels.slice(0, -1));
  if (best.length === 1 && best[0]) {
    const isCertain = isBelow(best[0], parents) || parents.length === 0 || best[0].path.length === 1;
    return { sections: best, basis: 'explicit', isCertain, candidates: [] };
  }
  const narrowed = closestTo(best, item.levels);
  if (narrowed.length === 1) return { sections: narrowed, basis: 'explicit', isCertain: true, candidates: [] };
  return best.length > 1 ? { ...NONE, candidates: best.map(asCandidate(1)) } : bySimilarity(tail, index);
}

/** 首页, 政府信息公开平台 …: the trunk of every path, which tells no section from another. */
const ROOT = /^(?:.*(?:网站|门户|平台)|首页|政府信息公开|政务公开|信息公开|主动公开|法定主动公开内容|.*专栏)$/u;

function byName(item: DisclosureItem, index: SectionIndex): SectionMatch {
  const parents = item.levels.slice(0, -1);
  const best = closestTo(sectionsNamed(item.name, index), parents);
  const [only] = best;
  if (best.length === 1 && only) {
    const isOwn = parents.length === 0 || isBelow(only, parents) || !isGenericName(item.name);
    return { sections: [only], basis: 'name', isCertain: isOwn, candidates: isOwn ? [] : best.map(asCandidate(1)) };
  }
  return best.length > 1 ? { ...NONE, candidates: best.map(asCandidate(1)) } : bySimilarity(item.name, index);
}

function bySimilarity(name: string, index: SectionIndex): SectionMatch {
  const close = [...new Set([...bigrams(coreName(name))].flatMap((pair) => index.byBigram.get(pair) ?? []))]
    .map((section) => ({ section, score: similarity(name, section.name) }))
    .filter(({ score }) => score >= SIMILAR)
    .sort((a, b) => b.score - a.score || (a.section.url < b.section.url ? -1 : 1));
  const candidates = close.slice(0, 5).map(({ section, score }) => asCandidate(score)(section));
  const [best, second] = close;
  const stands = best && best.score >= CLOSE && (!second || second.score < best.score);
  return { ...NONE, sections: stands ? [best.section] : [], basis: stands ? 'similarity' : 'none', candidates };
}

/** Sections of that name: letter by letter first, then but for words such as 信息 and 公开. */
function sectionsNamed(name: string, { byName }: SectionIndex): readonly ObservedSection[] {
  const exact = byName.get(normalName(name));
  if (exact) return exact;
  const core = coreName(name);
  return core.length >= 4 ? (byName.get(`core:${core}`) ?? []) : [];
}

/** Those sections whose ancestors carry most of the `parents` names. */
function closestTo(sections: readonly ObservedSection[], parents: readonly string[]): readonly ObservedSection[] {
  if (sections.length < 2 || parents.length === 0) return sections;
  const scores = sections.map((section) => parentsMet(section, parents));
  const best = Math.max(...scores);
  return sections.filter((_, at) => scores[at] === best);
}

function isBelow(section: ObservedSection, parents: readonly string[]): boolean {
  return parentsMet(section, parents) > 0;
}

function parentsMet(section: ObservedSection, parents: readonly string[]): number {
  const above = section.path.slice(0, -1);
  return parents.filter((parent) =>
    above.some((name) => containment(parent, name) === 1 || containment(name, parent) === 1),
  ).length;
}

const asCandidate =
  (score: number) =>
  ({ url, name }: ObservedSection): Candidate => ({ url, name, score: Math.round(score * 100) / 100 });

function indexOf(sections: readonly ObservedSection[]): SectionIndex {
  const byName = new Map<string, ObservedSection[]>();
  const byBigram = new Map<string, ObservedSection[]>();
  const byPage = new Map<string, ObservedSection>();
  const add = <K>(map: Map<K, ObservedSection[]>, key: K, section: ObservedSection) =>
    void map.set(key, [...(map.get(key) ?? []), section]);
  for (const section of sections) {
    add(byName, normalName(section.name), section);
    add(byName, `core:${coreName(section.name)}`, section);
    for (const pair of bigrams(coreName(section.name))) add(byBigram, pair, section);
    for (const url of [section.url, ...section.evidence.map((evidence) => evidence.url)])
      if (!byPage.has(pageIdentity(url))) byPage.set(pageIdentity(url), section);
  }
  return { all: sections, byName, byPage, byBigram };
}
