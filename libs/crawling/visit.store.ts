import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { FETCH_FAILURES, FetchFailureKind, StoredBefore } from './capture';
import { ExtractedPage } from './extracted-page';
import { ARTICLE_BOUNDS, nextVisit, SITE_BOUNDS, TAIL_BOUNDS } from './next-visit';
import { BaseRound, isHub, KnownPage } from './plan';
import { TRIAL_PAGE } from './search-trial';
import { Validators } from './task-outcome';

/** What an answer 304 stands for: the page as it was captured, and what the server told it by. */
export interface KnownCapture extends StoredBefore, Validators {
  readonly taskId: string;
  readonly captureId: string;
  readonly finalUrl: string;
  readonly contentType: string | null;
  readonly bytes: number;
}

/** 访问记录 — what each page was like when it was last asked for, and when it is asked for again. */
@Injectable()
export class VisitStore {
  constructor(private readonly db: DataSource) {}

  /** What an incremental round may rest on, and whether the newest round can be trusted. */
  async base(siteId: number): Promise<{ base: BaseRound | null; isLastTrusted: boolean }> {
    const [row] = await this.db.query(
      `SELECT (SELECT jsonb_build_object('id', id, 'on', today) FROM crawl_round
                WHERE site_id = $1 AND state = 'finished' AND scope = 'full' AND gap IS NULL AND suspended IS NULL ORDER BY id DESC LIMIT 1) AS base,
              coalesce((SELECT gap IS NULL AND suspended IS NULL FROM crawl_round
                WHERE site_id = $1 AND state = 'finished' ORDER BY id DESC LIMIT 1), false) AS "isLastTrusted"`,
      [siteId],
    );
    return row;
  }

  /** The pages an incremental round may visit: those met since its base, answers of a search apart. What an open alert rests on is watched. */
  async known(siteId: number, baseRound: number): Promise<KnownPage[]> {
    return this.db.query(
      `SELECT v.url, v.kind, v.depth, v.list_page AS "listPage", v.next_visit_at AS "nextVisitAt",
              v.url IN (SELECT a.url FROM alert a JOIN unit_scope c ON c.unit_id = a.unit_id
                         WHERE c.site_id = $1 AND a.url IS NOT NULL AND a.state IN ('warning', 'proposed', 'open', 'confirmed', 'notified')) AS "isWatched"
         FROM page_visit v WHERE v.site_id = $1 AND v.round_id >= $2 AND v.list_page <> ${TRIAL_PAGE}`,
      [siteId, baseRound],
    );
  }

  /** Pages that failed for a reason that may pass when they were last asked for: asked for again in every round. */
  async failedInPassing(
    siteId: number,
    baseRound: number,
  ): Promise<{ url: string; key: string; depth: number; listPage: number }[]> {
    return this.db.query(
      `SELECT url, key, depth, list_page AS "listPage" FROM (${NEWEST_TASKS}) newest
        WHERE via = 'http' AND state = 'failed' AND list_page <> ${TRIAL_PAGE} AND NOT outcome->>'kind' = ANY ($3) ORDER BY key`,
      [siteId, baseRound, PERMANENT],
    );
  }

  /**
   * Keys of the pages an incremental round knows without asking, with the instant of their last visit: those read since
   * its base, and those that failed since, which are no news although a list still shows them.
   */
  async knownKeys(siteId: number, baseRound: number): Promise<ReadonlyMap<string, number>> {
    const rows: { key: string; at: Date }[] = await this.db.query(
      `SELECT key, last_visit_at AS at FROM page_visit WHERE site_id = $1 AND round_id >= $2
       UNION ALL
       SELECT key, (outcome->>'at')::timestamptz FROM (${NEWEST_TASKS}) newest WHERE via = 'http' AND state = 'failed'`,
      [siteId, baseRound],
    );
    return new Map(rows.map(({ key, at }) => [key, at.getTime()]));
  }

  /** Attachments that could not be had when they were last asked for. */
  async attachmentsInDoubt(siteId: number, baseRound: number): Promise<{ url: string; key: string; depth: number }[]> {
    return this.db.query(
      `SELECT url, key, depth FROM (${NEWEST_TASKS}) newest
        WHERE via = 'attachment' AND outcome->>'state' IS DISTINCT FROM 'ok' ORDER BY key LIMIT ${MOST_DOUBTFUL}`,
      [siteId, baseRound],
    );
  }

