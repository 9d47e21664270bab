import { dayOf } from '@app/calendar/local-date';
import { ARTICLE_BOUNDS, nextVisit, SITE_BOUNDS, TAIL_BOUNDS, VisitBounds } from '@app/crawling/next-visit';
import { baseOf, BaseRound, dueSites, isHub, KnownPage, plannedVisits } from '@app/crawling/plan';
import { afterAnswer, FRESH_PACE, Pace } from '@app/crawling/politeness';
import { BulkHours, turnOf } from '@app/crawling/server-group';
import { sitemapVisits } from '@app/crawling/sitemap';

export const HOURS = 3_600_000;
const DAYS = 24 * HOURS;
const START = Date.parse('2026-10-01T00:00:00+08:00');
/** Two weeks to learn how pages change, four weeks that are measured. */
const MEASURED_FROM = START + 14 * DAYS;
const END = START + 42 * DAYS;
/** What happens later may rightly be seen after the end. */
const MEASURED_UNTIL = END - 9 * DAYS;
const TICK_MS = 10 * 60_000;

/** 60 pages a unit: home, four lists of one page, four of three, and articles. */
const UNITS = 500;
const LISTS = 8;
const PAGES_OF_LONG_LIST = 3;
const ARTICLES = 43;
/** A unit publishes on every second working day or so, and mends an old article once in five weeks. */
const NEW_A_DAY = 0.4;
const EDITS_A_DAY = 0.03;
/** Sites whose server names ETag or Last-Modified: static pages, of every ten sites. */
const WITH_VALIDATORS_OF_TEN = 6;
/** On the wire: a page of 33 kB compresses to 22 % (libs/crawling/README.md), headers included below. */
const BYTES = { page: 7_800, unchanged: 300, robots: 400, sitemap: 1_600 };
const NIGHT: BulkHours = { from: 22, until: 6 };
const PACE = { delayMs: 1_000, backOffMs: 60_000 };
const MANNERS = { dailyRequests: null, bulk: NIGHT };

export interface Strategy {
  readonly isIncremental: boolean;
  readonly asksConditionally: boolean;
  readonly readsSitemaps: boolean;
  /** How often a site is visited; those of the product unless given. */
  readonly bounds?: VisitBounds;
}

/** Latencies in milliseconds from publication, or edit, to the visit that saw it. */
export interface Seen {
  readonly requestsADay: number;
  /** Requests that take every site round once. */
  readonly requestsARound: number;
  readonly bytesADay: number;
  readonly newArticle: { readonly median: number; readonly p95: number };
  readonly edit: { readonly median: number; readonly p95: number };
  /** Changes of the measured weeks that were not seen by the end. */
  readonly unseen: number;
}

/** Something that happens on a site; `list` shows a new article from then on. */
interface Change {
  readonly atMs: number;
  readonly url: string;
  readonly list: number;
  readonly isNew: boolean;
  seenMs?: number;
}

interface Page extends Omit<KnownPage, 'nextVisitAt'> {
  nextVisitAt: Date;
  /** The list whose entries it shows; −1 for the home page and articles. */
  readonly list: number;
  visits: number;
  changes: number;
  firstMs: number;
  lastMs: number;
}

interface Site {
  readonly id: number;
  readonly hasValidators: boolean;
  readonly changes: Change[];
  readonly pages: Map<string, Page>;
  base: BaseRound | null;
  lastOn: string | null;
  nextRoundAt: Date | null;
  /** A round that waits for the night. */
  paused?: { readonly queue: string[]; readonly untilMs: number };
}

interface Tally {
  requests: number;
  bytes: number;
  rounds: number;
}

/** Six weeks of a platform under one strategy. */
export function simulate(strategy: Strategy, units = UNITS): Seen {
  const sites = Array.from({ length: units }, (_, id) => siteOf(id));
  const tally: Tally = { requests: 0, bytes: 0, rounds: 0 };
  let pace: Pace = FRESH_PACE;
  let nowMs = START;
  let waiting: DueVisit[] = [];
  while (nowMs < END) {
    if (waiting.length === 0) waiting = dueVisits(sites, nowMs);
    const next = waiting.shift();
    if (!next) {
      nowMs = Math.floor(nowMs / TICK_MS + 1) * TICK_MS;
      continue;
    }
    const visit = new Visit(next.site, strategy, tally, { nowMs, pace });
    visit.run(next.reason);
    ({ nowMs, pace } = visit);
  }
  return seenBy(sites, tally);
}

interface DueVisit {
  readonly site: Site;
  readonly reason: 'first' | 'scheduled';
}

