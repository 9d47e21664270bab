import { LocalDate } from '@app/calendar/local-date';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { isKnownToTheEnd } from './list-extent';
import { CatalogPage, CatalogPages, ObservedDocument, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { SeenPage, SiteView } from './sections';

/** Since when a page has read the same, by URL. */
export type CatalogHistory = Readonly<Record<string, LocalDate>>;

/**
 * 目录页 — where the site publishes the unit's catalog, by section, title or attachment named 政务公开事项标准目录 and the
 * like; and what stands against saying that it is nowhere.
 */
export function catalogPagesOf(
  site: SiteView,
  seen: { readonly sections: readonly ObservedSection[]; readonly documents: ReadonlyMap<string, ObservedDocument> },
  unchangedSince: CatalogHistory = {},
): CatalogPages {
  const inSections = new Set(
    seen.sections
      .filter(({ name }) => isCatalogName(name))
      .flatMap(({ url, entries }) => [url, ...entries.map((entry) => entry.url)]),
  );
  const found = [...seen.documents.values()].flatMap((document) => {
    const isNamed = isCatalogName(document.title) || document.attachments.some(({ name }) => isCatalogName(name));
    if (!document.evidence || !(isNamed || (inSections.has(document.url) && !isAboutCatalogs(document.title))))
      return [];
    return [catalogPage(document, site.pages.get(pageIdentity(document.url)), unchangedSince)];
  });
  return { found: uniqueByUrl(found), gap: found.length > 0 ? null : gapOf(site, seen.sections) };
}

/**
 * Whether a name is that of a catalog: 政务公开事项标准目录, 社会救助领域基层政务公开标准目录, 主动公开基本目录. Not 政府信息公开目录,
 * the menu of every site, nor 收费标准目录, nor a notice about drawing one up.
 */
export function isCatalogName(name: string): boolean {
  const text = name.normalize('NFKC').replace(/\s+/gu, '');
  return CATALOG.test(text) && !isAboutCatalogs(text);
}

const CATALOG =
  /(?:政务公开|主动公开|公开事项|公开标准|领域[^,。;]{0,8}公开)[^,。;]{0,14}目录|领域[^,。;]{0,6}标准目录/u;

/** 关于做好…目录编制工作的通知 speaks of a catalog and is none; 关于公布, 关于印发 bring it along. */
function isAboutCatalogs(title: string): boolean {
  if (/印发|公布|发布|公开.{0,24}目录的(?:公告|通告)/u.test(title)) return false;
  return /(?:编制|报送|征求|意见|填报|梳理|部署|推进|培训|会议|修订工作|工作方案|工作的?通知|督查|检查|考核|解读|说明)/u.test(
    title,
  );
}

function catalogPage(
  { url, title, evidence, publishedOn, listedOn, firstSeenOn, attachments }: ObservedDocument,
  seen: SeenPage | undefined,
  unchangedSince: CatalogHistory,
): CatalogPage {
  // A file can be exchanged under its address; only a table on the page itself shows whether it changed.
  const since = attachments.length === 0 ? unchangedSince[url] : undefined;
  return {
    url,
    title,
    evidence: evidence as NonNullable<ObservedDocument['evidence']>,
    publishedOn: publishedOn ?? listedOn,
    firstSeenOn,
    ...(since ? { unchangedSince: since } : {}),
    isReadable: attachments.some(({ state }) => state === 'ok') || (seen !== undefined && printsTable(seen.page)),
  };
}

/** The table itself stands on the page. */
function printsTable({ text }: ExtractedPage): boolean {
  return /公开时限|时限/u.test(text) && /公开主体|责任主体|公开内容|公开依据/u.test(text);
}

function uniqueByUrl(pages: readonly CatalogPage[]): CatalogPage[] {
  return [...new Map(pages.map((page) => [page.url, page])).values()];
}

/** What may hide it: sections not read, and links by such a name that lead where nothing was read. */
function gapOf(site: SiteView, sections: readonly ObservedSection[]): string | null {
  const named = sections.find(({ name }) => isCatalogName(name));
  if (named) return `栏目“${named.name}”存在，但未读到目录（${named.gap ?? '没有可识别的目录页面'}）`;
  const unread = sections.filter((section) => !isKnownToTheEnd(section) && !isReadPage(site, section));
  if (unread.length > 0) return `有${unread.length}个栏目未能读完`;
  const own = [...new Set(site.pages.values())].filter(({ page }) => site.isInScope(page.url));
  for (const { page } of own)
    for (const { url, text } of page.links)
      if (isCatalogName(text) && !site.pages.has(pageIdentity(url))) return `链接“${text.trim()}”所指的页面未读取`;
  return null;
}

/** Neither list nor article, but read: a page of links, whose names are looked at below. */
function isReadPage(site: SiteView, { url }: ObservedSection): boolean {
  return site.pages.get(pageIdentity(url))?.page.kind === 'other';
}
