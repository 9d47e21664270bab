import { Module } from '@nestjs/common';
import { CatalogsInForce } from '@app/catalog/catalogs-in-force.store';
import { CrawlStore } from '@app/crawling/crawl.store';
import { ProbeStore } from '@app/crawling/probe.store';
import { RoundStore } from '@app/crawling/round.store';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { CatalogHistoryStore } from './catalog-history.store';
import { ContentHistoryStore } from './content-history.store';
import { ObservationStore } from './observation.store';
import { ObserveWorker } from './observe.worker';
import { WordListStore } from './word-list.store';

@Module({
  providers: [
    CatalogsInForce,
    CatalogHistoryStore,
    ContentHistoryStore,
    WordListStore,
    OrganNameStore,
    CrawlStore,
    RoundStore,
    ProbeStore,
    ObservationStore,
    ObserveWorker,
  ],
  exports: [ObservationStore],
})
export class ObservationModule {}
