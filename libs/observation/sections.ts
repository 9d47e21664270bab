import { FETCH_FAILURES, FetchFailure } from '@app/crawling/capture';
import { ExtractedPage, ListEntry } from '@app/crawling/extracted-page';
import { LinkName, linkNames } from './link-names';
import { carriedDays, carriedGap, inPageOrder, readFromTheStart, seenSinceOf, seenSinceOfAll } from './list-extent';
import { normalName } from './names';
import { Evidence, ObservedSection } from './observation';
import { folderOf, pageIdentity } from './page-identity';

/** One page of the crawl as observation uses it. */
export interface SeenPage {
  readonly page: ExtractedPage;
  readonly evidence: Evidence;
  /** Not asked for in this round: as it was when it was last read. It shows what was there, and proves no absence. */
  readonly isCarried?: boolean;
}

/** What sections are made of: pages of the unit's site by identity, the names links give them, and what failed. */
export interface SiteView {
  readonly pages: ReadonlyMap<string, SeenPage>;
  readonly homeIdentity: string;
  readonly failures: readonly FetchFailure[];
  isInScope(url: string): boolean;
  /** Whether the list lost all its known entries at once, which may be a mistake of ours. */
  isDoubtful(id: string): boolean;
  /** What a section page says beyond menus and footers. */
  ownText(page: ExtractedPage): string;
}

/**
 * 栏目 of a site: its list pages put together by their paging, pages that stand for a section by themselves
 * (机构职能 …), and sections a menu names but that could not be read. Order follows the crawl.
 */
export function sectionsOf(site: SiteView): ObservedSection[] {
  const home = site.pages.get(site.homeIdentity);
  const names = linkNames([...(home ? [home] : []), ...site.pages.values()].map(({ page }) => page));
  const failed = new Map(site.failures.map((failure) => [pageIdentity(failure.url), failure]));
  const groups = listGroups(site);
  const all = groups.map((group) => listSection(group, { site, names, failed }));
  const lists = withoutMisread(all);
  const listed = new Set(lists.flatMap(({ entries }) => entries.map(entryIdentity)));
  const kept = groups.filter((_group, at) => lists.includes(all[at] as ObservedSection));
  const known = new Set(kept.flatMap((group) => group.map(({ page }) => pageIdentity(page.url))));
  const singles = singlePageSections(site, names, (id) => listed.has(id) || known.has(id));
  const unread = unreadSections(site, names, (id) => listed.has(id) || known.has(id));
  return withPaths([...lists, ...singles, ...unread].filter(({ url }) => site.isInScope(url)));
}

/** A text that looks like a list and carries its section's name: it stands in that section's list, so it is one of its items. */
function withoutMisread(lists: readonly ObservedSection[]): ObservedSection[] {
  const places = new Map<string, ObservedSection[]>();
  for (const list of lists)
    for (const entry of list.entries)
      places.set(entryIdentity(entry), [...(places.get(entryIdentity(entry)) ?? []), list]);
  const isMisread = (list: ObservedSection) =>
    (places.get(pageIdentity(list.url)) ?? []).some(
      (other) => other !== list && other.path.join('>') === list.path.join('>'),
    );
  return lists.filter((list) => !isMisread(list));
}

/** A section together with the sections under it, as one list; the section itself when it has none. */
export function withDescendants(section: ObservedSection, all: readonly ObservedSection[]): ObservedSection {
  const under = all.filter((other) => other !== section && isUnder(other, section));
  if (under.length === 0) return section;
  const gap = [section, ...under].find(({ isComplete }) => !isComplete);
  const seenSince = seenSinceOfAll([section, ...under]);
  const { seenSince: _own, carriedFrom: _carried, ...rest } = section;
  return {
    ...rest,
    ...(seenSince ? { seenSince } : {}),
    evidence: [section, ...under].flatMap(({ evidence }) => evidence),
    entries: uniqueEntries([section, ...under].flatMap(({ entries }) => entries)),
    isComplete: !gap,
    gap: gap ? `栏目“${gap.name}”：${gap.gap}` : null,
  };
}

/** Whether `section` lies under `parent`, by breadcrumb or by folder. */
function isUnder(section: ObservedSection, parent: ObservedSection): boolean {
  const isDeeper = section.path.length > parent.path.length;
  if (isDeeper && parent.path.every((name, at) => normalName(name) === normalName(section.path[at] ?? ''))) return true;
  const folder = folderOf(parent.url);
  return folder !== '/' && folderOf(section.url) !== folder && folderOf(section.url).startsWith(folder);
}

interface Reading {
  readonly site: SiteView;
  readonly names: ReadonlyMap<string, LinkName>;
  readonly failed: ReadonlyMap<string, FetchFailure>;
}