/** Rounds that waited for the night, then what the timetable wants, the longest due first. */
function dueVisits(sites: readonly Site[], nowMs: number): DueVisit[] {
  const resumed = sites.filter(({ paused }) => paused && paused.untilMs <= nowMs);
  const planned = sites.map(({ id, lastOn, nextRoundAt, paused }) => ({
    id,
    lastRoundOn: lastOn,
    isRunning: paused !== undefined,
    nextRoundAt,
  }));
  const now = new Date(nowMs);
  const due = dueSites(planned, dayOf(now), now).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return [
    ...resumed.map((site): DueVisit => ({ site, reason: 'scheduled' })),
    ...due.map(({ siteId, reason }): DueVisit => ({ site: sites[siteId] as Site, reason })),
  ];
}

/** One site's round, request by request. */
class Visit {
  nowMs: number;
  pace: Pace;

  constructor(
    private readonly site: Site,
    private readonly strategy: Strategy,
    private readonly tally: Tally,
    at: { readonly nowMs: number; readonly pace: Pace },
  ) {
    this.nowMs = at.nowMs;
    this.pace = at.pace;
  }

  run(reason: 'first' | 'scheduled'): void {
    const { site, strategy } = this;
    const now = new Date(this.nowMs);
    const today = dayOf(now);
    const isBulkOpen = turnOf(FRESH_PACE, MANNERS, { requestsToday: 0, isBulk: true, nowMs: this.nowMs }).why === null;
    const known = { siteId: site.id, base: site.base, isLastTrusted: true };
    const base = strategy.isIncremental && !site.paused ? baseOf({ ...known, reason, isBulkOpen, today }) : null;
    const isBulk = strategy.isIncremental && base === null && reason === 'scheduled';
    const queue = new Set(site.paused?.queue ?? this.queueOf(base, now));
    site.paused = undefined;
    this.request(BYTES.robots);
    if (strategy.readsSitemaps) for (const url of this.readSitemap()) queue.add(url);
    let done = 0;
    for (const url of queue) {
      const { atMs, why } = turnOf(this.pace, MANNERS, { requestsToday: 0, isBulk, nowMs: this.nowMs });
      if (why) {
        site.paused = { queue: [...queue].slice(done), untilMs: atMs };
        return;
      }
      for (const found of this.read(url, base !== null)) queue.add(found);
      done += 1;
    }
    this.end(base, today);
  }

  private queueOf(base: BaseRound | null, now: Date): string[] {
    const pages = [...this.site.pages.values()];
    if (base) return plannedVisits(pages, now).map(({ url }) => url);
    return pages.map(({ url }) => url);
  }

  /** Reads one page; answers what it leads to. */
  private read(url: string, isIncremental: boolean): string[] {
    const { site, strategy } = this;
    const page = site.pages.get(url) ?? newPage(site, url, this.nowMs);
    const isChanged = site.changes.some(({ atMs, url: changed, list, isNew }) => {
      const concerns = changed === url || (isNew && list === page.list && page.list >= 0);
      return concerns && atMs > page.lastMs && atMs <= this.nowMs;
    });
    const isUnchanged = strategy.asksConditionally && site.hasValidators && page.visits > 0 && !isChanged;
    this.request(isUnchanged ? BYTES.unchanged : BYTES.page);
    for (const change of site.changes)
      if (change.url === url && change.atMs <= this.nowMs) change.seenMs ??= this.nowMs;
    const found = page.listPage === 0 && page.list >= 0 ? this.newOf(page.list) : [];
    const next = isIncremental && found.length > 0 ? nextPageOf(site, page) : [];
    this.visited(page, isChanged);
    return [...next, ...found];
  }

  private newOf(list: number): string[] {
    return this.site.changes
      .filter((change) => change.isNew && change.list === list && change.atMs <= this.nowMs)
      .filter(({ url }) => !this.site.pages.has(url))
      .map(({ url }) => url);
  }

  private visited(page: Page, isChanged: boolean): void {
    page.changes += isChanged && page.visits > 0 ? 1 : 0;
    page.visits += 1;
    page.lastMs = this.nowMs;
    const watchedDays = (page.lastMs - page.firstMs) / DAYS;
    const bounds = page.kind === 'article' ? ARTICLE_BOUNDS : isHub(page) ? SITE_BOUNDS : TAIL_BOUNDS;
    page.nextVisitAt = nextVisit({ ...page, watchedDays, lastVisitAt: new Date(page.lastMs), cost: 1 }, bounds);
  }

  private readSitemap(): string[] {
    this.request(BYTES.sitemap);
    const entries = this.site.changes
      .filter(({ atMs }) => atMs <= this.nowMs)
      .map(({ url, atMs }) => ({ url, modifiedMs: atMs }));
    return sitemapVisits(entries, (url) => this.site.pages.get(url)?.lastMs, this.nowMs);
  }

