import { Processor, WorkerHost } from '@nestjs/bullmq';
import { DelayedError, Job } from 'bullmq';
import { LocalDate } from '@app/calendar/local-date';
import { PlanJob, Stages } from '@app/platform/stages.client';
import { SiteStore, StoredSite } from '@app/sites/site.store';
import { CrawlStore, RoundPlan } from './crawl.store';
import { FoundTask } from './found-tasks';
import { PRIORITY } from './frontier';
import { baseOf, plannedVisits } from './plan';
import { fingerprintOf } from './server-fingerprint.client';
import { bulkOpensAt } from './server-group';
import { ServerGroupStore } from './server-group.store';
import { keyOf } from './url-key';
import { VisitStore } from './visit.store';

const BUSY_MS = 3_000;

/**
 * Shell of the plan stage: looks a new site's server up, opens a round for a site that is due and hands it to fetch. A
 * recheck waits for a running round to end, because only what is captured after the recheck began counts.
 */
@Processor('plan')
export class PlanWorker extends WorkerHost {
  constructor(
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly crawl: CrawlStore,
    private readonly visits: VisitStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process(job: Job<PlanJob>, token?: string): Promise<void> {
    const { siteId, reason, dueAt = null } = job.data;
    const site = await this.sites.site(siteId);
    if (!site) return;
    const { today, isVirtual } = await this.sites.region();
    if (isRoutine(reason) && (await this.isEarly(site, today, isVirtual))) return;
    await this.lookUp(site);
    const { seeds } = await this.sites.reach(site);
    const plan = await this.planOf(site, { reason, today, dueAt });
    const { roundId, isNew } = await this.crawl.openRound({ id: siteId, seeds }, today, reason, plan);
    if (!isNew && reason === 'recheck') {
      await job.moveToDelayed(Date.now() + BUSY_MS, token);
      throw new DelayedError();
    }
    await this.stages.fetch(roundId);
  }

  /** The timetable asks often; a site is read when its visit is due, and in a sandbox, where no day passes, once. */
  private async isEarly({ id, nextRoundAt }: StoredSite, today: LocalDate, isVirtual: boolean): Promise<boolean> {
    return !isVirtual && nextRoundAt ? nextRoundAt > new Date() : this.crawl.hasFinished(id, today);
  }

  /** Who shares a server with whom is known before the first page is asked for. */
  private async lookUp({ id, homeUrl }: StoredSite): Promise<void> {
    if (!(await this.groups.isUnknown(id))) return;
    const fingerprint = await fingerprintOf(homeUrl);
    if (!fingerprint) return;
    await this.groups.saveFingerprint(id, fingerprint, new Date());
    await this.groups.regroup();
  }

  private async planOf(
    { id, serverGroup, maxPages }: StoredSite,
    { reason, today, dueAt }: Pick<PlanJob, 'reason'> & { today: LocalDate; dueAt: string | null },
  ): Promise<RoundPlan> {
    const now = new Date();
    const [known, group] = await Promise.all([this.visits.base(id), this.groups.state(serverGroup)]);
    const bulk = group?.manners.bulk;
    const isBulkOpen = !bulk || bulkOpensAt(bulk, now.getTime()) === now.getTime();
    const base = baseOf({ ...known, siteId: id, reason, isBulkOpen, today });
    if (!base) return { baseRound: null, dueAt, visits: [], maxTasks: maxPages };
    const [pages, failed, attachments] = await Promise.all([
      this.visits.known(id, base.id),
      this.visits.failedInPassing(id, base.id),
      this.visits.attachmentsInDoubt(id, base.id),
    ]);
    const visits: FoundTask[] = [
      ...plannedVisits(pages, now).map((visit) => ({ ...visit, key: keyOf(visit.url), via: 'http' as const })),
      ...failed.map((page) => ({ ...page, via: 'http' as const, priority: PRIORITY.list })),
      ...attachments.map((file) => ({
        ...file,
        via: 'attachment' as const,
        priority: PRIORITY.retry - 1,
        listPage: 0,
      })),
    ];
    return { baseRound: base.id, dueAt, visits, maxTasks: maxPages };
  }
}

/** What the timetable asks for waits until it is due; a person or a recheck may ask at any time. */
function isRoutine(reason: PlanJob['reason']): boolean {
  return reason === 'first' || reason === 'scheduled';
}