/** Pages whose content a list needs a browser or further requests for: their list is not complete. */
const UNREAD_SIGNAL = /^(?:empty-shell|script|partial|incomplete|truncated)/;

function listSection(group: readonly SeenPage[], { site, names, failed }: Reading): ObservedSection {
  const [first] = group as [SeenPage];
  const name = sectionNameOf(first.page, names);
  const gap = gapOf(group, site, failed);
  const entries = datedEntries(uniqueEntries(group.flatMap(({ page }) => page.entries)), site);
  const read = gap === null ? group : readFromTheStart(group, site);
  const proved =
    read.length === group.length
      ? entries
      : datedEntries(uniqueEntries(read.flatMap(({ page }) => page.entries)), site);
  const seenSince = seenSinceOf(proved, { pages: read.length, isComplete: gap === null });
  return {
    url: first.page.url,
    name,
    path: pathOf(first.page, name),
    // A list whose first page was not read now was not read: what it showed earlier is no state of today.
    evidence: first.isCarried ? [] : group.map(({ evidence }) => evidence),
    entries,
    isComplete: gap === null,
    gap,
    ...(seenSince ? { seenSince } : {}),
    ...(gap !== null && gap === carriedGap(group) ? { carriedFrom: carriedDays(group)[0] } : {}),
  };
}

function gapOf(group: readonly SeenPage[], site: SiteView, failed: Reading['failed']): string | null {
  if (group.some(({ page }) => site.isDoubtful(pageIdentity(page.url))))
    return '上一轮列出的条目本轮全部未见，可能是读取有误，待下一轮核实';
  if (group.some(({ page }) => page.signals.some(({ kind }) => UNREAD_SIGNAL.test(kind))))
    return '列表由脚本载入，未能全部读取';
  if (group.every(({ isCarried }) => isCarried)) return carriedGap(group);
  const silent = group.every(({ page }) => page.entries.length === 0) ? emptinessGap(group, site) : null;
  if (silent) return silent;
  const wanted = group.flatMap(({ page }) => page.nextPages).filter((url) => !site.pages.has(pageIdentity(url)));
  const missing = [...new Set(wanted)];
  if (missing.length === 0) return carriedGap(group);
  const failure = missing.map((url) => failed.get(pageIdentity(url))).find(Boolean);
  return `另有${missing.length}页列表未能读取${failure ? `（${FETCH_FAILURES[failure.kind].text}）` : ''}`;
}

/** 空白栏目 is only what the page itself shows to be an empty list, with nothing else to read on it. */
function emptinessGap(group: readonly SeenPage[], site: SiteView): string | null {
  if (!group.every(({ page }) => page.signals.some(({ kind }) => kind === 'empty-list')))
    return '页面上没有可识别的列表';
  const isSilent = group.every(
    ({ page }) => page.attachments.length === 0 && site.ownText(page).length <= SILENT_LENGTH,
  );
  return isSilent ? null : '列表为空，但页面另有内容，须人工查看';
}

const SILENT_LENGTH = 60;

/** List pages that page to each other, each group with its first page in front. Pages of differing names stay apart. */
function listGroups(site: SiteView): SeenPage[][] {
  const lists = uniquePages(site).filter(([id, { page }]) => isList(page) && id !== site.homeIdentity);
  const byId = new Map(lists);
  const groupOf = new Map<string, string[]>();
  for (const [id, { page }] of lists) {
    for (const next of page.nextPages.map(pageIdentity)) {
      const other = byId.get(next);
      if (other && next !== id && isSameList(page, other.page)) join(groupOf, id, next);
    }
  }
  const groups = new Set(lists.map(([id]) => groupOf.get(id) ?? [id]));
  return [...groups].map((ids) => firstPageFirst(ids, byId));
}

/** Each page once, by its own address: a menu's address that redirects to a list is no second list. */
function uniquePages(site: SiteView): [string, SeenPage][] {
  const seen = new Map<string, SeenPage>();
  for (const page of new Set(site.pages.values())) seen.set(pageIdentity(page.page.url), page);
  return [...seen];
}

/** Besides lists: a section page that shows nothing is a list too; only the extractor can say so. */
function isList(page: ExtractedPage): boolean {
  return page.kind === 'list' || page.signals.some(({ kind }) => kind === 'empty-list');
}

function isSameList(one: ExtractedPage, other: ExtractedPage): boolean {
  const [a, b] = [one.breadcrumb.join('>'), other.breadcrumb.join('>')];
  if (a && b && a !== b) return false;
  return !one.sectionName || !other.sectionName || one.sectionName === other.sectionName;
}

function join(groupOf: Map<string, string[]>, one: string, other: string): void {
  const merged = [...new Set([...(groupOf.get(one) ?? [one]), ...(groupOf.get(other) ?? [other])])];
  for (const id of merged) groupOf.set(id, merged);
}

