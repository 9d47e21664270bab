import { LocalDate } from '@app/calendar/local-date';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { SuperiorCatalog } from '@app/catalog/superior-catalog';
import { StoredAttachment } from '@app/crawling/attachment-content';
import { AvailabilityWeek } from '@app/crawling/availability';
import { Capture, FetchFailure } from '@app/crawling/capture';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { isInScope, SiteScope, Unit } from '@app/sites/unit';
import { CatalogHistory, catalogPagesOf } from './catalog-page';
import { ContentPage } from './content-page';
import { contentPagesOf, EarlierReading } from './content-pages';
import { documentsOf, FormationRulings, Sightings } from './documents';
import { elementsSeen } from './elements-seen';
import { homeOf } from './home';
import { CatalogSource, catalogsObserved, organsNamed, UnitRegister } from './observed-catalogs';
import { itemsObserved } from './item-observations';
import { MatchDecisions } from './match';
import {
  AttachmentState,
  Evidence,
  ItemObservation,
  ObservedDocument,
  ObservedSection,
  UnitObservation,
} from './observation';
import { messagesOf } from './messages';
import { ownTextReader } from './own-text';
import { pageIdentity } from './page-identity';
import { Ipv6Record } from './site-facts';
import { apartFromSearch } from './site-facts-search';
import { siteFactsOf } from './site-facts-seen';
import { superiorsObserved } from './superiors';
import { entryIdentity, SeenPage, sectionsOf, SiteView } from './sections';
import { ListedWord } from './word-list';

/** Everything one crawl of a site left behind, and what people and earlier rounds know. */
export interface ObserveInput {
  readonly unit: Unit;
  readonly scope: SiteScope;
  readonly observedOn: LocalDate;
  readonly items: readonly DisclosureItem[];
  /** In the order they were read; `isCarried`: in an earlier round, and not asked for in this one. */
  readonly pages: readonly { readonly capture: Capture; readonly page: ExtractedPage; readonly isCarried?: boolean }[];
  readonly failures: readonly FetchFailure[];
  /** By attachment URL; those not named are unread. */
  readonly attachments: Readonly<Record<string, AttachmentState>>;
  /** What attachments that are the document itself say, by URL. */
  readonly attachmentTexts?: Readonly<Record<string, StoredAttachment>>;
  readonly isComplete: boolean;
  readonly gap: string | null;
  /** Chinese; why the round is not to be judged at all (疑似改版). */
  readonly suspended?: string | null;
  /** Lists that lost all their known entries at once, by URL. */
  readonly doubtful?: readonly string[];
  /** 可用性 of the site in the week before. */
  readonly availability?: AvailabilityWeek | null;
  readonly decisions?: MatchDecisions;
  readonly sightings?: Sightings;
  readonly rulings?: FormationRulings;
  /** Catalogs in force, to be judged themselves; their rows are those of `items`, except the 负面清单. */
  readonly catalogs?: readonly CatalogSource[];
  /** Catalogs in force above the unit's. */
  readonly above?: readonly SuperiorCatalog[];
  /** Whom 公开主体 may name. */
  readonly register?: UnitRegister;
  /** Since when pages have read the same, by URL. */
  readonly unchangedSince?: CatalogHistory;
  /** What the name service knows of the site's host. */
  readonly ipv6?: Ipv6Record;
  /** 词表 in force; the defaults where none is given. */
  readonly words?: readonly ListedWord[];
  /** Pages that the site now says do not exist, as an earlier round read them. */
  readonly lost?: readonly EarlierReading[];
  /** 内容要素 that the observation before kept. */
  readonly contentBefore?: readonly ContentPage[];
}

/**
 * 监测记录 of one unit from one crawl: sections put together, rows matched to them, documents given to rows.
 * Pages outside the unit's scope are left out, except articles that a section inside it lists on the same host.
 * Cost grows with pages plus items, not with their product.
 */