  private request(bytes: number): void {
    this.nowMs = Math.max(this.nowMs, this.pace.nextAtMs);
    this.pace = afterAnswer(this.pace, { outcome: 'fine', atMs: this.nowMs }, PACE);
    if (this.nowMs < MEASURED_FROM || this.nowMs >= END) return;
    this.tally.requests += 1;
    this.tally.bytes += bytes;
  }

  private end(base: BaseRound | null, today: string): void {
    const { site, strategy } = this;
    const hubs = [...site.pages.values()].filter(isHub);
    const watchedDays = Math.max(...hubs.map(({ firstMs, lastMs }) => (lastMs - firstMs) / DAYS));
    const changes = Math.max(...hubs.map((hub) => hub.changes));
    const lastVisitAt = new Date(this.nowMs);
    const bounds = strategy.bounds ?? (strategy.isIncremental ? SITE_BOUNDS : { leastHours: 24, mostHours: 24 });
    const history = { lastVisitAt, watchedDays, visits: hubs[0]?.visits ?? 1, changes, cost: hubs.length };
    site.nextRoundAt = nextVisit(history, bounds);
    site.lastOn = today;
    if (base === null) site.base = { id: site.id, on: today };
    if (this.nowMs >= MEASURED_FROM && this.nowMs < END) this.tally.rounds += 1;
  }
}

function seenBy(sites: readonly Site[], { requests, bytes, rounds }: Tally): Seen {
  const days = (END - MEASURED_FROM) / DAYS;
  const measured = sites.flatMap(({ changes }) =>
    changes.filter(({ atMs }) => atMs >= MEASURED_FROM && atMs < MEASURED_UNTIL),
  );
  const latency = (isNew: boolean) =>
    quantiles(
      measured.flatMap((change) =>
        change.isNew === isNew && change.seenMs !== undefined ? [change.seenMs - change.atMs] : [],
      ),
    );
  return {
    requestsADay: requests / days,
    requestsARound: (requests / rounds) * sites.length,
    bytesADay: bytes / days,
    newArticle: latency(true),
    edit: latency(false),
    unseen: measured.filter(({ seenMs }) => seenMs === undefined).length,
  };
}

function quantiles(values: number[]): { median: number; p95: number } {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

function siteOf(id: number): Site {
  const pages = new Map<string, Page>();
  const changes: Change[] = [];
  const hasValidators = id % 10 < WITH_VALIDATORS_OF_TEN;
  const site: Site = { id, hasValidators, changes, pages, base: null, lastOn: null, nextRoundAt: null };
  add(site, { url: '/', kind: 'home', depth: 0, listPage: 0, list: -1 });
  for (let list = 0; list < LISTS; list++)
    for (let listPage = 0; listPage < (list % 2 ? PAGES_OF_LONG_LIST : 1); listPage++)
      add(site, { url: `/${list}/${listPage}`, kind: 'list', depth: 1, listPage, list });
  for (let at = 0; at < ARTICLES; at++)
    add(site, { url: `/art/${at}`, kind: 'article', depth: 2, listPage: 0, list: -1 });
  const random = randomOf(id + 1);
  for (let day = 0; START + day * DAYS < END; day++) {
    // Offices publish between eight and six.
    const atMs = () => START + day * DAYS + (8 + 10 * random()) * HOURS;
    if (random() < NEW_A_DAY)
      changes.push({ atMs: atMs(), url: `/new/${day}`, list: Math.floor(random() * LISTS), isNew: true });
    if (random() < EDITS_A_DAY)
      changes.push({ atMs: atMs(), url: `/art/${Math.floor(random() * ARTICLES)}`, list: -1, isNew: false });
  }
  return site;
}

type Place = Pick<Page, 'url' | 'kind' | 'depth' | 'listPage' | 'list'>;

function add(site: Site, place: Place, nowMs = START): Page {
  const page: Page = {
    ...place,
    isWatched: false,
    nextVisitAt: new Date(nowMs),
    visits: 0,
    changes: 0,
    firstMs: nowMs,
    lastMs: nowMs,
  };
  site.pages.set(place.url, page);
  return page;
}

function newPage(site: Site, url: string, nowMs: number): Page {
  return add(site, { url, kind: 'article', depth: 2, listPage: 0, list: -1 }, nowMs);
}

function nextPageOf(site: Site, { list, listPage }: Page): string[] {
  const url = `/${list}/${listPage + 1}`;
  return site.pages.has(url) ? [url] : [];
}

/** A linear congruential generator: every run draws the same numbers. */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
