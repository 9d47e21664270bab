import { ExtractedPage } from './extracted-page';
import { keyOf } from './url-key';

/** 采集量 — what one round brought out of a site, in figures that later rounds are held against. */
export interface SiteMeasures {
  /** Pages by the CMS family that read them. */
  readonly families: Readonly<Record<string, number>>;
  /** Articles read, and how many of them gave a title and a day. */
  readonly articles: number;
  readonly titled: number;
  readonly dated: number;
  readonly entries: number;
  /** First pages of lists that showed entries before: how many they showed, and how many of those were met again. */
  readonly canaries: readonly ListCanary[];
}

/** 金丝雀 — a list whose known entries have to be met again somewhere. */
export interface ListCanary {
  readonly url: string;
  readonly name: string;
  readonly known: number;
  readonly found: number;
  /** Entries it shows now. */
  readonly entries: number;
}

/** What may be concluded from a round's measures. */
export interface CanaryVerdict {
  /** Chinese; why the whole site is not to be judged by this round. Null: nothing speaks against it. */
  readonly suspended: string | null;
  /** URLs of lists whose known entries are all gone: their absence waits for another round. */
  readonly doubtful: readonly string[];
}

/** Fewer known entries prove nothing when they are gone. */
const LEAST_KNOWN = 3;
/** Fewer articles have no meaningful share. */
const LEAST_ARTICLES = 10;
/** A share below this part of the lowest one so far is no chance. */
const LEAST_PART = 0.5;

/** Measures of the pages a round read; `before` is what lists showed when they were last trusted, by `keyOf(url)`. */
export function measuresOf(pages: readonly ExtractedPage[], before: ReadonlyMap<string, ExtractedPage>): SiteMeasures {
  const families: Record<string, number> = {};
  const shown = new Set<string>();
  for (const page of pages) {
    families[page.family] = (families[page.family] ?? 0) + 1;
    for (const entry of page.entries) for (const mark of marksOf(entry)) shown.add(mark);
    // An article that is still there under its address was not lost with its list.
    if (page.kind === 'article' && page.title) shown.add(`title:${page.title}`);
  }
  const articles = pages.filter(({ kind }) => kind === 'article');
  return {
    families,
    articles: articles.length,
    titled: articles.filter(({ title }) => title !== null && title.trim() !== '').length,
    dated: articles.filter(({ publishedOn, formedOn }) => (publishedOn ?? formedOn) !== null).length,
    entries: pages.reduce((sum, { entries }) => sum + entries.length, 0),
    canaries: pages.flatMap((page) => canaryOf(page, before.get(keyOf(page.url)), shown)),
  };
}

function canaryOf(page: ExtractedPage, before: ExtractedPage | undefined, shown: ReadonlySet<string>): ListCanary[] {
  if (!before || before.kind === 'article' || before.entries.length < LEAST_KNOWN) return [];
  const found = before.entries.filter((entry) => marksOf(entry).some((mark) => shown.has(mark))).length;
  const name = before.sectionName ?? before.breadcrumb.at(-1) ?? before.title ?? page.url;
  return [{ url: page.url, name, known: before.entries.length, found, entries: page.entries.length }];
}

/** By address, and by title in case the addresses changed. Short titles (更多, 首页) name nothing. */
function marksOf({ url, title }: { readonly url: string; readonly title: string }): string[] {
  const folded = title.replace(/\s+/g, '');
  return [...(url ? [`url:${keyOf(url)}`] : []), ...(folded.length >= 6 ? [`title:${folded}`] : [])];
}

/**
 * Whether a round can be trusted, by what complete and trusted rounds before it brought (`earlier`, none: nothing to
 * hold it against). Known entries that are gone from most lists, or articles that no longer give their titles or days,
 * mean that we no longer read the site as it is, and nobody is accused by that. One list that lost all its entries is
 * put in doubt until the next round: removal is possible, and so is a mistake.
 */
export function canaryVerdict(now: SiteMeasures, earlier: readonly SiteMeasures[]): CanaryVerdict {
  const lost = now.canaries.filter(({ found }) => found === 0);
  const doubtful = lost.map(({ url }) => url);
  if (earlier.length === 0) return { suspended: null, doubtful };
  const reasons = [
    lostLists(now.canaries, lost),
    fallenShare('发布日期', now, earlier, ({ dated }) => dated),
    fallenShare('标题', now, earlier, ({ titled }) => titled),
  ].filter((reason) => reason !== undefined);
  if (reasons.length === 0) return { suspended: null, doubtful };
  return { suspended: `${redesign(now, earlier) ?? '疑似网站改版或读取异常'}：${reasons.join('；')}`, doubtful };
}

function lostLists(all: readonly ListCanary[], lost: readonly ListCanary[]): string | undefined {
  if (lost.length < 2 || lost.length * 2 < all.length) return undefined;
  const names = lost.slice(0, 3).map(({ name }) => `“${name}”`);
  return `${all.length}个栏目中有${lost.length}个（${names.join('、')}${lost.length > 3 ? '等' : ''}）原有的条目在本轮全部未见`;
}

function fallenShare(
  what: string,
  now: SiteMeasures,
  earlier: readonly SiteMeasures[],
  count: (measures: SiteMeasures) => number,
): string | undefined {
  const shares = earlier.flatMap((each) => (each.articles >= LEAST_ARTICLES ? [count(each) / each.articles] : []));
  if (shares.length === 0 || now.articles < LEAST_ARTICLES) return undefined;
  const lowest = Math.min(...shares);
  const share = count(now) / now.articles;
  if (share >= lowest * LEAST_PART) return undefined;
  return `能读到${what}的文章由${percent(lowest)}降至${percent(share)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Another template is the likely cause when another family reads most of the pages. */
function redesign({ families }: SiteMeasures, earlier: readonly SiteMeasures[]): string | undefined {
  const was = leading(earlier.at(-1)?.families ?? {});
  const is = leading(families);
  return was && is && was !== is ? `网站疑似改版（网页模板由${was}变为${is}）` : undefined;
}

/** The family of more than half of the pages. */
function leading(families: Readonly<Record<string, number>>): string | undefined {
  const total = Object.values(families).reduce((sum, count) => sum + count, 0);
  return Object.entries(families).find(([, count]) => count * 2 > total)?.[0];
}
