import { BullModule } from '@nestjs/bullmq';
import { DynamicModule, Module, OnApplicationShutdown } from '@nestjs/common';
import { Config } from './config';
import { Log } from './logger';
import { QueueBackend, QUEUES, useQueueBackend } from './queues.client';

/** Every queue, to be injected with `@InjectQueue('fetch')`; workers are the `@Processor` classes of the libs. */
@Module({})
export class QueuesModule implements OnApplicationShutdown {
  constructor(private readonly backend: QueueBackendOwner) {}

  static with(config: Config, log: Log): DynamicModule {
    const backend = useQueueBackend(config, log);
    const queues = BullModule.registerQueue(...QUEUES.map((name) => ({ name })));
    return {
      module: QueuesModule,
      global: true,
      imports: [BullModule.forRoot({ ...backend.options }), queues],
      providers: [{ provide: QueueBackendOwner, useValue: new QueueBackendOwner(backend) }],
      exports: [queues],
    };
  }

  /** Nest closes Queues and Workers in this same phase; the pool waits for the connections they still hold. */
  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

class QueueBackendOwner {
  constructor(private readonly backend: QueueBackend) {}

  close(): Promise<void> {
    return this.backend.close();
  }
}
