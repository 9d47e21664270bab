import { LocalDate } from '@app/calendar/local-date';
import { SiteMarks } from '@app/crawling/site-marks';
import { AttachmentState, ItemObservation, ObservedDocument, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { entryIdentity, SeenPage, SiteView } from './sections';
import { AnnualReport, Ipv6Record, SearchTrial, SiteFacts, SiteMarksFact } from './site-facts';
import { datasetsOf, deadLinksOf, inwardLinksOf, looseAttachmentsOf, suspectsOf } from './site-facts-links';
import { placesOf, topicsOf } from './site-facts-places';
import { annualReportOf, reportYearOf } from './site-facts-reports';
import {
  elementsOf,
  GUIDE_ELEMENTS,
  isGuideTitle,
  isReplyTitle,
  isServiceGuideTitle,
  namesChannel,
  replyTextOf,
  sendsToApplication,
  SERVICE_ELEMENTS,
} from './site-facts-texts';

/** What a round left behind besides its pages, as far as the site as a whole is concerned. */
export interface SiteFindings {
  readonly sections: readonly ObservedSection[];
  readonly documents: ReadonlyMap<string, ObservedDocument>;
  readonly items: readonly ItemObservation[];
  readonly attachments: Readonly<Record<string, AttachmentState>>;
  readonly search?: SearchTrial;
  readonly ipv6?: Ipv6Record;
}

const MOST_REPORTS = 2;
const MOST_GUIDES = 100;
const MOST_REPLIES = 300;

/** 站点情况 of one unit. Cost is linear in pages and links. */
export function siteFactsOf(site: SiteView, found: SiteFindings): SiteFacts {
  const own = ownPages(site);
  const guide = guideOf(own);
  const rows = new Map(found.items.flatMap(({ documents }) => documents.map((one) => [pageIdentity(one.url), one])));
  const ofRows = [...rows].flatMap(([id, document]) => {
    const seen = site.pages.get(id);
    return seen && seen.page.kind === 'article' ? [{ document, page: seen.page }] : [];
  });
  return {
    places: placesOf(site, found.sections),
    marks: marksOf(site, own),
    guide: guide ? elementsOf(guide.page, guide.evidence, GUIDE_ELEMENTS) : null,
    requestChannel: guide && namesChannel(guide.page) ? { url: guide.page.url, evidence: guide.evidence } : null,
    reports: reportsOf(own),
    deadLinks: deadLinksOf(site, own),
    inwardLinks: inwardLinksOf(site, own),
    suspects: suspectsOf(site, own),
    attachments: looseAttachmentsOf(own, found.attachments, new Set(rows.keys())),
    serviceGuides: articles(own)
      .filter(({ page }) => isServiceGuideTitle(page.title ?? ''))
      .slice(0, MOST_GUIDES)
      .map(({ page, evidence }) => elementsOf(page, evidence, SERVICE_ELEMENTS)),
    datasets: datasetsOf(site, found.sections, found.documents),
    replies: Object.fromEntries(
      ofRows
        .filter(({ document }) => isReplyTitle(document.title))
        .slice(0, MOST_REPLIES)
        .map(({ document, page }) => [document.url, replyTextOf(page)]),
    ),
    onRequestOnly: ofRows.filter(({ page }) => sendsToApplication(page)).map(({ document }) => document.url),
    ...(found.search ? { search: found.search } : {}),
    ...(found.ipv6 ? { ipv6: found.ipv6 } : {}),
    newestOn: newestDays(found.sections),
  };
}

/** The unit's pages, the home page in front. */
function ownPages(site: SiteView): SeenPage[] {
  const home = site.pages.get(site.homeIdentity);
  const own = [...new Set(site.pages.values())].filter((seen) => seen !== home && site.isInScope(seen.page.url));
  return [...(home ? [home] : []), ...own];
}

const articles = (own: readonly SeenPage[]) => own.filter(({ page }) => page.kind === 'article');

/** 网站标识 of any page count for the site; only the home page tells whether a script puts them in. */
function marksOf(site: SiteView, own: readonly SeenPage[]): SiteMarksFact | null {
  const home = site.pages.get(site.homeIdentity);
  const marked = own.flatMap(({ page }) => page.marks ?? []);
  if (!home?.page.marks || marked.length === 0) return null;
  const first = <K extends 'siteCode' | 'icp' | 'police'>(name: K) => marked.find((marks) => marks[name])?.[name];
  const [siteCode, icp, police] = [first('siteCode'), first('icp'), first('police')];
  return {
    ...(siteCode ? { siteCode } : {}),
    ...(icp ? { icp } : {}),
    ...(police ? { police } : {}),
    has: [...new Set(marked.flatMap(({ has }) => has))],
    evidence: home.evidence,
    gap: marksGap(
      home.page.marks,
      home.page.signals.some(({ kind }) => kind === 'empty-shell'),
    ),
  };
}

function marksGap({ has }: SiteMarks, isShell: boolean): string | null {
  if (isShell) return '首页内容由脚本载入，未能读取';
  return has.includes('scripted') ? '首页的页眉或页脚由脚本、框架载入' : null;
}

/** 公开指南: of several the longest. */
function guideOf(own: readonly SeenPage[]): SeenPage | undefined {
  const guides = articles(own).filter(({ page }) => isGuideTitle(page.title ?? ''));
  return [...guides].sort((a, b) => b.page.text.length - a.page.text.length)[0];
}

/** The newest reports, each held against the one before it. */
function reportsOf(own: readonly SeenPage[]): AnnualReport[] {
  const byYear = new Map<number, SeenPage>();
  for (const seen of articles(own)) {
    const year = reportYearOf(seen.page);
    const known = year === null ? undefined : byYear.get(year);
    if (year !== null && (!known || known.page.text.length < seen.page.text.length)) byYear.set(year, seen);
  }
  const years = [...byYear.keys()].sort((a, b) => b - a);
  return years.slice(0, MOST_REPORTS).flatMap((year, at): AnnualReport[] => {
    const seen = byYear.get(year);
    const earlier = years[at + 1];
    const before = earlier === undefined ? undefined : byYear.get(earlier);
    if (!seen) return [];
    const compared = earlier !== undefined && before ? { before: { year: earlier, page: before.page } } : {};
    return [annualReportOf(seen.page, { evidence: seen.evidence, year, ...compared })];
  });
}

/** Only sections that have to exist and be kept current are asked for their newest day. */
function newestDays(sections: readonly ObservedSection[]): Readonly<Record<string, LocalDate>> {
  const kept = sections.filter(({ name, path }) =>
    [name, ...path].some((level) => topicsOf(level).includes('enterprises')),
  );
  return Object.fromEntries(
    kept.flatMap(({ url, entries }) => {
      const days = new Map(entries.map((entry) => [entryIdentity(entry), entry.publishedOn]));
      const newest = [...days.values()].reduce<LocalDate | null>((a, b) => (b && (!a || b > a) ? b : a), null);
      return newest ? [[url, newest] as const] : [];
    }),
  );
}
