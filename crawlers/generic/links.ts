import { PageElement } from '@app/crawling/page-tree';
import { FlatPage, folded, textOf } from './flat-page';

export interface PageLink {
  readonly url: string;
  readonly text: string;
}

const MAX_LINKS = 5_000;
const MAX_URL = 2_000;
const HREF = /(?:href|src)\s{0,3}=\s{0,3}["']?([^"'\s>]{1,500})/gi;
const REFRESH = /url\s{0,3}=\s{0,3}["']?([^"'>\s]{1,500})/i;

/** Resolves what a page writes as an address. */
export type Resolve = (href: string | undefined) => string | null;

/**
 * Resolver for a page: against `<base href>` where there is one, else the page's own address. Gives absolute http(s)
 * addresses without fragment (file addresses for a page read from a file), null for scripts, mail and dead links.
 */
export function resolverFor(page: FlatPage, url: string): Resolve {
  const declared = page.tree.elements.find(({ name, attributes }) => name === 'base' && attributes['href']);
  const base = absolute(declared?.attributes['href'], url) ?? url;
  return (href) => {
    const target = absolute(href, base);
    if (!target || target === withoutFragment(url)) return isSelfLink(href) ? null : target;
    return target;
  };
}

/** Links to follow in page order: anchors, areas, frames, refreshes and menus written by script; each address once. */
export function linksOf(page: FlatPage, resolve: Resolve): PageLink[] {
  const links = new Map<string, string>();
  const add = (href: string | undefined, text: string): void => {
    const url = links.size < MAX_LINKS ? resolve(href) : null;
    if (!url || !/^https?:/.test(url)) return;
    if (!links.get(url)) links.set(url, text);
  };
  for (const element of page.tree.elements) add(...targetOf(page, element));
  for (const markup of page.written) {
    for (const [, href] of markup.matchAll(HREF))
      if (!isAsset(href)) add(href, folded(markup.replace(/<[^>]{0,500}>/g, ' ')));
    add(/refresh/i.test(markup) ? REFRESH.exec(markup)?.[1] : undefined, '');
  }
  return [...links].map(([url, text]) => ({ url, text }));
}

function targetOf(page: FlatPage, element: PageElement): [href: string | undefined, text: string] {
  const { attributes } = element;
  switch (element.name) {
    case 'a':
      return [attributes['href'], textOf(page, element, 200) || folded(attributes['title'] ?? '').slice(0, 200)];
    case 'area':
      return [attributes['href'], folded(attributes['alt'] ?? attributes['title'] ?? '')];
    case 'iframe':
    case 'frame':
      return [attributes['src'], folded(attributes['title'] ?? '')];
    case 'meta':
      return [
        /refresh/i.test(attributes['http-equiv'] ?? '') ? REFRESH.exec(attributes['content'] ?? '')?.[1] : undefined,
        '',
      ];
    default:
      return [undefined, ''];
  }
}

function isSelfLink(href: string | undefined): boolean {
  return href === undefined || href.trim() === '' || href.trim().startsWith('#');
}

function isAsset(href = ''): boolean {
  return /\.(?:js|css|png|jpe?g|gif|ico|swf|svg|woff2?)(?:[?#]|$)/i.test(href);
}

function absolute(href: string | undefined, base: string): string | null {
  const text = href?.trim() ?? '';
  if (text === '' || text.length > MAX_URL || /^(?:javascript|mailto|tel|data|about|vbscript|blob):?/i.test(text))
    return null;
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  const isReadable = /^https?:$/.test(url.protocol) || (url.protocol === 'file:' && base.startsWith('file:'));
  return isReadable ? withoutFragment(url.href) : null;
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}
