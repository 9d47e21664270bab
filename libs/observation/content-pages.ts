import { LocalDate } from '@app/calendar/local-date';
import { StoredAttachment } from '@app/crawling/attachment-content';
import { FetchFailure } from '@app/crawling/capture';
import { ExtractedPage, PageSignal } from '@app/crawling/extracted-page';
import { normalizeUrl } from '@app/crawling/url-key';
import { consultationsIn } from './consultations';
import { ContentPage, PageRemark, Withdrawal } from './content-page';
import { ContentSource } from './content-source';
import { readDocument } from './documents';
import { figureConflicts } from './figures';
import { hardshipDetails } from './hardship';
import { Evidence, ObservedDocument, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { personalContext } from './personal-context';
import { policyPairs } from './policy-pairs';
import { displayWindow } from './printed-window';
import { SeenPage } from './sections';
import { validityNotes } from './validity-notes';
import { DEFAULT_WORDS, ListedWord } from './word-list';
import { wordScanner } from './word-scan';

/** A page as an earlier round read it. */
export interface EarlierReading {
  readonly page: ExtractedPage;
  readonly evidence: Evidence;
  readonly seenOn: LocalDate;
}

export interface ContentInput {
  readonly documents: ReadonlyMap<string, ObservedDocument>;
  readonly pages: ReadonlyMap<string, SeenPage>;
  readonly sections: readonly ObservedSection[];
  readonly attachmentTexts?: Readonly<Record<string, StoredAttachment>>;
  readonly failures: readonly FetchFailure[];
  readonly words?: readonly ListedWord[];
  /** Pages that failed in this round, as they were last read. */
  readonly lost?: readonly EarlierReading[];
  /** What the observation before kept. */
  readonly before?: readonly ContentPage[];
}

/** 内容要素 of the unit's articles: those of which something is to be said, now or since an earlier round. */
export function contentPagesOf(input: ContentInput): ContentPage[] {
  const sources = sourcesOf(input);
  const scan = wordScanner(input.words ?? DEFAULT_WORDS);
  const { interpretations, uninterpreted } = policyPairs(sources);
  const consultations = consultationsIn(sources);
  const validity = validityNotes(sources);
  const closed = closedNumbers(sources);
  const found = sources.map((source): ContentPage => {
    const { id, document, page, section } = source;
    const display = /公示/u.test(document.title) ? displayWindow(page.text) : undefined;
    const consultation = consultations.get(id);
    const interpretation = interpretations.get(id);
    const validityNote = validity.get(id);
    return {
      document,
      section: section?.name ?? null,
      length: page.text.length,
      remarks: [...remarksOf(source, scan), ...citing(source, closed)],
      ...(display ? { display } : {}),
      ...(consultation ? { consultation } : {}),
      ...(interpretation ? { interpretation } : {}),
      ...(uninterpreted.has(id) ? { isUninterpreted: true } : {}),
      ...(validityNote ? { validity: validityNote } : {}),
    };
  });
  return withEarlier([...found, ...withdrawnPages(input)], input);
}

/** Names of the facts that are kept of a page. */
export function factKinds(page: ContentPage): string[] {
  const { remarks, display, consultation, interpretation, isUninterpreted, validity, withdrawal } = page;
  const others = { display, consultation, interpretation, isUninterpreted, validity, withdrawal };
  return [
    ...new Set(remarks.map(({ kind }) => kind)),
    ...Object.entries(others).flatMap(([kind, fact]) => (fact ? [kind] : [])),
  ];
}

function sourcesOf({ documents, pages, sections, attachmentTexts = {} }: ContentInput): ContentSource[] {
  const byUrl = new Map(sections.map((section) => [section.url, section]));
  return [...documents].flatMap(([id, document]) => {
    const seen = pages.get(id);
    if (!seen || !document.evidence) return [];
    const files = document.attachments.flatMap(({ url }) => {
      const read = attachmentTexts[normalizeUrl(url) ?? url];
      return read && !('refusal' in read) ? [read] : [];
    });
    return [{ id, document, page: seen.page, section: byUrl.get(document.sectionUrl ?? '') ?? null, files }];
  });
}

type Scan = ReturnType<typeof wordScanner<ListedWord>>;

function remarksOf(source: ContentSource, scan: Scan): PageRemark[] {
  const { document, page, files } = source;
  return [
    ...page.signals.flatMap((signal) => remarkOf(signal, document.title, page.text)),
    ...files.flatMap((file, index) =>
      file.signals
        .flatMap((signal) => remarkOf(signal, document.title, file.text))
        .map((remark) => ({ ...remark, at: `attachments[${index}].${remark.at}` })),
    ),
    ...hardshipDetails(page.text),
    ...wordingsIn(`${document.title}\n${page.text}`, scan),
    ...figureConflicts([
      { place: 'text', text: page.text },
      ...files.map(({ text }, index) => ({ place: `attachments[${index}]`, text })),
    ]),
  ].slice(0, MOST_REMARKS);
}

const MOST_REMARKS = 60;
const KEPT = /^(?:pii-|mark-|mojibake$|image-body$|attachment-body$|embedded-body$|empty-table$|explained-table$)/;

function remarkOf({ kind, at, masked }: PageSignal, title: string, text: string): PageRemark[] {
  if (!KEPT.test(kind)) return [];
  const base = { kind, at, ...(masked ? { masked } : {}) };
  if (!kind.startsWith('pii-')) return [base];
  const offset = /^text:(\d+)$/.exec(at)?.[1];
  const context = personalContext({ title, text: offset ? text : title, at: offset ? Number(offset) : title.length });
  return [{ ...base, context }];
}

/** Titles of other texts and quotations keep their words, so only what stands outside 《》 counts. */
function wordingsIn(text: string, scan: Scan): PageRemark[] {
  const hits = scan(text).filter(({ word, at }) => word.kind !== 'right' && !isQuoted(text, at));
  return hits.map(({ word, at }) => ({
    kind: 'wording',
    at: `text:${at}`,
    says: word.wording,
    instead: word.instead,
    ...(word.isGrave ? { isGrave: true } : {}),
  }));
}

function isQuoted(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  return before.lastIndexOf('《') > before.lastIndexOf('》');
}

/** 文号 of documents that mark themselves as not for the public. */
function closedNumbers(sources: readonly ContentSource[]): readonly string[] {
  return sources.flatMap(({ document, page }) =>
    document.documentNumber && page.signals.some(({ kind, at }) => CLOSED.test(kind) && at.startsWith('text:'))
      ? [document.documentNumber]
      : [],
  );
}

const CLOSED = /^mark-(?:on-request|not-public)$/;

/** 转发、引用 of such a document: its number stands in a text that is public. */
function citing({ document, page }: ContentSource, closed: readonly string[]): PageRemark[] {
  return closed.flatMap((number) => {
    const at = number === document.documentNumber ? -1 : page.text.indexOf(number);
    return at < 0 ? [] : [{ kind: 'cites-closed', at: `text:${at}`, says: number }];
  });
}

/** Known from an earlier round, asked for in this one, and answered with 404, 410 or words to that effect. */
function withdrawnPages({ lost = [], failures, documents, sections }: ContentInput): ContentPage[] {
  const gone = new Map(
    failures.flatMap((failure) => (isGone(failure) ? [[pageIdentity(failure.url), failure] as const] : [])),
  );
  const names = new Map(sections.map(({ url, name }) => [url, name]));
  return lost.flatMap(({ page, evidence, seenOn }) => {
    const id = pageIdentity(page.url);
    const failure = gone.get(id);
    if (!failure || page.kind !== 'article') return [];
    const listed = documents.get(id);
    const document = readDocument({ page, evidence }, listed?.sectionUrl ?? null, NOTHING);
    const withdrawal: Withdrawal = {
      seenOn,
      kind: failure.kind as Withdrawal['kind'],
      ...(failure.status ? { status: failure.status } : {}),
      at: failure.at,
    };
    const display = displayWindow(page.text);
    const section = names.get(document.sectionUrl ?? '') ?? page.breadcrumb.at(-1) ?? null;
    return [{ document, section, length: page.text.length, remarks: [], withdrawal, ...(display ? { display } : {}) }];
  });
}

const NOTHING = { pages: new Map(), attachments: {}, sightings: {} };

function isGone({ kind }: FetchFailure): boolean {
  return kind === 'notFound' || kind === 'softNotFound';
}

/** Addresses that no round meets any more. */
const MOST_UNREAD = 500;

/** What an earlier round kept and this one no longer shows: gone, or only not read. */
function withEarlier(found: readonly ContentPage[], { before = [], documents, failures }: ContentInput): ContentPage[] {
  const known = new Map(before.map((page) => [pageIdentity(page.document.url), page]));
  const read = new Set(found.map(({ document }) => pageIdentity(document.url)));
  const gone = new Set(failures.filter(isGone).map(({ url }) => pageIdentity(url)));
  const kept = found.flatMap((page) => {
    const earlier = known.get(pageIdentity(page.document.url));
    const kinds = earlier
      ? [...new Set([...factKinds(earlier), ...(earlier.isUnread ? (earlier.earlier ?? []) : [])])]
      : [];
    if (factKinds(page).length === 0 && kinds.length === 0) return [];
    return [kinds.length > 0 ? { ...page, earlier: kinds } : page];
  });
  const unread = [...known].flatMap(([id, page]): ContentPage[] => {
    if (read.has(id)) return [];
    const kinds = [...new Set([...factKinds(page), ...(page.earlier ?? [])])];
    const { document, section, length } = page;
    const isNotRead = !gone.has(id);
    return [
      {
        document: documents.get(id) ?? document,
        section,
        length,
        remarks: [],
        earlier: kinds,
        ...(isNotRead ? { isUnread: true } : {}),
      },
    ];
  });
  return [...kept, ...unread.slice(0, MOST_UNREAD)];
}
