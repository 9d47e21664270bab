import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitObservation } from './observation';

/** A person's word on which section belongs to an item; null = the site has none. */
export type MatchDecisions = Readonly<Record<string, string | null>>;

/** 监测记录 and the decisions people made about matches. */
@Injectable()
export class ObservationStore {
  constructor(private readonly db: DataSource) {}

  /** One per unit and round; observing again replaces the facts of that round, so the stage can be rerun. */
  async save(unitId: number, roundId: number, observation: UnitObservation): Promise<number> {
    const [row] = await this.db.query(
      `INSERT INTO observation (unit_id, round_id, observed_on, facts) VALUES ($1, $2, $3, $4)
       ON CONFLICT (unit_id, round_id) DO UPDATE SET facts = excluded.facts, observed_on = excluded.observed_on RETURNING id`,
      [unitId, roundId, observation.observedOn, JSON.stringify(observation)],
    );
    return row.id;
  }

  async get(id: number): Promise<{ unitId: number; observation: UnitObservation } | undefined> {
    const [row] = await this.db.query(`SELECT unit_id AS "unitId", facts AS observation FROM observation WHERE id = $1`, [
      id,
    ]);
    return row;
  }

  /** The newest observation of a unit; undefined before its first finished round. */
  async latest(unitId: number): Promise<{ id: number; observation: UnitObservation } | undefined> {
    const [row] = await this.db.query(
      `SELECT id, facts AS observation FROM observation WHERE unit_id = $1 ORDER BY round_id DESC LIMIT 1`,
      [unitId],
    );
    return row;
  }

  async latestIds(): Promise<number[]> {
    return (
      await this.db.query(`SELECT DISTINCT ON (unit_id) id FROM observation ORDER BY unit_id, round_id DESC`)
    ).map((row: { id: number }) => row.id);
  }

  async decisions(unitId: number): Promise<MatchDecisions> {
    const rows = await this.db.query(`SELECT item_key, section_url FROM match_decision WHERE unit_id = $1`, [unitId]);
    return Object.fromEntries(
      rows.map((row: { item_key: string; section_url: string | null }) => [row.item_key, row.section_url]),
    );
  }

  async decide(unitId: number, itemKey: string, sectionUrl: string | null, by: string): Promise<void> {
    await this.db.query(
      `INSERT INTO match_decision (unit_id, item_key, section_url, decided_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (unit_id, item_key) DO UPDATE SET section_url = excluded.section_url, decided_by = excluded.decided_by, decided_at = now()`,
      [unitId, itemKey, sectionUrl, by],
    );
  }
}
