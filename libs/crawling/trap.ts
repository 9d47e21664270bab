/**
 * How many URLs of one shape a crawl follows. A shape is the path, with dates replaced where the URL asks a calendar,
 * and the names of its parameters: `list.jsp?area&page`. Three parameters and more are one shape per path, since
 * filters multiply.
 */
const SHAPE_LIMITS = { calendar: 60, oneParameter: 10_000, twoParameters: 5_000, moreParameters: 2_000 };
const MAX_URL_LENGTH = 1_024;
const MAX_SEGMENTS = 16;
const MAX_PARAMETERS = 10;
const MAX_REPETITIONS = 3;

/** Why `url` leads nowhere by its own looks, in Chinese; undefined when nothing speaks against it. */
export function trapOf(url: string): string | undefined {
  if (url.length > MAX_URL_LENGTH) return '网址过长';
  const { pathname, search } = new URL(url);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (segments.length > MAX_SEGMENTS) return '路径层级过深';
  if (repetitionsOf(segments) > MAX_REPETITIONS) return '路径片段重复';
  const names = parameterNames(search);
  if (names.length > MAX_PARAMETERS) return '参数过多';
  return names.some((name) => names.filter((other) => other === name).length > 2) ? '参数重复' : undefined;
}

function parameterNames(search: string): string[] {
  const pairs = search.slice(1).split('&');
  return pairs.filter((pair) => pair !== '').map((pair) => pair.split('=')[0] ?? '');
}

export interface Shape {
  readonly shape: string;
  readonly limit: number;
  /** A calendar's pages say nothing about disclosure: holding them back leaves no gap. */
  readonly isCalendar?: boolean;
}

/** The shape `url` counts towards and how many of that shape may be followed; undefined for plain paths. */
export function shapeOf(url: string): Shape | undefined {
  const { host, pathname, search } = new URL(url);
  const names = parameterNames(search);
  if (isCalendar(pathname, names)) {
    return {
      shape: `${host}${pathname.replace(/\d+/g, '#')}?${names.join('&')}`,
      limit: SHAPE_LIMITS.calendar,
      isCalendar: true,
    };
  }
  if (names.length === 0) return undefined;
  if (names.length > 2) return { shape: `${host}${pathname}?…`, limit: SHAPE_LIMITS.moreParameters };
  const limit = names.length === 1 ? SHAPE_LIMITS.oneParameter : SHAPE_LIMITS.twoParameters;
  return { shape: `${host}${pathname}?${names.sort().join('&')}`, limit };
}

/** A calendar offers every month there ever was and will be; sections and articles with a date in the path do not. */
function isCalendar(pathname: string, names: readonly string[]): boolean {
  if (/\/(?:calendar|rili|kalender)(?:[/.]|$)/i.test(pathname)) return true;
  return names.some((name) => /^(?:month|mon|yuefen|ym|yearmonth)$/i.test(name));
}

/** How often the most frequent run of segments follows itself: a/b/a/b/a/b is three, x/x/x/x is four. */
function repetitionsOf(segments: readonly string[]): number {
  let most = segments.length > 0 ? 1 : 0;
  for (let size = 1; size <= 3; size++) {
    for (let start = 0; start + 2 * size <= segments.length; start++) {
      most = Math.max(most, runsFrom(segments, start, size));
    }
  }
  return most;
}

function runsFrom(segments: readonly string[], start: number, size: number): number {
  let runs = 1;
  for (let at = start + size; at + size <= segments.length; at += size, runs++) {
    for (let offset = 0; offset < size; offset++) {
      if (segments[at + offset] !== segments[start + offset]) return runs;
    }
  }
  return runs;
}
