import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import type { Config } from '@app/platform/config';
import { CONFIG, LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { EvidenceJob } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { originOf } from './address';
import { CaptureRecord, FETCH_FAILURES, StoredCapture } from './capture';
import type { CaptureStore } from './capture.store';
import { CAPTURES, OBJECTS } from './capture.token';
import type { ObjectStore } from './object.store';
import { RetentionStore } from './retention.store';
import { takeScreenshot } from './screenshot.client';
import { ScreenshotStore } from './screenshot.store';

/** Shell of what happens to evidence beside the flow: pictures that a person asked for, and the end of their keeping. */
@Processor('evidence', { concurrency: 1 })
export class EvidenceWorker extends WorkerHost {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(OBJECTS) private readonly objects: ObjectStore,
    private readonly sites: SiteStore,
    private readonly screenshots: ScreenshotStore,
    private readonly retention: RetentionStore,
  ) {
    super();
  }

  async process({ data }: Job<EvidenceJob>): Promise<void> {
    if (data.kind === 'screenshot') return this.takePicture(data.requestId);
    const { expired, deletedFiles, deletedBytes } = await this.retention.retain(this.objects, this.config.captureDays);
    this.log.info(`retention: ${expired} captures given up, ${deletedFiles} files of ${deletedBytes} bytes deleted`);
  }

  private async takePicture(requestId: number): Promise<void> {
    const work = await this.screenshots.work(requestId);
    const site = work && (await this.sites.site(work.siteId));
    if (!work || !site) return;
    const origin = site.allowsPrivate ? originOf(site.homeUrl) : undefined;
    const shot = await takeScreenshot(work.url, {
      contact: this.config.contact,
      timeoutMs: site.timeoutMs,
      allowPrivateOrigins: origin ? [origin] : [],
      executablePath: this.config.chromiumPath,
    });
    if (!shot.ok) return this.screenshots.fail(requestId, reasonOf(shot.failure.kind, shot.failure.detail));
    const { image: body, status, finalUrl, takenAt: capturedAt, head } = shot;
    const picture = {
      url: work.url,
      finalUrl,
      status,
      capturedAt,
      contentType: 'image/png',
      via: 'screenshot' as const,
    };
    const record: CaptureRecord = { ...head, ...picture, body };
    const [stored] = await this.captures.putAll([record]);
    const capture = { ...picture, ...(stored as StoredCapture), bytes: body.length };
    await this.screenshots.finish(requestId, site.id, capture, shot.warning);
  }

  /** When all tries are spent the request ends as failed: nothing stays pending. */
  @OnWorkerEvent('failed')
  async onFailed(job: Job<EvidenceJob> | undefined, error?: Error): Promise<void> {
    if (job?.data.kind !== 'screenshot') return;
    const isSpent = job.attemptsMade >= (job.opts.attempts ?? 1) || /stalled/.test(error?.message ?? '');
    if (isSpent) await this.screenshots.fail(job.data.requestId, '多次尝试未能完成，请稍后再试');
  }
}

function reasonOf(kind: keyof typeof FETCH_FAILURES, detail: string | undefined): string {
  return detail ? `${FETCH_FAILURES[kind].text}（${detail}）` : FETCH_FAILURES[kind].text;
}
