import { HOSTILE_INPUTS } from '../apps/cli/bench/hostile-inputs';
import { decodePage } from '@app/crawling/charset';
import { clientRedirectOf } from '@app/crawling/client-redirect';
import { effectiveFailureOf } from '@app/crawling/effective-status';
import { extract } from './index';

const URL = 'https://a.gov.cn/zwgk/index.html';
const ROW = '<li><a href="/x.html">关于印发清河县方案的通知</a><span>2026-01-02</span></li>';
const SMALL = 100_000;
const TIMES = 4;
/** Four times the page costs four times the work when it is linear, and sixteen times when it is quadratic. */
const MOST_GROWTH = 10;
/** Less than this is noise of the clock and the collector. */
const LEAST_MS = 25;

/** The way of every page: decoding, effective status, redirects in the page, extraction. */
function read(body: Buffer, contentType = 'text/html') {
  const { html } = decodePage(body, contentType);
  effectiveFailureOf({ requestedUrl: URL, finalUrl: URL, status: 200, html });
  clientRedirectOf(html, URL);
  return extract({ url: URL, html });
}

function leastCpuMs(work: () => void): number {
  const readings = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...readings);
}

/** Each input once froze or crashed a parser or a pattern like ours; its absolute cost is measured by `bench -- hostile`. */
describe('hostile pages are read in linear time and never throw', () => {
  it.each(HOSTILE_INPUTS.map((input) => [input.name, input] as const))('%s', (_name, { make, contentType }) => {
    const [small, large] = [make(SMALL), make(SMALL * TIMES)];
    const page = read(large, contentType);
    expect(page.text.length).toBeLessThanOrEqual(20_000);
    expect(page.links.length).toBeLessThanOrEqual(5_000);
    const smallMs = leastCpuMs(() => read(small, contentType));
    const largeMs = leastCpuMs(() => read(large, contentType));
    expect(largeMs).toBeLessThan(MOST_GROWTH * Math.max(smallMs, LEAST_MS));
  });

  it.each([
    ['an empty page', ''],
    ['not HTML', '\u0000\u0001%PDF-1.4\uffff'],
    ['one character', '<'],
  ])('%s', (_name, html) => {
    expect(extract({ url: URL, html })).toMatchObject({ entries: [], attachments: [] });
  });

  it.each(['', 'not an address', 'file:///tmp/a.html', 'javascript:alert(1)', 'https://[::1'])(
    'reads a page whose address is %j',
    (url) => expect(extract({ url, html: `<ul>${ROW}${ROW}</ul>` }).entries).toHaveLength(2),
  );
});
