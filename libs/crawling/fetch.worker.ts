import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { DelayedError, Job } from 'bullmq';
import type { Config } from '@app/platform/config';
import { CONFIG, LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { RoundJob, Stages } from '@app/platform/stages.client';
import { SiteStore, StoredSite } from '@app/sites/site.store';
import { originOf } from './address';
import { FETCH_FAILURES, FetchFailure, StoredCapture } from './capture';
import type { CaptureStore } from './capture.store';
import { CAPTURES } from './capture.token';
import { CrawlStore, StoredTask } from './crawl.store';
import { createFetcher, Fetcher } from './fetcher.client';
import { PageOutcome } from './page.client';
import { afterAnswer, Answered, FRESH_PACE, Pace, paceOutcomeOf } from './politeness';
import { gapOf } from './plan';
import { RoundStore } from './round.store';
import { ServerGroupStore } from './server-group.store';

const LEASE_SECONDS = 20;
const BUSY_MS = 2_000;
const BATCH = 20;
const IDLE_MS = 50;
/** A page that failed for a passing reason is tried once more after all others; what fails twice waits for the next round. */
const MOST_ATTEMPTS = 2;

/** A longer pause gives the worker back and comes again later; the server group is nobody's until then. */
const LONGEST_WAIT_MS = 10_000;
/** A site that wants a longer pause, or a round that takes longer, ends the round: tomorrow's begins with the home page. */
const LONGEST_BACK_OFF_MS = 3_600_000;
const LONGEST_ROUND_MS = 20 * 3_600_000;
/** One page may take longer than the lease: redirects, robots.txt and the browser each have their own deadline. */
const HEARTBEAT_MS = 5_000;
/** Extraction that has not moved for so long is handed on once more, then given up. */
const STUCK_MS = 60_000;
const MOST_HAND_ONS = 3;

interface Visit {
  readonly roundId: number;
  readonly site: StoredSite;
  readonly fetcher: Fetcher;
  readonly holder: string;
  readonly endsAtMs: number;
  pace: Pace;
  /** The lease went to another worker; nothing more may be asked. */
  isLost: boolean;
}

/** The round ends here; Chinese. */
class GivenUp extends Error {}

/** How long captures have been waiting for extraction. */
interface Extraction {
  since: number;
  fetched: number;
  handOns: number;
}

/** The server group wants to be left alone until then; the round goes on afterwards. */
class BackOff extends Error {
  constructor(readonly untilMs: number) {
    super(`backing off until ${new Date(untilMs).toISOString()}`);
  }
}

/**
 * Shell of the fetch stage: reads one site to its end while holding the lease of its server group, so that no site is
 * ever read by two workers. The frontier is in PostgreSQL; a worker that dies loses nothing but its lease.
 */
@Processor('fetch', { concurrency: 16 })
export class FetchWorker extends WorkerHost {
  /** 礼貌 belongs to the server group and outlives a pause, so that the back-off doubles. */
  private readonly paces = new Map<string, Pace>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly crawl: CrawlStore,
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
      holder,
      endsAtMs: round.startedAt.getTime() + LONGEST_ROUND_MS,
      pace: this.paces.get(site.serverGroup) ?? FRESH_PACE,
      isLost: false,
    };
    await this.visitAndRelease(visit, job, token);
    await this.handOn(roundId, site);
  }

  private async visitAndRelease(visit: Visit, job: Job<RoundJob>, token?: string): Promise<void> {
    const { site, holder, fetcher } = visit;
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
      await this.groups.release(site.serverGroup, holder);
      await fetcher.close();
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
    const { roundId, site } = visit;
    for (const captureId of await this.crawl.unextracted(roundId)) await this.stages.extract(captureId, visit.holder);
    const extraction = { since: Date.now(), fetched: 0, handOns: 0 };
    while (Date.now() < visit.endsAtMs) {
      await this.keepLease(visit);
      if (visit.isLost) throw new Error(`the lease of ${site.serverGroup} was lost`);
      const tasks = await this.crawl.nextTasks(roundId, BATCH);
      for (const task of tasks) await this.readOne(visit, task);
      if (tasks.length > 0) continue;
      const { pending, fetched } = await this.crawl.progress(roundId);
      if (pending + fetched === 0) return this.close(visit);
      await this.mindExtraction(visit, extraction, fetched);
      await sleep(IDLE_MS);
    }
    await this.close(visit, '本轮采集超过20小时，提前结束');
  }

  /** Jobs get lost with the workers they kill: captures that nobody extracts are handed on again, then given up. */
  private async mindExtraction({ roundId, holder }: Visit, state: Extraction, fetched: number): Promise<void> {
    if (fetched !== state.fetched) Object.assign(state, { fetched, since: Date.now() });
    if (fetched === 0 || Date.now() - state.since < STUCK_MS) return;
    state.since = Date.now();
    state.handOns += 1;
    for (const captureId of await this.crawl.unextracted(roundId)) {
      if (state.handOns <= MOST_HAND_ONS) await this.stages.extract(captureId, `${holder}-${state.handOns}`);
      else await this.crawl.abandonExtraction(captureId, { kind: 'unreadable', at: new Date().toISOString() });
    }
  }

  private async readOne(visit: Visit, task: StoredTask): Promise<void> {
    if (visit.isLost) throw new Error(`the lease of ${visit.site.serverGroup} was lost`);
    await this.waitForTurn(visit);
    await (task.via === 'attachment' ? this.probe(visit, task) : this.readPage(visit, task));
  }

  /** An attachment robots.txt keeps from us stays unread. */
  private async probe(visit: Visit, task: StoredTask): Promise<void> {
    const { isAllowed } = await visit.fetcher.robotsAllows(task.url);
    const state = isAllowed ? await visit.fetcher.probeAttachment(task.url) : 'unread';
    await this.crawl.saveAttachment(task.id, state, new Date().toISOString());
    this.setPace(visit, task.url, { outcome: 'fine', atMs: Date.now() });
  }

  private async waitForTurn({ pace }: Visit): Promise<void> {
    const waitMs = pace.nextAtMs - Date.now();
    if (waitMs > LONGEST_BACK_OFF_MS) throw new GivenUp('网站要求放慢采集或多次无应答，本轮提前结束');
    if (waitMs > LONGEST_WAIT_MS) throw new BackOff(pace.nextAtMs);
    if (waitMs > 0) await sleep(waitMs);
  }

  private async readPage(visit: Visit, task: StoredTask): Promise<void> {
    const { roundId, fetcher } = visit;
    const permission = await fetcher.robotsAllows(task.url);
    if (!permission.isAllowed) return this.fail(task, this.paced(visit, permission.failure));
    const outcome: PageOutcome = await (task.via === 'browser'
      ? fetcher.renderPage(task.url)
      : fetcher.fetchPage(task.url));
    this.setPace(visit, task.url, answeredBy(outcome));
    if (!outcome.ok) return this.fail(task, outcome.failure);
    if (outcome.html === null)
      return this.fail(task, { url: task.url, kind: 'unreadable', at: outcome.capture.capturedAt });
    const capture = { ...outcome.capture, url: task.url };
    const [stored] = await this.captures.putAll([{ ...outcome.head, ...capture, body: outcome.body }]);
    await this.stages.extract(
      await this.crawl.saveCapture(roundId, task.id, { ...capture, ...(stored as StoredCapture) }),
    );
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

  private async fail(task: StoredTask, failure: FetchFailure): Promise<void> {
    const isFinal = FETCH_FAILURES[failure.kind].permanent || task.attempts + 1 >= MOST_ATTEMPTS;
    await this.crawl.saveFailure(task.id, failure, isFinal ? null : 0);
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

function answeredBy(outcome: PageOutcome): Answered {
  const atMs = Date.now();
  if (outcome.ok) return { outcome: 'fine', atMs };
  return { outcome: paceOutcomeOf(outcome.failure), atMs, retryAfterMs: outcome.failure.retryAfterMs };
}
