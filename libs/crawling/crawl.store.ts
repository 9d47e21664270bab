import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { addTasks, saveDocuments } from './batch.store';
import { SiteMeasures } from './canary';
import { CaptureLocation } from './capture';
import { FoundTask } from './found-tasks';
import { PageDocument, storableJson } from './task-outcome';
import { keyOf } from './url-key';

export interface StoredRound {
  readonly id: number;
  readonly siteId: number;
  readonly today: LocalDate;
  readonly state: 'running' | 'finished';
  readonly gap: string | null;
  readonly startedAt: Date;
  /** The full round an incremental one continues; null for a full round. */
  readonly baseRound: number | null;
  readonly reason: string;
  /** When the timetable wanted it; null where a person or a recheck did. */
  readonly dueAt: Date | null;
}

/** How a round is opened beyond its seeds. */
export interface RoundPlan {
  readonly baseRound: number | null;
  readonly dueAt: string | null;
  /** What an incremental round visits. */
  readonly visits: readonly FoundTask[];
  readonly maxTasks: number;
}

const FULL: RoundPlan = { baseRound: null, dueAt: null, visits: [], maxTasks: 0 };

/** What a round brought, and why it is not to be judged. */
export interface RoundTrust {
  readonly measures?: SiteMeasures & { readonly doubtful: readonly string[] };
  readonly suspended?: string | null;
}

/** Where a round stands. */
export interface Progress {
  readonly total: number;
  readonly pending: number;
}

/** A stored page of a round, to be read once more. */
export interface CaptureToExtract {
  readonly id: string;
  readonly finalUrl: string;
  readonly sha256: string;
  readonly contentType: string | null;
  readonly location: CaptureLocation;
}

/** 采集轮次 — how a round begins, where it stands, and how it ends. What it reads comes and goes by `BatchStore`. */
@Injectable()
export class CrawlStore {
  constructor(private readonly db: DataSource) {}

  /** Opens a round with its first tasks, or returns the one that is running. */
  async openRound(
    site: { id: number; seeds: readonly string[] },
    today: LocalDate,
    reason: string,
    { baseRound, dueAt, visits, maxTasks }: RoundPlan = FULL,
  ): Promise<{ roundId: number; isNew: boolean }> {
    return this.db.transaction(async (tx) => {
      const opened = await tx.query(
        `INSERT INTO crawl_round (site_id, reason, today, scope, base_round, due_at)
         VALUES ($1, $2, $3, CASE WHEN $4::int IS NULL THEN 'full' ELSE 'incremental' END, $4, $5)
         ON CONFLICT (site_id) WHERE state = 'running' DO NOTHING RETURNING id`,
        [site.id, reason, today, baseRound, dueAt],
      );
      const roundId =
        opened[0]?.id ??
        (await tx.query(`SELECT id FROM crawl_round WHERE site_id = $1 AND state = 'running'`, [site.id]))[0].id;
      for (const url of site.seeds)
        await tx.query(
          `INSERT INTO crawl_task (round_id, url, key, priority, depth) VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING`,
          [roundId, url, keyOf(url)],
        );
      if (opened.length === 1 && visits.length > 0) await addTasks(tx, roundId, visits, maxTasks);
      return { roundId, isNew: opened.length === 1 };
    });
  }

  async round(roundId: number): Promise<StoredRound | undefined> {
    const [row] = await this.db.query(
      `SELECT id, site_id AS "siteId", today::text, state, gap, started_at AS "startedAt", base_round AS "baseRound", reason, due_at AS "dueAt"
         FROM crawl_round WHERE id = $1`,
      [roundId],
    );
    return row;
  }

  /** Whether the site was read to the end on that day. */
  async hasFinished(siteId: number, today: LocalDate): Promise<boolean> {
    const sql = `SELECT FROM crawl_round WHERE site_id = $1 AND today = $2 AND state = 'finished' LIMIT 1`;
    return (await this.db.query(sql, [siteId, today])).length > 0;
  }

  async progress(roundId: number): Promise<Progress> {
    const [row] = await this.db.query(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'pending')::int AS pending FROM crawl_task WHERE round_id = $1`,
      [roundId],
    );
    return row;
  }

  /** Captures of a round that were last read before an instant, oldest first. */
  async capturesToExtract(roundId: number, before: Date, count: number): Promise<CaptureToExtract[]> {
    return this.db.query(
      `SELECT c.id, c.final_url AS "finalUrl", c.sha256, c.content_type AS "contentType",
              jsonb_build_object('file', c.warc_file, 'offset', c.warc_offset, 'length', c.warc_length) AS location
         FROM capture c JOIN document d ON d.capture_id = c.id
        WHERE c.round_id = $1 AND d.extracted_at < $2 AND c.expired_at IS NULL ORDER BY c.id LIMIT $3`,
      [roundId, before, count],
    );
  }

  /** Replaces what was read of captures. */
  async saveDocuments(
    documents: readonly { readonly captureId: string; readonly document: PageDocument }[],
  ): Promise<void> {
    await saveDocuments(this.db, documents);
  }

  /** The round waits until then; nobody takes it up before. */
  async pauseRound(roundId: number, until: Date): Promise<void> {
    await this.db.query(`UPDATE crawl_round SET resumes_at = $2 WHERE id = $1`, [roundId, until]);
  }

  /** Closes the round and records the days on which its pages were seen. */
  async closeRound(
    roundId: number,
    gap: string | null,
    { measures, suspended = null }: RoundTrust = {},
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO sighting (site_id, url, first_seen_on, last_seen_on)
         SELECT r.site_id, t.url, r.today, r.today FROM crawl_task t JOIN crawl_round r ON r.id = t.round_id
          WHERE t.round_id = $1 AND t.state = 'done' AND t.via = 'http' ORDER BY t.url
         ON CONFLICT (site_id, url) DO UPDATE SET last_seen_on = greatest(sighting.last_seen_on, excluded.last_seen_on)`,
        [roundId],
      );
      await tx.query(
        `UPDATE crawl_round SET state = 'finished', gap = $2, measures = $3, suspended = $4, finished_at = now()
          WHERE id = $1 AND state = 'running'`,
        [roundId, gap, measures ? storableJson(measures) : null, suspended],
      );
    });
  }
}
