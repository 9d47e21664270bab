/** The part of an address within our own origin; `/` for anything that could lead elsewhere (open redirects) or to the API. */
export function ownPath(wanted: string | undefined): string {
  if (!wanted || wanted.length > 500 || !/^\/[^/\\]/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return '/';
  const url = URL.canParse(wanted, OURS) ? new URL(wanted, OURS) : undefined;
  if (url?.origin !== OURS || url.pathname.startsWith('//') || /^\/api(?:\/|$)/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}

const OURS = 'http://ours.invalid';
