import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { NoticeJob, Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { RectificationStore } from './rectification.store';

/** Shell of the recheck: after each new evaluation of a unit, its notices under recheck are settled. */
@Processor('notice')
export class NoticeWorker extends WorkerHost {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly cases: RectificationStore,
    private readonly sites: SiteStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process({ data: { unitId } }: Job<NoticeJob>): Promise<void> {
    const { today } = await this.sites.region();
    for (const noticeId of await this.cases.underRecheck(unitId)) {
      const settled = await this.cases.settle(noticeId, today, this.config.publicUrl);
      if (settled && settled.mailId !== null) await this.stages.mail(settled.mailId);
    }
  }
}
