import { setTimeout as sleep } from 'node:timers/promises';
import { StoredSite } from '@app/sites/site.store';
import { FetchedAttachment } from './attachment-fetch.client';
import { FetchFailure } from './capture';
import { ExtractedPage } from './extracted-page';
import { Fetcher } from './fetcher.client';
import { PageOutcome, Unchanged } from './page.client';
import { afterAnswer, Answered, Pace, paceOutcomeOf } from './politeness';
import { turnOf } from './server-group';
import { GroupState, ServerGroupStore } from './server-group.store';
import { SitemapEntry } from './sitemap';
import { StoredTask } from './task-outcome';
import { KnownCapture, VisitStore } from './visit.store';

/** A longer pause gives the worker back and comes again later. */
const LONGEST_WAIT_MS = 10_000;
/** A site that wants a longer pause ends the round: the next one begins with the home page. */
const LONGEST_BACK_OFF_MS = 3_600_000;
const MOST_SITEMAPS = 10;
/** Files read whole in one visit; of others only the first bytes are asked for. */
const MOST_WHOLE_FILES = 200;

/** The round ends here; Chinese. */
export class GivenUp extends Error {}

/** Nothing is asked until then, and the round goes on afterwards. `isGroupWide`: nor may anybody else ask the server. */
export class Pause extends Error {
  constructor(
    readonly untilMs: number,
    readonly isGroupWide: boolean,
    why: string,
  ) {
    super(`${why} until ${new Date(untilMs).toISOString()}`);
  }
}

/** What a website answered to one task. */
export type Answer =
  | { readonly kind: 'page'; readonly fetched: PageOutcome; readonly before?: KnownCapture }
  | {
      readonly kind: 'unchanged';
      readonly answer: Unchanged;
      readonly before: KnownCapture;
      readonly page: ExtractedPage;
    }
  | ({ readonly kind: 'attachment' } & FetchedAttachment);

export interface VisitOptions {
  readonly site: StoredSite;
  readonly fetcher: Fetcher;
  readonly group: GroupState;
  /** A full round of the timetable keeps to the hours for bulk. */
  readonly isBulk: boolean;
}

/**
 * 访问 — asks one site politely: one question after the other at the pace of its server group, within the group's budget
 * and hours, by robots.txt. What was answered changes the pace, which is kept with the group.
 */
