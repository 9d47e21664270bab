import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Evaluation, Finding } from './finding';

/** 检查结果. Findings are only ever added; the same observation, ruleset, calendar and day are stored once. */
@Injectable()
export class EvaluationStore {
  constructor(private readonly db: DataSource) {}

  /** Answers the id of the stored evaluation; storing it again adds nothing. */
  async save(observationId: number, unitId: number, evaluation: Evaluation): Promise<number> {
    return this.db.transaction(async (tx) => {
      const [added] = await tx.query(
        `INSERT INTO evaluation (observation_id, unit_id, ruleset_version, today, since, coverage, warnings, calendar_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT evaluation_once DO NOTHING RETURNING id`,
        [
          observationId,
          unitId,
          evaluation.rulesetVersion,
          evaluation.today,
          evaluation.since,
          JSON.stringify(evaluation.coverage),
          JSON.stringify(evaluation.warnings),
          evaluation.calendarVersion ?? '',
        ],
      );
      if (!added) return this.idOf(tx, observationId, evaluation);
      await tx.query(
        `INSERT INTO finding (evaluation_id, unit_id, code, subject, outcome, due_on, detail)
         SELECT $1, $2, line->>'code', line->>'subject', line->>'outcome', (line->>'dueOn')::date, line
           FROM jsonb_array_elements($3::jsonb) AS line`,
        [added.id, unitId, JSON.stringify(evaluation.findings)],
      );
      return added.id;
    });
  }

  async get(id: number): Promise<{ unitId: number; evaluation: Evaluation } | undefined> {
    const [row] = await this.db.query(
      `SELECT e.unit_id, e.ruleset_version, e.calendar_version, e.today::text, e.since::text, e.coverage, e.warnings, u.name
         FROM evaluation e JOIN unit u ON u.id = e.unit_id WHERE e.id = $1`,
      [id],
    );
    if (!row) return undefined;
    const evaluation: Evaluation = {
      unit: row.name,
      today: row.today,
      since: row.since,
      rulesetVersion: row.ruleset_version,
      calendarVersion: row.calendar_version,
      coverage: row.coverage,
      findings: await this.findings(id),
      warnings: row.warnings,
    };
    return { unitId: row.unit_id, evaluation };
  }

  /** The newest evaluation of each unit, by unit id. Older ones never change an alert again. */
  async latestIds(): Promise<Map<number, number>> {
    const rows = await this.db.query(
      `SELECT DISTINCT ON (unit_id) unit_id AS unit, id FROM evaluation ORDER BY unit_id, today DESC, observation_id DESC, id DESC`,
    );
    return new Map(rows.map((row: { unit: number; id: number }) => [row.unit, row.id]));
  }

  private async findings(evaluationId: number): Promise<Finding[]> {
    return (await this.db.query(`SELECT detail FROM finding WHERE evaluation_id = $1 ORDER BY id`, [evaluationId])).map(
      (row: { detail: Finding }) => row.detail,
    );
  }

  private async idOf(tx: Pick<DataSource, 'query'>, observationId: number, evaluation: Evaluation): Promise<number> {
    const [row] = await tx.query(
      `SELECT id FROM evaluation WHERE observation_id = $1 AND ruleset_version = $2 AND today = $3 AND calendar_version = $4`,
      [observationId, evaluation.rulesetVersion, evaluation.today, evaluation.calendarVersion ?? ''],
    );
    return row.id;
  }
}
