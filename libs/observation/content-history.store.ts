import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { ContentPage } from './content-page';
import { EarlierReading } from './content-pages';

/** What earlier rounds left that rules about content rest on. */
@Injectable()
export class ContentHistoryStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Pages that the site said are gone when they were last asked for, as the newest earlier reading has them. A page that
   * could not be reached is not among them.
   */
  async lost(siteId: number, roundId: number): Promise<EarlierReading[]> {
    const rows: LostRow[] = await this.db.query(LOST, [siteId, roundId]);
    return rows.map(({ page, captured_at, sha256, seen_on }) => ({
      page,
      evidence: { url: page.url, capturedAt: captured_at.toISOString(), sha256 },
      seenOn: seen_on,
    }));
  }

  /** 内容要素 of the unit's observation from the round before; empty without one. */
  async before(unitId: number, roundId: number): Promise<readonly ContentPage[]> {
    const [row] = await this.db.query(
      `SELECT facts->'contentPages' AS pages FROM observation WHERE unit_id = $1 AND round_id < $2 AND NOT facts ? 'suspended'
        ORDER BY round_id DESC, id DESC LIMIT 1`,
      [unitId, roundId],
    );
    return row?.pages ?? [];
  }
}

interface LostRow {
  readonly page: ExtractedPage;
  readonly captured_at: Date;
  readonly sha256: string;
  readonly seen_on: string;
}

/** In an incremental round also what turned out to be gone since its base. */
const LOST = `
  SELECT DISTINCT ON (t.key) d.page, c.captured_at, c.sha256, r.today::text AS seen_on
    FROM (SELECT DISTINCT ON (f.key) f.key, f.state, f.outcome, f.round_id
            FROM crawl_round now JOIN crawl_round fr ON fr.site_id = now.site_id AND fr.id BETWEEN coalesce(now.base_round, now.id) AND now.id
            JOIN crawl_task f ON f.round_id = fr.id AND f.via = 'http' AND f.state <> 'pending'
           WHERE now.id = $2 ORDER BY f.key, f.round_id DESC) gone
    JOIN crawl_round r ON r.site_id = $1 AND r.id < gone.round_id AND r.suspended IS NULL
    JOIN crawl_task t ON t.round_id = r.id AND t.key = gone.key AND t.state = 'done'
    JOIN capture c ON c.id = t.capture_id JOIN document d ON d.capture_id = c.id
   WHERE gone.state = 'failed' AND gone.outcome->>'kind' IN ('notFound', 'softNotFound') AND d.kind = 'article'
   ORDER BY t.key, t.round_id DESC, (t.via = 'browser') DESC`;
