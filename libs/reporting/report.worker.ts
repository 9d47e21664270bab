import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import { CalendarStore } from '@app/calendar/calendar.store';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { ReportJob } from '@app/platform/stages.client';
import { officeOf } from '@app/rectification/notice';
import { SiteStore } from '@app/sites/site.store';
import { parsePeriod } from './period';
import { ReportStore } from './report.store';

/** Shell of the report stage: the scheduler asks for a period that has just ended. A period already written is left alone. */
@Processor('report', { concurrency: 1 })
export class ReportWorker extends WorkerHost {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reports: ReportStore,
    private readonly sites: SiteStore,
    private readonly calendars: CalendarStore,
  ) {
    super();
  }

  async process({ data: { kind, period: name } }: Job<ReportJob>): Promise<void> {
    const period = parsePeriod(kind, name);
    if (!period || (await this.reports.list()).some((line) => line.kind === kind && line.period === name)) return;
    const { name: region, today } = await this.sites.region();
    const office = officeOf(region, this.config.organization).name;
    const calendar = await this.calendars.current();
    await this.reports.write({ period, region, office, today, calendar, by: '系统' });
  }
}
