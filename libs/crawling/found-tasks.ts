import { SiteScope } from '../sites/unit';
import { ExtractedPage } from './extracted-page';
import { attachmentsToProbe, FRONTIER_LIMITS, isWorthFollowing, linksOf, PRIORITY, trialOf } from './frontier';
import { shapeOf } from './trap';
import { keyOf, normalizeUrl } from './url-key';

/** 待采任务 found on a page. `via` as in the frontier's table. */
export interface FoundTask {
  readonly url: string;
  readonly key: string;
  readonly via: 'http' | 'browser' | 'attachment';
  readonly priority: number;
  readonly depth: number;
  readonly listPage: number;
  /** 同类网址 that a round follows only so often, each of which leaves no gap when it is held back. */
  readonly shape?: string;
  readonly shapeLimit?: number;
}

/** Rendering takes seconds; a page beyond stays a shell, and its section says that it was not read. */
const MOST_RENDERS = 200;
/** Attachments beyond stay unread, which says nothing. */
const MOST_ATTACHMENTS = 1_000;

/** Attachments of this shape are the document itself. */
export const DOCUMENT_SHAPE = 'document';
const MOST_DOCUMENT_FILES = 5;
/** Characters besides the names of the files: a greeting and a 落款, no text. */
const LITTLE_TEXT = 150;

/** Where the page stood in the frontier. */
export interface ReadTask {
  readonly url: string;
  readonly via: 'http' | 'browser';
  readonly depth: number;
  readonly listPage: number;
}

/** Link spellings that the frontier has already, or never takes: most links of a page are the menu. */
export interface KnownLinks {
  has(url: string): boolean;
  add(url: string): void;
}

/** 已访问过的网页 of an incremental round: when each was last visited, in epoch milliseconds, by `keyOf(url)`. */
export type VisitedPages = ReadonlyMap<string, number>;

/** Beyond so many it starts anew: the frontier itself takes nothing twice, this only saves asking it. */
const MOST_KNOWN = 200_000;

export function createKnownLinks(): KnownLinks {
  const known = new Set<string>();
  return {
    has: (url) => known.has(url),
    add(url) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.add(url);
    },
  };
}

/** What the crawl knows besides the page: link spellings met before, and in an incremental round the pages visited before it. */
export interface KnownPages {
  readonly links: KnownLinks;
  readonly visited?: VisitedPages;
}

/**
 * What a page adds to the frontier: its links, the attachments of an article, and the page itself once more through
 * the browser when plain HTTP saw an empty shell. What is put into the answer is known from then on. In an incremental
 * round pages visited before come by the plan and not by links, except the next page of a list that shows a new entry:
 * what stood on this one may have moved there.
 */
export function foundTasks(
  page: ExtractedPage,
  read: ReadTask,
  scope: SiteScope,
  known: KnownPages = { links: createKnownLinks() },
): FoundTask[] {
  const { url, depth, listPage } = read;
  const attachments = attachmentsToProbe(page, scope).map((attachment) => ({
    url: attachment,
    key: keyOf(attachment),
    via: 'attachment' as const,
    priority: PRIORITY.retry - 1,
    depth,
    listPage: 0,
    shape: isDocumentItself(page) ? DOCUMENT_SHAPE : 'attachment',
    shapeLimit: MOST_ATTACHMENTS,
  }));
  const isShell = read.via === 'http' && page.signals.some(({ kind }) => kind === 'empty-shell');
  const again = isShell
    ? [{ url, key: keyOf(url), via: 'browser' as const, priority: PRIORITY.list, depth, listPage, ...RENDERED }]
    : [];
  return unique([...again, ...linkTasks(page, read, scope, known), ...attachments]);
}

/** 附件即正文: an article with hardly a text of its own, whose attachment is what is published. */
export function isDocumentItself({ kind, text, attachments }: ExtractedPage): boolean {
  const names = attachments.reduce((sum, { name }) => sum + name.length, 0);
  return kind === 'article' && attachments.length <= MOST_DOCUMENT_FILES && text.length - names < LITTLE_TEXT;
}

function linkTasks(page: ExtractedPage, read: ReadTask, scope: SiteScope, known: KnownPages): FoundTask[] {
  const { links, visited } = known;
  const tasks: FoundTask[] = [];
  const isRenewed = visited !== undefined && showsNew(page, scope, visited);
  for (const link of [...linksOf(page, { ...read, priority: 0 }), ...trialOf(page, read, scope)]) {
    if (links.has(link.url)) continue;
    const url = normalizeUrl(link.url);
    const isWorth = url !== undefined && isWorthFollowing(url, scope);
    // A page nearer to the home page may still lead there.
    if (isWorth && (link.depth > FRONTIER_LIMITS.maxDepth || link.listPage > FRONTIER_LIMITS.maxListPages)) continue;
    if (isWorth && visited?.has(keyOf(url)) && !(isRenewed && link.listPage === read.listPage + 1)) continue;
    links.add(link.url);
    if (isWorth) tasks.push({ ...link, url, key: keyOf(url), via: 'http', ...calendarOf(url) });
  }
  return tasks;
}

/** Whether a list shows an entry that was not there before; what is never read (files, other hosts) is no news. */
function showsNew({ entries }: ExtractedPage, scope: SiteScope, visited: VisitedPages): boolean {
  return entries.some((entry) => {
    const url = normalizeUrl(entry.url);
    return url !== undefined && isWorthFollowing(url, scope) && !visited.has(keyOf(url));
  });
}

const RENDERED = { shape: 'browser', shapeLimit: MOST_RENDERS };

/** A calendar's pages say nothing about disclosure; all other shapes end with the round's page limit, which is a gap. */
function calendarOf(url: string): Pick<FoundTask, 'shape' | 'shapeLimit'> {
  const shape = shapeOf(url);
  return shape?.isCalendar ? { shape: shape.shape, shapeLimit: shape.limit } : {};
}

/** Each task once, as it was found first. */
export function unique(tasks: readonly FoundTask[]): FoundTask[] {
  const byName = new Map<string, FoundTask>();
  for (const task of tasks) if (!byName.has(`${task.via} ${task.key}`)) byName.set(`${task.via} ${task.key}`, task);
  return [...byName.values()];
}
