import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { PlanJob, Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { CrawlStore } from './crawl.store';

/** Shell of the plan stage: opens a round for a site that is due and hands it to fetch. */
@Processor('plan')
export class PlanWorker extends WorkerHost {
  constructor(
    private readonly sites: SiteStore,
    private readonly crawl: CrawlStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process({ data: { siteId, reason } }: Job<PlanJob>): Promise<void> {
    const site = await this.sites.site(siteId);
    if (!site) return;
    const { today } = await this.sites.region();
    await this.stages.fetch(await this.crawl.openRound(site, today, reason));
  }
}
