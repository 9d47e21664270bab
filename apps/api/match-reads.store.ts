import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitScope } from '@app/alerting/alert-list.store';
import { DisclosureItem, isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { MatchBasis } from '@app/observation/observation';
import { MatchRow, SectionChoice } from './views';

const MOST_CHOICES = 30;
const SAMPLE = 3;

/** Rows whose section waits for a person, and the sections to choose from, as the newest observation has them. */
@Injectable()
export class MatchReads {
  constructor(private readonly db: DataSource) {}

  /** Matches a person should look at: uncertain ones, also without candidates, and those a person decided. */
  async matches(scope: UnitScope): Promise<MatchRow[]> {
    const rows: MatchSource[] = await this.db.query(
      `SELECT u.id AS "unitId", u.name AS "unitName", match, d.section_url AS "sectionUrl", d.decided_by AS by, d.decided_at AS at,
              (SELECT s->>'name' FROM jsonb_array_elements(o.facts->'sections') s WHERE s->>'url' = d.section_url LIMIT 1) AS "sectionName",
              CASE WHEN d.item_key IS NULL THEN match->>'basis' = 'person' ELSE d.decided_at > o.created_at END AS "isPending"
         FROM unit u
         JOIN LATERAL (SELECT facts, created_at FROM observation o WHERE o.unit_id = u.id ORDER BY o.round_id DESC, o.id DESC LIMIT 1) o ON true
         CROSS JOIN LATERAL jsonb_array_elements(o.facts->'items') AS match
         LEFT JOIN match_decision d ON d.unit_id = u.id AND d.item_key = match->>'key'
        WHERE ((match->>'isCertain')::boolean = false OR match->>'basis' = 'person' OR d.item_key IS NOT NULL)
          AND ${scope === 'all' ? 'true' : 'u.id = ANY($1::int[])'}
        ORDER BY u.id, (match->'item'->>'row')::int`,
      scope === 'all' ? [] : [scope],
    );
    const online = rows.filter(
      ({ match, by }) => by !== null || match.basis === 'person' || isOnlineVerifiable(match.item),
    );
    return online.map(({ unitId, unitName, match, sectionUrl, sectionName, by, at, isPending }) => ({
      unitId,
      unitName,
      itemKey: match.key,
      item: match.item.name,
      group: match.item.group,
      row: match.item.row,
      section: match.item.section,
      elements: match.item.elements.join('；').slice(0, 200),
      candidates: match.candidates,
      isPending,
      decided: by ? { sectionUrl, sectionName, by, at: at?.toISOString() ?? '' } : null,
    }));
  }

  /** Sections of a unit whose path or address holds every word; the ones with most entries first. */
  async sections(unitId: number, words: string): Promise<SectionChoice[]> {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    return this.db.query(
      `SELECT s->>'url' AS url, s->>'name' AS name, s->'path' AS path, jsonb_array_length(s->'entries') AS entries,
              (SELECT max(e->>'publishedOn') FROM jsonb_array_elements(s->'entries') e) AS "newestOn",
              ARRAY(SELECT e->>'title' FROM jsonb_array_elements(s->'entries') WITH ORDINALITY AS line (e, at) ORDER BY at LIMIT ${SAMPLE}) AS sample
         FROM (SELECT facts FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1) o
         CROSS JOIN LATERAL jsonb_array_elements(o.facts->'sections') s
        WHERE NOT EXISTS (SELECT FROM unnest($2::text[]) word
                           WHERE strpos(lower(concat_ws(' ', s->>'path', s->>'name', s->>'url')), word) = 0)
        ORDER BY jsonb_array_length(s->'entries') DESC, s->>'url' LIMIT ${MOST_CHOICES}`,
      [unitId, wanted],
    );
  }
}

interface MatchSource {
  readonly unitId: number;
  readonly unitName: string;
  readonly match: {
    readonly key: string;
    readonly basis: MatchBasis;
    readonly item: DisclosureItem;
    readonly candidates: MatchRow['candidates'];
  };
  readonly sectionUrl: string | null;
  readonly sectionName: string | null;
  readonly by: string | null;
  readonly at: Date | null;
  readonly isPending: boolean;
}
