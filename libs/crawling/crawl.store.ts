import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { Capture, CaptureLocation, FetchFailure, StoredCapture } from './capture';
import { appendCaptures } from './capture-chain.store';
import { ExtractedPage } from './extracted-page';
import { keyOf } from './url-key';

export type TaskVia = 'http' | 'browser' | 'attachment';

/** 采集任务 — one URL of one round. */
export interface StoredTask {
  readonly id: string;
  readonly url: string;
  readonly via: TaskVia;
  readonly depth: number;
  /** Position in the chain of a list's pages. */
  readonly listPage: number;
  readonly attempts: number;
}

export interface NewTask {
  readonly url: string;
  /** What makes it the same task: `keyOf(url)`. */
  readonly key: string;
  readonly via: TaskVia;
  /** Lower is fetched earlier. */
  readonly priority: number;
  readonly depth: number;
  readonly listPage: number;
  /** At most `shapeLimit` tasks of one shape enter a round. */
  readonly shape?: string;
  readonly shapeLimit?: number;
}

/** A capture with the task it answered. */
export interface CaptureToExtract extends Capture {
  readonly roundId: number;
  readonly depth: number;
  readonly listPage: number;
  readonly taskId: string;
  readonly location: CaptureLocation;
}

export interface StoredRound {
  readonly id: number;
  readonly siteId: number;
  readonly today: LocalDate;
  readonly state: 'running' | 'finished';
  readonly gap: string | null;
  readonly startedAt: Date;
}

/** Where a round stands: `waiting` tasks may be fetched later, `fetched` ones wait for extraction. */
export interface Progress {
  readonly total: number;
  readonly pending: number;
  readonly fetched: number;
}

/**
 * The frontier and everything a round leaves behind. A task moves pending → fetched → done or to failed;
 * each move is one statement, so a worker killed anywhere leaves a task that can be taken up again.
 */
@Injectable()
export class CrawlStore {
  constructor(private readonly db: DataSource) {}

  /** Opens a round with its first tasks, or returns the one that is running. */
  async openRound(
    site: { id: number; seeds: readonly string[] },
    today: LocalDate,
    reason: string,
  ): Promise<{ roundId: number; isNew: boolean }> {
    return this.db.transaction(async (tx) => {
      const opened = await tx.query(
        `INSERT INTO crawl_round (site_id, reason, today) VALUES ($1, $2, $3)
         ON CONFLICT (site_id) WHERE state = 'running' DO NOTHING RETURNING id`,
        [site.id, reason, today],
      );
      const roundId =
        opened[0]?.id ??
        (await tx.query(`SELECT id FROM crawl_round WHERE site_id = $1 AND state = 'running'`, [site.id]))[0].id;
      for (const url of site.seeds)
        await tx.query(
          `INSERT INTO crawl_task (round_id, url, key, priority, depth) VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING`,
          [roundId, url, keyOf(url)],
        );
      return { roundId, isNew: opened.length === 1 };
    });
  }

  async round(roundId: number): Promise<StoredRound | undefined> {
    const [row] = await this.db.query(
      `SELECT id, site_id AS "siteId", today::text, state, gap, started_at AS "startedAt" FROM crawl_round WHERE id = $1`,
      [roundId],
    );
    return row;
  }

  /** Whether the site was read to the end on that day. */
  async hasFinished(siteId: number, today: LocalDate): Promise<boolean> {
    const sql = `SELECT FROM crawl_round WHERE site_id = $1 AND today = $2 AND state = 'finished' LIMIT 1`;
    return (await this.db.query(sql, [siteId, today])).length > 0;
  }

  /** The next tasks that may be fetched now. The lease of the server group keeps other workers away. */
  async nextTasks(roundId: number, count: number): Promise<StoredTask[]> {
    return this.db.query(
      `SELECT id, url, via, depth, list_page AS "listPage", attempts FROM crawl_task
        WHERE round_id = $1 AND state = 'pending' AND not_before <= now() ORDER BY priority, id LIMIT $2`,
      [roundId, count],
    );
  }

