import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { Capture, FetchFailureKind } from '@app/crawling/capture';
import { ExtractedPage, ListEntry } from '@app/crawling/extracted-page';
import { ObserveInput } from './observe';

/** 清河县财政局, fictional. */
export const SITE = 'http://czj.qinghe.example/';
export const UNIT = '清河县财政局';

export function pageOf(path: string, page: Partial<ExtractedPage>): ExtractedPage {
  return {
    url: SITE + path,
    kind: 'article',
    title: null,
    publishedOn: null,
    formedOn: null,
    documentNumber: null,
    indexNumber: null,
    issuingBody: null,
    source: null,
    validity: null,
    attachments: [],
    entries: [],
    nextPages: [],
    dates: [],
    signals: [],
    family: 'generic',
    breadcrumb: [],
    sectionName: null,
    signedBy: null,
    text: '',
    links: [],
    ...page,
  };
}

export function home(...sections: [path: string, name: string][]): ExtractedPage {
  return pageOf('', { kind: 'home', title: UNIT, links: sections.map(([path, text]) => ({ url: SITE + path, text })) });
}

export function list(
  path: string,
  breadcrumb: string[],
  entries: ListEntry[],
  more: Partial<ExtractedPage> = {},
): ExtractedPage {
  return pageOf(path, { kind: 'list', sectionName: breadcrumb.at(-1) ?? null, breadcrumb, entries, ...more });
}

export function emptyList(path: string, breadcrumb: string[]): ExtractedPage {
  return list(path, breadcrumb, [], { signals: [{ kind: 'empty-list', at: 'ul[1]' }] });
}

export function entry(path: string, title: string, publishedOn: string | null = '2026-10-01'): ListEntry {
  return { url: path.startsWith('http') ? path : SITE + path, title, publishedOn };
}

export function article(path: string, title: string, more: Partial<ExtractedPage> = {}): ExtractedPage {
  return pageOf(path, { title, publishedOn: '2026-10-01', ...more });
}

export function itemOf(item: Partial<DisclosureItem> & { readonly name: string }): DisclosureItem {
  return {
    row: 3,
    group: null,
    levels: [item.name],
    elements: [],
    basis: [],
    timeLimit: null,
    limits: [],
    unit: UNIT,
    channels: [],
    audience: null,
    method: 'proactive',
    tiers: [],
    section: null,
    cells: {},
    ...item,
  };
}

export function inputOf(pages: readonly ExtractedPage[], input: Partial<ObserveInput> = {}): ObserveInput {
  return {
    unit: { name: UNIT, aliases: [], kind: 'department', registeredOn: null },
    scope: { homeUrl: SITE, pathPrefixes: [], isOwnSite: true, plans: [] },
    observedOn: '2026-11-18',
    items: [],
    pages: pages.map((page) => ({ capture: captureOf(page.url), page })),
    failures: [],
    attachments: {},
    isComplete: true,
    gap: null,
    ...input,
  };
}

export function failed(path: string, kind: FetchFailureKind = 'timeout') {
  return { url: SITE + path, kind, at: '2026-11-18T02:00:00Z' };
}

function captureOf(url: string): Capture {
  return {
    url,
    finalUrl: url,
    status: 200,
    capturedAt: '2026-11-18T02:00:00Z',
    sha256: 'c'.repeat(64),
    contentType: 'text/html',
    bytes: 100,
    via: 'http',
  };
}
