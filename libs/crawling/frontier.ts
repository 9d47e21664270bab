import { isInScope, SiteScope } from '../sites/unit';
import { ExtractedPage } from './extracted-page';
import { searchQuestionOf, TRIAL_PAGE } from './search-trial';
import { shapeOf, trapOf } from './trap';
import { isPage, keyOf, linkKindOf, normalizeUrl } from './url-key';

/** 待采集链接 — one URL to read. Smaller `priority` goes first. */
export interface FrontierEntry {
  readonly url: string;
  readonly priority: number;
  /** Links from the home page; the further pages of a list are as deep as its first. */
  readonly depth: number;
  /** Position in the chain of a list's pages: 0 for the first page and for all that is no list, -1 for a search. */
  readonly listPage: number;
}

export interface FrontierLimits {
  readonly maxDepth: number;
  /** Further pages followed of one list. */
  readonly maxListPages: number;
  /** Pages followed under one directory. */
  readonly maxPagesPerSection: number;
}

export const FRONTIER_LIMITS: FrontierLimits = { maxDepth: 20, maxListPages: 300, maxPagesPerSection: 10_000 };

/** Home, then list pages, then articles, then the far ends of long lists: what says most per request comes first. */
export const PRIORITY = {
  home: 0,
  seed: 1,
  list: 10,
  other: 20,
  nextPage: 30,
  article: 40,
  farPage: 50,
  retry: 90,
  suspect: 95,
};
const FAR_PAGE = 20;

/** Why a link is held back, in Chinese. All but the calendar's leave a gap in what was seen. */
export const HELD = {
  depth: '链接层数超过上限',
  listPages: '列表页数超过上限',
  shape: '同类网址超过上限',
  section: '同一栏目页数超过上限',
  calendar: '日历页数超过上限',
};

/**
 * What a page read from `from` leads to, as far as it is worth following: in scope, a page by its looks, no trap.
 * `isNew` is asked first and with the URL as the page spells it: most links of a page are the menu, and looking each of
 * them over again costs more than reading.
 */
export function linksToFollow(
  page: ExtractedPage,
  from: FrontierEntry,
  scope: SiteScope,
  isNew: (url: string) => boolean = () => true,
): FrontierEntry[] {
  return [...linksOf(page, from), ...trialOf(page, from, scope)].flatMap((entry) => {
    if (!isNew(entry.url)) return [];
    const url = normalizeUrl(entry.url);
    return url && isWorthFollowing(url, scope) ? [{ ...entry, url }] : [];
  });
}

/** 试检索 that the site's home page lets us ask, once. */
export function trialOf(page: ExtractedPage, { url }: Pick<FrontierEntry, 'url'>, scope: SiteScope): FrontierEntry[] {
  const home = normalizeUrl(scope.homeUrl);
  const question = home && keyOf(home) === keyOf(url) ? searchQuestionOf(page) : undefined;
  return question ? [{ url: question.url, priority: PRIORITY.farPage, depth: 1, listPage: TRIAL_PAGE }] : [];
}

/** Every link of a page as the page spells it, further pages of a list first, then entries, then the rest; none of a search. */
export function linksOf(page: ExtractedPage, { depth, listPage }: FrontierEntry): FrontierEntry[] {
  if (listPage === TRIAL_PAGE) return [];
  const next = page.nextPages.map((url, at) => ({
    url,
    priority: listPage + at + 1 > FAR_PAGE ? PRIORITY.farPage : PRIORITY.nextPage,
    depth,
    listPage: listPage + at + 1,
  }));
  const entries = page.entries.map(({ url }) => ({ url, priority: PRIORITY.article, depth: depth + 1, listPage: 0 }));
  const links = page.links.map(({ url }) => ({
    url,
    priority: LIST_LIKE.test(url) ? PRIORITY.list : PRIORITY.other,
    depth: depth + 1,
    listPage: 0,
  }));
  return [...next, ...entries, ...links];
}

/** Endless sites show the same bytes under ever new addresses: from the fourth sight on a page's links are not followed. */
export const MAX_SIGHTINGS = 3;

/** A further page of a list that repeats an earlier one ends the list. */
export function withoutNextPages(page: ExtractedPage): ExtractedPage {
  const next = new Set(page.nextPages);
  return { ...page, nextPages: [], links: page.links.filter(({ url }) => !next.has(url)) };
}

