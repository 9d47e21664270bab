import { createHash } from 'node:crypto';
import { SiteScope } from '../sites/unit';
import { FETCH_FAILURES, FetchFailure } from './capture';
import { Extract, ExtractedPage } from './extracted-page';
import { createKnownLinks, foundTasks, ReadTask } from './found-tasks';
import { MAX_SIGHTINGS, withoutNextPages } from './frontier';
import { PageOutcome } from './page.client';
import { MOST_ATTEMPTS, storableJson, StoredTask, TaskOutcome } from './task-outcome';

/** What a round saw before: how often the same bytes, and the task that first showed a list. */
export interface Sightings {
  readonly bytes: Map<string, number>;
  readonly lists: Map<string, number>;
}

/** Where a page stands in its round. */
export interface ReadPlace extends ReadTask {
  readonly taskId: string;
  readonly sha256: string;
}

/** Reads pages of one round in memory, one after the other. */
export interface TaskReader {
  /** What the page says and leads to; a page that cannot be read is a failure. Never throws. */
  read(task: StoredTask, fetched: PageOutcome): TaskOutcome;
  /** The links of a page that are followed, and the name of the list it shows. */
  leads(page: ExtractedPage, place: ReadPlace): Pick<TaskOutcome & { kind: 'page' }, 'found' | 'listDigest'>;
}

export function createTaskReader(extract: Extract, scope: SiteScope, seen: Sightings): TaskReader {
  const known = createKnownLinks();
  const leads: TaskReader['leads'] = (page, place) => {
    const listDigest = digestOf(page);
    return { found: foundTasks(followable(page, place, listDigest, seen), place, scope, known), listDigest };
  };
  return {
    leads,
    read(task, fetched) {
      if (!fetched.ok) return failed(task, fetched.failure);
      const capture = { ...fetched.capture, url: task.url };
      if (fetched.html === null) return failed(task, unreadable(task, capture.capturedAt));
      const { via } = task as StoredTask & ReadTask;
      try {
        const page = extract({ url: capture.finalUrl, html: fetched.html });
        const place = { url: task.url, via, depth: task.depth, listPage: task.listPage, taskId: task.id };
        const record = { ...fetched.head, ...capture, body: fetched.body };
        const document = { kind: page.kind, json: storableJson(page) };
        return { kind: 'page', task, capture, record, document, ...leads(page, { ...place, sha256: capture.sha256 }) };
      } catch (error) {
        return failed(task, unreadable(task, capture.capturedAt, (error as Error).message));
      }
    },
  };
}

/** A failure of a task, with what it means for the task. */
export function failed(task: StoredTask, failure: FetchFailure): TaskOutcome {
  const isFinal = FETCH_FAILURES[failure.kind].permanent || task.attempts + 1 >= MOST_ATTEMPTS;
  return { kind: 'failure', task, failure, isFinal };
}

function unreadable({ url }: StoredTask, at: string, detail?: string): FetchFailure {
  return { url, kind: 'unreadable', at, ...(detail ? { detail: detail.slice(0, 200) } : {}) };
}

function digestOf({ entries }: ExtractedPage): string | null {
  if (entries.length === 0) return null;
  const hash = createHash('sha256').update(entries.map(({ url }) => url).join(' '));
  return `list:${hash.digest('hex')}`;
}

/** The page without the links that endless sites multiply. */
function followable(page: ExtractedPage, place: ReadPlace, digest: string | null, seen: Sightings): ExtractedPage {
  const sameBytes = (seen.bytes.get(place.sha256) ?? 0) + 1;
  if (place.via === 'http') seen.bytes.set(place.sha256, sameBytes);
  const id = Number(place.taskId);
  const firstSight = digest === null ? undefined : seen.lists.get(digest);
  if (digest !== null) seen.lists.set(digest, Math.min(firstSight ?? id, id));
  if (place.via === 'http' && sameBytes > MAX_SIGHTINGS) return { ...page, links: [], entries: [], nextPages: [] };
  const isSpent = place.listPage > 0 && (digest === null || (firstSight !== undefined && firstSight < id));
  return isSpent ? withoutNextPages(page) : page;
}
