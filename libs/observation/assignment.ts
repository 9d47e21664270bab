import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { bigrams, containment, coreName, isCatchAllName, isGenericName, normalName, similarity } from './names';
import { ObservedDocument, ObservedSection } from './observation';

/** An item that shares a section with others, or has it alone. */
export interface Claimant {
  readonly key: string;
  readonly item: DisclosureItem;
}

/** Whose a document is: `owner` certainly, or one of `possible` without saying which. */
export interface Ownership {
  readonly owner: string | null;
  readonly possible: readonly string[];
}

/**
 * 归属 — to which of the items that share a section a document belongs. A section that one item has for itself gives
 * it everything, unless everything goes there (通知公告 …); otherwise titles decide, and where they do not, nobody is told.
 */
export function ownershipIn(section: ObservedSection, claimants: readonly Claimant[]) {
  const [only] = claimants;
  if (claimants.length === 1 && only && isOwnSection(section, only.item))
    return () => ({ owner: only.key, possible: [] });
  const principal = claimants.filter(({ item }) => isNamedAs(section, item));
  return (document: ObservedDocument): Ownership => byTitle(document.title, claimants, principal);
}

/** Names an item clearly enough that the text must be its own, wherever it stands. */
function namesClearly(title: string, item: DisclosureItem): boolean {
  const core = coreName(item.name);
  if (core.length < 3) return false;
  if (containment(item.name, title) < CLEAR) return false;
  return !isGenericName(item.name) || item.levels.slice(0, -1).some((level) => containment(level, title) === 1);
}

/** Finds documents that name an item, without comparing every pair. */
export function titleIndex(documents: readonly ObservedDocument[]) {
  const postings = new Map<string, number[]>();
  documents.forEach(({ title }, at) => {
    for (const pair of bigrams(normalName(title))) {
      const posting = postings.get(pair);
      if (posting) posting.push(at);
      else postings.set(pair, [at]);
    }
  });
  return (item: DisclosureItem): ObservedDocument[] => {
    const pairs = [...bigrams(coreName(item.name))];
    const hits = new Map<number, number>();
    for (const pair of pairs) for (const at of postings.get(pair) ?? []) hits.set(at, (hits.get(at) ?? 0) + 1);
    return [...hits]
      .filter(([, count]) => count >= CLEAR * pairs.length)
      .flatMap(([at]) => documents[at] ?? [])
      .filter(({ title }) => namesClearly(title, item));
  };
}

const CLEAR = 0.7;
/** From here on a title hints at an item; below, it is about something else. */
const HINT = 0.34;
const MARGIN = 0.2;

function isOwnSection(section: ObservedSection, item: DisclosureItem): boolean {
  return isNamedAs(section, item) || !isCatchAllName(section.name);
}

function isNamedAs(section: ObservedSection, item: DisclosureItem): boolean {
  return similarity(section.name, item.name) >= 0.75;
}

function byTitle(title: string, claimants: readonly Claimant[], principal: readonly Claimant[]): Ownership {
  const scores = claimants
    .map((claimant) => ({ claimant, score: scoreOf(title, claimant.item) }))
    .sort((a, b) => b.score - a.score || a.claimant.item.row - b.claimant.item.row);
  const [best, second] = scores;
  if (best && best.score >= CLEAR && best.score - (second?.score ?? 0) >= MARGIN)
    return { owner: best.claimant.key, possible: [] };
  const hinted = scores.filter(({ score }) => score >= HINT).map(({ claimant }) => claimant.key);
  if (hinted.length > 0) return { owner: null, possible: hinted };
  const [lead] = principal;
  return principal.length === 1 && lead
    ? { owner: lead.key, possible: [] }
    : { owner: null, possible: claimants.length > 1 ? claimants.map(({ key }) => key) : [] };
}

/** The item's own name counts; a group named as well lifts it above its namesakes in other groups. */
function scoreOf(title: string, item: DisclosureItem): number {
  const own = containment(item.name, title);
  const above = item.levels.slice(0, -1).some((level) => containment(level, title) === 1);
  return above && own >= HINT ? own + MARGIN : own;
}