  /** What the pages of tasks were captured as, where the server named a validator; rendered pages are always read. */
  async captures(taskIds: readonly string[]): Promise<ReadonlyMap<string, KnownCapture>> {
    const rows = await this.db.query(
      `SELECT t.id AS "taskId", v.etag, v.last_modified AS "lastModified", c.id AS "captureId", c.url, c.final_url AS "finalUrl",
              c.content_type AS "contentType", c.bytes, c.captured_at AS "capturedAt", c.sha256,
              jsonb_build_object('file', c.warc_file, 'offset', c.warc_offset, 'length', c.warc_length) AS location
         FROM crawl_task t JOIN crawl_round r ON r.id = t.round_id
         JOIN page_visit v ON v.site_id = r.site_id AND v.key = t.key AND v.round_id >= r.base_round
         JOIN capture c ON c.id = v.capture_id
        WHERE t.id = ANY ($1::bigint[]) AND t.via = 'http' AND v.via = 'http' AND c.url = t.url AND c.expired_at IS NULL
          AND coalesce(v.etag, v.last_modified) IS NOT NULL`,
      [taskIds],
    );
    return new Map(
      rows.map((row: Omit<KnownCapture, 'capturedAt'> & { capturedAt: Date }) => [
        row.taskId,
        {
          ...row,
          etag: row.etag ?? undefined,
          lastModified: row.lastModified ?? undefined,
          capturedAt: row.capturedAt.toISOString(),
        },
      ]),
    );
  }

  /** What was read of a capture. */
  async page(captureId: string): Promise<ExtractedPage | undefined> {
    const [row] = await this.db.query(`SELECT page FROM document WHERE capture_id = $1`, [captureId]);
    return row?.page;
  }

  /**
   * Records what a round found of its pages and when each is due again; a page that is gone is forgotten. Done twice it
   * changes nothing. A round that is not trusted is not recorded: its pages are no measure for later ones.
   */
  async record(siteId: number, roundId: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(RECORD, [roundId]);
      await tx.query(
        `DELETE FROM page_visit v USING crawl_task t
          WHERE t.round_id = $2 AND v.site_id = $1 AND v.key = t.key AND t.via = 'http' AND t.state = 'failed'
            AND t.outcome->>'kind' = ANY ($3)`,
        [siteId, roundId, GONE],
      );
      const rows: VisitedRow[] = await tx.query(
        `SELECT key, kind, list_page AS "listPage", visits, changes, first_visit_at AS "firstVisitAt", last_visit_at AS "lastVisitAt"
           FROM page_visit WHERE site_id = $1 AND round_id = $2`,
        [siteId, roundId],
      );
      const lines = rows.map((row) => ({ key: row.key, at: nextVisitOf(row).toISOString() }));
      await tx.query(
        `UPDATE page_visit v SET next_visit_at = line.at FROM jsonb_to_recordset($2::jsonb) AS line (key text, at timestamptz)
          WHERE v.site_id = $1 AND v.key = line.key`,
        [siteId, JSON.stringify(lines)],
      );
    });
  }

  /** Chooses the instant of the site's next round; `today` is the day judged by. */
  async scheduleRound(siteId: number, today: LocalDate, finishedAt: Date): Promise<Date> {
    const [row] = await this.db.query(
      `SELECT count(*)::int AS hubs, coalesce(max(changes), 0)::int AS changes, coalesce(max(visits), 1)::int AS visits,
              coalesce(extract(epoch FROM max(last_visit_at) - min(first_visit_at)) / 86400, 0)::float8 AS "watchedDays",
              (SELECT min(s.due_on)::text FROM obligation_schedule s JOIN unit_scope c ON c.unit_id = s.unit_id
                WHERE c.site_id = $1 AND s.due_on >= $2) AS "dueOn"
         FROM page_visit WHERE site_id = $1 AND kind <> 'article' AND list_page = 0`,
      [siteId, today],
    );
    const ends = row.dueOn && Date.parse(`${row.dueOn}T24:00:00+08:00`);
    const hoursToDeadline = ends ? (ends - finishedAt.getTime()) / 3_600_000 : undefined;
    const history = { ...row, lastVisitAt: finishedAt, hoursToDeadline, cost: Math.max(1, row.hubs) };
    const next = nextVisit(history, SITE_BOUNDS);
    await this.db.query(`UPDATE site SET next_round_at = $2 WHERE id = $1`, [siteId, next]);
    return next;
  }
}

