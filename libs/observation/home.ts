import { LocalDate } from '@app/calendar/local-date';
import { FETCH_FAILURES } from '@app/crawling/capture';
import { ObservedDocument, UnitObservation } from './observation';
import { pageIdentity } from './page-identity';
import { SeenPage, SiteView } from './sections';

/**
 * 首页 as seen, with the newest day printed on it or on a page one click away (a home page that only leads on is
 * judged by the pages it leads to: 国办秘函〔2019〕19号 首页不更新). Null when it could not be read.
 */
export function homeOf(site: SiteView, documents: ReadonlyMap<string, ObservedDocument>): UnitObservation['home'] {
  const seen = site.pages.get(site.homeIdentity);
  if (!seen) return null;
  const days = [...seen.page.entries.map(({ publishedOn }) => publishedOn), ...linkedDays(seen, site, documents)];
  return {
    evidence: seen.evidence,
    newestOn: newest(days),
    isPortal: seen.page.entries.every(({ publishedOn }) => !publishedOn),
    gap: gapOf(seen, site),
  };
}

function linkedDays(
  { page }: SeenPage,
  site: SiteView,
  documents: ReadonlyMap<string, ObservedDocument>,
): (LocalDate | null)[] {
  return clicksOf(page).flatMap((id) => {
    const target = site.pages.get(id)?.page;
    const document = documents.get(id);
    const entries = target?.entries.map(({ publishedOn }) => publishedOn) ?? [];
    return [target?.publishedOn ?? null, document?.publishedOn ?? null, document?.listedOn ?? null, ...entries];
  });
}

/** Dead links hide nothing; a page that failed otherwise may hold the newest day. */
function gapOf({ page }: SeenPage, site: SiteView): string | null {
  if (page.signals.some(({ kind }) => kind === 'empty-shell')) return '首页内容由脚本载入，未能读取';
  const clicks = new Set(clicksOf(page));
  const lost = site.failures.filter(({ url, kind }) => clicks.has(pageIdentity(url)) && !NOTHING_THERE.has(kind));
  const [first] = lost;
  return first ? `首页链接的${lost.length}个页面未能读取（${FETCH_FAILURES[first.kind].text}）` : null;
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['notFound', 'softNotFound', 'wrongHost']);

function clicksOf(page: SeenPage['page']): string[] {
  const urls = [...page.links.map(({ url }) => url), ...page.entries.map(({ url }) => url)];
  return [...new Set(urls.map(pageIdentity))];
}

function newest(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.reduce<LocalDate | null>((latest, day) => (day && (!latest || day > latest) ? day : latest), null);
}
