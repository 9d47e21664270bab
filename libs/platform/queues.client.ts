import {
  createPostgresBackend,
  DefaultJobOptions,
  QueueOptions,
  runMigrations,
  setDefaultBackendFactory,
  WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Client, Pool } from 'pg';
import { Config } from './config';
import { Log } from './log';

/** One queue per stage, in flow order, and what people ask for beside the flow. Payloads are ids. */
export const QUEUES = [
  'plan',
  'fetch',
  'extract',
  'observe',
  'evaluate',
  'alert',
  'notice',
  'mail',
  'report',
  'calendar',
  'backtest',
  'evidence',
  'probe',
] as const;
export type QueueName = (typeof QUEUES)[number];

/**
 * Tried again after 1, 2, 4, 8 s and then failed for good. What is done is kept long enough to be looked at. A limit by
 * number would be counted anew with every job, which on PostgreSQL takes two thirds of the speed.
 */
export const JOB_OPTIONS: DefaultJobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 3_600 },
  removeOnFail: { age: 14 * 24 * 3_600 },
};

/**
 * A job whose worker was killed goes to another after at most 20 s. It may be lost five times before it counts as the
 * job that kills its workers.
 */
const WORKER_OPTIONS = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 5 } as const;

export type QueueConfig = Pick<Config, 'databaseUrl' | 'redisUrl'>;

/** Where the queues of one process live. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /** Options for every `new Queue` and `new QueueEvents`, and for `BullModule.forRoot`. */
  readonly options: QueueOptions;
  /** Options for every `new Worker`; the `@Processor` classes get them from QueuesModule. */
  readonly workerOptions: WorkerOptions;
  /** To be called after the last Queue and Worker is closed; closed ones give back what they hold themselves. */
  close(): Promise<void>;
}

/**
 * Chooses where the queues of this process live: Redis when REDIS_URL is set, otherwise the business database.
 * Must run before the Nest module is built, because @nestjs/bullmq asks BullMQ's process-wide default.
 */
export function useQueueBackend(config: QueueConfig, log: Log): QueueBackend {
  return config.redisUrl ? useRedis(config.redisUrl, log) : usePostgres(config.databaseUrl);
}

/** Makes or updates BullMQ's tables; to be run with the migrations. Redis needs none. */
export async function migrateQueues({ databaseUrl, redisUrl }: QueueConfig): Promise<void> {
  if (redisUrl || !databaseUrl) return;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/**
 * The name of a piece of work and its version, e.g. `jobId('evaluate', unitId, rulesetVersion)`. BullMQ skips an id it
 * still holds, so the same work is not queued twice.
 * @throws on an empty part or one with a colon, which BullMQ reserves
 */
export function jobId(...parts: readonly (string | number)[]): string {
  const faulty = parts.find((part) => String(part) === '' || String(part).includes(':'));
  if (parts.length === 0 || faulty !== undefined)
    throw new Error(`a job id is made of parts without colons, found ${JSON.stringify(parts)}`);
  return parts.join('-');
}

/**
 * All Queues of the process share one pool: with BullMQ's own, each would take connections of its own. What is queued
 * is on disk when `add` returns.
 */
const QUEUE_POOL = { max: 6, keepAlive: true, connectionTimeoutMillis: 15_000 };

/**
 * Each Worker has two connections and one to listen; more of them only get in each other's way. They do not wait for
 * the disk, which doubles their speed and loses nothing: the log is written in order, so after a crash of the server at
 * most the last steps of workers are undone together, and the jobs concerned are done once more.
 */
const WORKER_POOL = { max: 2, options: '-c synchronous_commit=off', connectionTimeoutMillis: 15_000 };

function usePostgres(databaseUrl: string | undefined): QueueBackend {
  if (!databaseUrl) throw new Error('neither REDIS_URL nor DATABASE_URL is set: the queues have no place');
  setDefaultBackendFactory(createPostgresBackend as never);
  const address = { connectionString: databaseUrl, application_name: 'mingjian queues' };
  // A pool that BullMQ did not make must itself say in which schema BullMQ's tables are.
  const pool = new Pool({ ...address, ...QUEUE_POOL, options: '-c search_path=bullmq' });
  // Each Queue adds its own listener.
  pool.setMaxListeners(0);
  pool.on('error', () => undefined); // the queues say so
  return {
    kind: 'postgres',
    options: { connection: pool as never, defaultJobOptions: JOB_OPTIONS },
    workerOptions: { ...WORKER_OPTIONS, connection: { ...address, ...WORKER_POOL } as never },
    close: () => pool.end(),
  };
}

function useRedis(redisUrl: string, log: Log): QueueBackend {
  setDefaultBackendFactory();
  // Workers wait for Redis to come back instead of failing, so no limit on retries.
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  redis.on('error', (error) => log.warn(`Redis: ${error.message}`));
  return {
    kind: 'redis',
    options: { connection: redis, defaultJobOptions: JOB_OPTIONS },
    workerOptions: { ...WORKER_OPTIONS, connection: redis },
    close: async () => redis.disconnect(),
  };
}
