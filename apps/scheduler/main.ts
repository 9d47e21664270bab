import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { loadConfig, useChinaTime } from '@app/platform/config';
import { DatabaseModule } from '@app/platform/database.module';
import { log, NestLog } from '@app/platform/logger';
import { announceReady, exitWithParent } from '@app/platform/parent.client';
import { QueuesModule } from '@app/platform/queues.module';
import { StagesModule } from '@app/platform/stages.module';
import { SitesModule } from '@app/sites/sites.module';
import { Timetable } from './timetable';

useChinaTime();
const config = loadConfig();

/** Decides that something is due and puts it on a queue; does nothing else. */
@Module({
  imports: [
    DatabaseModule.with(config, log),
    QueuesModule.with(config, log),
    StagesModule,
    SitesModule,
    ScheduleModule.forRoot(),
  ],
  providers: [Timetable],
})
class SchedulerApp {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(SchedulerApp, { logger: new NestLog(log) });
  exitWithParent(() => app.close());
  announceReady();
}

void main();