/** The first page of a list carries no page number: index.html before index_1.html. */
function firstPageFirst(ids: readonly string[], byId: ReadonlyMap<string, SeenPage>): SeenPage[] {
  return inPageOrder(ids).flatMap((id) => byId.get(id) ?? []);
}

function sectionNameOf(page: ExtractedPage, names: ReadonlyMap<string, LinkName>): string {
  const ownName = page.sectionName ?? page.breadcrumb.at(-1) ?? names.get(pageIdentity(page.url))?.text;
  return (ownName ?? page.title ?? '').trim() || page.url;
}

function pathOf(page: ExtractedPage, name: string): string[] {
  const path = page.breadcrumb.map((part) => part.trim()).filter(Boolean);
  return normalName(path.at(-1) ?? '') === normalName(name) ? path : [...path, name];
}

/** A title cut short in the list, or a day printed only in the article, is taken from the article where it was read. */
function datedEntries(entries: readonly ListEntry[], site: SiteView): ListEntry[] {
  return entries.map((entry) => {
    const article = site.pages.get(entryIdentity(entry))?.page;
    if (!article || entry.publishedOn) return entry;
    return { ...entry, publishedOn: article.publishedOn };
  });
}

function uniqueEntries(entries: readonly ListEntry[]): ListEntry[] {
  const unique = new Map<string, ListEntry>();
  for (const entry of entries) {
    const id = entryIdentity(entry);
    if (!unique.has(id)) unique.set(id, entry);
  }
  return [...unique.values()];
}

/** By address; a line without a link (it happens) by its title. */
export function entryIdentity({ url, title }: ListEntry): string {
  return /^https?:/i.test(url) ? pageIdentity(url) : `entry:${title}`;
}

/** 机构职能, 领导信息 …: one page that is the whole section. Found by the menu: in no list, called by a short name. */
function singlePageSections(
  site: SiteView,
  names: ReadonlyMap<string, LinkName>,
  isKnown: (id: string) => boolean,
): ObservedSection[] {
  return uniquePages(site).flatMap(([id, { page, evidence }]) => {
    const link = names.get(id);
    if (!link || id === site.homeIdentity || isKnown(id) || page.kind === 'home') return [];
    const name = link.text;
    const isText = page.kind === 'article';
    if (isText && isListedText(page, link)) return [];
    const entry: ListEntry = { title: page.title ?? name, url: page.url, publishedOn: page.publishedOn };
    const gap = isText ? null : '页面既不是列表也不是文章，内容须人工查看';
    const section = { url: page.url, name, path: pathOf(page, name), evidence: [evidence] };
    return [{ ...section, entries: isText ? [entry] : [], isComplete: isText, gap }];
  });
}

/** An article whose breadcrumb ends in another name is an item of that section, however short its title; menus apart. */
function isListedText(page: ExtractedPage, { text, count }: LinkName): boolean {
  const last = page.breadcrumb.at(-1);
  if (last === undefined || normalName(last) === normalName(text)) return false;
  return page.publishedOn !== null || count < MENU_COUNT;
}

/** What so many pages link to by one short name stands in a menu. */
const MENU_COUNT = 3;

/** Sections a menu names whose page could not be read: known to exist, nothing known of their content. */
function unreadSections(
  site: SiteView,
  names: ReadonlyMap<string, LinkName>,
  isKnown: (id: string) => boolean,
): ObservedSection[] {
  const seen = new Set<string>();
  return site.failures.flatMap(({ url, kind }) => {
    const id = pageIdentity(url);
    const name = names.get(id)?.text;
    if (!name || seen.has(id) || isKnown(id) || site.pages.has(id)) return [];
    seen.add(id);
    const gap = `栏目页面未能读取：${FETCH_FAILURES[kind].text}`;
    return [{ url, name, path: [name], evidence: [], entries: [], isComplete: false, gap }];
  });
}

/** Sections without a breadcrumb inherit the path of the section whose folder holds theirs. */
function withPaths(sections: readonly ObservedSection[]): ObservedSection[] {
  const byFolder = new Map(sections.map((section) => [folderOf(section.url), section]));
  return sections.map((section) => {
    if (section.path.length !== 1) return section;
    const parent = parentOf(section, byFolder);
    return parent ? { ...section, path: [...parent.path, section.name] } : section;
  });
}

function parentOf(
  section: ObservedSection,
  byFolder: ReadonlyMap<string, ObservedSection>,
): ObservedSection | undefined {
  let folder = folderOf(section.url);
  while (folder !== '/') {
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    const parent = folder === '/' ? undefined : byFolder.get(folder);
    if (parent && parent !== section) return parent;
  }
  return undefined;
}
