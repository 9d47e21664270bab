import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { Evidence } from '@app/observation/observation';
import { EvidenceView } from './views';

const EXCERPT_LENGTH = 4000;
const MOST_EVIDENCE = 20;

/** What was read from the captures an alert rests on. Crawled text leaves as text and is shown as text. */
@Injectable()
export class EvidenceReads {
  constructor(private readonly db: DataSource) {}

  async of(evidence: readonly Evidence[]): Promise<EvidenceView[]> {
    const shown = evidence.slice(0, MOST_EVIDENCE);
    const rows: { id: string; sha256: string; url: string; page: ExtractedPage }[] = await this.db.query(
      `SELECT DISTINCT ON (c.sha256, c.url) c.id, c.sha256, c.url, d.page FROM capture c JOIN document d ON d.capture_id = c.id
        WHERE c.sha256 = ANY($1::text[]) ORDER BY c.sha256, c.url, c.id DESC`,
      [shown.map(({ sha256 }) => sha256)],
    );
    const records: { sha256: string; record: string }[] = await this.db.query(
      `SELECT sha256, record FROM probe_record WHERE sha256 = ANY($1::text[])`,
      [shown.map(({ sha256 }) => sha256)],
    );
    return shown.map((one) => {
      const row =
        rows.find(({ sha256, url }) => sha256 === one.sha256 && url === one.url) ??
        rows.find(({ sha256 }) => sha256 === one.sha256);
      const page = row?.page;
      const probes = records.find(({ sha256 }) => sha256 === one.sha256)?.record;
      return {
        ...one,
        captureId: row?.id ?? null,
        title: page?.title ?? page?.sectionName ?? (probes ? '可用性探测记录' : null),
        text: page ? excerpt(page) : (probes ?? null),
        entries: page && isList(page) ? page.entries.length : null,
        dates: page
          ? page.dates
              .filter(({ from }) => from !== 'list')
              .slice(0, 30)
              .map((date) => ({ ...date }))
          : [],
      };
    });
  }

  /** The rules by which a unit was judged on a day; empty when it was not judged until then. */
  async rulesetVersion(unitId: number, day: string): Promise<string> {
    const [row] = await this.db.query(
      `SELECT ruleset_version AS version FROM evaluation WHERE unit_id = $1 AND today <= $2
        ORDER BY today DESC, observation_id DESC, id DESC LIMIT 1`,
      [unitId, day],
    );
    return row?.version ?? '';
  }

  /** 可在线核验 N / M 项 of the newest evaluation of a unit. */
  async coverage(unitId: number): Promise<{ items: number; onlineVerifiable: number; judged: number }> {
    const [row] = await this.db.query(
      `SELECT coverage FROM evaluation WHERE unit_id = $1 ORDER BY today DESC, observation_id DESC, id DESC LIMIT 1`,
      [unitId],
    );
    return row?.coverage ?? { items: 0, onlineVerifiable: 0, judged: 0 };
  }
}

const isList = ({ kind, entries }: ExtractedPage) => kind === 'list' || (entries.length > 0 && kind !== 'article');

/** A list page is best shown by its lines, an article by its text. */
function excerpt(page: ExtractedPage): string {
  if (isList(page) && page.entries.length > 0)
    return page.entries
      .map(({ title, publishedOn }) => `${publishedOn ?? '（无日期）'}  ${title}`)
      .join('\n')
      .slice(0, EXCERPT_LENGTH);
  return page.text.slice(0, EXCERPT_LENGTH);
}
