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
import { AttachmentState } from './attachment-state';
import { BatchStore } from './batch.store';
import { FetchFailure } from './capture';
import type { CaptureStore } from './capture.store';
import { CAPTURES, EXTRACT } from './capture.token';
import { CrawlStore } from './crawl.store';
import type { Extract } from './extracted-page';
import { createFetcher, Fetcher } from './fetcher.client';
import { PageOutcome } from './page.client';
import { afterAnswer, Answered, FRESH_PACE, Pace, paceOutcomeOf } from './politeness';
import { gapOf } from './plan';
import { RoundStore } from './round.store';
import { ServerGroupStore } from './server-group.store';
import { StoredTask, TaskOutcome } from './task-outcome';
import { createTaskReader, failed, TaskReader } from './task.reader';

const LEASE_SECONDS = 20;
const BUSY_MS = 2_000;
const IDLE_MS = 50;
/** One page may take longer than the lease: redirects, robots.txt and the browser each have their own deadline. */
const HEARTBEAT_MS = 5_000;

/** A longer pause gives the worker back and comes again later; the server group is nobody's until then. */
const LONGEST_WAIT_MS = 10_000;
/** A site that wants a longer pause, or a round that takes longer, ends the round: tomorrow's begins with the home page. */
const LONGEST_BACK_OFF_MS = 3_600_000;
const LONGEST_ROUND_MS = 20 * 3_600_000;

/** Pages are brought home together: one file of evidence and one transaction cost as much for fifty as for one. */
const BATCH_TASKS = 50;
/** What is not brought home is read again after a crash, so a slow site does not wait for fifty. */
const BATCH_MS = 2_000;
const BATCH_BYTES = 8 * 1024 * 1024;

interface Visit {
  readonly roundId: number;
  readonly site: StoredSite;
  readonly fetcher: Fetcher;
  readonly reader: TaskReader;
  readonly holder: string;
  readonly endsAtMs: number;
  pace: Pace;
  /** The lease went to another worker; nothing more may be asked or stored. */
  isLost: boolean;
}

/** What a website answered to one task. */
type Answer =
  | { readonly kind: 'page'; readonly fetched: PageOutcome }
  | { readonly kind: 'attachment'; readonly state: AttachmentState };

/** Outcomes that are not brought home yet. */
interface Load {
  outcomes: TaskOutcome[];
  bytes: number;
  sinceMs: number;
}

/** The round ends here; Chinese. */
class GivenUp extends Error {}

/** The server group wants to be left alone until then; the round goes on afterwards. */
class BackOff extends Error {
  constructor(readonly untilMs: number) {
    super(`backing off until ${new Date(untilMs).toISOString()}`);
  }
}

/**
 * Shell of the fetch stage: reads one site to its end while holding the lease of its server group, so that no site is
 * ever read by two workers. Pages are extracted where they are fetched and brought home in batches; a worker that dies
 * loses its lease and the batch in its hands, whose tasks are still pending.
 */
