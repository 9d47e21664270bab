import { LocalDate } from '@app/calendar/local-date';
import { normalizeUrl } from '@app/crawling/url-key';
import { StoredAttachment } from '@app/crawling/attachment-content';
import { Attachment, ClaimedDate, ExtractedPage, ListEntry } from '@app/crawling/extracted-page';
import { normalName } from './names';
import { AttachmentState, ObservedAttachment, ObservedDocument, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { entryIdentity, SeenPage } from './sections';

/** When each URL was first and last seen, by earlier rounds. */
export type Sightings = Readonly<Record<string, { firstSeenOn: LocalDate; lastSeenOn: LocalDate }>>;

/** 成文日期认定 of the unit, by URL. */
export type FormationRulings = Readonly<Record<string, LocalDate>>;

export interface DocumentSources {
  readonly pages: ReadonlyMap<string, SeenPage>;
  readonly attachments: Readonly<Record<string, AttachmentState>>;
  readonly attachmentTexts?: Readonly<Record<string, StoredAttachment>>;
  readonly sightings: Sightings;
  readonly rulings?: FormationRulings;
}

/**
 * 已采集的公开信息 by page identity: every article a section lists, read or not, and articles linked
 * from elsewhere. Listed by several sections, it counts for the deepest.
 */
export function documentsOf(
  sections: readonly ObservedSection[],
  sources: DocumentSources,
): ReadonlyMap<string, ObservedDocument> {
  const documents = new Map<string, ObservedDocument>();
  for (const section of [...sections].sort((a, b) => b.path.length - a.path.length)) {
    for (const entry of section.entries) {
      const id = entryIdentity(entry);
      if (!documents.has(id)) documents.set(id, listedDocument(entry, section, sources));
    }
  }
  const byPath = new Map(sections.map((section) => [pathKey(section.path), section]));
  for (const { page, evidence } of new Set(sources.pages.values())) {
    const id = pageIdentity(page.url);
    if (page.kind !== 'article' || documents.has(id)) continue;
    const section = sectionOfBreadcrumb(page, byPath);
    const document = readDocument({ page, evidence }, section?.url ?? null, sources);
    documents.set(id, section ? { ...document, isUnlisted: true } : document);
  }
  return documents;
}

/** The section an unlisted article says it stands in; some breadcrumbs end with the article's own title. */
function sectionOfBreadcrumb(
  { breadcrumb, title }: ExtractedPage,
  byPath: ReadonlyMap<string, ObservedSection>,
): ObservedSection | undefined {
  const isOwnTitle = normalName(breadcrumb.at(-1) ?? '') === normalName(title ?? '');
  return byPath.get(pathKey(isOwnTitle ? breadcrumb.slice(0, -1) : breadcrumb));
}

function pathKey(path: readonly string[]): string {
  return path.map(normalName).join('>');
}

/** 落款、发布机构、来源 and dates are printed on the article; an entry without its article carries the list's words only. */
function listedDocument(entry: ListEntry, section: ObservedSection, sources: DocumentSources): ObservedDocument {
  const isSectionPage = entryIdentity(entry) === pageIdentity(section.url);
  const seen = sources.pages.get(entryIdentity(entry));
  if (!seen || (seen.page.kind !== 'article' && seen.page.kind !== 'other'))
    return unreadDocument(entry, section, sources);
  const document = readDocument(seen, section.url, sources);
  const listedOn = listDate(entry, seen.page.publishedOn, document.dates);
  return {
    ...document,
    title: longer(document.title, entry.title),
    listedOn,
    ...(isSectionPage ? { isSectionPage } : {}),
  };
}

/**
 * The list's own day. `sectionsOf` fills a missing one from the article, so a day equal to the article's is only the
 * list's when the article says so too: either way the printed day is the same.
 */
function listDate(entry: ListEntry, publishedOn: LocalDate | null, dates: readonly ClaimedDate[]): LocalDate | null {
  return entry.publishedOn ?? (publishedOn ? null : (dates.find(({ from }) => from === 'list')?.value ?? null));
}

/** One article as it was read. */
export function readDocument(
  { page, evidence }: SeenPage,
  sectionUrl: string | null,
  sources: DocumentSources,
): ObservedDocument {
  return {
    url: page.url,
    title: page.title ?? '',
    publishedOn: page.publishedOn,
    formedOn: page.formedOn,
    listedOn: null,
    documentNumber: page.documentNumberNormal ?? page.documentNumber,
    issuingBody: page.issuingBody,
    signedBy: page.signedBy,
    source: page.source,
    validity: page.validity,
    dates: page.dates,
    signals: page.signals,
    attachments: page.attachments.map((attachment) => observedAttachment(attachment, sources)),
    sectionUrl,
    isSituationNote: page.signals.some(({ kind }) => kind === 'situation-note'),
    evidence,
    ...seenOn(page.url, sources),
    ...ruledOn(page.url, sources),
  };
}

function observedAttachment(attachment: Attachment, sources: DocumentSources): ObservedAttachment {
  const url = normalizeUrl(attachment.url) ?? attachment.url;
  const read = sources.attachmentTexts?.[url];
  const state = sources.attachments[url] ?? 'unread';
  if (!read || 'refusal' in read) return { ...attachment, state };
  const { documentNumber, formedOn, dates, signals, text } = read;
  const isScanned = signals.some(({ kind }) => kind === 'scanned-attachment');
  return {
    ...attachment,
    state,
    says: { documentNumber, formedOn, dates, isScanned, text: text.slice(0, MOST_ATTACHMENT_TEXT) },
  };
}

/** An observation is kept for years and read by every rule. */
const MOST_ATTACHMENT_TEXT = 2_000;

function unreadDocument(entry: ListEntry, section: ObservedSection, sources: DocumentSources): ObservedDocument {
  return {
    url: /^https?:/i.test(entry.url) ? entry.url : `${section.url}#${encodeURIComponent(entry.title.toWellFormed())}`,
    title: entry.title,
    publishedOn: null,
    formedOn: null,
    listedOn: entry.publishedOn,
    documentNumber: null,
    issuingBody: null,
    signedBy: null,
    source: null,
    validity: null,
    dates: [],
    signals: [],
    attachments: [],
    sectionUrl: section.url,
    isSituationNote: SITUATION_TITLE.test(entry.title),
    evidence: null,
    ...seenOn(entry.url, sources),
  };
}

const SITUATION_TITLE = /情况说明$|^(?:关于)?.{0,20}(?:暂无|未发生|无此类)/u;

function seenOn(url: string, { sightings }: DocumentSources) {
  const seen = sightings[url];
  return { firstSeenOn: seen?.firstSeenOn ?? null, lastSeenOn: seen?.lastSeenOn ?? null };
}

function ruledOn(url: string, { rulings = {} }: DocumentSources): Pick<ObservedDocument, 'ruledFormedOn'> {
  const on = Object.hasOwn(rulings, url) ? rulings[url] : undefined;
  return on ? { ruledFormedOn: on } : {};
}

/** Lists cut titles short, articles put the site's name behind them; the longer one names more. */
function longer(title: string, listed: string): string {
  return listed.length > title.length && !/…|\.\.\.$/.test(listed) ? listed : title || listed;
}