export function observe(given: ObserveInput): UnitObservation {
  const { search, pages } = apartFromSearch(given.pages, given.scope.homeUrl);
  const input: ObserveInput = { ...given, pages };
  const site = siteView(input);
  const sections = sectionsOf(site);
  const { attachments, attachmentTexts, sightings = {}, rulings } = input;
  const sources = { pages: site.pages, attachments, attachmentTexts, sightings, rulings };
  const documents = documentsOf(sections, { ...sources, pages: inReach(site, sections) });
  const home = homeOf(site, documents);
  const messages = messagesOf(site, input.observedOn);
  const articles = [...documents.values()].filter(({ evidence, isSectionPage }) => evidence && !isSectionPage);
  const items = withElements(itemsObserved(input, sections, documents), site);
  return {
    unit: input.unit,
    scope: input.scope,
    observedOn: input.observedOn,
    home,
    items,
    sections,
    failures: input.failures,
    articles: { read: articles.length, dated: articles.filter(isDated).length },
    isComplete: input.isComplete && home !== null,
    gap: input.gap ?? (home ? null : '首页未能读取'),
    pagesRead: input.pages.filter(({ isCarried }) => !isCarried).length,
    ...carriedOver(input),
    ...(input.suspended ? { suspended: input.suspended } : {}),
    ...(input.availability ? { availability: input.availability } : {}),
    ...(messages.length > 0 ? { messages } : {}),
    siteFacts: siteFactsOf(site, { sections, documents, items, attachments, search, ipv6: input.ipv6 }),
    ...aboutCatalogs(input, site, { sections, documents }),
    contentPages: contentPagesOf({ ...input, pages: site.pages, sections, documents, before: input.contentBefore }),
  };
}

/** Rows with what their documents show of their 要素; the newest documents are enough. */
function withElements(items: readonly ItemObservation[], { pages }: SiteView): ItemObservation[] {
  return items.map((item) => {
    const documents = item.documents.filter(({ isSituationNote }) => !isSituationNote).slice(0, MOST_COMPARED);
    if (documents.length === 0 || item.item.elements.length === 0) return item;
    const said = documents.map((document) => ({
      document,
      text: pages.get(pageIdentity(document.url))?.page.text ?? '',
    }));
    const seen = elementsSeen(item.item.elements, said);
    return seen ? { ...item, elementsSeen: seen } : item;
  });
}

const MOST_COMPARED = 40;

function carriedOver({ pages }: ObserveInput): Pick<UnitObservation, 'carried'> {
  const taken = pages.flatMap(({ capture, isCarried }) => (isCarried ? [capture.capturedAt] : [])).sort();
  return taken[0] ? { carried: { pages: taken.length, oldestAt: taken[0] } } : {};
}

function aboutCatalogs(input: ObserveInput, site: SiteView, seen: Parameters<typeof catalogPagesOf>[1]) {
  if (!input.catalogs) return {};
  return {
    catalogs: catalogsObserved(input.items, input.catalogs),
    catalogPages: catalogPagesOf(site, seen, input.unchangedSince),
    ...(input.register ? { organs: organsNamed(input.items, input.register) } : {}),
    ...superiorsOf(input),
  };
}

function superiorsOf({ unit, items, above, register }: ObserveInput): Pick<UnitObservation, 'superiors'> {
  if (!above?.length || !register) return {};
  return { superiors: superiorsObserved({ kind: unit.kind, items }, above, register) };
}

function siteView({ scope, pages, failures, doubtful = [] }: ObserveInput): SiteView {
  const byIdentity = new Map<string, SeenPage>();
  const host = hostOf(scope.homeUrl);
  const lost = new Set(doubtful.map(pageIdentity));
  // What was read now goes before what another address of the same page showed earlier; in which order a crawl
  // happened to read its pages must not show in what is said of them.
  const inOrder = [...pages].sort(
    (a, b) => Number(a.isCarried ?? 0) - Number(b.isCarried ?? 0) || (a.capture.url < b.capture.url ? -1 : 1),
  );
  for (const { capture, page, isCarried } of inOrder) {
    if (hostOf(page.url) !== host) continue;
    const evidence: Evidence = { url: page.url, capturedAt: capture.capturedAt, sha256: capture.sha256 };
    const seen = { page, evidence, ...(isCarried ? { isCarried } : {}) };
    for (const url of [page.url, capture.finalUrl, capture.url])
      if (hostOf(url) === host && !byIdentity.has(pageIdentity(url))) byIdentity.set(pageIdentity(url), seen);
  }
  return {
    pages: byIdentity,
    homeIdentity: pageIdentity(scope.homeUrl),
    failures,
    ownText: ownTextReader([...new Set(byIdentity.values())].map(({ page }) => page)),
    isDoubtful: (id) => lost.has(id),
    isInScope: (url) => isInScope(scope, url) || pageIdentity(url) === pageIdentity(scope.homeUrl),
  };
}

/** Pages the unit answers for: under its prefixes, or listed by one of its sections. */
function inReach(site: SiteView, sections: readonly ObservedSection[]): ReadonlyMap<string, SeenPage> {
  const listed = new Set(sections.flatMap(({ entries }) => entries.map(entryIdentity)));
  return new Map([...site.pages].filter(([id, { page }]) => listed.has(id) || site.isInScope(page.url)));
}

function isDated({ publishedOn, listedOn, formedOn }: ObservedDocument): boolean {
  return (publishedOn ?? listedOn ?? formedOn) !== null;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
