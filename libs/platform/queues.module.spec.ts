import 'reflect-metadata';
import { InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Job, Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { loadConfig } from './config';
import { CONFIG, DatabaseModule, LOG } from './database.module';
import { SILENT } from './log';
import { QueuesModule } from './queues.module';
import { TestDatabase, testDatabase } from './test-database.fixture';

/** A worker as the libs write them: one queue in, the database, one queue out. */
@Processor('plan')
class SlowPlanWorker extends WorkerHost {
  constructor(
    private readonly dataSource: DataSource,
    @InjectQueue('fetch') private readonly fetchQueue: Queue,
  ) {
    super();
  }

  override async process(job: Job): Promise<void> {
    await this.dataSource.query(`INSERT INTO step VALUES ('begun')`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await this.dataSource.query(`INSERT INTO step VALUES ('ended')`);
    await this.fetchQueue.add('fetch', { id: job.data.id });
  }
}

describe('a Nest process with database and queues', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await database.dataSource.query('CREATE TABLE step (name text)');
  });
  afterAll(() => database.drop());

  it('finishes the job it has begun before it closes database and queues', async () => {
    const config = loadConfig({ DATABASE_URL: database.url });
    @Module({
      imports: [DatabaseModule.with(config, SILENT), QueuesModule.with(config, SILENT)],
      providers: [SlowPlanWorker],
    })
    class WorkerModule {}
    const app = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
    expect(app.get(CONFIG)).toBe(config);
    expect(app.get(LOG)).toBe(SILENT);

    await app.get<Queue>('BullQueue_plan').add('plan', { id: '1' });
    await until(async () => (await steps()).length > 0);
    await app.close();

    expect(await steps()).toEqual(['begun', 'ended']);
    const [job] = await database.dataSource.query(`SELECT state FROM bullmq.job WHERE queue = 'fetch'`);
    expect(job).toEqual({ state: 'waiting' });
    const connections = `SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    expect(await database.dataSource.query(`${connections} AND application_name LIKE '%queues%'`)).toEqual([]);
  });

  it('complains of a database in disorder once a second and not faster, and works on when it is in order', async () => {
    const said: string[] = [];
    const log = { ...SILENT, warn: (sentence: string) => void said.push(sentence) };
    const config = loadConfig({ DATABASE_URL: database.url });
    @Module({
      imports: [DatabaseModule.with(config, SILENT), QueuesModule.with(config, log)],
      providers: [SlowPlanWorker],
    })
    class WorkerModule {}
    await database.dataSource.query('TRUNCATE step');
    const app = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
    const queue = app.get<Queue>('BullQueue_plan');
    await queue.addBulk(Array.from({ length: 30 }, (_, at) => ({ name: 'plan', data: { id: String(at) } })));
    await until(async () => (await steps()).length > 0);

    await database.dataSource.query('ALTER TABLE bullmq.job RENAME TO job_elsewhere');
    await until(async () => said.some((sentence) => sentence.includes('"job" does not exist')));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await database.dataSource.query('ALTER TABLE bullmq.job_elsewhere RENAME TO job');
    expect(said.length).toBeLessThan(50);

    await database.dataSource.query('TRUNCATE step');
    await until(async () => (await steps()).includes('ended'));
    await app.close();
  }, 60_000);

  async function steps(): Promise<string[]> {
    const rows = await database.dataSource.query('SELECT name FROM step');
    return rows.map(({ name }: { name: string }) => name);
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}
