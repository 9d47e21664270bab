import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import { RoundJob, Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import type { CaptureStore } from './capture.store';
import { CAPTURES, EXTRACT } from './capture.token';
import { decodePage } from './charset';
import { CaptureToExtract, CrawlStore } from './crawl.store';
import type { Extract } from './extracted-page';
import { PageDocument, storableJson } from './task-outcome';

const BATCH = 50;

/**
 * Shell of the extract stage: reads the stored captures of a round once more, when extraction has got better, and hands
 * the round on to be judged anew. The website is not asked; links that were overlooked are found in the next round.
 */
@Processor('extract')
export class ExtractWorker extends WorkerHost {
  constructor(
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(EXTRACT) private readonly extract: Extract,
    private readonly sites: SiteStore,
    private readonly crawl: CrawlStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  /** Goes on where it was when a worker dies: what was read since the job was made is not read again. */
  async process(job: Job<RoundJob>): Promise<void> {
    const { roundId } = job.data;
    const round = await this.crawl.round(roundId);
    if (!round || round.state === 'running') return; // a running round is read as it comes in
    const before = new Date(job.timestamp);
    for (;;) {
      const captures = await this.crawl.capturesToExtract(roundId, before, BATCH);
      if (captures.length === 0) break;
      const documents = [];
      for (const capture of captures) documents.push({ captureId: capture.id, document: await this.read(capture) });
      await this.crawl.saveDocuments(documents);
    }
    for (const { id } of await this.sites.unitsOfSite(round.siteId)) await this.stages.observe({ unitId: id, roundId });
  }

  private async read({ sha256, location, contentType, finalUrl }: CaptureToExtract): Promise<PageDocument> {
    const { html } = decodePage(await this.captures.get(sha256, location), contentType);
    const page = this.extract({ url: finalUrl, html });
    return { kind: page.kind, json: storableJson(page) };
  }
}
