import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UNCONFIRMED_PROPOSAL, UnitScope } from '@app/alerting/alert-list.store';
import { CHAIN_COLUMNS, ChainRow, chainRow, StoredRow } from '@app/crawling/capture-chain.store';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { isInScope } from '@app/sites/unit';
import { SiteStore } from '@app/sites/site.store';
import { CaptureRowView } from './views';

/** A capture with what was read from it. */
export interface StoredCaptureRow extends ChainRow {
  readonly bytes: number;
  readonly site: string;
  /** Null where nothing was extracted: an attachment, a picture, an unreadable page. */
  readonly page: Pick<ExtractedPage, 'title' | 'text'> | null;
}

const MOST_ROWS = 200;

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
              CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('title', d.page->'title', 'text', d.page->'text') END AS page
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
