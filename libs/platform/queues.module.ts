import { setTimeout as sleep } from 'node:timers/promises';
import { BullModule } from '@nestjs/bullmq';
import { BeforeApplicationShutdown, DynamicModule, Inject, Module, OnApplicationShutdown } from '@nestjs/common';
import { Job, Processor, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq';
import { Config } from './config';
import { Log } from './log';
import { type QueueBackend, QUEUES, useQueueBackend } from './queues.client';

const QUEUE_BACKEND = Symbol('queue backend');

/**
 * Every queue, to be injected with `@InjectQueue('fetch')`, and the options of every worker: the `@Processor` classes
 * of the libs need to say nothing but the queue's name.
 */
@Module({})
export class QueuesModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  static with(config: Config, log: Log): DynamicModule {
    const backend = useQueueBackend(config, log);
    BullModule.queueClass = loggingQueue(log);
    BullModule.workerClass = trackedWorker(log, { ...backend.workerOptions, concurrency: config.queueConcurrency });
    const queues = BullModule.registerQueue(...QUEUES.map((name) => ({ name })));
    return {
      module: QueuesModule,
      global: true,
      imports: [BullModule.forRoot({ ...backend.options }), queues],
      providers: [{ provide: QUEUE_BACKEND, useValue: backend }],
      exports: [queues],
    };
  }

  /** Workers finish what they have begun in the first phase of the end, while database and queues are still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...openWorkers].map((worker) => worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

const openWorkers = new Set<Worker>();

const REST_MS = 1_000;

function trackedWorker(log: Log, house: WorkerOptions): typeof Worker {
  return class extends Worker {
    constructor(name: string, processor?: string | URL | null | Processor, options?: WorkerOptions) {
      // Nest passes the connection of the Queues.
      super(name, processor, { ...house, ...options, connection: house.connection });
      this.on('error', (error) => log.warn(`worker ${name}: ${error.message}`));
      this.on('failed', (job, error) => log.warn(`${name} job ${job?.id} failed: ${error.message}`));
      this.on('closed', () => openWorkers.delete(this));
      openWorkers.add(this);
    }

    /** BullMQ waits only for a server that refuses connections; of any other fault it would complain without a pause. */
    protected override async moveToActive(token: string, name?: string): Promise<Job> {
      try {
        return await super.moveToActive(token, name);
      } catch (error) {
        await sleep(REST_MS);
        throw error;
      }
    }
  } as typeof Worker;
}

function loggingQueue(log: Log): typeof Queue {
  const complain = oncePerError(log);
  return class extends Queue {
    constructor(name: string, options?: QueueOptions) {
      super(name, options);
      this.on('error', (error) => complain(`queue ${name}`, error));
    }
  } as typeof Queue;
}

/** The queues of a process share their connections: one that is lost is an error of each of them, and said once. */
function oncePerError(log: Log): (who: string, error: Error) => void {
  const said = new WeakSet<Error>();
  return (who, error) => {
    if (said.has(error)) return;
    said.add(error);
    log.warn(`${who}: ${error.message}`);
  };
}
