import { Processor, WorkerHost } from '@nestjs/bullmq';
import { DelayedError, Job } from 'bullmq';
import { PlanJob, Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { CrawlStore } from './crawl.store';

const BUSY_MS = 3_000;

/**
 * Shell of the plan stage: opens a round for a site that is due and hands it to fetch. A recheck waits for a running
 * round to end, because only what is captured after the recheck began counts.
 */
@Processor('plan')
export class PlanWorker extends WorkerHost {
  constructor(
    private readonly sites: SiteStore,
    private readonly crawl: CrawlStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process(job: Job<PlanJob>, token?: string): Promise<void> {
    const { siteId, reason } = job.data;
    const site = await this.sites.site(siteId);
    if (!site) return;
    const { today } = await this.sites.region();
    if (isRoutine(reason) && (await this.crawl.hasFinished(siteId, today))) return;
    const { seeds } = await this.sites.reach(site);
    const { roundId, isNew } = await this.crawl.openRound({ id: siteId, seeds }, today, reason);
    if (!isNew && reason === 'recheck') {
      await job.moveToDelayed(Date.now() + BUSY_MS, token);
      throw new DelayedError();
    }
    await this.stages.fetch(roundId);
  }
}

/** What the timetable asks for is due once a day; a person or a recheck may ask again. */
function isRoutine(reason: PlanJob['reason']): boolean {
  return reason === 'first' || reason === 'scheduled';
}
