import { Interpretation } from './content-page';
import {
  bareName,
  CONSULTS,
  ContentSource,
  INTERPRETS,
  namesQuoted,
  numbersCited,
  possibleNumbers,
  RESULT,
} from './content-source';
import { normalName } from './names';
import { pageIdentity } from './page-identity';

export interface PolicyPairs {
  /** By identity of the interpretation. */
  readonly interpretations: ReadonlyMap<string, Interpretation>;
  /** Identities of normative documents without any. */
  readonly uninterpreted: ReadonlySet<string>;
}

/**
 * 政策文件与解读配对 — by a 文号 in the interpretation's text, otherwise by the name in 《》; never by likeness, and not where
 * two documents answer to the name. Linear in the texts.
 */
export function policyPairs(sources: readonly ContentSource[]): PolicyPairs {
  const interpreting = sources.filter(isInterpretation);
  const policies = sources.filter((source) => !isInterpretation(source) && isPolicy(source));
  const find = policyFinder(policies);
  const pairs = interpreting.flatMap((source) => {
    const found = find(source);
    return found ? [{ source, ...found }] : [];
  });
  const first = firstByPolicy(pairs);
  const paired = new Set(pairs.map(({ policy }) => policy.id));
  const isNamed = namingTest(interpreting);
  return {
    interpretations: new Map(
      pairs.map((pair) => [pair.source.id, interpretationOf(pair, first.get(pair.policy.id) === pair.source.id)]),
    ),
    uninterpreted: new Set(
      policies.filter((one) => isNormative(one) && !paired.has(one.id) && !isNamed(one)).map(({ id }) => id),
    ),
  };
}

interface Pair {
  readonly source: ContentSource;
  readonly policy: ContentSource;
  readonly basis: Interpretation['policy']['basis'];
}

function isInterpretation({ document, section }: ContentSource): boolean {
  if (CONSULTS.test(document.title) || document.documentNumber) return false;
  return (
    INTERPRETS.test(document.title) || (/解读/u.test(section?.name ?? '') && namesQuoted(document.title).length > 0)
  );
}

function isPolicy({ document: { title, isSectionPage, documentNumber } }: ContentSource): boolean {
  if (isSectionPage || CONSULTS.test(title) || RESULT.test(title) || /公示|新闻|草案|征求意见稿/u.test(title))
    return false;
  return (
    documentNumber !== null ||
    /关于(?:印发|公布|发布)|(?:办法|规定|细则|条例|规则|意见|方案|措施)(?:》?的通知)?$/u.test(title)
  );
}

const NORMATIVE =
  /(?:办法|规定|细则|实施意见|若干(?:政策|措施|意见|规定))(?:[（(][^（）()]{1,10}[）)])?(?:》?的通知|》)?$/u;

function isNormative({ document, section }: ContentSource): boolean {
  return (
    document.documentNumber !== null &&
    NORMATIVE.test(document.title) &&
    (section?.path ?? []).some((name) => /规范性文件|政策文件|行政规范/u.test(name))
  );
}

function policyFinder(policies: readonly ContentSource[]) {
  const byNumber = uniqueBy(policies, ({ document }) => (document.documentNumber ? [document.documentNumber] : []));
  const byName = uniqueBy(policies, namesOf);
  return ({ document, page }: ContentSource): Omit<Pair, 'source'> | undefined => {
    for (const number of numbersCited(page.text)) {
      const policy = possibleNumbers(number).flatMap((one) => byNumber.get(one) ?? [])[0];
      if (policy && (namesOf(policy).some((name) => bareName(document.title).includes(name)) || isAlone(page.text)))
        return { policy, basis: 'number' };
    }
    for (const name of namesQuoted(document.title)) {
      const policy = byName.get(bareName(name));
      if (policy) return { policy, basis: 'name' };
    }
    return undefined;
  };
}

/** Where a text cites one number only, that is what it is about. */
function isAlone(text: string): boolean {
  return new Set(numbersCited(text)).size === 1;
}