/** Asked for again in every round; a site with more broken attachments than that has said enough. */
const MOST_DOUBTFUL = 200;

/** How each task of the site since a base ended last. */
const NEWEST_TASKS = `
  SELECT DISTINCT ON (t.key, t.via) t.key, t.url, t.via, t.depth, t.list_page, t.state, t.outcome
    FROM crawl_task t JOIN crawl_round r ON r.id = t.round_id
   WHERE r.site_id = $1 AND r.id >= $2 AND t.state <> 'pending' ORDER BY t.key, t.via, t.round_id DESC`;

const PERMANENT = Object.entries(FETCH_FAILURES).flatMap(([kind, { permanent }]) => (permanent ? [kind] : []));

/** What says that there is no such page any more. */
export const GONE: readonly FetchFailureKind[] = (Object.keys(FETCH_FAILURES) as FetchFailureKind[]).filter(
  (kind) => kind === 'notFound' || kind === 'softNotFound' || kind === 'wrongHost' || kind === 'redirectLoop',
);

interface VisitedRow {
  readonly key: string;
  readonly kind: string;
  readonly listPage: number;
  readonly visits: number;
  readonly changes: number;
  readonly firstVisitAt: Date;
  readonly lastVisitAt: Date;
}

function nextVisitOf(row: VisitedRow): Date {
  const watchedDays = (row.lastVisitAt.getTime() - row.firstVisitAt.getTime()) / 86_400_000;
  const bounds = row.kind === 'article' ? ARTICLE_BOUNDS : isHub(row) ? SITE_BOUNDS : TAIL_BOUNDS;
  return nextVisit({ ...row, watchedDays, cost: 1 }, bounds);
}

/** What counts as content: texts, entries, paging and attachments as extracted, so that counters and clocks are no change. */
const RECORD = `
  INSERT INTO page_visit AS v (site_id, key, url, kind, via, depth, list_page, round_id, capture_id, digest, etag, last_modified,
         visits, changes, first_visit_at, last_visit_at, last_changed_at, next_visit_at)
  SELECT DISTINCT ON (t.key) r.site_id, t.key, t.url, d.kind, c.via, t.depth, t.list_page, r.id, c.id,
         (SELECT md5(concat_ws('|', p.title, p.text, p.entries, p."nextPages", p.attachments))
            FROM jsonb_to_record(d.page) AS p (title text, text text, entries text, "nextPages" text, attachments text)),
         t.outcome->>'etag', t.outcome->>'lastModified', 1, 0, c.captured_at, c.captured_at, c.captured_at, c.captured_at
    FROM crawl_task t JOIN crawl_round r ON r.id = t.round_id JOIN capture c ON c.id = t.capture_id JOIN document d ON d.capture_id = c.id
   WHERE t.round_id = $1 AND t.state = 'done' AND t.via IN ('http', 'browser')
   ORDER BY t.key, (t.via = 'browser') DESC
  ON CONFLICT (site_id, key) DO UPDATE
     SET url = excluded.url, kind = excluded.kind, via = excluded.via, depth = least(v.depth, excluded.depth),
         list_page = least(v.list_page, excluded.list_page), round_id = excluded.round_id, capture_id = excluded.capture_id,
         digest = excluded.digest, etag = excluded.etag, last_modified = excluded.last_modified, visits = v.visits + 1,
         changes = v.changes + (v.digest <> excluded.digest)::int, last_visit_at = excluded.last_visit_at,
         last_changed_at = CASE WHEN v.digest <> excluded.digest THEN excluded.last_visit_at ELSE v.last_changed_at END
   WHERE v.round_id < excluded.round_id`;
