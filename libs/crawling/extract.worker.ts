import { createHash } from 'node:crypto';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import { CaptureJob } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import type { CaptureStore } from './capture.store';
import { CAPTURES, EXTRACT } from './capture.token';
import { decodePage } from './charset';
import { CaptureToExtract, CrawlStore } from './crawl.store';
import type { Extract, ExtractedPage } from './extracted-page';
import { foundTasks } from './found-tasks';
import { MAX_SIGHTINGS, withoutNextPages } from './frontier';

/** Shell of the extract stage: reads stored bytes, never the website; so it can be rerun when extraction gets better. */
@Processor('extract')
export class ExtractWorker extends WorkerHost {
  constructor(
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(EXTRACT) private readonly extract: Extract,
    private readonly sites: SiteStore,
    private readonly crawl: CrawlStore,
  ) {
    super();
  }

  async process({ data: { captureId } }: Job<CaptureJob>): Promise<void> {
    const capture = await this.crawl.captureToExtract(captureId);
    const round = capture && (await this.crawl.round(capture.roundId));
    const site = round && (await this.sites.site(round.siteId));
    if (!capture || !site) return;
    const { html } = decodePage(await this.captures.get(capture.sha256, capture.location), capture.contentType);
    const page = this.extract({ url: capture.finalUrl, html });
    const { scope } = await this.sites.reach(site);
    const found = foundTasks(await this.followable(page, capture), capture, scope);
    await this.crawl.saveDocument({ ...capture, id: captureId }, page, found, site.maxPages);
  }

  /** The page without the links that endless sites multiply. */
  private async followable(page: ExtractedPage, read: CaptureToExtract): Promise<ExtractedPage> {
    const entries = page.entries.map(({ url }) => url).join(' ');
    const digest = entries === '' ? null : `list:${createHash('sha256').update(entries).digest('hex')}`;
    const { sameBytes, isListRepeated } = await this.crawl.sightsOf(read, digest);
    if (sameBytes > MAX_SIGHTINGS) return { ...page, links: [], entries: [], nextPages: [] };
    return read.listPage > 0 && (entries === '' || isListRepeated) ? withoutNextPages(page) : page;
  }

  /**
   * When all tries are spent the task ends as unreadable: nothing stays pending, and the round can finish. A page that
   * kills its workers fails as stalled, whatever tries were left.
   */
  @OnWorkerEvent('failed')
  async onFailed(job: Job<CaptureJob> | undefined, error?: Error): Promise<void> {
    if (!job) return;
    const isSpent = job.attemptsMade >= (job.opts.attempts ?? 1) || /stalled/.test(error?.message ?? '');
    if (!isSpent) return;
    await this.crawl.abandonExtraction(job.data.captureId, { kind: 'unreadable', at: new Date().toISOString() });
  }
}
