import { createHash } from 'node:crypto';
import { LocalDate } from '@app/calendar/local-date';
import { FetchFailure, FetchFailureKind } from '@app/crawling/capture';
import { SandboxCounty } from './county/county';
import { SitePage, sitePages } from './markup/site-pages';
import { bytesOf } from './serve';

interface Then {
  readonly county: SandboxCounty;
  readonly siteId: string;
  readonly on: LocalDate;
  readonly bases: Readonly<Record<string, string>>;
}

/** What the site's server would have answered for a page at ten in the morning of that day; null where it has none. */
export function earlierAnswer(then: Then, path: string) {
  const shown = sitePages(then.county, then.siteId, then.bases).get(path)?.();
  return shown && isRead(shown) ? answerOf(then, path, shown) : null;
}

/** Every page of the site that answered with a text. */
export function earlierAnswers(then: Then) {
  return [...sitePages(then.county, then.siteId, then.bases)].flatMap(([path, show]) => {
    const shown = show();
    return isRead(shown) ? [answerOf(then, path, shown)] : [];
  });
}

/** Every page that did not answer as it should that day, as a crawl would have noted it. */
export function earlierFailures(then: Then): FetchFailure[] {
  return [...sitePages(then.county, then.siteId, then.bases)].flatMap(([path, show]) => {
    const shown = show();
    const kind = failureOf(shown);
    const { status } = shown;
    const place = { url: `${then.bases[then.siteId]}${path}`, at: `${then.on}T02:00:00.000Z` };
    return kind ? [{ ...place, kind, detail: `状态码 ${status}`, status }] : [];
  });
}

function failureOf({ status, hang }: SitePage): FetchFailureKind | null {
  if (hang) return 'timeout';
  if (status === 503) return 'throttled';
  if (status === 412) return 'challenge';
  return status >= 500 ? 'badStatus' : null;
}

type ReadPage = SitePage & { readonly body: string };

const isRead = (shown: SitePage): shown is ReadPage =>
  typeof shown.body === 'string' && shown.type === 'text/html' && shown.status === 200 && shown.hang !== true;

function answerOf({ county, siteId, on, bases }: Then, path: string, shown: ReadPage) {
  const body = Buffer.from(bytesOf(shown, county.sites.find(({ id }) => id === siteId)?.charset ?? 'utf-8'));
  const url = `${bases[siteId]}${path}`;
  const capture = {
    url,
    finalUrl: url,
    status: 200,
    capturedAt: `${on}T02:00:00.000Z`,
    sha256: createHash('sha256').update(body).digest('hex'),
    contentType: shown.type,
    bytes: body.length,
    via: 'http' as const,
  };
  const head = {
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['content-type', shown.type]] as const,
    address: '127.0.0.1',
    tls: null,
  };
  return { ok: true as const, capture, head, body, html: shown.body };
}
