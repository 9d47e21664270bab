import { Queue, QueueEvents, Worker, WorkerOptions } from 'bullmq';
import { Client } from 'pg';
import { SILENT } from './log';
import { JOB_OPTIONS, jobId, QueueBackend, QueueConfig, QUEUES, useQueueBackend } from './queues.client';
import { hasRedis, testRedis } from './redis-server.fixture';
import { testDatabase } from './test-database.fixture';
import { exited, nextLine, spawnTypescript } from './typescript-child.fixture';

interface Server {
  readonly config: QueueConfig;
  /** Breaks every connection, as a restart does. */
  interrupt(): Promise<void>;
  stop(): Promise<void>;
}

const SERVERS: [name: string, isPresent: boolean, start: () => Promise<Server>][] = [
  ['PostgreSQL', true, startPostgres],
  ['Redis', hasRedis, startRedis],
];

if (!hasRedis) process.stderr.write('redis-server is not installed: the queue tests on Redis are skipped\n');

describe.each(SERVERS)('queues on %s', (_name, isPresent, start) => {
  const onServer = isPresent ? it : it.skip;
  let server: Server;
  let backend: QueueBackend;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    if (!isPresent) return;
    server = await start();
    backend = useQueueBackend(server.config, SILENT);
  });
  afterAll(async () => {
    if (!isPresent) return;
    await backend.close();
    await server.stop();
  });
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.close();
  });

  const openQueue = (name: string) => {
    const queue = new Queue(name, backend.options);
    queue.on('error', () => undefined);
    open.push(queue);
    return queue;
  };
  const work = (name: string, act: (id: string) => Promise<void> | void, options: Partial<WorkerOptions> = {}) => {
    const worker = new Worker(name, async (job) => act(job.data.id), { ...backend.workerOptions, ...options });
    worker.on('error', () => undefined);
    open.push(worker);
    return worker;
  };

  onServer('does every job once, with the options of the house', async () => {
    const done: string[] = [];
    const queue = openQueue('fetch');
    work('fetch', (id) => void done.push(id), { concurrency: 4 });
    const job = await queue.add('fetch', { id: '1' }, { jobId: jobId('fetch', 1) });
    await queue.addBulk(Array.from({ length: 99 }, (_, at) => ({ name: 'fetch', data: { id: `${at + 2}` } })));
    await until(() => done.length >= 100);
    expect(new Set(done).size).toBe(100);
    expect(done).toHaveLength(100);
    expect(job.opts).toMatchObject({ attempts: 5, removeOnFail: JOB_OPTIONS.removeOnFail });
  });

  onServer('queues the same work once while it is held', async () => {
    const queue = openQueue('extract');
    await queue.add('extract', { id: 'a' }, { jobId: jobId('extract', 'a', 3) });
    await queue.add('extract', { id: 'a' }, { jobId: jobId('extract', 'a', 3) });
    await queue.add('extract', { id: 'a' }, { jobId: jobId('extract', 'a', 4) });
    expect(await queue.getJobCountByTypes('waiting')).toBe(2);
  });

  onServer('tries again after a failure and gives up after the last attempt', async () => {
    const queue = openQueue('observe');
    const attempts: Record<string, number> = {};
    const worker = work('observe', (id) => {
      attempts[id] = (attempts[id] ?? 0) + 1;
      if (id === 'hopeless' || attempts[id] < 3) throw new Error('the page is gone');
    });
    const quick = { attempts: 3, backoff: { type: 'fixed', delay: 50 } };
    const flaky = await queue.add('observe', { id: 'flaky' }, quick);
    const hopeless = await queue.add('observe', { id: 'hopeless' }, quick);
    const isOver = async () => (await hopeless.getState()) === 'failed' && (await flaky.getState()) === 'completed';
    await until(isOver);
    expect(attempts).toEqual({ flaky: 3, hopeless: 3 });
    expect((await queue.getJob(hopeless.id!))?.failedReason).toBe('the page is gone');
    await worker.close();
  });

  onServer('gives the job of a killed worker to another, and does it once', async () => {
    const queue = openQueue('evaluate');
    await queue.add('evaluate', { id: 'x' });
    const child = spawnTypescript(`
      const { useQueueBackend } = load('libs/platform/queues.client');
      const { Worker } = require('bullmq');
      const log = { info() {}, warn() {}, error() {} };
      const { workerOptions } = useQueueBackend(${JSON.stringify(server.config)}, log);
      const settings = { ...workerOptions, lockDuration: 1000, stalledInterval: 500 };
      new Worker('evaluate', async () => { console.log('begun'); await new Promise(() => {}); }, settings);
    `);
    expect(await nextLine(child)).toBe('begun');
    child.kill('SIGKILL');
    await exited(child);
    const done: string[] = [];
    work('evaluate', (id) => void done.push(id), { lockDuration: 1_000, stalledInterval: 500 });
    await until(() => done.length > 0);
    await pause(1_200);
    expect(done).toEqual(['x']);
  });

  onServer('goes on by itself after the server was interrupted', async () => {
    const queue = openQueue('alert');
    const done: string[] = [];
    work('alert', (id) => void done.push(id));
    await queue.add('alert', { id: 'before' });
    await until(() => done.length === 1);
    await server.interrupt();
    await untilTrue(() => queue.add('alert', { id: 'after' }, { jobId: jobId('alert', 'after') }));
    await until(() => done.length === 2);
    expect(done).toEqual(['before', 'after']);
  });

  onServer('tells the events of a queue', async () => {
    const queue = openQueue('report');
    const events = new QueueEvents('report', { connection: backend.options.connection });
    events.on('error', () => undefined);
    open.push(events);
    await events.waitUntilReady();
    work('report', () => undefined);
    const job = await queue.add('report', { id: '1' });
    await expect(job.waitUntilFinished(events, 5_000)).resolves.toBeNull();
  });

  onServer('has room for a worker on every queue', async () => {
    const done: string[] = [];
    for (const name of QUEUES) work(name, (id) => void done.push(`${name} ${id}`));
    for (const name of QUEUES) await openQueue(name).add(name, { id: 'room' });
    await until(() => QUEUES.every((name) => done.includes(`${name} room`)));
  });
});

describe('jobId', () => {
  it.each([
    [['evaluate', 12, '2026.1'], 'evaluate-12-2026.1'],
    [['plan'], 'plan'],
  ])('joins %j', (parts, id) => expect(jobId(...parts)).toBe(id));

  it.each([[[]], [['']], [['fetch', 'https://a.example']], [['a', '']]])('refuses %j', (parts) =>
    expect(() => jobId(...parts)).toThrow('without colons'),
  );
});

describe('useQueueBackend', () => {
  it('says what is missing', () => expect(() => useQueueBackend({}, SILENT)).toThrow('DATABASE_URL'));
});

async function startPostgres(): Promise<Server> {
  const database = await testDatabase();
  return {
    config: { databaseUrl: database.url },
    stop: () => database.drop(),
    interrupt: async () => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      const others = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
      await client.query(`SELECT pg_terminate_backend(pid) FROM (${others}) AS other`);
      await client.end();
    },
  };
}

async function startRedis(): Promise<Server> {
  const redis = await testRedis();
  return { config: { redisUrl: redis.url }, interrupt: () => redis.restart(), stop: () => redis.stop() };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('waited 15 s in vain');
    await pause(20);
  }
}

async function untilTrue(act: () => Promise<unknown>): Promise<void> {
  await until(() =>
    act().then(
      () => true,
      () => false,
    ),
  );
}
