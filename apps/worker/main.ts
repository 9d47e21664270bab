import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig, useChinaTime } from '@app/platform/config';
import { log, NestLog } from '@app/platform/logger';
import { announceReady, exitWithParent, runProgram } from '@app/platform/parent.client';
import { asService } from '@app/platform/service-roles.client';
import { WorkerModule } from './worker.module';

/** As many of these processes as wanted may run against one database. */
async function main(): Promise<void> {
  useChinaTime();
  const config = await asService(loadConfig(), 'worker', log);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, log), { logger: new NestLog(log) });
  exitWithParent(() => app.close());
  announceReady();
}

runProgram(main);
