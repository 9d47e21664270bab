import { leastMs } from '@app/platform/least-time.fixture';
import { createHttpClient, HttpClient } from './http.client';
import { createRobotsClient, RobotsClient } from './robots.client';
import { LocalSite, pageOf, Routes, send, serve } from './site.fixture';

let site: LocalSite;
let client: HttpClient;
let robots: RobotsClient;

async function open(routes: Routes): Promise<void> {
  site = await serve(routes);
  client = createHttpClient({ timeoutMs: 500, allowPrivateOrigins: [site.origin] });
  robots = createRobotsClient(client);
}
afterEach(async () => {
  await client.close();
  await site.close();
});

const text = (body: string): Routes => ({
  '/robots.txt': (_request, response) => send(response, 200, body, { 'content-type': 'text/plain' }),
});

describe('robots client', () => {
  it.each<[what: string, body: string, path: string, isAllowed: boolean]>([
    ['all is open without a word', '', '/a', true],
    ['a path is closed to all', 'User-agent: *\nDisallow: /admin/', '/admin/x', false],
    ['another is not', 'User-agent: *\nDisallow: /admin/', '/zwgk/', true],
    ['the whole site is closed', 'User-agent: *\nDisallow: /', '/', false],
    ['our own group goes before all', 'User-agent: *\nDisallow: /\n\nUser-agent: Mingjian\nAllow: /', '/a', true],
    ['our own group may close', 'User-agent: mingjian\nDisallow: /x\n\nUser-agent: *\nAllow: /', '/x', false],
    ['a longer allow wins', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['wildcards', 'User-agent: *\nDisallow: /*.jsp$', '/a/list.jsp', false],
    ['a byte order mark', '\ufeffUser-agent: *\nDisallow: /a', '/a', false],
    ['an HTML page has no rules', `${pageOf('404')}\nUser-agent: *\nDisallow: /`, '/a', true],
    ['garbage has no rules', '\u0000\u0001 Disallow', '/a', true],
  ])('%s', async (_what, body, path, isAllowed) => {
    await open(text(body));
    const answer = await robots.allows(`${site.origin}${path}`);
    expect(answer.isAllowed).toBe(isAllowed);
    if (!answer.isAllowed) expect(answer.failure).toMatchObject({ kind: 'robots', url: `${site.origin}${path}` });
  });

  it.each<[status: number, kind: string | undefined]>([
    [404, undefined],
    [403, undefined],
    [401, undefined],
    [204, undefined],
    [429, 'throttled'],
    [500, 'badStatus'],
    [503, 'badStatus'],
  ])('status %i of the file itself gives %s', async (status, kind) => {
    await open({ '/robots.txt': (_request, response) => send(response, status, '') });
    const answer = await robots.allows(`${site.origin}/a`);
    expect(answer.isAllowed ? undefined : answer.failure.kind).toBe(kind);
  });

  it('does not crawl a site that gives no answer, and asks again later', async () => {
    let isDown = true;
    await open({ '/robots.txt': (_request, response) => (isDown ? undefined : send(response, 404, '')) });
    expect(await robots.allows(`${site.origin}/a`)).toMatchObject({ isAllowed: false, failure: { kind: 'timeout' } });
    isDown = false;
    expect(await robots.allows(`${site.origin}/a`)).toEqual({ isAllowed: true });
  });

  it('reads the file once per origin', async () => {
    await open(text('User-agent: *\nCrawl-delay: 7'));
    for (const path of ['/a', '/b', '/c']) await robots.allows(`${site.origin}${path}`);
    expect(site.asked.map(({ url }) => url)).toEqual(['/robots.txt']);
    expect(robots.crawlDelayMs(`${site.origin}/a`)).toBe(7_000);
    expect(robots.crawlDelayMs('http://www.qinghe.gov.cn/')).toBeUndefined();
  });

  it('names the sitemaps of the origin, at most ten, once the file was read', async () => {
    const lines = Array.from({ length: 12 }, (_, at) => `Sitemap: http://www.qinghe.example/s${at}.xml`);
    await open(text(`User-agent: *\nDisallow:\n${lines.join('\n')}`));
    expect(robots.sitemaps(`${site.origin}/`)).toEqual([]);
    await robots.allows(`${site.origin}/`);
    expect(robots.sitemaps(`${site.origin}/`)).toHaveLength(10);
    expect(robots.sitemaps('http://other.example/')).toEqual([]);
  });

  it('is not stalled by a file of patterns', async () => {
    const rule = `Disallow: /${'*a'.repeat(50)}b\nDisallow: /*${'a'.repeat(100)}b\nDisallow: /${'a'.repeat(400)}b\n`;
    await open(text(`User-agent: *\n${rule.repeat(600)}`));
    const url = `${site.origin}/${'a'.repeat(1_000)}`;
    await robots.allows(url);
    expect(await leastMs(1_000, () => robots.allows(url))).toBeLessThan(1_000);
  });
});
