import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { BacktestJob } from '@app/platform/stages.client';
import { BacktestRuns } from './backtest-run.store';
import { RuleBacktests } from './rule-backtest.store';

/** Tries a setting on what was seen, unit by unit; each is stored as it is done, so that the screen can follow. */
@Processor('backtest', { concurrency: 1 })
export class RuleBacktestWorker extends WorkerHost {
  constructor(
    private readonly backtests: RuleBacktests,
    private readonly runs: BacktestRuns,
  ) {
    super();
  }

  async process({ data: { backtestId } }: Job<BacktestJob>): Promise<void> {
    const asked = await this.backtests.get(backtestId);
    if (!asked || (asked.state !== 'waiting' && asked.state !== 'running')) return;
    const { trial, units, outcomes } = await this.runs.begin(asked);
    const { before, after } = trial;
    await this.backtests.begin(backtestId, units, { before: before.ruleset.version, after: after.ruleset.version });
    for await (const { unitId, result, alerts, flips } of outcomes()) {
      if (!(await this.backtests.add(backtestId, { ...result, unitId, alerts }, flips))) return;
    }
    await this.backtests.finish(backtestId);
  }

  /** When all tries are spent the screen says so instead of waiting for ever. */
  @OnWorkerEvent('failed')
  async onFailed(job: Job<BacktestJob> | undefined, error?: Error): Promise<void> {
    if (!job) return;
    const isSpent = job.attemptsMade >= (job.opts.attempts ?? 1) || /stalled/.test(error?.message ?? '');
    if (isSpent) await this.backtests.fail(job.data.backtestId, '未能完成试算，请重新试算；仍不成功的，请查看运行日志');
  }
}
