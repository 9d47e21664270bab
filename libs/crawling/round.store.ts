import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SiteMeasures } from './canary';
import { StoredAttachment } from './attachment-content';
import { Capture, FETCH_FAILURES, FetchFailure } from './capture';
import { RoundTrust } from './crawl.store';
import { ExtractedPage } from './extracted-page';
import { RoundYield } from './plan';
import { GONE } from './visit.store';

/** What a round left behind, as the stages after it read it. */
@Injectable()
export class RoundStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Every page of a round with its capture, in the order they were read; a rendered page stands in the place of its
   * empty shell. An incremental round has all pages of the site since its base: what it did not visit is carried over
   * as it was last read, unless it turned out to be gone since.
   */
  async pages(roundId: number): Promise<RoundPage[]> {
    const rows: PageRow[] = await this.db.query(PAGES, [roundId, GONE]);
    return rows.map((row) => ({
      capture: {
        url: row.url,
        finalUrl: row.final_url,
        status: row.status,
        capturedAt: row.captured_at.toISOString(),
        sha256: row.sha256,
        contentType: row.content_type,
        bytes: row.bytes,
        via: row.via,
      },
      page: row.page,
      ...(row.carried ? { isCarried: true } : {}),
    }));
  }

  /** What a round is judged by: its verdict of the canaries, and whether it is to be judged at all. */
  async trust(roundId: number): Promise<{ suspended: string | null; doubtful: readonly string[] }> {
    const [row] = await this.db.query(
      `SELECT suspended, coalesce(measures->'doubtful', '[]') AS doubtful FROM crawl_round WHERE id = $1`,
      [roundId],
    );
    return row ?? { suspended: null, doubtful: [] };
  }

  /** What a round that is about to end was found to be; undefined before it was looked at. */
  async keptTrust(roundId: number): Promise<RoundTrust | undefined> {
    const [row] = await this.db.query(
      `SELECT measures, suspended FROM crawl_round WHERE id = $1 AND measures IS NOT NULL`,
      [roundId],
    );
    return row;
  }

  /** What the pages of a round say, as far as measuring needs it. */
  async measurable(roundId: number): Promise<ExtractedPage[]> {
    const rows: { page: ExtractedPage }[] = await this.db.query(
      `SELECT DISTINCT ON (t.key) ${MEASURED} AS page
         FROM crawl_task t JOIN document d ON d.capture_id = t.capture_id
        WHERE t.round_id = $1 AND t.state = 'done' AND t.via <> 'attachment' ORDER BY t.key, (t.via = 'browser') DESC`,
      [roundId],
    );
    return rows.map(({ page }) => page);
  }

  /** What first pages of lists showed when they were last trusted, by key. */
  async trustedLists(siteId: number): Promise<ReadonlyMap<string, ExtractedPage>> {
    const rows: { key: string; page: ExtractedPage }[] = await this.db.query(
      `SELECT v.key, ${MEASURED} AS page FROM page_visit v JOIN site s ON s.id = v.site_id JOIN document d ON d.capture_id = v.capture_id
        WHERE v.site_id = $1 AND v.kind <> 'article' AND v.list_page = 0 AND v.last_visit_at >= s.measured_since`,
      [siteId],
    );
    return new Map(rows.map(({ key, page }) => [key, page]));
  }

  /** Measures of the newest complete and trusted rounds before this one, oldest first. */
  async measuresBefore(siteId: number, roundId: number): Promise<SiteMeasures[]> {
    const rows: { measures: SiteMeasures }[] = await this.db.query(
      `SELECT measures FROM crawl_round r JOIN site s ON s.id = r.site_id
        WHERE r.site_id = $1 AND r.id < $2 AND r.state = 'finished' AND r.gap IS NULL AND r.suspended IS NULL
          AND r.measures IS NOT NULL AND r.started_at >= s.measured_since ORDER BY r.id DESC LIMIT 10`,
      [siteId, roundId],
    );
    return rows.map(({ measures }) => measures).reverse();
  }

  /** Pages of the newest full round of the site before this one that was complete; undefined before there is one, and for an incremental round. */
  async pagesOfLastRound(siteId: number, roundId: number): Promise<number | undefined> {
    const [row] = await this.db.query(
      `SELECT (SELECT count(*)::int FROM capture c WHERE c.round_id = r.id AND c.via = 'http') AS pages FROM crawl_round r
        WHERE r.site_id = $1 AND r.id < $2 AND r.state = 'finished' AND r.gap IS NULL AND r.scope = 'full'
          AND (SELECT scope FROM crawl_round WHERE id = $2) = 'full' ORDER BY r.id DESC LIMIT 1`,
      [siteId, roundId],
    );
    return row?.pages;
  }

  /** Counts that decide whether a round saw the whole site. */
  async yieldOf(
    roundId: number,
  ): Promise<Pick<RoundYield, 'pages' | 'tasks' | 'homeFailure'> & { deepest: number; passing: number }> {
    const [row] = await this.db.query(
      `SELECT count(*) FILTER (WHERE via = 'http' AND state = 'done')::int AS pages, count(*)::int AS tasks,
              count(*) FILTER (WHERE state = 'failed' AND outcome->>'kind' = ANY ($2))::int AS passing, coalesce(max(depth) FILTER (WHERE shape IS NULL OR shape LIKE 'list:%'), 0)::int AS deepest,
              CASE WHEN bool_and(state = 'failed') FILTER (WHERE depth = 0 AND list_page = 0 AND via = 'http')
                   THEN (array_agg(outcome ORDER BY id) FILTER (WHERE depth = 0 AND list_page = 0 AND via = 'http'))[1] END AS "homeFailure"
         FROM crawl_task WHERE round_id = $1`,
      [roundId, PASSING],
    );
    return row;
  }

  /**
   * Pages that could not be read, in the order they were asked for. In an incremental round also those that failed since
   * its base and were not asked for again (robots.txt, a page that is gone): not having been seen lasts.
   */
  async failures(roundId: number): Promise<FetchFailure[]> {
    const rows: { outcome: FetchFailure }[] = await this.db.query(
      `SELECT outcome FROM (
         SELECT DISTINCT ON (t.key, t.via) t.id, t.state, t.outcome
           FROM crawl_round now JOIN crawl_round r ON r.site_id = now.site_id AND r.id BETWEEN coalesce(now.base_round, now.id) AND now.id
            AND (r.id = now.id OR r.suspended IS NULL)
           JOIN crawl_task t ON t.round_id = r.id
          WHERE now.id = $1 AND t.state <> 'pending' ORDER BY t.key, t.via, t.round_id DESC) newest
        WHERE state = 'failed' ORDER BY id`,
      [roundId],
    );
    return rows.map(({ outcome }) => outcome);
  }

  /** What attachments that are the document itself were last read to say, by URL; in an incremental round since its base. */
  async attachmentTexts(roundId: number): Promise<Record<string, StoredAttachment>> {
    const rows: { url: string; read: StoredAttachment }[] = await this.db.query(
      `SELECT DISTINCT ON (t.key) t.url, t.outcome->'read' AS read
         FROM crawl_round now JOIN crawl_round r ON r.site_id = now.site_id AND r.id BETWEEN coalesce(now.base_round, now.id) AND now.id
         JOIN crawl_task t ON t.round_id = r.id
        WHERE now.id = $1 AND t.via = 'attachment' AND t.state = 'done' AND t.outcome ? 'read' ORDER BY t.key, t.round_id DESC`,
      [roundId],
    );
    return Object.fromEntries(rows.map(({ url, read }) => [url, read]));
  }

  /** State of each attachment when it was last probed, by URL; in an incremental round since its base. */
  async attachments(roundId: number): Promise<Record<string, string>> {
    const rows = await this.db.query(
      `SELECT DISTINCT ON (t.key) t.url, t.outcome->>'state' AS state
         FROM crawl_round now JOIN crawl_round r ON r.site_id = now.site_id AND r.id BETWEEN coalesce(now.base_round, now.id) AND now.id
         JOIN crawl_task t ON t.round_id = r.id
        WHERE now.id = $1 AND t.via = 'attachment' AND t.state = 'done' ORDER BY t.key, t.round_id DESC`,
      [roundId],
    );
    return Object.fromEntries(rows.map((row: { url: string; state: string }) => [row.url, row.state]));
  }
}

