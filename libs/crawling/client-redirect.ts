import { visibleTextOf } from './visible-text';

/**
 * Where a page that shows nothing sends the reader by meta refresh or a script's plain assignment to `location`
 * (many home pages are such a stub), as an absolute URL; undefined when it does not. A script that looks at the
 * device first is left alone: it sends phones elsewhere, not us.
 */
export function clientRedirectOf(html: string, url: string): string | undefined {
  if (html.length > MAX_STUB_LENGTH || visibleTextOf(html, 61).length > 60) return undefined;
  const target = metaRefreshOf(html) ?? (DEVICE_TEST.test(html) ? undefined : scriptTargetOf(html));
  if (!target || !URL.canParse(target.trim(), url)) return undefined;
  const absolute = new URL(target.trim(), url);
  if (!/^https?:$/.test(absolute.protocol)) return undefined;
  absolute.hash = '';
  return absolute.href === url ? undefined : absolute.href;
}

function metaRefreshOf(html: string): string | undefined {
  for (const [tag] of html.matchAll(/<meta\s[^>]{1,600}>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh\b/i.test(tag)) continue;
    const target = /content\s*=\s*["']?\s*(\d{1,3})[\s;,]{0,5}url\s*=\s*["']?([^"'>\s]{1,500})/i.exec(tag);
    if (target && Number(target[1]) <= 10) return target[2]?.replace(/&amp;/g, '&');
  }
  return undefined;
}

function scriptTargetOf(html: string): string | undefined {
  if (/document\.cookie\s*=[^=]/.test(html)) return undefined; // a challenge, not a way
  return LOCATION.exec(html)?.[1];
}

const MAX_STUB_LENGTH = 16_384;
const DEVICE_TEST = /userAgent|matchMedia|screen\.width|mobile/i;
const LOCATION =
  /\blocation(?:\.href\s{0,4}=|\s{0,4}=|\.replace\s{0,4}\(|\.assign\s{0,4}\()\s{0,4}["']([^"'<>\s]{1,500})["']/;
