import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { Clock } from '@app/platform/clock.client';
import { AlertJob, Stages } from '@app/platform/stages.client';
import { AlertStore } from './alert.store';
import { reconcile } from './reconcile';

/** Shell of the alert stage. Only the newest evaluation of a unit speaks; a late job about an older one changes nothing. */
@Processor('alert')
export class AlertWorker extends WorkerHost {
  constructor(
    private readonly evaluations: EvaluationStore,
    private readonly alerts: AlertStore,
    private readonly clock: Clock,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process({ data: { evaluationId } }: Job<AlertJob>): Promise<void> {
    const stored = await this.evaluations.get(evaluationId);
    if (!stored || (await this.evaluations.latestIds()).get(stored.unitId) !== evaluationId) return;
    await this.alerts.reconcile(stored.unitId, evaluationId, (existing) =>
      reconcile(existing, stored.evaluation, this.clock.now()),
    );
    await this.stages.settle(stored.unitId);
  }
}
