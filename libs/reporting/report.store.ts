import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitPeriodRecord } from '@app/assessment/unit-period-record';
import { LocalDate } from '@app/calendar/local-date';
import { addWorkingDays, WorkCalendar } from '@app/calendar/working-days';
import { Period, periodOf, previousPeriod, ReportKind } from './period';
import { judgedUnits } from './judged-unit.store';
import { ReportContent, ReportTotals } from './report-content';
import { reportFigures } from './report-figures';
import { unitPeriodRecord } from './unit-record';

export interface ReportLine {
  readonly id: number;
  readonly kind: ReportKind;
  readonly period: string;
  readonly title: string;
  readonly cutoffAt: string;
  readonly createdBy: string;
  readonly totals: ReportTotals;
}

export interface WriteReportInput {
  readonly period: Period;
  readonly region: string;
  readonly office: string;
  /** The region's today. */
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  readonly by: string;
}

/** 10 working days after the bulletin, as offices do. */
const RECTIFY_WORKING_DAYS = 10;

/** Reports, written from stored findings and frozen when written. */
@Injectable()
export class ReportStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Writes a report of the figures as they stand now. Writing the period again adds another report with its own cut-off;
   * none is ever changed.
   */
  async write(input: WriteReportInput): Promise<{ readonly id: number; readonly content: ReportContent }> {
    const { period, today, calendar, by } = input;
    return this.db.transaction('REPEATABLE READ', async (tx) => {
      const [{ cutoffAt }] = await tx.query(`SELECT now() AS "cutoffAt"`);
      const content = reportFigures({
        period,
        region: input.region,
        office: input.office,
        issuedOn: today,
        rectifyBy: addWorkingDays(today, RECTIFY_WORKING_DAYS, calendar) ?? null,
        cutoffAt: cutoffAt.toISOString(),
        records: await records(tx, period, today),
        previousPlaces: await placesOf(tx, previousPeriod(period)),
      });
      const [{ id }] = await tx.query(
        `INSERT INTO report (kind, period, cutoff_at, content, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [period.kind, period.name, cutoffAt, JSON.stringify(content), by],
      );
      return { id, content };
    });
  }

  /** The records of every unit in a period. */
  records(period: Period, today: LocalDate): Promise<UnitPeriodRecord[]> {
    return records(this.db, period, today);
  }

  /** The last period of a kind with judged findings; undefined before the first evaluation. */
  async latestPeriod(kind: ReportKind): Promise<Period | undefined> {
    const [day] = await judgedDays(this.db);
    return day === undefined ? undefined : periodOf(kind, day);
  }

  /** Names of all periods with judged findings, newest first. */
  async periods(): Promise<Record<ReportKind, string[]>> {
    const days = await judgedDays(this.db);
    const names = (kind: ReportKind) => [...new Set(days.map((day) => periodOf(kind, day).name))];
    return { monthly: names('monthly'), quarterly: names('quarterly'), annual: names('annual') };
  }

  /** Newest first. */
  async list(): Promise<ReportLine[]> {
    const rows = await this.db.query(
      `SELECT id, kind, period, content->>'title' AS title, cutoff_at AS "cutoffAt", created_by AS "createdBy",
              content->'totals' AS totals
         FROM report ORDER BY id DESC`,
    );
    return rows.map((row: { cutoffAt: Date }) => ({ ...row, cutoffAt: row.cutoffAt.toISOString() }));
  }

  async byId(id: number): Promise<ReportContent | undefined> {
    const [row] = await this.db.query(`SELECT content FROM report WHERE id = $1`, [id]);
    return row?.content;
  }
}

type Queryable = Pick<DataSource, 'query'>;

async function records(db: Queryable, period: Period, today: LocalDate): Promise<UnitPeriodRecord[]> {
  const units = await judgedUnits(db, period);
  return units.map((unit) => unitPeriodRecord(unit, period, today));
}

/** Places as last published for a period; without a report nothing was published, so nothing is compared. */
async function placesOf(db: Queryable, { kind, name }: Period): Promise<Map<string, number>> {
  const [row] = await db.query(
    `SELECT content->'ranking' AS ranking FROM report WHERE kind = $1 AND period = $2 ORDER BY id DESC LIMIT 1`,
    [kind, name],
  );
  const ranking: ReportContent['ranking'] = row?.ranking ?? [];
  return new Map(ranking.map(({ unit, place }) => [unit, place]));
}

/** One day per month with judged findings, newest first. */
async function judgedDays(db: Queryable): Promise<LocalDate[]> {
  const rows = await db.query(`
    SELECT max(least(f.due_on, e.today))::text AS day
      FROM evaluation e JOIN finding f ON f.evaluation_id = e.id
     WHERE f.outcome IN ('pass', 'fail') AND (f.due_on IS NULL OR f.due_on BETWEEN e.since AND e.today)
       AND e.id IN (SELECT DISTINCT ON (unit_id, since) id FROM evaluation
                     ORDER BY unit_id, since, today DESC, observation_id DESC, id DESC)
     GROUP BY date_trunc('month', least(f.due_on, e.today)) ORDER BY day DESC`);
  return rows.map(({ day }: { day: LocalDate }) => day);
}
