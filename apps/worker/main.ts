import 'reflect-metadata';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AlertingModule } from '@app/alerting/alerting.module';
import { CrawlingModule } from '@app/crawling/crawling.module';
import { EvaluationModule } from '@app/evaluation/evaluation.module';
import { ObservationModule } from '@app/observation/observation.module';
import { loadConfig, useChinaTime } from '@app/platform/config';
import { DatabaseModule } from '@app/platform/database.module';
import { log, NestLog } from '@app/platform/logger';
import { announceReady, exitWithParent } from '@app/platform/parent.client';
import { QueuesModule } from '@app/platform/queues.module';
import { StagesModule } from '@app/platform/stages.module';
import { RectificationModule } from '@app/rectification/rectification.module';
import { ReportingModule } from '@app/reporting/reporting.module';
import { SitesModule } from '@app/sites/sites.module';
import { extract } from '../../crawlers';
import { ruleset } from '../../rules';

useChinaTime();
const config = loadConfig();

/** Every stage of the flow. As many of these processes as wanted may run against one database. */
@Module({
  imports: [
    DatabaseModule.with(config, log),
    QueuesModule.with(config, log),
    StagesModule,
    SitesModule,
    CrawlingModule.with({ extract, captureDir: join(config.dataDir, 'captures') }),
    ObservationModule,
    EvaluationModule.with(ruleset),
    AlertingModule,
    RectificationModule,
    ReportingModule,
  ],
})
class WorkerApp {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(WorkerApp, { logger: new NestLog(log) });
  exitWithParent(() => app.close());
  announceReady();
}

void main();
