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
export function resolverFor({ tree }: FlatPage, url: string): Resolve {
  const declared = tree.named('base').find(({ attributes }) => attributes['href']);
  const page = baseOf(url);
  const base = absolute(declared?.attributes['href'], page) ?? url;
  const own = withoutFragment(url);
  const from = base === url ? page : baseOf(base);
  return (href) => {
    const target = absolute(href, from);
    if (!target || target === own) return isSelfLink(href) ? null : target;
    return target;
  };
}

/** Links to follow in page order: anchors, areas, frames, refreshes and menus written by script; each address once. */
export function linksOf(page: FlatPage, resolve: Resolve): PageLink[] {
  const links = new Map<string, string>();
  /** The address where it is one to follow and has no text yet. */
  const unnamed = (href: string | undefined): string | undefined => {
    const url = href !== undefined && links.size < MAX_LINKS ? resolve(href) : null;
    return url && /^https?:/.test(url) && !links.get(url) ? url : undefined;
  };
  for (const element of page.tree.elements) {
    const target = TARGETS.get(element.name);
    const url = target && unnamed(target.href(element));
    if (url) links.set(url, target.text(page, element));
  }
  for (const markup of page.written) {
    for (const [, href] of markup.matchAll(HREF)) {
      const url = isAsset(href) ? undefined : unnamed(href);
      if (url) links.set(url, folded(markup.replace(/<[^>]{0,500}>/g, ' ')));
    }
    const refreshed = unnamed(/refresh/i.test(markup) ? REFRESH.exec(markup)?.[1] : undefined);
    if (refreshed) links.set(refreshed, '');
  }
  return [...links].map(([url, text]) => ({ url, text }));
}

/** Where an element of a name leads, and what it is called there. */
interface Target {
  href(element: PageElement): string | undefined;
  text(page: FlatPage, element: PageElement): string;
}

const FRAME: Target = {
  href: ({ attributes }) => attributes['src'],
  text: (_page, { attributes }) => folded(attributes['title'] ?? ''),
};
const TARGETS: ReadonlyMap<string, Target> = new Map<string, Target>([
  [
    'a',
    {
      href: ({ attributes }) => attributes['href'],
      text: (page, element) => textOf(page, element, 200) || folded(element.attributes['title'] ?? '').slice(0, 200),
    },
  ],
  [
    'area',
    {
      href: ({ attributes }) => attributes['href'],
      text: (_page, { attributes }) => folded(attributes['alt'] ?? attributes['title'] ?? ''),
    },
  ],
  ['iframe', FRAME],
  ['frame', FRAME],
  [
    'meta',
    {
      href: ({ attributes }) =>
        /refresh/i.test(attributes['http-equiv'] ?? '') ? REFRESH.exec(attributes['content'] ?? '')?.[1] : undefined,
      text: () => '',
    },
  ],
]);

function isSelfLink(href: string | undefined): boolean {
  return href === undefined || href.trim() === '' || href.trim().startsWith('#');
}

function isAsset(href = ''): boolean {
  return /\.(?:js|css|png|jpe?g|gif|ico|swf|svg|woff2?)(?:[?#]|$)/i.test(href);
}

interface Base {
  readonly url: string;
  /** Of http(s) addresses only. */
  readonly origin: string | null;
}

function baseOf(url: string): Base {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return { url, origin: parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : null };
}

/** Addresses that mean themselves to every reader: nothing in them is encoded, folded or climbed. Nearly all are such. */
const PLAIN_PATH = String.raw`/(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?(?:\?[\w=&.~-]*)?$`;
const PLAIN_ABSOLUTE = new RegExp(
  String.raw`^https?://(?!.*xn--)(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}(?::[1-9]\d{3})?${PLAIN_PATH}`,
);
const PLAIN_ROOTED = new RegExp(`^${PLAIN_PATH}`);

function absolute(href: string | undefined, base: Base): string | null {
  const text = href?.trim() ?? '';
  if (text === '' || text.length > MAX_URL) return null;
  if (base.origin !== null && PLAIN_ROOTED.test(text)) return base.origin + text;
  if (base.origin !== null && PLAIN_ABSOLUTE.test(text)) return text;
  if (/^(?:javascript|mailto|tel|data|about|vbscript|blob):?/i.test(text)) return null;
  const url = parsed(text, base.url);
  if (!url) return null;
  const isReadable = /^https?:$/.test(url.protocol) || (url.protocol === 'file:' && base.url.startsWith('file:'));
  return isReadable ? withoutFragment(url.href) : null;
}

function parsed(text: string, base: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null; // no address
  }
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}
