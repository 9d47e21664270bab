import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EarlierObservation } from './absence';
import { FormationRulings } from './documents';
import { MatchDecisions } from './match';
import { UnitObservation } from './observation';
import { restoredFacts, StoredFacts, storedFacts } from './stored-facts';
import { UnitRecords } from './unit-records';

/** 监测记录 and the decisions people made about matches. */
@Injectable()
export class ObservationStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Observing again adds a row only when the facts differ from the newest of the round (a person decided a match or took
   * it back, extraction got better); facts that return after others are newest once more.
   */
  async save(unitId: number, roundId: number, observation: UnitObservation): Promise<number> {
    const facts = canonicalText(storedFacts(observation));
    const hash = createHash('sha256').update(facts).digest('hex');
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock($1, $2)`, [unitId, roundId]);
      const rows: { id: number; digest: string }[] = await tx.query(
        `SELECT id, digest FROM observation WHERE unit_id = $1 AND round_id = $2 ORDER BY id DESC`,
        [unitId, roundId],
      );
      const isSame = ({ digest }: { digest: string }) => digest.split('#')[0] === hash;
      const [newest] = rows;
      if (newest && isSame(newest)) {
        await tx.query(`UPDATE observation SET created_at = now() WHERE id = $1`, [newest.id]);
        return newest.id;
      }
      const times = rows.filter(isSame).length;
      const [row] = await tx.query(
        `INSERT INTO observation (unit_id, round_id, observed_on, facts, digest) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [unitId, roundId, observation.observedOn, facts, times === 0 ? hash : `${hash}#${times}`],
      );
      return row.id;
    });
  }

  async get(id: number): Promise<{ unitId: number; observation: UnitObservation } | undefined> {
    const [row] = await this.db.query(
      `SELECT unit_id AS "unitId", facts AS observation FROM observation WHERE id = $1`,
      [id],
    );
    return row && { ...row, observation: restoredFacts(row.observation) };
  }

  /** Those of `ids` that there are, in their order; the database unpacks the next ones while one is looked at. */
  async *each(ids: readonly number[]): AsyncGenerator<{ unitId: number; observation: UnitObservation }> {
    const asked: ReturnType<ObservationStore['get']>[] = [];
    let next = 0;
    const askNext = () => {
      if (next >= ids.length) return;
      const answer = this.get(ids[next++] as number);
      answer.catch(() => undefined); // thrown where it is awaited
      asked.push(answer);
    };
    for (let ahead = 0; ahead < READ_AHEAD; ahead += 1) askNext();
    for (let answer = asked.shift(); answer; answer = asked.shift()) {
      const stored = await answer;
      askNext();
      await breath(); // the question goes out before this answer is looked at
      if (stored) yield stored;
    }
  }

  /** The newest observation of a unit; undefined before its first finished round. */
  async latest(unitId: number): Promise<{ id: number; roundId: number; observation: UnitObservation } | undefined> {
    const [row] = await this.db.query(
      `SELECT id, round_id AS "roundId", facts AS observation FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1`,
      [unitId],
    );
    return row && { ...row, observation: restoredFacts(row.observation) };
  }

  /** As `latest`, without its facts. */
  async newestId(unitId: number): Promise<{ id: number; roundId: number } | undefined> {
    const [row] = await this.db.query(
      `SELECT id, round_id AS "roundId" FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1`,
      [unitId],
    );
    return row;
  }

  /** 台账 and cases of the newest observation: observing anew keeps what is not observed. */
  async records(unitId: number): Promise<UnitRecords | undefined> {
    const [row] = await this.db.query(
      `SELECT facts->'records' AS records FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1`,
      [unitId],
    );
    return row?.records ?? undefined;
  }

  /** What is known of the unit from rounds before this one: its newest observation that was complete. */
  async completeBefore(unitId: number, roundId: number): Promise<EarlierObservation | undefined> {
    const [row] = await this.db.query(
      `SELECT facts->>'observedOn' AS "observedOn", facts->'sections' AS sections, facts->'items' AS items FROM observation
        WHERE unit_id = $1 AND round_id < $2 AND facts->>'isComplete' = 'true' AND NOT facts ? 'suspended'
        ORDER BY round_id DESC, id DESC LIMIT 1`,
      [unitId, roundId],
    );
    return row && restoredFacts(row);
  }

  async latestIds(): Promise<number[]> {
    return (
      await this.db.query(`SELECT DISTINCT ON (unit_id) id FROM observation ORDER BY unit_id, round_id DESC, id DESC`)
    ).map((row: { id: number }) => row.id);
  }

  /** What has to be observed again when something changes that every observation rests on. */
  async newestRounds(): Promise<{ unitId: number; roundId: number }[]> {
    return this.db.query(
      `SELECT DISTINCT ON (unit_id) unit_id AS "unitId", round_id AS "roundId" FROM observation ORDER BY unit_id, round_id DESC, id DESC`,
    );
  }

  async decisions(unitId: number): Promise<MatchDecisions> {
    const rows = await this.db.query(`SELECT item_key, section_url FROM match_decision WHERE unit_id = $1`, [unitId]);
    return Object.fromEntries(
      rows.map((row: { item_key: string; section_url: string | null }) => [row.item_key, row.section_url]),
    );
  }

  /** 成文日期认定 of a unit, by the URL of the document. */
  async rulings(unitId: number): Promise<FormationRulings> {
    const rows = await this.db.query(
      `SELECT url, formed_on::text AS "formedOn" FROM formation_ruling WHERE unit_id = $1`,
      [unitId],
    );
    return Object.fromEntries(rows.map((row: { url: string; formedOn: string }) => [row.url, row.formedOn]));
  }

  async decide(unitId: number, itemKey: string, sectionUrl: string | null, by: string): Promise<void> {
    await this.db.query(
      `INSERT INTO match_decision (unit_id, item_key, section_url, decided_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (unit_id, item_key) DO UPDATE SET section_url = excluded.section_url, decided_by = excluded.decided_by, decided_at = now()`,
      [unitId, itemKey, sectionUrl, by],
    );
  }

  /** Takes a decision back: the row is matched as the site shows it again. False when there was none. */
  async undecide(unitId: number, itemKey: string): Promise<boolean> {
    const [rows] = await this.db.query(
      `DELETE FROM match_decision WHERE unit_id = $1 AND item_key = $2 RETURNING item_key`,
      [unitId, itemKey],
    );
    return rows.length > 0;
  }
}

/** Each may be some megabytes. */
const READ_AHEAD = 2;

/** Keys in one order: facts that come back from the database are the same facts. */
function canonicalText(observation: StoredFacts): string {
  return JSON.stringify(observation, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
