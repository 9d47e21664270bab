import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';
import { CatalogStore } from '@app/catalog/catalog.store';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { countedDeadline, scheduleYear } from '@app/evaluation/schedule';
import { ScheduleStore } from '@app/evaluation/schedule.store';
import { unitDeadlines } from '@app/evaluation/unit-deadlines';
import { DeadlineRow } from './calendar-views';
import { DeadlineView } from './views';

interface Span {
  readonly today: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly calendar: WorkCalendar;
}

interface ScheduledInstance {
  readonly itemKey: string;
  readonly instance: string;
  readonly dueOn: LocalDate;
}

/** 期限日历 of a unit, put together from its schedule, its newest evaluation and its alerts. */
@Injectable()
export class DeadlineReads {
  constructor(
    private readonly db: DataSource,
    private readonly schedules: ScheduleStore,
    private readonly evaluations: EvaluationStore,
    private readonly catalogs: CatalogStore,
  ) {}

  async of(unitId: number, span: Span): Promise<{ judgedOn: LocalDate | null; rows: DeadlineRow[] }> {
    await this.schedules.keep(unitId, span);
    const [planned, evaluationId, alerts] = await Promise.all([
      this.schedules.lines(unitId, span.from, span.to),
      this.newestEvaluation(unitId),
      this.alerts(unitId),
    ]);
    const judged = evaluationId === undefined ? undefined : (await this.evaluations.get(evaluationId))?.evaluation;
    const lines = unitDeadlines(planned, judged ?? { findings: [], warnings: [] }, span);
    return {
      judgedOn: judged?.today ?? null,
      rows: lines.map(({ subject, deadline, ...line }) => {
        const { dueOn, state, publishedOn } = line;
        const between = (from: LocalDate, to: LocalDate) => workingDaysBetween(from, to, span.calendar) ?? null;
        return {
          ...line,
          deadline: deadline && { ...deadline, steps: [...deadline.steps] },
          workingDaysLeft: dueOn ? between(span.today, dueOn) : null,
          workingDaysLate: dueOn && state === 'missed' ? between(dueOn, publishedOn ?? span.today) : null,
          alertId: alerts.get(subject) ?? null,
        };
      }),
    };
  }

  /** Every counted and skipped day of one scheduled instance; null where its day is named and not counted. */
  async steps(
    unitId: number,
    wanted: ScheduledInstance,
    { today, calendar }: Omit<Span, 'from' | 'to'>,
  ): Promise<DeadlineView | null> {
    const items = await this.catalogs.itemsOfKey(unitId, wanted.itemKey, today);
    const span = { ...scheduleYear(today), calendar };
    for (const item of items) {
      const deadline = countedDeadline(item, wanted, span);
      if (deadline) return { ...deadline, steps: [...deadline.steps] };
    }
    return null;
  }

  private async newestEvaluation(unitId: number): Promise<number | undefined> {
    const [row] = await this.db.query(
      `SELECT id FROM evaluation WHERE unit_id = $1 ORDER BY today DESC, observation_id DESC, id DESC LIMIT 1`,
      [unitId],
    );
    return row?.id;
  }

  /** Alerts that are not settled, by subject. */
  private async alerts(unitId: number): Promise<Map<string, number>> {
    const rows: { subject: string; id: number }[] = await this.db.query(
      `SELECT subject, max(id) AS id FROM alert WHERE unit_id = $1 AND state NOT IN ('resolved', 'dismissed') GROUP BY subject`,
      [unitId],
    );
    return new Map(rows.map(({ subject, id }) => [subject, id]));
  }
}
