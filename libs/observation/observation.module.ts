import { Module } from '@nestjs/common';
import { CatalogStore } from '@app/catalog/catalog.store';
import { CrawlStore } from '@app/crawling/crawl.store';
import { RoundStore } from '@app/crawling/round.store';
import { ObservationStore } from './observation.store';
import { ObserveWorker } from './observe.worker';

@Module({
  providers: [CatalogStore, CrawlStore, RoundStore, ObservationStore, ObserveWorker],
  exports: [ObservationStore],
})
export class ObservationModule {}
