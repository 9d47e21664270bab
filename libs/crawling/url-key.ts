/**
 * `url` (relative to `base` where given) as the crawler asks for it, or undefined when it is not http(s).
 * The fragment, an empty query, session numbers and tracking parameters go. Nothing else changes: servers disagree on
 * whether case, a trailing slash, `index.html` or the order of parameters matter, so two spellings stay two pages.
 */
export function normalizeUrl(url: string, base?: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined;
  const target = new URL(url, base);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  target.hash = '';
  if (SESSION_IN_PATH.test(target.pathname)) target.pathname = target.pathname.replace(SESSION_IN_PATH, '');
  if (target.search !== '' || target.href.endsWith('?')) target.search = withoutNoise(target.search);
  return target.href;
}

/**
 * What makes two URLs the same page: host, path and parameters in any order. Sites mix http and https links to the same
 * page, and filters offer their parameters in every order there is.
 */
export function keyOf(normalizedUrl: string): string {
  const key = normalizedUrl.slice(normalizedUrl.indexOf('//') + 2);
  const query = key.indexOf('?');
  if (query < 0 || !key.includes('&', query)) return key;
  const pairs = key.slice(query + 1).split('&');
  return `${key.slice(0, query)}?${pairs.sort().join('&')}`;
}

/** The key without a trailing index page. Equal ones are one page only if their bytes are equal, too. */
export function directoryKeyOf(normalizedUrl: string): string {
  return keyOf(normalizedUrl).replace(/\/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$/i, '/');
}

export type LinkKind = 'page' | 'attachment' | 'asset';

/** What a link leads to, by its extension: a page to read, an attachment to probe, or an asset to leave alone. */
export function linkKindOf(url: string): LinkKind {
  const path = (URL.canParse(url) ? new URL(url).pathname : url).toLowerCase();
  const extension = /\.([a-z0-9]{1,8})$/.exec(path)?.[1] ?? '';
  if (ATTACHMENTS.has(extension)) return 'attachment';
  return ASSETS.has(extension) ? 'asset' : 'page';
}

export function isPage(url: string): boolean {
  return linkKindOf(url) === 'page';
}

/** The raw query is cut, not rebuilt: GBK-encoded values (`%C7%E5`) must reach the server as they stand. */
function withoutNoise(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isNoise(pair));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function isNoise(pair: string): boolean {
  const [name = '', value = ''] = pair.split('=');
  return NOISE_NAME.test(name) || (CACHE_BUSTER.test(name) && /^(?:0?\.\d+|\d{9,})$/.test(value));
}

const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;
const NOISE_NAME =
  /^(?:utm_\w+|spm|jsessionid|phpsessid|aspsessionid\w*|session_?id|sessid|isappinstalled|from_?source|fbclid|gclid|wscckey|wsiphost)$/i;
const CACHE_BUSTER = /^(?:_|t|ts|timestamp|time|rand|random|rnd|r|v|nocache)$/i;

const ATTACHMENTS = new Set(
  'pdf doc docx docm xls xlsx xlsm et ett wps wpt ppt pptx dps ofd ceb rtf zip rar 7z gz tar csv txt'.split(' '),
);
const ASSETS = new Set(
  (
    'jpg jpeg png gif bmp webp svg ico tif tiff css js mjs map json woff woff2 ttf eot otf mp3 mp4 m4a m4v avi wmv wma ' +
    'flv swf mov mpg mpeg rm rmvb webm wav ogg m3u8 ts exe msi apk ipa dmg iso bin dll jar class psd'
  ).split(' '),
);
