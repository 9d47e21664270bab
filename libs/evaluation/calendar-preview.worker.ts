import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { CalendarPreviews } from '@app/calendar/calendar-preview.store';
import { CalendarRefused, CalendarStore } from '@app/calendar/calendar.store';
import { CalendarJob } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { CalendarEffects } from './calendar-effect.store';

/**
 * Works out which deadlines an edit of the calendar would move, stretch by stretch; each is stored as it is found, so
 * that the screen can follow and a job done once more finds the same.
 */
@Processor('calendar', { concurrency: 1 })
export class CalendarPreviewWorker extends WorkerHost {
  constructor(
    private readonly previews: CalendarPreviews,
    private readonly calendars: CalendarStore,
    private readonly effects: CalendarEffects,
    private readonly sites: SiteStore,
  ) {
    super();
  }

  async process({ data: { previewId } }: Job<CalendarJob>): Promise<void> {
    const preview = await this.previews.get(previewId);
    if (!preview || (preview.state !== 'waiting' && preview.state !== 'running')) return;
    const before = await this.calendars.current();
    if (before.version !== preview.versionBefore)
      return this.previews.fail(previewId, '工作日历刚被他人修改，请重新预览');
    const after = await this.calendars.currentWith(preview.edit).catch(refusalSaid);
    if (typeof after === 'string') return this.previews.fail(previewId, after);

    const { today } = await this.sites.region();
    await this.previews.begin(previewId, await this.effects.rowCount(today));
    let rows = 0;
    for await (const step of this.effects.steps({ before, after, today })) {
      rows += step.rows;
      if (!(await this.previews.add(previewId, step.moved, rows))) return;
    }
    await this.previews.finish(previewId);
  }

  /** When all tries are spent the screen says so instead of waiting for ever. */
  @OnWorkerEvent('failed')
  async onFailed(job: Job<CalendarJob> | undefined, error?: Error): Promise<void> {
    if (!job) return;
    const isSpent = job.attemptsMade >= (job.opts.attempts ?? 1) || /stalled/.test(error?.message ?? '');
    if (isSpent)
      await this.previews.fail(job.data.previewId, '未能推算变动的截止日，请重新预览；仍不成功的，请查看运行日志');
  }
}

/** What was refused, for the person; anything else goes on. */
function refusalSaid(error: unknown): string {
  if (error instanceof CalendarRefused) return error.message;
  throw error;
}