/** 关于印发《A办法》的通知 and A办法 are both A办法. */
function namesOf({ document: { title } }: ContentSource): string[] {
  const quoted = namesQuoted(title).map(bareName);
  return quoted.length > 0 ? quoted : [bareName(title)].filter((name) => name.length >= 6);
}

/** What two documents answer to answers nobody's question. A copy under another address is the same document. */
function uniqueBy(
  policies: readonly ContentSource[],
  keysOf: (policy: ContentSource) => readonly string[],
): ReadonlyMap<string, ContentSource> {
  const found = new Map<string, ContentSource | null>();
  for (const policy of policies)
    for (const key of keysOf(policy)) {
      const other = found.get(key);
      if (other === undefined) found.set(key, policy);
      else if (other && normalName(other.document.title) !== normalName(policy.document.title)) found.set(key, null);
      else if (other && dayOf(policy) < dayOf(other)) found.set(key, policy);
    }
  return new Map([...found].flatMap(([key, policy]) => (policy ? [[key, policy] as const] : [])));
}

function dayOf({ document }: ContentSource): string {
  return document.publishedOn ?? document.listedOn ?? '9999';
}

function firstByPolicy(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  const first = new Map<string, ContentSource>();
  for (const { policy, source } of pairs) {
    const known = first.get(policy.id);
    if (!known || dayOf(source) < dayOf(known)) first.set(policy.id, source);
  }
  return new Map([...first].map(([policy, { id }]) => [policy, id]));
}

function interpretationOf({ source, policy, basis }: Pair, isFirst: boolean): Interpretation {
  const overlap = overlapOf(source.page.text, [policy.page.text, ...policy.files.map(({ text }) => text)].join('\n'));
  const own = policy.page.links.filter((link) => leadsTo(link, source));
  const known = new Set([source.id, policy.id]);
  return {
    policy: { document: policy.document, basis },
    isFirst,
    linksToPolicy: source.page.links.some((link) => leadsTo(link, policy)),
    policyLinksBack: own.length > 0,
    hasUnreadInterpretation: policy.page.links.some(
      ({ url, text }) =>
        text.length >= 8 && INTERPRETS.test(text) && !known.has(pageIdentity(url)) && isAbout(text, policy),
    ),
    ...(overlap === undefined ? {} : { overlap }),
  };
}

/** A link to its address, or one that carries its whole title: other addresses of the same text. */
function leadsTo({ url, text }: { url: string; text: string }, { id, document }: ContentSource): boolean {
  return pageIdentity(url) === id || (text.length >= 10 && normalName(text) === normalName(document.title));
}

function isAbout(text: string, policy: ContentSource): boolean {
  return namesOf(policy).some((name) => bareName(text).includes(name));
}

/** Documents that an interpretation names although it could not be paired with one. */
function namingTest(interpreting: readonly ContentSource[]): (policy: ContentSource) => boolean {
  const texts = interpreting.map(({ document, page }) => bareName(`${document.title} ${page.text.slice(0, 600)}`));
  return (policy) => namesOf(policy).some((name) => texts.some((text) => text.includes(name)));
}

const SHINGLE = 8;
const LEAST_TEXT = 200;

/** Share of the interpretation's runs of eight letters that the document has too; linear in both. */
function overlapOf(interpretation: string, policy: string): number | undefined {
  const [own, theirs] = [normalName(interpretation), normalName(policy)];
  if (own.length < LEAST_TEXT || theirs.length < LEAST_TEXT) return undefined;
  const known = new Set<string>();
  for (let at = 0; at + SHINGLE <= theirs.length; at += 1) known.add(theirs.slice(at, at + SHINGLE));
  let shared = 0;
  for (let at = 0; at + SHINGLE <= own.length; at += 1) if (known.has(own.slice(at, at + SHINGLE))) shared += 1;
  return Math.round((shared / (own.length - SHINGLE + 1)) * 100) / 100;
}
