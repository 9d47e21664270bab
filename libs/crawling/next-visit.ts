/** What is known of a page, or of the list pages of a site together, when its next visit is chosen. */
export interface VisitHistory {
  readonly lastVisitAt: Date;
  /** Days over which it was watched, the first visit to the last. */
  readonly watchedDays: number;
  readonly visits: number;
  /** Visits that found other content than the one before. */
  readonly changes: number;
  /** Hours until the nearest 公开截止日 that it may answer; undefined where none is ahead. */
  readonly hoursToDeadline?: number;
  /** Requests one visit takes. */
  readonly cost: number;
}

export interface VisitBounds {
  readonly leastHours: number;
  readonly mostHours: number;
}

/** Articles and the far pages of lists: a month at most, so that a silent change or removal is noticed. */
export const ARTICLE_BOUNDS: VisitBounds = { leastHours: 24, mostHours: 30 * 24 };
/** Far pages of a list: what is put in there late has to be met within a week. */
export const TAIL_BOUNDS: VisitBounds = { leastHours: 24, mostHours: 7 * 24 };
/** The home page and the first pages of lists of a site: once a day, several times where something is due. */
export const SITE_BOUNDS: VisitBounds = { leastHours: 6, mostHours: 24 };

/** Chance of a change that makes a visit of one request worth while. */
const WORTH = 0.2;
/** A visit falls into the last part of the time that is left, so that a publication in time is seen in time. */
const DEADLINE_SHARE = 0.25;
const HOUR_MS = 3_600_000;

/**
 * 下次访问 — deadline nearness × chance of change × cost. Changes are taken for a Poisson process whose rate is what
 * was seen (half a change before anything was seen, over one day); the visit is due when a change has become likely
 * enough for its cost, or when a quarter of the time to the deadline has passed. A nearer deadline and more changes
 * never make it later, a higher cost never earlier; always within the bounds.
 */
export function nextVisit(history: VisitHistory, { leastHours, mostHours }: VisitBounds): Date {
  const { lastVisitAt, hoursToDeadline } = history;
  const changing = -Math.log(1 - worthOf(history.cost)) / changesAnHour(history);
  const due = hoursToDeadline === undefined ? mostHours : Math.max(0, hoursToDeadline) * DEADLINE_SHARE;
  const hours = Math.min(mostHours, Math.max(leastHours, Math.min(changing, due)));
  return new Date(lastVisitAt.getTime() + Math.round(hours * HOUR_MS));
}

function changesAnHour({ changes, watchedDays }: VisitHistory): number {
  return (changes + 0.5) / ((watchedDays + 1) * 24);
}

/** A hundred requests want to be surer than one. */
function worthOf(cost: number): number {
  return Math.min(0.95, WORTH * (1 + Math.log10(Math.max(1, cost))));
}