@Processor('fetch', { concurrency: 16 })
export class FetchWorker extends WorkerHost {
  /** 礼貌 belongs to the server group and outlives a pause, so that the back-off doubles. */
  private readonly paces = new Map<string, Pace>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(EXTRACT) private readonly extract: Extract,
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly crawl: CrawlStore,
    private readonly batches: BatchStore,
    private readonly rounds: RoundStore,
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
    const visit: Visit = {
      roundId,
      site,
      fetcher: this.fetcherFor(site),
      reader: await this.readerFor(site, roundId),
      holder,
      endsAtMs: round.startedAt.getTime() + LONGEST_ROUND_MS,
      pace: this.paces.get(site.serverGroup) ?? FRESH_PACE,
      isLost: false,
    };
    await this.visitAndRelease(visit, job, token);
    await this.handOn(roundId, site);
  }

  private async visitAndRelease(visit: Visit, job: Job<RoundJob>, token?: string): Promise<void> {
    const { roundId, site, holder, fetcher } = visit;
    const heartbeat = setInterval(() => void this.keepLease(visit), HEARTBEAT_MS);
    try {
      await this.readToTheEnd(visit);
    } catch (error) {
      if (error instanceof GivenUp) return await this.close(visit, error.message);
      if (!(error instanceof BackOff)) throw error;
      this.log.warn(`${site.name}: ${error.message}`);
      await this.groups.rest(site.serverGroup, holder, new Date(error.untilMs));
      await job.moveToDelayed(error.untilMs, token);
      throw new DelayedError();
    } finally {
      clearInterval(heartbeat);
      this.paces.set(site.serverGroup, visit.pace);
      await fetcher.close();
      if (!visit.isLost) await this.batches.putBack(roundId);
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

  private async readerFor(site: StoredSite, roundId: number): Promise<TaskReader> {
    const { scope } = await this.sites.reach(site);
    return createTaskReader(this.extract, scope, await this.batches.sightings(roundId));
  }

  private async readToTheEnd(visit: Visit): Promise<void> {
    const { roundId } = visit;
    await this.batches.noteDeaths(roundId);
    while (Date.now() < visit.endsAtMs) {
      await this.keepLease(visit);
      if (visit.isLost) throw lost(visit);
      const tasks = await this.batches.take(roundId, BATCH_TASKS);
      if (tasks.length > 0) await this.readBatch(visit, tasks);
      else if ((await this.crawl.progress(roundId)).pending === 0) return this.close(visit);
      else await sleep(IDLE_MS);
    }
    await this.close(visit, '本轮采集超过20小时，提前结束');
  }

  /**
   * One page is read while the website prepares the next. Whatever ends the batch early, what was read is brought home.
   */
  private async readBatch(visit: Visit, tasks: readonly StoredTask[]): Promise<void> {
    const load: Load = { outcomes: [], bytes: 0, sinceMs: Date.now() };
    try {
      let asked = this.ask(visit, tasks[0] as StoredTask);
      for (const [at, task] of tasks.entries()) {
        const answer = await asked;
        const next = tasks[at + 1];
        if (next) asked = this.ask(visit, next);
        asked.catch(() => undefined); // thrown where it is awaited
        await breath(); // the next question goes out before this answer is read
        // A suspect is not counted for the time it waits, only for the moment in which it could kill.
        if (task.takes > 0) await this.batches.noteTaken(visit.roundId, tasks);
        stow(load, this.outcomeOf(visit, task, answer));
        if (Date.now() - load.sinceMs >= BATCH_MS || load.bytes >= BATCH_BYTES) await this.bringHome(visit, load);
      }
    } finally {
      if (!visit.isLost) await this.bringHome(visit, load);
    }
  }

  /** Evidence first: what the database names is there. */
  private async bringHome({ roundId, site }: Visit, load: Load): Promise<void> {
    const { outcomes } = load;
    if (outcomes.length === 0) return;
    Object.assign(load, { outcomes: [], bytes: 0, sinceMs: Date.now() });
    const records = outcomes.flatMap((outcome) => (outcome.kind === 'page' ? [outcome.record] : []));
    const stored = records.length > 0 ? await this.captures.putAll(records) : [];
    await this.batches.save({ roundId, outcomes, stored, maxTasks: site.maxPages });
  }

  private async ask(visit: Visit, task: StoredTask): Promise<Answer> {
    await this.waitForTurn(visit);
    if (visit.isLost) throw lost(visit);
    const { fetcher } = visit;
    const permission = await fetcher.robotsAllows(task.url);
    if (task.via === 'attachment') return this.probe(visit, task, permission.isAllowed);
    if (!permission.isAllowed)
      return { kind: 'page', fetched: { ok: false, failure: this.paced(visit, permission.failure) } };
    const fetched = await (task.via === 'browser' ? fetcher.renderPage(task.url) : fetcher.fetchPage(task.url));
    this.setPace(visit, task.url, answeredBy(fetched));
    return { kind: 'page', fetched };
  }

  /** An attachment robots.txt keeps from us stays unread. */
  private async probe(visit: Visit, { url }: StoredTask, isAllowed: boolean): Promise<Answer> {
    const state = isAllowed ? await visit.fetcher.probeAttachment(url) : 'unread';
    this.setPace(visit, url, { outcome: 'fine', atMs: Date.now() });
    return { kind: 'attachment', state };
  }

  private async waitForTurn({ pace }: Visit): Promise<void> {
    const waitMs = pace.nextAtMs - Date.now();
    if (waitMs > LONGEST_BACK_OFF_MS) throw new GivenUp('网站要求放慢采集或多次无应答，本轮提前结束');
    if (waitMs > LONGEST_WAIT_MS) throw new BackOff(pace.nextAtMs);
    if (waitMs > 0) await sleep(waitMs);
  }

  private outcomeOf({ reader }: Visit, task: StoredTask, answer: Answer): TaskOutcome {
    if (answer.kind === 'attachment')
      return { kind: 'attachment', task, state: answer.state, at: new Date().toISOString() };
    return answer.fetched.ok ? reader.read(task, answer.fetched) : failed(task, answer.fetched.failure);
  }

  /** A robots.txt that does not answer is trouble like any page; one that says no was not asked again. */
  private paced(visit: Visit, failure: FetchFailure): FetchFailure {
    if (failure.kind !== 'robots') this.setPace(visit, failure.url, answeredBy({ ok: false, failure }));
    return failure;
  }

  private setPace(visit: Visit, url: string, answered: Answered): void {
    const { site, fetcher } = visit;
    visit.pace = afterAnswer(visit.pace, answered, { delayMs: fetcher.delayMs(url), backOffMs: site.backOffMs });
  }

  private async close({ roundId, site }: Visit, cut: string | null = null): Promise<void> {
    const [yielded, pagesOfLastRound] = await Promise.all([
      this.rounds.yieldOf(roundId),
      this.rounds.pagesOfLastRound(site.id, roundId),
    ]);
    const gap = cut ?? gapOf({ ...site, ...yielded, pagesOfLastRound });
    await this.crawl.closeRound(roundId, gap);
    this.log.info(`${site.name}: ${yielded.pages} pages read${gap ? `; ${gap}` : ''}`);
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

function answeredBy(outcome: PageOutcome): Answered {
  const atMs = Date.now();
  if (outcome.ok) return { outcome: 'fine', atMs };
  return { outcome: paceOutcomeOf(outcome.failure), atMs, retryAfterMs: outcome.failure.retryAfterMs };
}
