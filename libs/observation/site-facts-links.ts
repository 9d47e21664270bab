import { refusalOf } from '@app/crawling/address';
import { isLure } from '@app/crawling/hijack';
import { normalizeUrl } from '@app/crawling/url-key';
import { AttachmentState, ObservedDocument, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { SeenPage, SiteView } from './sections';
import { DeadLink, LooseAttachments, OpenDataset, SiteFacts, SuspectPage } from './site-facts';
import { topicsOf } from './site-facts-places';

const MOST_LISTED = 20;
const MOST_DATASETS = 200;
/** What the site itself says of an address that has nothing: an answer, not a guess from the page's words. */
const GONE_STATUS: ReadonlySet<number> = new Set([404, 410]);

/** 错断链: pages link there, and the site answered 404 or 410. Those of the home page come first. */
export function deadLinksOf(site: SiteView, own: readonly SeenPage[]): SiteFacts['deadLinks'] {
  const gone = new Map(
    site.failures.flatMap(({ url, kind, status }) =>
      kind === 'notFound' && status && GONE_STATUS.has(status) ? [[pageIdentity(url), status] as const] : [],
    ),
  );
  if (gone.size === 0) return { count: 0, carried: 0, listed: [] };
  const now = linksInto(
    gone,
    site,
    own.filter(({ isCarried }) => !isCarried),
  );
  const earlier = linksInto(
    gone,
    site,
    own.filter(({ isCarried }) => isCarried),
  );
  const listed = [...now.values()].sort((one, other) => Number(other.isOnHome) - Number(one.isOnHome));
  const carried = [...earlier.keys()].filter((id) => !now.has(id)).length;
  return { count: now.size, carried, listed: listed.slice(0, MOST_LISTED) };
}

/** Each address that is gone with the first page that links there. */
function linksInto(
  gone: ReadonlyMap<string, number>,
  site: SiteView,
  pages: readonly SeenPage[],
): ReadonlyMap<string, DeadLink> {
  const found = new Map<string, DeadLink>();
  for (const { page, evidence } of pages) {
    const entries = page.entries.map(({ url, title }) => ({ url, text: title }));
    for (const { url, text } of [...page.links, ...entries]) {
      const id = pageIdentity(url);
      const status = gone.get(id);
      if (status === undefined || found.has(id) || site.pages.has(id) || !site.isInScope(url)) continue;
      const isOnHome = pageIdentity(page.url) === site.homeIdentity;
      found.set(id, { url, text: text.trim().slice(0, 40), status, from: evidence, isOnHome });
    }
  }
  return found;
}

/** Pages that were found tampered with, and links to gambling or pornographic sites that readers see. */
export function suspectsOf(site: SiteView, own: readonly SeenPage[]): SuspectPage[] {
  const tampered = site.failures
    .filter(({ kind, url }) => kind === 'hijacked' && site.isInScope(url))
    .map(({ url, detail }): SuspectPage => ({ url, detail: detail ?? '网页疑似被篡改', evidence: null }));
  const linked = own.flatMap(({ page, evidence }): SuspectPage[] => {
    const host = hostOf(page.url);
    const lure = page.links.find(({ url, text }) => text.length <= 60 && hostOf(url) !== host && isLure(text));
    return lure ? [{ url: page.url, detail: `链接“${lure.text.slice(0, 20)}”指向 ${hostOf(lure.url)}`, evidence }] : [];
  });
  return [...tampered, ...linked].slice(0, MOST_LISTED);
}

/** 指向内网的链接: an address of a private network on a page of a public site. */
export function inwardLinksOf(site: SiteView, own: readonly SeenPage[]): SuspectPage[] {
  if (isInward(`http://${site.homeIdentity}`)) return [];
  const found = new Map<string, SuspectPage>();
  for (const { page, evidence } of own)
    for (const { url, text } of page.links) {
      if (found.has(url) || !/^https?:\/\/\d/i.test(url) || !isInward(url)) continue;
      found.set(url, { url, detail: `链接“${text.trim().slice(0, 20)}”指向内网地址 ${hostOf(url)}`, evidence });
    }
  return [...found.values()].slice(0, MOST_LISTED);
}

function isInward(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && refusalOf(host) !== undefined;
}

/** Attachments of articles that belong to no row; those of rows are judged there. Broken ones are tried again in every round. */
export function looseAttachmentsOf(
  own: readonly SeenPage[],
  states: Readonly<Record<string, AttachmentState>>,
  ofRows: ReadonlySet<string>,
): LooseAttachments {
  const broken: LooseAttachments['broken'][number][] = [];
  const seen = new Set<string>();
  for (const { page, evidence } of own) {
    if (ofRows.has(pageIdentity(page.url))) continue;
    for (const { name, url } of page.attachments) {
      const address = normalizeUrl(url) ?? url;
      const state = states[address] ?? 'unread';
      if (state === 'unread' || seen.has(address)) continue;
      seen.add(address);
      if (state !== 'ok') broken.push({ name: name.slice(0, 60), url: address, state, from: evidence });
    }
  }
  return { tried: seen.size, failed: broken.length, broken: broken.slice(0, MOST_LISTED) };
}

/** 数据集: what sections of open data list, as far as its page was read. */
export function datasetsOf(
  site: SiteView,
  sections: readonly ObservedSection[],
  documents: ReadonlyMap<string, ObservedDocument>,
): OpenDataset[] {
  const open = sections.filter(({ name, path }) =>
    [name, ...path].some((level) => topicsOf(level).includes('openData')),
  );
  const ids = new Set(open.flatMap(({ entries }) => entries.map(({ url }) => pageIdentity(url))));
  return [...ids].slice(0, MOST_DATASETS).flatMap((id): OpenDataset[] => {
    const [document, seen] = [documents.get(id), site.pages.get(id)];
    if (!document?.evidence || !seen) return [];
    const { title, url, attachments, evidence } = document;
    const hasFile = attachments.some(({ state }) => state === 'ok' || state === 'unread');
    return [{ title, url, evidence, hasFile, hasInterface: INTERFACE.test(seen.page.text) }];
  });
}

const INTERFACE = /接口|\bAPI\b/iu;

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
