import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Evaluation, Finding } from './finding';

/** 检查结果. Findings are only ever added; the same observation, ruleset, calendar and day are stored once. */
@Injectable()
export class EvaluationStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Answers the id of the stored evaluation; storing the newest again adds nothing. One that others followed (a setting
   * was tried and taken back) is stored once more behind `#2`, so that it is the newest again.
   */
  async save(observationId: number, unitId: number, evaluation: Evaluation): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM observation WHERE id = $1 FOR UPDATE`, [observationId]);
      const same = await sameDay(tx, observationId, evaluation);
      const [newest] = same;
      if (newest && isJudgedAlike(newest, evaluation)) return newest.id;
      const times = same.filter((each) => isJudgedAlike(each, evaluation)).length;
      const [added] = await tx.query(
        `INSERT INTO evaluation (observation_id, unit_id, ruleset_version, today, since, coverage, warnings, calendar_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [
          observationId,
          unitId,
          times === 0 ? evaluation.rulesetVersion : `${evaluation.rulesetVersion}#${times + 1}`,
          evaluation.today,
          evaluation.since,
          JSON.stringify(evaluation.coverage),
          JSON.stringify(evaluation.warnings),
          evaluation.calendarVersion ?? '',
        ],
      );
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
}

interface JudgedBy {
  readonly id: number;
  readonly rules: string;
  readonly calendar: string;
}

/** What the same observation was judged by on the same day, newest first. */
async function sameDay(
  tx: Pick<DataSource, 'query'>,
  observationId: number,
  { today }: Evaluation,
): Promise<JudgedBy[]> {
  return tx.query(
    `SELECT id, ruleset_version AS rules, calendar_version AS calendar FROM evaluation
      WHERE observation_id = $1 AND today = $2 ORDER BY id DESC`,
    [observationId, today],
  );
}

function isJudgedAlike({ rules, calendar }: JudgedBy, { rulesetVersion, calendarVersion = '' }: Evaluation): boolean {
  return rules.split('#')[0] === rulesetVersion && calendar === calendarVersion;
}
