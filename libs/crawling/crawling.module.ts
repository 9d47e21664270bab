import { DynamicModule, Module } from '@nestjs/common';
import { createCaptureStore } from './capture.store';
import { CAPTURES, EXTRACT } from './capture.token';
import { CrawlStore } from './crawl.store';
import { Extract } from './extracted-page';
import { ExtractWorker } from './extract.worker';
import { FetchWorker } from './fetch.worker';
import { RoundStore } from './round.store';
import { ServerGroupStore } from './server-group.store';
import { PlanWorker } from './plan.worker';

@Module({})
export class CrawlingModule {
  /** `extract` arrives from the app; `captureDir` is where the bytes of captures are kept. */
  static with({ extract, captureDir }: { extract: Extract; captureDir: string }): DynamicModule {
    return {
      module: CrawlingModule,
      providers: [
        CrawlStore,
        RoundStore,
        ServerGroupStore,
        PlanWorker,
        FetchWorker,
        ExtractWorker,
        { provide: EXTRACT, useValue: extract },
        { provide: CAPTURES, useFactory: () => createCaptureStore(captureDir) },
      ],
      exports: [CrawlStore],
    };
  }
}
