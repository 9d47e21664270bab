import { join } from 'node:path';
import { DynamicModule, Module } from '@nestjs/common';
import { AlertingModule } from '@app/alerting/alerting.module';
import { CalendarModule } from '@app/calendar/calendar.module';
import { CaptureModule } from '@app/crawling/capture.module';
import { CrawlingModule } from '@app/crawling/crawling.module';
import { EvaluationModule } from '@app/evaluation/evaluation.module';
import { ObservationModule } from '@app/observation/observation.module';
import { Config } from '@app/platform/config';
import { DatabaseModule } from '@app/platform/database.module';
import { Log } from '@app/platform/log';
import { QueuesModule } from '@app/platform/queues.module';
import { StagesModule } from '@app/platform/stages.module';
import { RectificationModule } from '@app/rectification/rectification.module';
import { ReportingModule } from '@app/reporting/reporting.module';
import { SitesModule } from '@app/sites/sites.module';
import { extract } from '../../crawlers';
import { attachmentPage } from '../../crawlers/attachment-page';
import { ruleset } from '../../rules';

/** Every stage of the flow; the only place where rules/ and crawlers/ are plugged in. */
@Module({})
export class WorkerModule {
  static with(config: Config, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.with(config, log),
        QueuesModule.with(config, log),
        StagesModule,
        CalendarModule,
        SitesModule,
        CaptureModule.with(config),
        CrawlingModule.with({ extract, extractFile: attachmentPage }),
        ObservationModule,
        EvaluationModule.with(ruleset),
        AlertingModule,
        RectificationModule,
        ReportingModule.with(ruleset, join(__dirname, 'backtest.thread.js')),
      ],
    };
  }
}
