import { PageElement } from '@app/crawling/page-tree';
import { FlatPage, textOf } from './flat-page';
import { Resolve } from './links';
import { pluginPages } from './paging-plugin';
import { variablesOf } from './static-script';

export interface Paging {
  /** Addresses of the further pages, in order. */
  readonly nextPages: readonly string[];
  /** More pages are announced, but only a script knows their address. */
  readonly isScripted: boolean;
  /** Element order of the paging control; −1 without one. */
  readonly order: number;
  /** The page shows no rows of its own: the first further page is the list its script asks for. */
  readonly isSource?: boolean;
}

const NEXT = /^(?:\[|【|<|＜)?\s?(?:下一?页|下页|后页|后一页|next(?: page)?|›|»|>|>>)\s?(?:\]|】|>|＞|»)?$/i;
const NEXT_WORDS = /下一?页|后一?页/;
/** An address that leads nowhere. */
const IDLE = /^\s{0,9}(?:#.{0,40}|javascript:.{0,40})?$/i;
/** 共 3 页, 1/3页. */
const PAGE_COUNT = /(?:共\s?|\d\s?\/\s?)(\d{1,4})\s?页/;
const NUMBER = /^(?:\[|第)?\s?(\d{1,4})\s?(?:\]|页)?$/;
const DISABLED = /disabled|disable|no-?more|unable|grey|gray/i;
const CREATE_PAGES = /createPageHTML\s{0,3}\(([^)]{1,200})\)/;
const MAX_PAGES = 2_000;

/**
 * Further pages of a list: 下一页 and page numbers above the current one, or the static scripts that build them
 * (`createPageHTML`, `countPage`/`currentPage`). `resolve` gives null for links that only run a script.
 */
export function pagingOf(page: FlatPage, url: string, resolve: Resolve): Paging {
  const scripted = scriptPages(page, url, resolve);
  if (scripted) return scripted;
  const links = pageLinks(page, url, resolve);
  const current = currentNumber(page, links);
  const numbered = links
    .filter(({ number }) => number !== null && number > current)
    .sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
  const next = links.filter(({ number }) => number === null);
  const pages = [...(numbered[0]?.number === current + 1 ? [] : next), ...numbered, ...next].flatMap(
    (link) => link.url ?? [],
  );
  if (pages.length === 0) return announced(page, { links, current }, resolve);
  return { nextPages: [...new Set(pages)].slice(0, MAX_PAGES), isScripted: false, order: links[0]?.order ?? -1 };
}

/** No control has an address: what do the controls and the script that draws them say of further pages? */
function announced(page: FlatPage, { links, current }: Controls, resolve: Resolve): Paging {
  const order = links[0]?.order ?? -1;
  const plugin = pluginPages(page, resolve);
  if (plugin && plugin.further > 0) {
    return { nextPages: plugin.pages, isScripted: plugin.pages.length === 0, order: order < 0 ? plugin.order : order };
  }
  const isCalled = links.some((link) => link.isScripted && (link.number ?? current + 1) > current);
  return { nextPages: [], isScripted: isCalled || leadsOn(page, { links, current }), order };
}

interface Controls {
  readonly links: readonly PageControl[];
  readonly current: number;
}

/** 下一页 that is a link to nowhere, with a further page beside it: a script waits for the click. */
function leadsOn(page: FlatPage, { links, current }: Controls): boolean {
  const next = links.find(({ isIdleNext }) => isIdleNext);
  if (!next) return false;
  if (links.some(({ number, url }) => number !== null && number > current && url === null)) return true;
  const line = page.firstLine(page.tree.elements[next.order] as PageElement);
  const around = page.lines.slice(Math.max(0, line - 6), line + 6).map(({ text }) => text.slice(0, 200));
  return Number(PAGE_COUNT.exec(around.join(' '))?.[1] ?? 0) > current;
}

interface PageControl {
  readonly number: number | null;
  readonly url: string | null;
  readonly isScripted: boolean;
  /** 下一页 in words, not disabled and without an address. */
  readonly isIdleNext: boolean;
  readonly order: number;
}

