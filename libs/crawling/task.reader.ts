import { createHash } from 'node:crypto';
import { SiteScope } from '../sites/unit';
import { FETCH_FAILURES, FetchFailure, ResponseHead, StoredBefore } from './capture';
import { Extract, ExtractedPage } from './extracted-page';
import { createKnownLinks, foundTasks, ReadTask, VisitedPages } from './found-tasks';
import { MAX_SIGHTINGS, withoutNextPages } from './frontier';
import { PageOutcome } from './page.client';
import { MOST_ATTEMPTS, storableJson, StoredTask, TaskOutcome, Validators } from './task-outcome';

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
  /**
   * What the page says and leads to; a page that cannot be read is a failure. `before` is its newest capture, so that
   * the same bytes are not stored again. Never throws.
   */
  read(task: StoredTask, fetched: PageOutcome, before?: StoredBefore): TaskOutcome;
  /** The page as it was captured before, which the server says has not changed: read as well as any in this round. */
  unchanged(task: StoredTask, answer: UnchangedPage): TaskOutcome;
  /** The links of a page that are followed, and the name of the list it shows. */
  leads(page: ExtractedPage, place: ReadPlace): Pick<TaskOutcome & { kind: 'page' }, 'found' | 'listDigest'>;
}

/** An answer 304 with what it stands for. */
export interface UnchangedPage {
  readonly head: ResponseHead;
  /** ISO instant of the answer. */
  readonly at: string;
  readonly before: StoredBefore & {
    readonly finalUrl: string;
    readonly contentType: string | null;
    readonly bytes: number;
  } & Validators;
  /** As it was read then. */
  readonly page: ExtractedPage;
}

/** `visited`: the pages known before an incremental round. */
export function createTaskReader(
  extract: Extract,
  scope: SiteScope,
  seen: Sightings,
  visited?: VisitedPages,
): TaskReader {
  const known = { links: createKnownLinks(), visited };
  const leads: TaskReader['leads'] = (page, place) => {
    const listDigest = digestOf(page);
    return { found: foundTasks(followable(page, place, listDigest, seen), place, scope, known), listDigest };
  };
  return {
    leads,
    unchanged: unchangedOutcome,
    read(task, fetched, before) {
      if (!fetched.ok) return failed(task, fetched.failure);
      const capture = { ...fetched.capture, url: task.url };
      if (fetched.html === null) return failed(task, unreadable(task, capture.capturedAt));
      const { via } = task as StoredTask & ReadTask;
      try {
        const page = extract({ url: capture.finalUrl, html: fetched.html });
        const place = { url: task.url, via, depth: task.depth, listPage: task.listPage, taskId: task.id };
        const record = { ...fetched.head, ...capture, body: fetched.body, ...(before ? { before } : {}) };
        const document = { kind: page.kind, json: storableJson(page) };
        const validators = via === 'http' ? validatorsOf(fetched.head) : {};
        const led = leads(page, { ...place, sha256: capture.sha256 });
        return { kind: 'page', task, capture, record, document, validators, ...led };
      } catch (error) {
        return failed(task, unreadable(task, capture.capturedAt, (error as Error).message));
      }
    },
  };
}

function unchangedOutcome(task: StoredTask, { head, at, before, page }: UnchangedPage): TaskOutcome {
  const { url, finalUrl, contentType, bytes, sha256, etag, lastModified } = before;
  const capture = { url, finalUrl, status: 304, capturedAt: at, sha256, contentType, bytes, via: 'http' as const };
  return {
    kind: 'page',
    task,
    capture,
    record: { ...head, ...capture, body: Buffer.alloc(0), before },
    document: { kind: page.kind, json: storableJson(page) },
    found: [],
    listDigest: digestOf(page),
    validators: { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}), ...validatorsOf(head) },
  };
}

/** Only what can be sent back as it came. */
function validatorsOf({ headers }: ResponseHead): Validators {
  const valueOf = (name: string) => headers.find(([other]) => other.toLowerCase() === name)?.[1].trim() ?? '';
  const [etag, lastModified] = [valueOf('etag'), valueOf('last-modified')];
  return {
    ...(/^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag) ? { etag } : {}),
    ...(/^[A-Za-z]{3}, [\x20-\x7e]{10,40}$/.test(lastModified) ? { lastModified } : {}),
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