export class SiteVisit {
  private pace: Pace;
  private requestsToday: number;
  private requests = 0;
  private wholeFiles = 0;
  private turns: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: VisitOptions,
    private readonly groups: ServerGroupStore,
    private readonly visits: VisitStore,
  ) {
    this.pace = options.group.pace;
    this.requestsToday = options.group.requestsToday;
  }

  get concurrency(): number {
    return this.options.group.manners.concurrency;
  }

  /** @throws GivenUp, Pause */
  async ask(task: StoredTask, before?: KnownCapture): Promise<Answer> {
    await this.turn();
    const { fetcher } = this.options;
    const permission = await fetcher.robotsAllows(task.url);
    if (task.via === 'attachment') return this.askAttachment(task, permission.isAllowed);
    if (!permission.isAllowed) return { kind: 'page', fetched: { ok: false, failure: this.paced(permission.failure) } };
    if (task.via === 'http' && before) return this.revisit(task.url, before);
    const fetched = await (task.via === 'browser' ? fetcher.renderPage(task.url) : fetcher.fetchPage(task.url));
    this.answered(task.url, answeredBy(fetched));
    return { kind: 'page', fetched };
  }

  /** Every entry of the sitemaps that robots.txt names, and of those they name. @throws GivenUp, Pause */
  async readSitemaps(): Promise<SitemapEntry[]> {
    const { fetcher, site } = this.options;
    await this.turn();
    const permission = await fetcher.robotsAllows(site.homeUrl);
    if (permission.isAllowed) this.answered(site.homeUrl, { outcome: 'fine', atMs: Date.now() });
    else this.paced(permission.failure);
    const { host } = new URL(site.homeUrl);
    const isOwn = (url: string) => URL.canParse(url) && new URL(url).host === host;
    const queue = permission.isAllowed ? fetcher.sitemapsOf(site.homeUrl).filter(isOwn) : [];
    const entries: SitemapEntry[] = [];
    for (let at = 0; at < Math.min(queue.length, MOST_SITEMAPS); at++) {
      const url = queue[at] as string;
      await this.turn();
      const map = (await fetcher.robotsAllows(url)).isAllowed ? await fetcher.readSitemap(url) : undefined;
      this.answered(url, { outcome: 'fine', atMs: Date.now() });
      entries.push(...(map?.entries ?? []));
      queue.push(...(map?.sitemaps.filter((each) => !queue.includes(each)) ?? []));
    }
    return entries;
  }

  /** Waits until the group may be asked; questions asked at the same time wait for each other. @throws GivenUp, Pause */
  async turn(): Promise<void> {
    const turn = this.turns.then(() => this.wait());
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  /** Notes an answer the visit did not ask for itself (a probe between two pages). */
  answered(url: string, answer: Answered): void {
    const { fetcher, group } = this.options;
    const settings = { delayMs: fetcher.delayMs(url), backOffMs: group.manners.backOffMs };
    this.pace = afterAnswer(this.pace, answer, settings);
    this.requests += 1;
  }

  /** Keeps the pace with the group, so that whoever comes next goes on from there. */
  async keepPace(): Promise<void> {
    const { requests } = this;
    this.requests = 0;
    this.requestsToday = await this.groups.keep(this.options.site.serverGroup, this.pace, requests);
  }

  private async wait(): Promise<void> {
    const { group, isBulk } = this.options;
    const nowMs = Date.now();
    const requestsToday = this.requestsToday + this.requests;
    const { atMs, why } = turnOf(this.pace, group.manners, { requestsToday, isBulk, nowMs });
    if (why) throw new Pause(atMs, requestsToday >= (group.manners.dailyRequests ?? Infinity), why);
    const waitMs = atMs - nowMs;
    if (waitMs > LONGEST_BACK_OFF_MS) throw new GivenUp('网站要求放慢采集或多次无应答，本轮提前结束');
    if (waitMs > LONGEST_WAIT_MS) throw new Pause(atMs, true, 'backing off');
    if (waitMs > 0) await sleep(waitMs);
    // Where several questions may be open, the next one begins its pause now; otherwise the answer begins it.
    if (this.concurrency > 1) this.pace = { ...this.pace, nextAtMs: Date.now() + group.manners.delayMs };
  }

  /** An attachment robots.txt keeps from us stays unread. */
  private async askAttachment({ url, isDocument }: StoredTask, isAllowed: boolean): Promise<Answer> {
    const { fetcher } = this.options;
    const isWhole = isAllowed && isDocument && this.wholeFiles < MOST_WHOLE_FILES;
    if (isWhole) this.wholeFiles += 1;
    const found: FetchedAttachment = isWhole
      ? await fetcher.fetchAttachment(url)
      : { state: isAllowed ? await fetcher.probeAttachment(url) : 'unread' };
    this.answered(url, { outcome: 'fine', atMs: Date.now() });
    return { kind: 'attachment', ...found };
  }

  /** A 304 whose page is no longer stored says nothing; the page is then asked for as if it were new. */
  private async revisit(url: string, before: KnownCapture): Promise<Answer> {
    const { fetcher } = this.options;
    const { etag, lastModified } = before;
    const answer = await fetcher.revisitPage(url, { etag, lastModified });
    if (!('isUnchanged' in answer)) {
      this.answered(url, answeredBy(answer));
      return { kind: 'page', fetched: answer, before };
    }
    this.answered(url, { outcome: 'fine', atMs: Date.now() });
    const page = await this.visits.page(before.captureId);
    if (page) return { kind: 'unchanged', answer, before, page };
    await this.turn();
    const fetched = await fetcher.fetchPage(url);
    this.answered(url, answeredBy(fetched));
    return { kind: 'page', fetched };
  }

  /** A robots.txt that does not answer is trouble like any page; one that says no was not asked again. */
  private paced(failure: FetchFailure): FetchFailure {
    if (failure.kind !== 'robots') this.answered(failure.url, answeredBy({ ok: false, failure }));
    return failure;
  }
}

function answeredBy(outcome: PageOutcome): Answered {
  const atMs = Date.now();
  if (outcome.ok) return { outcome: 'fine', atMs };
  return { outcome: paceOutcomeOf(outcome.failure), atMs, retryAfterMs: outcome.failure.retryAfterMs };
}