/** Controls count only where they stand together with another or say 下一页 in words. */
function pageLinks(page: FlatPage, url: string, resolve: Resolve): PageControl[] {
  const controls: PageControl[] = [];
  for (const element of page.tree.named('a')) {
    const first = page.firstLine(element);
    if (page.endLine(element) - first > 1) continue;
    const text = textOf(page, element, 12);
    const number = NUMBER.exec(text)?.[1];
    if (number === undefined && !NEXT.test(text)) continue;
    const href = element.attributes['href'] ?? '';
    const isDisabled = DISABLED.test(element.attributes['class'] ?? '') || 'disabled' in element.attributes;
    const target = isDisabled ? null : resolve(href);
    const isScripted = /^javascript:\s{0,3}[\w$.]+\s{0,3}\(/i.test(href) && !/void/i.test(href);
    const isIdleNext = !isDisabled && IDLE.test(href) && NEXT_WORDS.test(text);
    const isOther = target !== null && !isSibling(target, url);
    if (!isOther)
      controls.push({
        number: number ? Number(number) : null,
        url: target,
        isScripted,
        isIdleNext,
        order: element.order,
      });
  }
  return controls.some(({ number }) => number !== null) || controls.length > 0 ? controls : [];
}

/** Pages of one list lie on one host and, where their paths differ, in the same folder or one below. */
function isSibling(target: string, url: string): boolean {
  if (!URL.canParse(url)) return true;
  const [one, other] = [new URL(target), new URL(url)];
  if (one.host !== other.host) return false;
  // 大汉 asks one address for the further rows of every list.
  if (one.pathname.includes('/dataproxy.')) return true;
  const folder = other.pathname.replace(/[^/]*$/, '');
  const stem = other.pathname.replace(/(?:[_/-]?\d+)?\.\w+$/, '').replace(/\/\d+$/, '');
  return one.pathname.startsWith(folder) || one.pathname.startsWith(stem) || one.pathname === other.pathname;
}

/** The number that stands among the page numbers without being a link to elsewhere. */
function currentNumber(page: FlatPage, links: readonly PageControl[]): number {
  const numbers = new Set(links.flatMap(({ number, url }) => (number !== null && url !== null ? [number] : [])));
  const self = links.find(({ number, url, isScripted }) => number !== null && url === null && !isScripted);
  const anchor = links[0];
  const around = anchor ? plainNumbersNear(page, anchor.order, numbers) : undefined;
  return around ?? self?.number ?? 1;
}

function plainNumbersNear(page: FlatPage, order: number, linked: ReadonlySet<number>): number | undefined {
  const element = page.tree.elements[order];
  const line = element ? page.firstLine(element) : 0;
  // Dates of the rows above are numbers too.
  const largest = Math.max(0, ...linked);
  for (let index = Math.max(0, line - 3); index < Math.min(page.lines.length, line + 30); index += 1) {
    for (const run of page.lines[index]?.runs ?? []) {
      const isCurrent = /(?:^|[-_\s])(?:cur|current|active|on|here|now|this|selected|hover)/i.test(
        run.element.attributes['class'] ?? '',
      );
      const number = NUMBER.exec(run.text.trim())?.[1];
      const isPossible = number !== undefined && !linked.has(Number(number)) && Number(number) <= largest + 1;
      if (isPossible && (isCurrent || run.anchor === null)) return Number(number);
    }
  }
  return undefined;
}

function scriptPages(page: FlatPage, url: string, resolve: Resolve): Paging | undefined {
  for (const { text, element } of page.scripts) {
    const call = CREATE_PAGES.exec(text);
    const isDefinition = call ? /function\s{1,5}$/.test(text.slice(Math.max(0, call.index - 12), call.index)) : true;
    const plan = call && !isDefinition ? plannedByCall(call[1] ?? '') : plannedByVariables(text);
    if (plan) return { nextPages: planned(plan, resolve), isScripted: false, order: element.order };
  }
  return undefined;
}

interface PagePlan {
  readonly count: number;
  /** Index of this page, counted from `first`. */
  readonly current: number;
  readonly first: 0 | 1;
  readonly name: string;
  readonly extension: string;
}

/**
 * TRS: `createPageHTML(pages, current from 0, "index", "html")`, files index.html, index_1.html …
 * A younger system puts an element id first and counts from 1: `createPageHTML('page', 34, 1, 'nav_list', 'html', 340)`.
 */
function plannedByCall(list: string): PagePlan | undefined {
  const values = list.split(',').map((value) => value.trim().replace(/^["']|["']$/g, ''));
  const isYounger = !/^\d+$/.test(values[0] ?? '') && /^\d+$/.test(values[1] ?? '');
  const [count, current, name = 'index', extension = 'html'] = isYounger ? values.slice(1) : values;
  if (!/^\d{1,4}$/.test(count ?? '') || !/^\d{1,4}$/.test(current ?? '') || !/^[\w.-]{1,60}$/.test(name))
    return undefined;
  return { count: Number(count), current: Number(current), first: isYounger ? 1 : 0, name, extension };
}

/** Older TRS templates: `var countPage = 14; var currentPage = 0;` and links put together from them. */
function plannedByVariables(text: string): PagePlan | undefined {
  const count = /\bcountPage\s{0,3}=\s{0,3}["']?(\d{1,4})/.exec(text)?.[1];
  const current = /\bcurrentPage\s{0,3}=\s{0,3}["']?(\d{1,4})/.exec(text)?.[1];
  if (!count || !current) return undefined;
  const variables = variablesOf(text);
  const named = /["']([\w-]{1,40})_["']\s{0,3}\+/.exec(text)?.[1];
  return {
    count: Number(count),
    current: Number(current),
    first: 0,
    name: named ?? variables.get('pageName') ?? 'index',
    extension: /\.(s?html?)["']/.exec(text)?.[1] ?? 'html',
  };
}

function planned({ count, current, first, name, extension }: PagePlan, resolve: Resolve): string[] {
  const pages: string[] = [];
  for (let index = current + 1; index < Math.min(count, MAX_PAGES) + first; index += 1) {
    const url = resolve(`${name}_${index}.${extension}`);
    if (url) pages.push(url);
  }
  return pages;
}
