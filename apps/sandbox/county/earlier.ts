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
