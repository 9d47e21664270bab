import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Capture, FETCH_FAILURES, FetchFailure } from './capture';
import { ExtractedPage } from './extracted-page';
import { RoundYield } from './plan';

/** What a round left behind, as the stages after it read it. */
@Injectable()
export class RoundStore {
  constructor(private readonly db: DataSource) {}

  /** Every page of a round with its capture, in the order they were read; a rendered page stands in the place of its empty shell. */
  async pages(roundId: number): Promise<{ capture: Capture; page: ExtractedPage }[]> {
    const rows = await this.db.query(
      `SELECT * FROM (
         SELECT DISTINCT ON (c.url) c.id, c.url, c.final_url, c.status, c.captured_at, c.sha256, c.content_type, c.bytes, c.via, d.page
           FROM capture c JOIN document d ON d.capture_id = c.id WHERE c.round_id = $1
          ORDER BY c.url, (c.via = 'browser') DESC) seen ORDER BY id`,
      [roundId],
    );
    return rows.map((row: PageRow) => ({
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
    }));
  }

  /** Pages of the newest finished round of the site before this one that was complete; undefined before there is one. */
  async pagesOfLastRound(siteId: number, roundId: number): Promise<number | undefined> {
    const [row] = await this.db.query(
      `SELECT (SELECT count(*)::int FROM capture c WHERE c.round_id = r.id AND c.via = 'http') AS pages FROM crawl_round r
        WHERE r.site_id = $1 AND r.id < $2 AND r.state = 'finished' AND r.gap IS NULL ORDER BY r.id DESC LIMIT 1`,
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

  async failures(roundId: number): Promise<FetchFailure[]> {
    return (
      await this.db.query(`SELECT outcome FROM crawl_task WHERE round_id = $1 AND state = 'failed' ORDER BY id`, [
        roundId,
      ])
    ).map((row: { outcome: FetchFailure }) => row.outcome);
  }

  /** State of each attachment that was probed, by URL. */
  async attachments(roundId: number): Promise<Record<string, string>> {
    const rows = await this.db.query(
      `SELECT url, outcome->>'state' AS state FROM crawl_task WHERE round_id = $1 AND via = 'attachment' AND state = 'done'`,
      [roundId],
    );
    return Object.fromEntries(rows.map((row: { url: string; state: string }) => [row.url, row.state]));
  }
}

/** What may be different tomorrow. */
const PASSING = Object.entries(FETCH_FAILURES).flatMap(([kind, { permanent }]) => (permanent ? [] : [kind]));

interface PageRow extends Omit<Capture, 'finalUrl' | 'capturedAt' | 'contentType'> {
  readonly final_url: string;
  readonly captured_at: Date;
  readonly content_type: string | null;
  readonly page: ExtractedPage;
}
