import { randomUUID } from 'node:crypto';
import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { DelayedError, Job } from 'bullmq';
import type { Config } from '@app/platform/config';
import { CONFIG, LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { RoundJob, Stages } from '@app/platform/stages.client';
import { SiteStore, StoredSite } from '@app/sites/site.store';
import { originOf } from './address';
import type { ExtractFile } from './attachment-content';
import { storedAttachment } from './attachment-content';
import { BatchStore } from './batch.store';
import type { CaptureStore } from './capture.store';
import { CAPTURES, EXTRACT, EXTRACT_FILE } from './capture.token';
import { CrawlStore, StoredRound } from './crawl.store';
import type { Extract } from './extracted-page';
import { createFetcher, Fetcher } from './fetcher.client';
import { VisitedPages } from './found-tasks';
import { isWorthFollowing, PRIORITY } from './frontier';
import { RoundEnd } from './round-end.store';
import { ServerGroupStore } from './server-group.store';
import { sitemapVisits } from './sitemap';
import { SiteProber } from './site-prober.client';
import { Answer, GivenUp, Pause, SiteVisit } from './site-visit.client';
import { StoredTask, TaskOutcome } from './task-outcome';
import { createTaskReader, failed, TaskReader } from './task.reader';
import { keyOf } from './url-key';
import { VisitStore } from './visit.store';

const LEASE_SECONDS = 20;
const BUSY_MS = 2_000;
const IDLE_MS = 50;
/** One page may take longer than the lease: redirects, robots.txt and the browser each have their own deadline. */
const HEARTBEAT_MS = 5_000;

/** A round that takes longer ends: tomorrow's begins with the home page. One that keeps to the night has three nights. */
const LONGEST_ROUND_MS = 20 * 3_600_000;
const LONGEST_NIGHTLY_ROUND_MS = 68 * 3_600_000;

/** Pages are brought home together: one file of evidence and one transaction cost as much for fifty as for one. */
const BATCH_TASKS = 50;
/** What is not brought home is read again after a crash, so a slow site does not wait for fifty. */
const BATCH_MS = 2_000;
const BATCH_BYTES = 8 * 1024 * 1024;

interface Visit {
  readonly round: StoredRound;
  readonly site: StoredSite;
  readonly fetcher: Fetcher;
  readonly asker: SiteVisit;
  readonly reader: TaskReader;
  readonly holder: string;
  readonly endsAtMs: number;
  /** When pages were last visited, by key; only in an incremental round. */
  readonly visited?: VisitedPages;
  /** The lease went to another worker; nothing more may be asked or stored. */
  isLost: boolean;
}

/** Outcomes that are not brought home yet. */
interface Load {
  outcomes: TaskOutcome[];
  bytes: number;
  sinceMs: number;
}

/**
 * Shell of the fetch stage: reads one site to its end while holding the lease of its server group, so that no site is
 * ever read by two workers. Pages are extracted where they are fetched and brought home in batches; a worker that dies
 * loses its lease and the batch in its hands, whose tasks are still pending.
 */
@Processor('fetch', { concurrency: 16 })
export class FetchWorker extends WorkerHost {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(EXTRACT) private readonly extract: Extract,
    @Inject(EXTRACT_FILE) private readonly extractFile: ExtractFile,
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly crawl: CrawlStore,
    private readonly batches: BatchStore,
    private readonly visits: VisitStore,
    private readonly roundEnd: RoundEnd,
    private readonly prober: SiteProber,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process(job: Job<RoundJob>, token?: string): Promise<void> {
    const { roundId } = job.data;
    const round = await this.crawl.round(roundId);
    const site = round && (await this.sites.site(round.siteId));
    if (!round || !site) return;
    if (round.state === 'finished') return this.handOn(roundId, site);
    const holder = randomUUID();
    if (!(await this.groups.lease(site.serverGroup, holder, LEASE_SECONDS))) {
      const restsUntil = await this.groups.restsUntil(site.serverGroup);
      await job.moveToDelayed(Math.max(Date.now() + BUSY_MS, restsUntil?.getTime() ?? 0), token);
      throw new DelayedError();
    }
    const visit = await this.begin(round, site, holder);
    await this.visitAndRelease(visit, job, token);
    await this.handOn(roundId, site);
  }

  private async begin(round: StoredRound, site: StoredSite, holder: string): Promise<Visit> {
    const group = await this.groups.state(site.serverGroup);
    if (!group) throw new Error(`${site.name} belongs to no server group`);
    const isBulk = round.baseRound === null && round.reason === 'scheduled';
    const fetcher = this.fetcherFor(site);
    const visited = round.baseRound === null ? undefined : await this.visits.knownKeys(site.id, round.baseRound);
    const { scope } = await this.sites.reach(site);
    return {
      round,
      site,
      fetcher,
      asker: new SiteVisit({ site, fetcher, group, isBulk }, this.groups, this.visits),
      reader: createTaskReader(this.extract, scope, await this.batches.sightings(round.id), visited),
      holder,
      endsAtMs: round.startedAt.getTime() + (group.manners.bulk ? LONGEST_NIGHTLY_ROUND_MS : LONGEST_ROUND_MS),
      visited,
      isLost: false,
    };
  }

  private async visitAndRelease(visit: Visit, job: Job<RoundJob>, token?: string): Promise<void> {
    const { round, site, holder, fetcher, asker } = visit;
    const heartbeat = setInterval(() => void this.keepLease(visit), HEARTBEAT_MS);
    try {
      await this.readToTheEnd(visit);
    } catch (error) {
      if (error instanceof GivenUp) return await this.roundEnd.close(round, site, error.message);
      if (!(error instanceof Pause)) throw error;
      this.log.warn(`${site.name}: ${error.message}`);
      const until = new Date(error.untilMs);
      await this.crawl.pauseRound(round.id, until);
      if (error.isGroupWide) await this.groups.rest(site.serverGroup, holder, until);
      await job.moveToDelayed(error.untilMs, token);
      throw new DelayedError();
    } finally {
      clearInterval(heartbeat);
      await fetcher.close();
      await asker.keepPace();
      if (!visit.isLost) await this.batches.putBack(round.id);
      await this.groups.release(site.serverGroup, holder);
    }
  }

  /** A database that is away for a moment costs nothing; a lease that another holds ends the visit. */
  private async keepLease(visit: Visit): Promise<void> {
    const kept = await this.groups.lease(visit.site.serverGroup, visit.holder, LEASE_SECONDS).catch(() => undefined);
    if (kept === false) visit.isLost = true;
  }

  private fetcherFor(site: StoredSite): Fetcher {
    const origin = site.allowsPrivate ? originOf(site.homeUrl) : undefined;
    return createFetcher({
      homeUrl: site.homeUrl,
      delayMs: site.delayMs,
      timeoutMs: site.timeoutMs,
      contact: this.config.contact,
      allowPrivateOrigins: origin ? [origin] : [],
      browser: { executablePath: this.config.chromiumPath },
    });
  }

  private async readToTheEnd(visit: Visit): Promise<void> {
    const { round, site } = visit;
    await this.batches.noteDeaths(round.id);
    await this.addFromSitemaps(visit);
    while (Date.now() < visit.endsAtMs) {
      await this.keepLease(visit);
      if (visit.isLost) throw lost(visit);
      await this.prober.lookWhereWanted(site.serverGroup, visit.asker);
      const tasks = await this.batches.take(round.id, BATCH_TASKS);
      if (tasks.length > 0) await this.readBatch(visit, tasks);
      else if ((await this.crawl.progress(round.id)).pending === 0) return this.roundEnd.close(round, site, null);
      else await sleep(IDLE_MS);
    }
    await this.roundEnd.close(round, site, '本轮采集用时过长，提前结束');
  }

  /** What the site itself names as its pages, after everything that links lead to; taken up again it is asked again. */
  private async addFromSitemaps({ round, site, asker, visited }: Visit): Promise<void> {
    const entries = await asker.readSitemaps();
    if (entries.length === 0) return;
    const { scope } = await this.sites.reach(site);
    const wanted = entries.filter(({ url }) => isWorthFollowing(url, scope));
    const urls = sitemapVisits(wanted, (url) => visited?.get(keyOf(url)), Date.now());
    const task = { via: 'http' as const, priority: PRIORITY.farPage, depth: 1, listPage: 0 };
    await this.batches.add(
      round.id,
      urls.map((url) => ({ ...task, url, key: keyOf(url) })),
      site.maxPages,
    );
  }

  /**
   * Pages are read while the website prepares the next, as many as its group lets be open at a time. Whatever ends the
   * batch early, what was read is brought home.
   */
  private async readBatch(visit: Visit, tasks: readonly StoredTask[]): Promise<void> {
    const load: Load = { outcomes: [], bytes: 0, sinceMs: Date.now() };
    const known = visit.visited ? await this.visits.captures(tasks.map(({ id }) => id)) : undefined;
    // An answer that is read is let go: pages weigh a hundred times what is kept of them.
    const asked: Promise<Answer>[] = [];
    let next = 0;
    const askNext = () => {
      const task = tasks[next++];
      if (!task) return;
      const answer = visit.isLost ? Promise.reject(lost(visit)) : visit.asker.ask(task, known?.get(task.id));
      answer.catch(() => undefined); // thrown where it is awaited
      asked.push(answer);
    };
    try {
      for (let open = 0; open < visit.asker.concurrency; open++) askNext();
      for (const task of tasks) {
        const answer = (await asked.shift()) as Answer;
        askNext();
        await breath(); // the next question goes out before this answer is read
        // A suspect is not counted for the time it waits, only for the moment in which it could kill.
        if (task.takes > 0) await this.batches.noteTaken(visit.round.id, tasks);
        stow(load, outcomeOf(task, answer, visit.reader, this.extractFile));
        if (task.takes > 0) await this.batches.putBack(visit.round.id); // read, and we live
        if (Date.now() - load.sinceMs >= BATCH_MS || load.bytes >= BATCH_BYTES) await this.bringHome(visit, load);
      }
    } finally {
      if (!visit.isLost) await this.bringHome(visit, load);
    }
  }

  /** Evidence first: what the database names is there. */
  private async bringHome({ round, site, asker }: Visit, load: Load): Promise<void> {
    const { outcomes } = load;
    if (outcomes.length === 0) return;
    Object.assign(load, { outcomes: [], bytes: 0, sinceMs: Date.now() });
    const records = outcomes.flatMap((outcome) => (outcome.kind === 'page' ? [outcome.record] : []));
    const stored = records.length > 0 ? await this.captures.putAll(records) : [];
    await this.batches.save({ roundId: round.id, outcomes, stored, maxTasks: site.maxPages });
    await asker.keepPace();
  }

  private async handOn(roundId: number, site: StoredSite): Promise<void> {
    for (const { id } of await this.sites.unitsOfSite(site.id))
      await this.stages.observe({ unitId: id, roundId }, 'round');
  }
}

function lost({ site }: Visit): Error {
  return new Error(`the lease of ${site.serverGroup} was lost`);
}

function stow(load: Load, outcome: TaskOutcome): void {
  load.outcomes.push(outcome);
  if (outcome.kind === 'page') load.bytes += outcome.record.body.length;
}

function outcomeOf(task: StoredTask, answer: Answer, reader: TaskReader, extractFile: ExtractFile): TaskOutcome {
  switch (answer.kind) {
    case 'attachment': {
      const { state, reading } = answer;
      const read = reading && { read: storedAttachment(task.url, reading, extractFile) };
      return { kind: 'attachment', task, state, at: new Date().toISOString(), ...read };
    }
    case 'unchanged':
      return reader.unchanged(task, { ...answer.answer, before: answer.before, page: answer.page });
    case 'page':
      return answer.fetched.ok
        ? reader.read(task, answer.fetched, answer.before)
        : failed(task, answer.fetched.failure);
  }
}
