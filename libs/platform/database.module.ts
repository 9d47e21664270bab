import { DynamicModule, Inject, Module, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from './clock.client';
import { Config } from './config';
import { openDatabase } from './database.client';
import { openScopedDatabase } from './scoped-database.client';
import { Log } from './log';

export const CONFIG = Symbol('config');
export const LOG = Symbol('log');

/** What every process has: its configuration, log, clock and pool. Stores ask for `DataSource`. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** `isScoped`: for what answers people; see `scoped-database.client.ts`. */
  static with(config: Config, log: Log, { isScoped = false } = {}): DynamicModule {
    const open = isScoped ? openScopedDatabase : openDatabase;
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: DataSource, useFactory: () => open(config, log) },
        Clock,
      ],
      exports: [CONFIG, LOG, DataSource, Clock],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
