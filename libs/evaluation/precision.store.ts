import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { RuleTally } from './precision';

/** One decided case, as people look it up. */
export interface LabelledCase {
  readonly alertId: number;
  readonly unit: string;
  readonly item: string | null;
  readonly explanation: string;
  /** The decision: confirmed, dismissed, objectionUpheld, objectionRejected. */
  readonly kind: string;
  readonly isRight: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/**
 * 认定情况: what people decided about alerts within a year, and since the rule's precision was last reset. The newest
 * decision of an alert counts; one taken back counts for nothing.
 */
@Injectable()
export class PrecisionStore {
  constructor(private readonly db: DataSource) {}

  async tallies(today: LocalDate): Promise<RuleTally[]> {
    return this.db.query(
      `SELECT code, upheld, overturned, objections_rejected AS "objectionsRejected", objections_upheld AS "objectionsUpheld"
         FROM rule_tallies($1)`,
      [today],
    );
  }

  /** Newest first. */
  async cases(code: string, today: LocalDate, limit = 200): Promise<LabelledCase[]> {
    const rows = await this.db.query(
      `WITH labelled AS (${LABELLED})
       SELECT l.alert_id AS "alertId", u.name AS unit, a.item, a.explanation, l.kind, l.is_right AS "isRight", l.note, l.actor AS by, l.at
         FROM labelled l JOIN alert a ON a.id = l.alert_id JOIN unit u ON u.id = a.unit_id
        WHERE l.code = $2 ORDER BY l.at DESC, l.alert_id DESC LIMIT $3`,
      [today, code, limit],
    );
    return rows.map((row: { at: Date }) => ({ ...row, at: row.at.toISOString() }));
  }
}

/** As `rule_tallies` counts them, of the units that whoever asks may see. */
const LABELLED = `
  SELECT a.id AS alert_id, a.code, e.kind, e.kind IN ('confirmed', 'objectionRejected') AS is_right, e.note, e.actor, e.at
    FROM alert a
    JOIN LATERAL (
      SELECT kind, note, actor, at FROM alert_event e
       WHERE e.alert_id = a.id AND e.kind IN ('confirmed', 'dismissed', 'undone', 'objectionUpheld', 'objectionRejected')
       ORDER BY e.id DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (
      SELECT max(at) AS reset_at FROM rule_setting_change c WHERE c.kind = 'precisionReset' AND c.code = a.code) r ON true
   WHERE e.kind <> 'undone' AND NOT (e.kind = 'dismissed' AND e.note LIKE '其他%')
     AND e.at > coalesce(r.reset_at, '-infinity') AND e.at > least($1::date, now()) - interval '1 year'`;
