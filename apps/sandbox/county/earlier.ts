import { LocalDate } from '@app/calendar/local-date';
import { Article, SandboxCounty } from './county';
import { DocumentPlan } from './plan';

/** A page that the platform met on an earlier day. */
export interface EarlierPage {
  readonly siteId: string;
  readonly on: LocalDate;
  /** Its path on the site, then as now. */
  readonly path: string;
  /** The county with this page as it read then. */
  readonly county: SandboxCounty;
  readonly isAsToday: boolean;
}

/** What earlier rounds met, by site and day. */
export function earlierPages(county: SandboxCounty): EarlierPage[] {
  const pages = county.channels.flatMap(({ siteId, articles }) =>
    articles.flatMap((article) =>
      (article.plan.earlier ?? []).map(({ on, body }) => ({
        siteId,
        on,
        path: article.url,
        county:
          body || article.plan.isRemoved
            ? withPlan(county, article, { ...(body ? { body } : {}), isRemoved: false })
            : county,
        isAsToday: body === undefined && !article.plan.isRemoved,
      })),
    ),
  );
  return pages.sort((a, b) => a.siteId.localeCompare(b.siteId) || a.on.localeCompare(b.on));
}

function withPlan(county: SandboxCounty, changed: Article, change: Partial<DocumentPlan>): SandboxCounty {
  const channels = county.channels.map((channel) => ({
    ...channel,
    articles: channel.articles.map((article) =>
      article === changed ? { ...article, plan: { ...article.plan, ...change } } : article,
    ),
  }));
  return { ...county, channels };
}

/** A unit with a site of its own that the platform read to its end before today, with the lists whose pages are kept. */
export interface EarlierRound {
  readonly unitId: string;
  readonly siteId: string;
  readonly on: LocalDate;
  /** The county as its sites stood on that day. */
  readonly county: SandboxCounty;
  /** Paths of the lists that something is missing from. */
  readonly lists: readonly string[];
}

/** By the day on which documents were not there yet. */
export function earlierRounds(county: SandboxCounty): EarlierRound[] {
  const absent = county.channels.flatMap((channel) =>
    channel.articles.flatMap(({ plan }) => (plan.absentOn ? [{ channel, on: plan.absentOn }] : [])),
  );
  const rounds = new Map(
    absent.map(({ channel: { unitId, siteId }, on }) => [`${unitId} ${on}`, { unitId, siteId, on }]),
  );
  return [...rounds.values()].map((round) => ({
    ...round,
    county: countyOn(county, round.on),
    lists: [
      ...new Set(
        absent
          .filter(({ channel, on }) => channel.unitId === round.unitId && on === round.on)
          .map(({ channel }) => channel.url),
      ),
    ],
  }));
}

/** Without what was published, or only put up, after that day. */
function countyOn(county: SandboxCounty, day: LocalDate): SandboxCounty {
  const wasThere = ({ plan }: Article) => plan.published <= day && (plan.absentOn === undefined || plan.absentOn > day);
  const channels = county.channels.map((channel) => ({ ...channel, articles: channel.articles.filter(wasThere) }));
  return { ...county, channels };
}
