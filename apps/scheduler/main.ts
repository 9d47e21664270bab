import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { CalendarModule } from '@app/calendar/calendar.module';
import { ProbeStore } from '@app/crawling/probe.store';
import { PrecisionStore } from '@app/evaluation/precision.store';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { RulesInForceStore } from '@app/evaluation/rules-in-force.store';
import { RULESET } from '@app/evaluation/ruleset.token';
import { Config, loadConfig, useChinaTime } from '@app/platform/config';
import { DatabaseModule } from '@app/platform/database.module';
import { log, NestLog } from '@app/platform/logger';
import { announceReady, exitWithParent, runProgram } from '@app/platform/parent.client';
import { asService } from '@app/platform/service-roles.client';
import { QueuesModule } from '@app/platform/queues.module';
import { StagesModule } from '@app/platform/stages.module';
import { RectificationStore } from '@app/rectification/rectification.store';
import { RuleBacktests } from '@app/reporting/rule-backtest.store';
import { SitesModule } from '@app/sites/sites.module';
import { ruleset } from '../../rules';
import { Timetable } from './timetable';

/** Decides that something is due and puts it on a queue; does nothing else. */
function schedulerModule(config: Config) {
  @Module({
    imports: [
      DatabaseModule.with(config, log),
      QueuesModule.with(config, log),
      StagesModule,
      CalendarModule,
      SitesModule,
      ScheduleModule.forRoot(),
    ],
    providers: [
      Timetable,
      ProbeStore,
      RectificationStore,
      RuleSettingStore,
      RuleBacktests,
      PrecisionStore,
      RulesInForceStore,
      { provide: RULESET, useValue: ruleset },
    ],
  })
  class SchedulerApp {}
  return SchedulerApp;
}

async function main(): Promise<void> {
  useChinaTime();
  const config = await asService(loadConfig(), 'worker', log);
  const app = await NestFactory.createApplicationContext(schedulerModule(config), { logger: new NestLog(log) });
  exitWithParent(() => app.close());
  announceReady();
}

runProgram(main);
