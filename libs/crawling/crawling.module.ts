import { DynamicModule, Module } from '@nestjs/common';
import { ExtractFile } from './attachment-content';
import { EXTRACT, EXTRACT_FILE } from './capture.token';
import { BatchStore } from './batch.store';
import { CrawlStore } from './crawl.store';
import { EvidenceWorker } from './evidence.worker';
import { Extract } from './extracted-page';
import { ExtractWorker } from './extract.worker';
import { FetchWorker } from './fetch.worker';
import { RetentionStore } from './retention.store';
import { RoundStore } from './round.store';
import { ScreenshotStore } from './screenshot.store';
import { ServerGroupStore } from './server-group.store';
import { PlanWorker } from './plan.worker';
import { ProbeStore } from './probe.store';
import { ProbeWorker } from './probe.worker';
import { RoundEnd } from './round-end.store';
import { SiteProber } from './site-prober.client';
import { VisitStore } from './visit.store';

@Module({})
export class CrawlingModule {
  /** How pages and files are read arrives from the app. */
  static with({ extract, extractFile }: { extract: Extract; extractFile: ExtractFile }): DynamicModule {
    return {
      module: CrawlingModule,
      providers: [
        CrawlStore,
        BatchStore,
        RoundStore,
        ServerGroupStore,
        VisitStore,
        ProbeStore,
        RoundEnd,
        SiteProber,
        ProbeWorker,
        PlanWorker,
        FetchWorker,
        ExtractWorker,
        EvidenceWorker,
        RetentionStore,
        ScreenshotStore,
        { provide: EXTRACT, useValue: extract },
        { provide: EXTRACT_FILE, useValue: extractFile },
      ],
      exports: [CrawlStore, ProbeStore],
    };
  }
}
