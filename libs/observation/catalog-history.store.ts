import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CatalogHistory } from './catalog-page';

/** Since when pages about catalogs have read the same, by what earlier rounds kept of them. */
@Injectable()
export class CatalogHistoryStore {
  constructor(private readonly db: DataSource) {}

  /** By page URL: the first day of the unbroken run of rounds that ends with this one. */
  async unchangedSince(siteId: number, roundId: number): Promise<CatalogHistory> {
    const rows: { url: string; since: string }[] = await this.db.query(
      `WITH shown AS (
         SELECT d.page->>'url' AS url, md5(d.page->>'text') AS text
           FROM capture c JOIN document d ON d.capture_id = c.id
          WHERE c.round_id = $2 AND d.page->>'title' LIKE '%目录%'),
       seen AS (
         SELECT d.page->>'url' AS url, md5(d.page->>'text') AS text, r.today
           FROM crawl_round r JOIN capture c ON c.round_id = r.id JOIN document d ON d.capture_id = c.id
          WHERE r.site_id = $1 AND d.page->>'title' LIKE '%目录%' AND d.page->>'url' IN (SELECT url FROM shown))
       SELECT shown.url, min(seen.today)::text AS since FROM shown JOIN seen ON seen.url = shown.url AND seen.text = shown.text
        WHERE seen.today > coalesce((SELECT max(other.today) FROM seen other WHERE other.url = shown.url AND other.text <> shown.text), '-infinity')
        GROUP BY shown.url`,
      [siteId, roundId],
    );
    return Object.fromEntries(rows.map(({ url, since }) => [url, since]));
  }
}
