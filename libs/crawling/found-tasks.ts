import { SiteScope } from '../sites/unit';
import { ExtractedPage } from './extracted-page';
import { attachmentsToProbe, FRONTIER_LIMITS, linksToFollow, PRIORITY } from './frontier';
import { shapeOf } from './trap';
import { keyOf } from './url-key';

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

/** Where the page stood in the frontier. */
export interface ReadTask {
  readonly url: string;
  readonly via: 'http' | 'browser';
  readonly depth: number;
  readonly listPage: number;
}

/**
 * What a page adds to the frontier: its links, the attachments of an article, and the page itself once more through
 * the browser when plain HTTP saw an empty shell.
 */
export function foundTasks(page: ExtractedPage, read: ReadTask, scope: SiteScope): FoundTask[] {
  const { url, depth, listPage } = read;
  const limits = FRONTIER_LIMITS;
  const links = linksToFollow(page, { url, priority: 0, depth, listPage }, scope)
    .filter((link) => link.depth <= limits.maxDepth && link.listPage <= limits.maxListPages)
    .map((link) => ({ ...link, key: keyOf(link.url), via: 'http' as const, ...calendarOf(link.url) }));
  const attachments = attachmentsToProbe(page, scope).map((attachment) => ({
    url: attachment,
    key: keyOf(attachment),
    via: 'attachment' as const,
    priority: PRIORITY.retry - 1,
    depth,
    listPage: 0,
    shape: 'attachment',
    shapeLimit: MOST_ATTACHMENTS,
  }));
  const isShell = read.via === 'http' && page.signals.some(({ kind }) => kind === 'empty-shell');
  const again = isShell
    ? [{ url, key: keyOf(url), via: 'browser' as const, priority: PRIORITY.list, depth, listPage, ...RENDERED }]
    : [];
  return unique([...again, ...links, ...attachments]);
}

const RENDERED = { shape: 'browser', shapeLimit: MOST_RENDERS };

/** A calendar's pages say nothing about disclosure; all other shapes end with the round's page limit, which is a gap. */
function calendarOf(url: string): Pick<FoundTask, 'shape' | 'shapeLimit'> {
  const shape = shapeOf(url);
  return shape?.isCalendar ? { shape: shape.shape, shapeLimit: shape.limit } : {};
}

function unique(tasks: readonly FoundTask[]): FoundTask[] {
  const byName = new Map<string, FoundTask>();
  for (const task of tasks) if (!byName.has(`${task.via} ${task.key}`)) byName.set(`${task.via} ${task.key}`, task);
  return [...byName.values()];
}
