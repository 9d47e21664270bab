import { AttachmentState } from './attachment-state';
import { Capture, CaptureRecord, FetchFailure } from './capture';
import { ExtractedPage } from './extracted-page';
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
}

/** 任务结果 — what became of a task, before it is stored. */
export type TaskOutcome =
  | {
      readonly kind: 'page';
      readonly task: StoredTask;
      readonly capture: Capture;
      readonly record: CaptureRecord;
      readonly page: ExtractedPage;
      readonly found: readonly FoundTask[];
      /** Names the list the page shows; null for a page without entries. */
      readonly listDigest: string | null;
    }
  | { readonly kind: 'attachment'; readonly task: StoredTask; readonly state: AttachmentState; readonly at: string }
  | {
      readonly kind: 'failure';
      readonly task: StoredTask;
      readonly failure: FetchFailure;
      /** Not tried again in this round. */
      readonly isFinal: boolean;
    };

/** A page that failed for a passing reason is tried once more after all others; what fails twice waits for the next round. */
export const MOST_ATTEMPTS = 2;
/** A page that was in work when its worker died, so often, is what kills workers. */
export const MOST_TAKES = 3;
