import { StoredAttachment } from './attachment-content';
import { AttachmentState } from './attachment-state';
import { Capture, CaptureRecord, FetchFailure } from './capture';
import { FoundTask } from './found-tasks';

export type TaskVia = 'http' | 'browser' | 'attachment';

/** 采集任务 — one URL of one round. */
export interface StoredTask {
  readonly id: string;
  readonly url: string;
  readonly via: TaskVia;
  readonly depth: number;
  /** Position in the chain of a list's pages. */
  readonly listPage: number;
  /** Failed tries. */
  readonly attempts: number;
  /** How often a worker died while it had the task. */
  readonly takes: number;
  /** An attachment that is the document itself: its article says little. */
  readonly isDocument?: boolean;
}

/** What was read of a page, as it is stored: as text it no longer holds on to the page it was cut from. */
export interface PageDocument {
  readonly kind: string;
  readonly json: string;
}

/** PostgreSQL's jsonb holds neither U+0000 nor lone surrogates; hostile pages do. They lose those characters and nothing else. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Both are written as escapes, and hardly ever stand in a page: the look-out is cheap, the cleaning is not.
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json;
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '').toWellFormed() : inner,
  );
}

/** 任务结果 — what became of a task, before it is stored. */
export type TaskOutcome =
  | {
      readonly kind: 'page';
      readonly task: StoredTask;
      readonly capture: Capture;
      readonly record: CaptureRecord;
      readonly document: PageDocument;
      readonly found: readonly FoundTask[];
      /** Names the list the page shows; null for a page without entries. */
      readonly listDigest: string | null;
      /** What the server lets the page be asked for again by. */
      readonly validators: Validators;
    }
  | {
      readonly kind: 'attachment';
      readonly task: StoredTask;
      readonly state: AttachmentState;
      readonly at: string;
      /** Only of a file that was read as a whole. */
      readonly read?: StoredAttachment;
    }
  | {
      readonly kind: 'failure';
      readonly task: StoredTask;
      readonly failure: FetchFailure;
      /** Not tried again in this round. */
      readonly isFinal: boolean;
    };

/** 条件请求 — ETag and Last-Modified as the server gave them, to be given back. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A page that failed for a passing reason is tried once more after all others; what fails twice waits for the next round. */
export const MOST_ATTEMPTS = 2;
/**
 * A page that was in work when its worker died, so often, is what kills workers; once with others and then alone. With
 * three of them, 136 random kills of workers cost one innocent page out of 4,806 its round.
 */
export const MOST_TAKES = 4;
