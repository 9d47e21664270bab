import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { CalendarStore } from '@app/calendar/calendar.store';
import { ObservationStore } from '@app/observation/observation.store';
import { EvaluateJob, Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { evaluate } from './evaluate';
import { EvaluationStore } from './evaluation.store';
import { RecordStore } from './records.store';
import { RulesInForceStore } from './rules-in-force.store';
import { ScheduleStore } from './schedule.store';

/** Shell of the evaluate stage: load, decide, save, hand on. Every judgement is in `evaluate`. */
@Processor('evaluate')
export class EvaluationWorker extends WorkerHost {
  constructor(
    private readonly rules: RulesInForceStore,
    private readonly observations: ObservationStore,
    private readonly evaluations: EvaluationStore,
    private readonly schedules: ScheduleStore,
    private readonly calendars: CalendarStore,
    private readonly sites: SiteStore,
    private readonly stages: Stages,
    private readonly records: RecordStore,
  ) {
    super();
  }

  async process({ data: { observationId } }: Job<EvaluateJob>): Promise<void> {
    const stored = await this.observations.get(observationId);
    if (!stored) return;
    const [{ today }, calendar] = await Promise.all([this.sites.region(), this.calendars.current()]);
    const { ruleset, settings } = await this.rules.ofUnit(stored.observation.unit.name, today);
    const judged = await this.records.attach({ id: observationId, ...stored }, today);
    const evaluation = evaluate(ruleset, judged.observation, { today, calendar, settings });
    const evaluationId = await this.evaluations.save(judged.id, stored.unitId, evaluation);
    await this.schedules.keep(stored.unitId, { today, calendar });
    await this.stages.alert(evaluationId);
  }
}
