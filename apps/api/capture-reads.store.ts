import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UNCONFIRMED_PROPOSAL, UnitScope } from '@app/alerting/alert-list.store';
import { CHAIN_COLUMNS, ChainRow, chainRow, StoredRow } from '@app/crawling/capture-chain.store';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { PageContent } from '@app/crawling/page-change';
import { ListReading, PageHistory, pageHistory, PageReading } from '@app/crawling/page-history';
import { keyOf } from '@app/crawling/url-key';
import { isInScope } from '@app/sites/unit';
import { SiteStore } from '@app/sites/site.store';
import { CaptureRowView } from './views';

/** A capture with what was read from it. */
export interface StoredCaptureRow extends ChainRow {
  readonly bytes: number;
  readonly site: string;
  /** Null where nothing was extracted: an attachment, a picture, an unreadable page. */
  readonly page: ReadPage | null;
}

/** Links are left out: there may be thousands, and nobody looks at them here. */
export type ReadPage = Omit<ExtractedPage, 'links'>;

const MOST_ROWS = 200;
/** A page is compared through so many rounds back. */
const MOST_ROUNDS = 60;
/** Lists are large; this many full rounds are searched for an address. */
const MOST_LIST_ROUNDS = 20;

/** Captures as the viewer shows them, to those who may see them. */
@Injectable()
export class CaptureReads {
  constructor(
    private readonly db: DataSource,
    private readonly sites: SiteStore,
  ) {}

  /** Undefined where there is none, or none that this account may see. */
  async one(scope: UnitScope, id: string): Promise<StoredCaptureRow | undefined> {
    const [row] = await this.db.query(
      `SELECT ${CHAIN_COLUMNS}, c.bytes, s.home_url AS site,
              d.page - 'links' AS page
         FROM capture c JOIN site s ON s.id = c.site_id LEFT JOIN document d ON d.capture_id = c.id WHERE c.id = $1`,
      [id],
    );
    if (!row) return undefined;
    const capture: StoredCaptureRow = {
      ...chainRow(row as StoredRow),
      bytes: row.bytes,
      site: row.site,
      page: row.page,
    };
    return (await this.maySee(scope, capture)) ? capture : undefined;
  }

  /** Captures of one address over time, newest first, each told apart from the one before; screenshots stand with their page. */
  async history(scope: UnitScope, url: string): Promise<CaptureRowView[]> {
    const rows: HistoryRow[] = await this.db.query(HISTORY, [url, MOST_ROWS]);
    const [first] = rows;
    if (!first || !(await this.maySee(scope, first))) return [];
    return rows.map(({ siteId: _site, capturedAt, ...row }) => ({ ...row, capturedAt: capturedAt.toISOString() }));
  }

  /** The capture that a piece of evidence names: the newest of these bytes at that address. */
  async idOf(sha256: string, url: string): Promise<string | undefined> {
    const [row] = await this.db.query(
      `SELECT id FROM capture WHERE sha256 = $1 AND (url = $2 OR final_url = $2) ORDER BY id DESC LIMIT 1`,
      [sha256, url],
    );
    return row?.id;
  }

  /** The newest earlier capture of the same address with other bytes that was read as a page; undefined where there is none. */
  async versionBefore({ id, siteId, url, sha256 }: StoredCaptureRow): Promise<string | undefined> {
    const [row] = await this.db.query(
      `SELECT c.id FROM capture c JOIN document d ON d.capture_id = c.id
        WHERE c.site_id = $1 AND c.url = $2 AND c.id < $3 AND c.sha256 <> $4 ORDER BY c.id DESC LIMIT 1`,
      [siteId, url, id, sha256],
    );
    return row?.id;
  }

  /** What became of the address of a capture over the rounds that can be trusted. */
  async life({ siteId, url, finalUrl }: StoredCaptureRow): Promise<PageHistory> {
    const [readings, lists]: [ReadingRow[], ListReading[]] = await Promise.all([
      this.db.query(READINGS, [siteId, keyOf(url), MOST_ROUNDS]),
      this.db.query(LISTS, [siteId, JSON.stringify([{ url }]), JSON.stringify([{ url: finalUrl }]), MOST_LIST_ROUNDS]),
    ]);
    return pageHistory(readings.flatMap(readingOf), lists);
  }