/** One page of a round; `isCarried`: read in an earlier round and not asked for in this one. */
export interface RoundPage {
  readonly capture: Capture;
  readonly page: ExtractedPage;
  readonly isCarried?: boolean;
}

/** The newest reading of each page since the base, untrusted rounds between apart; a later 404 takes the page away. */
const PAGES = `
  SELECT * FROM (
    SELECT DISTINCT ON (t.key) c.id, c.url, c.final_url, c.status, c.captured_at, c.sha256, c.content_type, c.bytes, c.via, d.page,
           t.round_id <> now.id AS carried
      FROM crawl_round now
      JOIN crawl_round r ON r.site_id = now.site_id AND r.id BETWEEN coalesce(now.base_round, now.id) AND now.id
       AND (r.id = now.id OR r.suspended IS NULL)
      JOIN crawl_task t ON t.round_id = r.id AND t.state = 'done'
      JOIN capture c ON c.id = t.capture_id JOIN document d ON d.capture_id = c.id
     WHERE now.id = $1
       AND NOT EXISTS (SELECT FROM crawl_task later JOIN crawl_round l ON l.id = later.round_id
                        WHERE l.site_id = now.site_id AND l.id > t.round_id AND l.id <= now.id AND later.key = t.key
                          AND later.via = 'http' AND later.state = 'failed' AND later.outcome->>'kind' = ANY ($2))
     ORDER BY t.key, t.round_id DESC, (t.via = 'browser') DESC) seen
   ORDER BY id`;

/** Of a page, what `measuresOf` looks at, unpacked once; texts stay in the database. */
const MEASURED = `(SELECT to_jsonb(p) FROM jsonb_to_record(d.page) AS p (url jsonb, kind jsonb, family jsonb, title jsonb,
  "publishedOn" jsonb, "formedOn" jsonb, entries jsonb, "sectionName" jsonb, breadcrumb jsonb))`;

/** What may be different tomorrow. */
const PASSING = Object.entries(FETCH_FAILURES).flatMap(([kind, { permanent }]) => (permanent ? [] : [kind]));

interface PageRow extends Omit<Capture, 'finalUrl' | 'capturedAt' | 'contentType'> {
  readonly final_url: string;
  readonly captured_at: Date;
  readonly content_type: string | null;
  readonly page: ExtractedPage;
  readonly carried: boolean;
}