/** Whether `url` (normalised) belongs to the unit, is a page and no trap. */
export function isWorthFollowing(url: string, scope: SiteScope): boolean {
  return isPage(url) && isInScope(scope, url) && trapOf(url) === undefined;
}

/** Attachments an article names on the site's own host, normalised. */
export function attachmentsToProbe(page: ExtractedPage, scope: SiteScope): string[] {
  const host = new URL(scope.homeUrl).host;
  return page.attachments.flatMap(({ url }) => {
    const target = normalizeUrl(url);
    return target && linkKindOf(target) !== 'page' && new URL(target).host === host ? [target] : [];
  });
}

/** A list rather than an article, by the spellings CMS families use for their sections. */
const LIST_LIKE =
  /\/$|\/(?:index|list|lists|default|more|node|column)(?:[_-]?\d{0,4})?\.\w{2,5}$|\/col\/col\d+|\/(?:list|channel|column|node|lm)[_/-][^/]*$/i;

/** 采集队列 in memory: each page once, best first, within the limits. Deterministic; nothing is read or timed here. */
export interface Frontier {
  /** False when it was offered before or a limit holds it back. */
  add(entry: FrontierEntry): boolean;
  /** Puts an entry back whose reading failed; it comes after all others. */
  addAgain(entry: FrontierEntry): void;
  take(): FrontierEntry | undefined;
  /** Marks a URL as read without queueing it (a redirect led there); false when it was known. */
  note(url: string): boolean;
  readonly size: number;
  /** How many were held back by a limit, by reason in Chinese. */
  readonly heldBack: Readonly<Record<string, number>>;
}

export function createFrontier(limits: FrontierLimits = FRONTIER_LIMITS): Frontier {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const queues = new Map<number, Queue>();
  const heldBack: Record<string, number> = {};
  let size = 0;

  const put = (entry: FrontierEntry, priority: number) => {
    const queue = queues.get(priority) ?? { entries: [], next: 0 };
    queue.entries.push(entry);
    queues.set(priority, queue);
    size++;
  };
  return {
    add(entry) {
      const key = keyOf(entry.url);
      if (seen.has(key)) return false;
      seen.add(key);
      const limit = limitReached(entry, limits, counts);
      if (limit) heldBack[limit] = (heldBack[limit] ?? 0) + 1;
      else put(entry, entry.priority);
      return limit === undefined;
    },
    addAgain: (entry) => put(entry, PRIORITY.retry),
    take() {
      const best = [...queues.keys()].sort((a, b) => a - b).find((priority) => !isEmpty(queues.get(priority)));
      const queue = best === undefined ? undefined : queues.get(best);
      if (queue) size--;
      return queue && taken(queue);
    },
    note(url) {
      const isNew = !seen.has(keyOf(url));
      seen.add(keyOf(url));
      return isNew;
    },
    get size() {
      return size;
    },
    heldBack,
  };
}

interface Queue {
  entries: FrontierEntry[];
  next: number;
}

function isEmpty(queue: Queue | undefined): boolean {
  return !queue || queue.next >= queue.entries.length;
}

function taken(queue: Queue): FrontierEntry | undefined {
  const entry = queue.entries[queue.next++];
  if (queue.next > 1_000) {
    queue.entries = queue.entries.slice(queue.next);
    queue.next = 0;
  }
  return entry;
}

/** The limit that holds `entry` back, in Chinese; counts it otherwise. */
function limitReached(entry: FrontierEntry, limits: FrontierLimits, counts: Map<string, number>): string | undefined {
  if (entry.depth > limits.maxDepth) return HELD.depth;
  if (entry.listPage > limits.maxListPages) return HELD.listPages;
  const shape = shapeOf(entry.url);
  if (shape && !counted(counts, shape.shape, shape.limit)) return shape.isCalendar ? HELD.calendar : HELD.shape;
  const section = `dir:${entry.url.slice(0, entry.url.lastIndexOf('/', (entry.url + '?').indexOf('?')))}`;
  return counted(counts, section, limits.maxPagesPerSection) ? undefined : HELD.section;
}

function counted(counts: Map<string, number>, key: string, limit: number): boolean {
  const count = counts.get(key) ?? 0;
  if (count >= limit) return false;
  counts.set(key, count + 1);
  return true;
}