  async progress(roundId: number): Promise<Progress> {
    const [row] = await this.db.query(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'pending')::int AS pending,
              count(*) FILTER (WHERE state = 'fetched')::int AS fetched FROM crawl_task WHERE round_id = $1`,
      [roundId],
    );
    return row;
  }

  /** Captures that wait for extraction: handed on again when a round is taken up after a crash. */
  async unextracted(roundId: number): Promise<string[]> {
    return (
      await this.db.query(`SELECT capture_id AS id FROM crawl_task WHERE round_id = $1 AND state = 'fetched'`, [
        roundId,
      ])
    ).map((row: { id: string }) => row.id);
  }

  /** Stores the capture and moves its task to `fetched`; answers the capture's id. */
  async saveCapture(roundId: number, taskId: string, capture: Capture & StoredCapture): Promise<string> {
    return this.db.transaction(async (tx) => {
      const [round] = await tx.query(`SELECT site_id AS "siteId" FROM crawl_round WHERE id = $1`, [roundId]);
      const [id = ''] = await appendCaptures(tx, { siteId: round.siteId, roundId }, [capture]);
      await tx.query(`UPDATE crawl_task SET state = 'fetched', capture_id = $2 WHERE id = $1`, [taskId, id]);
      return id;
    });
  }

  /** Ends a task with a failure, or puts it back for a later try. */
  async saveFailure(taskId: string, failure: FetchFailure, retryInMs: number | null): Promise<void> {
    await this.db.query(
      `UPDATE crawl_task SET state = CASE WHEN $3::bigint IS NULL THEN 'failed' ELSE 'pending' END, attempts = attempts + 1,
              priority = 90, not_before = now() + make_interval(secs => coalesce($3::bigint, 0) / 1000.0), outcome = $2
        WHERE id = $1`,
      [taskId, JSON.stringify(failure), retryInMs],
    );
  }

  async saveAttachment(taskId: string, state: string, at: string): Promise<void> {
    await this.db.query(`UPDATE crawl_task SET state = 'done', attempts = attempts + 1, outcome = $2 WHERE id = $1`, [
      taskId,
      JSON.stringify({ state, at }),
    ]);
  }

  /** What the extract stage needs of a capture. */
  async captureToExtract(captureId: string): Promise<CaptureToExtract | undefined> {
    const [row] = await this.db.query(
      `SELECT c.url, c.final_url AS "finalUrl", c.status, c.captured_at AS "capturedAt", c.sha256,
              c.content_type AS "contentType", c.bytes, c.via,
              jsonb_build_object('file', c.warc_file, 'offset', c.warc_offset, 'length', c.warc_length) AS location, c.round_id AS "roundId", t.depth, t.list_page AS "listPage", t.id AS "taskId"
         FROM capture c JOIN crawl_task t ON t.capture_id = c.id WHERE c.id = $1`,
      [captureId],
    );
    return row && { ...row, capturedAt: row.capturedAt.toISOString() };
  }

  /** How often the round saw these bytes, this page included, and whether another page of it shows the same list. */
  async sightsOf(
    { roundId, taskId, sha256 }: { readonly roundId: number; readonly taskId: string; readonly sha256: string },
    listDigest: string | null,
  ): Promise<{ readonly sameBytes: number; readonly isListRepeated: boolean }> {
    if (listDigest)
      await this.db.query(`UPDATE crawl_task SET shape = $2 WHERE id = $1 AND shape IS NULL`, [taskId, listDigest]);
    const [row] = await this.db.query(
      `SELECT (SELECT count(*)::int FROM capture WHERE round_id = $1 AND sha256 = $2 AND via = 'http') AS "sameBytes",
              EXISTS (SELECT FROM crawl_task WHERE round_id = $1 AND shape = $3 AND id < $4) AS "isListRepeated"`,
      [roundId, sha256, listDigest, taskId],
    );
    return row;
  }

  /** Stores what was extracted and queues what it links to, in one transaction: no link is lost and none is doubled. */
  async saveDocument(
    capture: { readonly id: string; readonly roundId: number; readonly taskId: string },
    page: ExtractedPage,
    found: readonly NewTask[],
    maxTasks: number,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO document (capture_id, kind, page) VALUES ($1, $2, $3)
         ON CONFLICT (capture_id) DO UPDATE SET kind = excluded.kind, page = excluded.page, extracted_at = now()`,
        [capture.id, page.kind, storableJson(page)],
      );
      if (found.length > 0) await this.addTasks(tx, capture.roundId, found, maxTasks);
      await tx.query(`UPDATE crawl_task SET state = 'done' WHERE id = $1`, [capture.taskId]);
    });
  }

  /** Ends a fetched task whose bytes could not be extracted after all retries. */
  async abandonExtraction(captureId: string, failure: Omit<FetchFailure, 'url'>): Promise<void> {
    await this.db.query(
      `UPDATE crawl_task SET state = 'failed', outcome = jsonb_build_object('url', url, 'kind', $2::text, 'at', $3::text)
        WHERE capture_id = $1 AND state = 'fetched'`,
      [captureId, failure.kind, failure.at],
    );
  }

  private async addTasks(
    tx: Pick<DataSource, 'query'>,
    roundId: number,
    found: readonly NewTask[],
    maxTasks: number,
  ): Promise<void> {
    // One at a time per round: the limits are counted exactly, and no two inserts wait for each other.
    await tx.query(`SELECT FROM crawl_round WHERE id = $1 FOR UPDATE`, [roundId]);
    await tx.query(ADD_TASKS, [roundId, storableJson(found.map((task, place) => ({ ...task, place }))), maxTasks]);
  }

  /** Closes the round and records the days on which its pages were seen. */
  async closeRound(roundId: number, gap: string | null): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO sighting (site_id, url, first_seen_on, last_seen_on)
         SELECT r.site_id, t.url, r.today, r.today FROM crawl_task t JOIN crawl_round r ON r.id = t.round_id
          WHERE t.round_id = $1 AND t.state = 'done' AND t.via = 'http' ORDER BY t.url
         ON CONFLICT (site_id, url) DO UPDATE SET last_seen_on = greatest(sighting.last_seen_on, excluded.last_seen_on)`,
        [roundId],
      );
      await tx.query(
        `UPDATE crawl_round SET state = 'finished', gap = $2, finished_at = now() WHERE id = $1 AND state = 'running'`,
        [roundId, gap],
      );
    });
  }
}

/** The best of what is new, up to the limits of its shape and of the round. */
const ADD_TASKS = `
  WITH fresh AS (
    SELECT line.*, row_number() OVER (PARTITION BY line.shape ORDER BY line.priority, line.place) AS nth
      FROM jsonb_to_recordset($2::jsonb) AS line (url text, key text, via text, priority int, depth int,
           "listPage" int, shape text, "shapeLimit" int, place int)
     WHERE NOT EXISTS (SELECT FROM crawl_task t WHERE t.round_id = $1 AND t.key = line.key AND t.via = line.via))
  INSERT INTO crawl_task (round_id, url, key, via, priority, depth, list_page, shape)
  SELECT $1, url, key, via, priority, depth, "listPage", shape FROM fresh
   WHERE shape IS NULL OR nth + (SELECT count(*) FROM crawl_task t WHERE t.round_id = $1 AND t.shape = fresh.shape) <= "shapeLimit"
   ORDER BY priority, place
   LIMIT greatest(0, $3 - (SELECT count(*) FROM crawl_task WHERE round_id = $1))
  ON CONFLICT (round_id, key, via) DO NOTHING`;

/** PostgreSQL's jsonb holds neither U+0000 nor lone surrogates; hostile pages do. They lose those characters and nothing else. */
function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '').toWellFormed() : inner,
  );
}
