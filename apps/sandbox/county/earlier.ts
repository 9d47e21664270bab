import { LocalDate } from '@app/calendar/local-date';
import { Article, SandboxCounty } from './county';

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
        county: body ? withBody(county, article, body) : county,
        isAsToday: body === undefined,
      })),
    ),
  );
  return pages.sort((a, b) => a.siteId.localeCompare(b.siteId) || a.on.localeCompare(b.on));
}

function withBody(county: SandboxCounty, changed: Article, body: readonly string[]): SandboxCounty {
  const channels = county.channels.map((channel) => ({
    ...channel,
    articles: channel.articles.map((article) =>
      article === changed ? { ...article, plan: { ...article.plan, body } } : article,
    ),
  }));
  return { ...county, channels };
}