  /** A unit sees what stands in its part of the web, and what is held against it. */
  private async maySee(
    scope: UnitScope,
    { siteId, url, sha256 }: { readonly siteId: number; readonly url: string; readonly sha256: string },
  ): Promise<boolean> {
    if (scope === 'all') return true;
    const units = await this.sites.unitsOfSite(siteId);
    if (units.some((unit) => scope.includes(unit.id) && isInScope(unit.scope, url))) return true;
    const [{ isHeld }] = await this.db.query(HELD_AGAINST, [scope, JSON.stringify({ hash: sha256 })]);
    return isHeld;
  }
}

interface ReadingRow {
  readonly on: string;
  readonly captureId: string | null;
  readonly page: PageContent | null;
  readonly failure: string | null;
}

/** A failure says something about the page only where the site itself says that it is not there. */
function readingOf({ on, captureId, page, failure }: ReadingRow): PageReading[] {
  if (captureId && page) return [{ kind: 'read', on, captureId, page }];
  return failure === 'notFound' || failure === 'softNotFound' ? [{ kind: 'gone', on, reason: failure }] : [];
}

/** One line a round: the rendered page before its shell. Unchanged answers (304) count as readings. */
const READINGS = `
  SELECT * FROM (
    SELECT DISTINCT ON (r.id) r.id AS round, r.today::text AS on, d.capture_id AS "captureId", d.page - 'links' AS page,
           CASE WHEN t.state = 'failed' THEN t.outcome->>'kind' END AS failure
      FROM crawl_round r JOIN crawl_task t ON t.round_id = r.id AND t.key = $2 AND t.via <> 'attachment' AND t.state <> 'pending'
      LEFT JOIN document d ON d.capture_id = t.capture_id
     WHERE r.site_id = $1 AND r.state = 'finished' AND r.suspended IS NULL
     ORDER BY r.id DESC, (d.id IS NOT NULL) DESC, (t.via = 'browser') DESC LIMIT $3) newest ORDER BY round`;

/** In full rounds without a gap: whether any list showed the address. */
const LISTS = `
  SELECT "on", "isShown" FROM (
    SELECT r.id AS round, r.today::text AS on, bool_or(d.page->'entries' @> $2::jsonb OR d.page->'entries' @> $3::jsonb) AS "isShown"
      FROM (SELECT id, today FROM crawl_round WHERE site_id = $1 AND state = 'finished' AND scope = 'full' AND gap IS NULL
               AND suspended IS NULL ORDER BY id DESC LIMIT $4) r
      JOIN crawl_task t ON t.round_id = r.id AND t.state = 'done' JOIN document d ON d.capture_id = t.capture_id AND d.kind <> 'article'
     GROUP BY r.id, r.today) newest ORDER BY round`;

interface HistoryRow extends Omit<CaptureRowView, 'capturedAt'> {
  readonly siteId: number;
  readonly capturedAt: Date;
}

const HISTORY = `
  SELECT c.id, c.site_id AS "siteId", c.url, c.captured_at AS "capturedAt", c.sha256, c.status, c.via, c.bytes,
         c.expired_at IS NOT NULL AS "isExpired",
         coalesce(c.sha256 <> lag(c.sha256) OVER (PARTITION BY c.site_id, c.via ORDER BY c.id), true) AS "isChanged"
    FROM site s JOIN capture c ON c.site_id = s.id WHERE c.url = $1 ORDER BY c.id DESC LIMIT $2`;

const HELD_AGAINST = `
  SELECT EXISTS (SELECT FROM alert a WHERE a.unit_id = ANY ($1::int[]) AND ${UNCONFIRMED_PROPOSAL}
                    AND jsonb_path_exists(a.finding, '$.**.sha256 ? (@ == $hash)', $2::jsonb))
      OR EXISTS (SELECT FROM notice n WHERE n.unit_id = ANY ($1::int[])
                    AND jsonb_path_exists(n.content, '$.**.sha256 ? (@ == $hash)', $2::jsonb)) AS "isHeld"`;
