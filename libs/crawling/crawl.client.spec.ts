import { strToU8, zipSync } from 'fflate';
import { leastMs } from '@app/platform/least-time.fixture';
import { ExtractFile } from './attachment-content';
import { crawl, CrawlSummary } from './crawl.client';
import { CrawledPage, CrawlOptions } from './crawl-run.client';
import { findChromium } from './chromium.client';
import { createFetcher } from './fetcher.client';
import { extractSimply, LocalSite, pageOf, PROSE, Routes, send, serve } from './site.fixture';

let site: LocalSite;
afterEach(() => site.close());

interface Crawled extends CrawlSummary {
  /** Paths in the order of reading. */
  readonly order: string[];
}

async function crawled(
  routes: Parameters<typeof serve>[0],
  given: Partial<CrawlOptions> & { prefixes?: string[]; home?: string; extractFile?: ExtractFile } = {},
): Promise<Crawled> {
  site = await serve(routes);
  const { prefixes = [], home = '/', extractFile, ...options } = given;
  const scope = { homeUrl: `${site.origin}${home}`, pathPrefixes: prefixes, isOwnSite: true, plans: [] };
  const order: string[] = [];
  const onPage = ({ capture }: CrawledPage) => void order.push(capture.finalUrl.slice(site.origin.length));
  const summary = await crawl(
    {
      scope,
      delayMs: 0,
      timeoutMs: 400,
      backOffMs: 10,
      browser: false,
      allowPrivateOrigins: [site.origin],
      ...options,
    },
    { extract: extractSimply, extractFile, onPage },
  );
  return { ...summary, order };
}

const article = (title: string, extra = '') => pageOf(title, ['/'], `<article>${PROSE}</article>${extra}`);
const list = (items: string[], next?: string) =>
  `<title>通知公告</title>${items.map((url) => `<a rel="item" href="${url}">x</a>`).join('')}` +
  `${next ? `<a rel="next" href="${next}">下一页</a>` : ''}${PROSE}`;
const after = (ms: number, status: number, body: string): Routes[string] => {
  return (_request, response) => void setTimeout(() => send(response, status, body), ms);
};

describe('crawl', () => {
  it('asks for attachments as a reader of the site does: 防盗链 is no dead link', async () => {
    const result = await crawled({
      '/': pageOf('清河县人民政府', ['/1.html']),
      '/1.html': article('通知一', '<a download href="/f/1.pdf">附件</a>'),
      '/f/1.pdf': ({ headers }, response) =>
        headers.referer?.startsWith(site.origin)
          ? send(response, 206, '%PDF-1.4', { 'content-range': 'bytes 0-7/90000' })
          : send(response, 404, ''),
    });
    expect(result.attachments).toEqual({ [`${site.origin}/f/1.pdf`]: 'ok' });
  });

  it('reads attachments that are the document itself, once and whole, and keeps what they say', async () => {
    const xml = '<w:document><w:p><w:r><w:t>清政发〔2026〕3号</w:t></w:r></w:p></w:document>';
    const docx = Buffer.from(zipSync({ 'word/document.xml': strToU8(xml) }));
    const extractFile: ExtractFile = (url, { text }) => ({ ...extractSimply({ url, html: '' }), text });
    const result = await crawled(
      {
        '/': pageOf('清河县人民政府', ['/1.html']),
        '/1.html': article('通知一', '<a download href="/f/1.docx">附件</a><a download href="/f/2.pdf">附件</a>'),
        '/f/1.docx': (_request, response) => send(response, 200, docx, { 'content-type': 'application/msword' }),
      },
      { extractFile },
    );
    expect(result.attachments).toEqual({ [`${site.origin}/f/1.docx`]: 'ok', [`${site.origin}/f/2.pdf`]: 'notFound' });
    expect(result.attachmentTexts).toMatchObject({
      [`${site.origin}/f/1.docx`]: { kind: 'docx', text: '清政发〔2026〕3号' },
    });
    expect(site.asked.filter(({ url }) => url === '/f/1.docx')).toHaveLength(1);
  });

  it('reads a small county: home, lists with their further pages, articles, attachments', async () => {
    const result = await crawled({
      '/': pageOf('清河县人民政府', ['/tzgg/', '/zcwj/', '/about.html', 'http://www.other.cn/', '/logo.png']),
      '/tzgg/': list(['/tzgg/1.html', '/tzgg/2.html'], '/tzgg/index_2.html'),
      '/tzgg/index_2.html': list(['/tzgg/3.html']),
      '/zcwj/': list(['/zcwj/1.html']),
      '/about.html': pageOf('概况'),
      '/tzgg/1.html': article(
        '通知一',
        '<a download href="/f/1.pdf">附件</a><a download href="http://www.other.cn/2.pdf">附件</a>',
      ),
      '/tzgg/2.html': article(
        '通知二',
        '<a download href="/f/gone.pdf">附件</a><a download href="/f/empty.doc">附件</a>',
      ),
      '/tzgg/3.html': article('通知三', '<a download href="/f/page.pdf">附件</a>'),
      '/zcwj/1.html': article('文件一'),
      '/f/1.pdf': (_request, response) => send(response, 206, '%PDF-1.4', { 'content-range': 'bytes 0-7/90000' }),
      '/f/empty.doc': (_request, response) => send(response, 200, ''),
      '/f/page.pdf': pageOf('不是附件'),
    });
    expect(result).toMatchObject({ pages: 9, documents: 4, failures: {}, isComplete: true, gap: null });
    expect(result.order[0]).toBe('/');
    expect(result.order.slice(1, 3).sort()).toEqual(['/tzgg/', '/zcwj/']);
    expect(result.order.indexOf('/tzgg/index_2.html')).toBeLessThan(result.order.indexOf('/tzgg/1.html'));
    expect(result.attachments).toEqual({
      [`${site.origin}/f/1.pdf`]: 'ok',
      [`${site.origin}/f/gone.pdf`]: 'notFound',
      [`${site.origin}/f/empty.doc`]: 'empty',
      [`${site.origin}/f/page.pdf`]: 'wrongType',
      'http://www.other.cn/2.pdf': 'unread',
    });
  });

  it('asks for each page once, whatever its spelling', async () => {
    const result = await crawled({
      '/': pageOf('首页', [
        '/a.html',
        '/a.html#x',
        '/a.html?',
        '/a.html?utm_source=x',
        '/a.html;jsessionid=1',
        '/b.html',
      ]),
      '/a.html': article('一'),
      '/b.html': (_request, response) => send(response, 302, '', { location: '/a.html' }),
    });
    expect(result.pages).toBe(2);
    expect(site.asked.filter(({ url }) => url === '/a.html?')).toEqual([]);
  });

  it('takes a directory and its index page for one where the bytes are equal, and only there', async () => {
    const result = await crawled({
      '/': pageOf('首页', ['/a/', '/a/index.html', '/b/', '/b/index.html']),
      '/a/': list(['/a/1.html']),
      '/a/index.html': list(['/a/1.html']),
      '/b/': list(['/b/1.html']),
      '/b/index.html': pageOf('介绍'),
    });
    expect(result.order.filter((path) => !path.endsWith('1.html'))).toEqual(['/', '/a/', '/b/', '/b/index.html']);
  });

  it('stays in the unit’s part of the host', async () => {
    const result = await crawled(
      {
        '/jyj/': pageOf('教育局', ['/jyj/1.html', '/czj/1.html', '/jyj/away.html']),
        '/jyj/1.html': article('一'),
        '/czj/1.html': article('二'),
        '/jyj/away.html': (_request, response) => send(response, 302, '', { location: '/czj/1.html' }),
      },
      { home: '/jyj/', prefixes: ['/jyj/'] },
    );
    expect(result.order).toEqual(['/jyj/', '/jyj/1.html']);
    expect(result.failed).toMatchObject([{ url: `${site.origin}/jyj/away.html`, kind: 'wrongHost' }]);
  });

  it('starts from seeds, too, inside the scope', async () => {
    site = await serve({ '/': pageOf('首页'), '/hidden.html': article('一') });
    const scope = { homeUrl: `${site.origin}/`, pathPrefixes: [], isOwnSite: true, plans: [] };
    const seeds = [`${site.origin}/hidden.html`, 'http://www.other.cn/', 'not a url', 'http://127.0.0.1:1/inside.html'];
    const options = { scope, seeds, delayMs: 0, allowPrivateOrigins: [site.origin] };
    expect(await crawl(options, { extract: extractSimply })).toMatchObject({ pages: 2, failures: {} });
  });

  it('renders what is an empty shell, and reads the list behind it', async () => {
    const reason = await findChromium().then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (reason) return void process.stderr.write(`rendering spec skipped: ${reason}\n`);
    const shell = `<title>公示</title><div id="app"></div><script>
      document.getElementById('app').outerHTML = '<ul>' + [1, 2].map((n) => '<a rel="item" href="/' + n + '.html">x</a>').join('') + '</ul>';
    </script>`;
    const routes = {
      '/': pageOf('首页', ['/list/']),
      '/list/': shell,
      '/1.html': article('一'),
      '/2.html': article('二'),
    };
    expect(await crawled(routes, { browser: {}, timeoutMs: 15_000 })).toMatchObject({
      pages: 4,
      rendered: 1,
      failures: {},
    });
  }, 60_000);

  it('keeps the shell and the failure where the browser cannot help', async () => {
    const routes = { '/': pageOf('首页', ['/list/']), '/list/': '<title>公示</title><div id="app"></div>' };
    const result = await crawled(routes, { browser: { executablePath: '/nonexistent' } });
    expect(result).toMatchObject({ pages: 2, rendered: 0, failures: { browser: 1 } });
  });

  it('keeps one request at a time, and its distance', async () => {
    let underWay = 0;
    let most = 0;
    const times: number[] = [];
    const slow: Routes[string] = (_request, response) => {
      times.push(Date.now());
      most = Math.max(most, ++underWay);
      setTimeout(() => (underWay--, send(response, 200, article('x'))), 20);
    };
    await crawled({ '/': pageOf('首页', ['/1', '/2', '/3']), '/1': slow, '/2': slow, '/3': slow }, { delayMs: 80 });
    expect(most).toBe(1);
    expect(Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeGreaterThanOrEqual(80);
  });

  it('honours Crawl-delay and what robots.txt closes', async () => {
    const startedAt = Date.now();
    const result = await crawled({
      '/robots.txt': 'User-agent: *\nCrawl-delay: 0.2\nDisallow: /admin/',
      '/': pageOf('首页', ['/admin/x.html', '/a.html']),
      '/a.html': article('一'),
    });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(200);
    expect(result.failures).toEqual({ robots: 1 });
    expect(site.asked.map(({ url }) => url)).not.toContain('/admin/x.html');
  });

  it('retries what may pass and not what stays', async () => {
    let answers = 0;
    const result = await crawled({
      '/': pageOf('首页', ['/shaky.html', '/gone.html', '/broken.html', '/closed.html']),
      '/shaky.html': (_request, response) => send(response, ++answers < 3 ? 500 : 200, article('终于')),
      '/broken.html': (_request, response) => send(response, 500, ''),
      '/closed.html': (_request, response) => send(response, 403, ''),
    });
    expect(result.order).toContain('/shaky.html');
    expect(result.failures).toEqual({ notFound: 1, badStatus: 2 });
    const times = (path: string) => site.asked.filter(({ url }) => url === path).length;
    expect([times('/gone.html'), times('/broken.html'), times('/closed.html')]).toEqual([1, 3, 1]);
    expect(result.isComplete).toBe(true);
  });

  it.each<[kind: string, route: Routes[string]]>([
    ['timeout', after(1_000, 200, '')],
    ['badStatus', after(0, 500, '')],
    ['challenge', '<script>document.cookie="a=1";location.reload()</script>'],
    ['notFound', after(0, 404, '')],
    ['throttled', after(0, 503, '')],
    ['wrongHost', (_request, response) => send(response, 302, '', { location: 'http://www.other.cn/' })],
    ['refusedAddress', (_request, response) => send(response, 302, '', { location: 'http://127.0.0.1:1/' })],
  ])('gives no page and a gap where the home page is %s', async (kind, route) => {
    const result = await crawled({ '/': route }, { retries: 1 });
    expect(result).toMatchObject({ pages: 0, documents: 0, failures: { [kind]: 1 }, isComplete: false });
    expect(result.homeFailure?.kind).toBe(kind);
    expect(result.gap).toContain('首页无法读取');
  });

  it('gives a private home page up at once', async () => {
    const refused = async () => {
      const result = await crawled({ '/': pageOf('首页') }, { allowPrivateOrigins: [] });
      expect(result.failures).toEqual({ refusedAddress: 1 });
      expect(site.asked).toEqual([]);
    };
    expect(await leastMs(300, refused)).toBeLessThan(300);
  });

  it('goes on where one list times out, and says which', async () => {
    const result = await crawled({
      '/': pageOf('首页', ['/slow/', '/good/']),
      '/slow/': after(2_000, 200, ''),
      '/good/': list(['/good/1.html']),
      '/good/1.html': article('一'),
    });
    expect(result.order).toEqual(['/', '/good/', '/good/1.html']);
    expect(result.failed).toMatchObject([{ url: `${site.origin}/slow/`, kind: 'timeout' }]);
  });

  it('stops a site that asks for a longer pause than the crawl has', async () => {
    const result = await crawled({
      '/': pageOf('首页', ['/a.html', '/b.html']),
      '/a.html': (_request, response) => send(response, 429, '', { 'retry-after': '3600' }),
      '/b.html': article('二'),
    });
    expect(result).toMatchObject({ isComplete: false, failures: { throttled: 1 } });
    expect(result.gap).toContain('放慢');
    expect(result.seconds).toBeLessThan(5);
  });

  it('waits and goes on where the pause is short', async () => {
    let answers = 0;
    const result = await crawled({
      '/': pageOf('首页', ['/a.html']),
      '/a.html': (_request, response) =>
        ++answers === 1 ? send(response, 503, '', { 'retry-after': '1' }) : send(response, 200, article('一')),
    });
    expect(result).toMatchObject({ pages: 2, isComplete: true, failures: {} });
    expect(result.seconds).toBeGreaterThanOrEqual(1);
  });

  it('stops at the page limit and says that more was there', async () => {
    const links = Array.from({ length: 10 }, (_, at) => `/${at}.html`);
    const result = await crawled(
      { '/': pageOf('首页', links), ...Object.fromEntries(links.map((l) => [l, article(l)])) },
      { maxPages: 5 },
    );
    expect(result).toMatchObject({ pages: 5, isComplete: false, gap: '已达采集上限 5 页，仍有 6 个链接未读取' });
  });

  it('is not complete below the expected yield', async () => {
    const result = await crawled({ '/': pageOf('首页') }, { minPages: 2 });
    expect(result).toMatchObject({ pages: 1, isComplete: false, gap: '只读到 1 页，少于该网站应有的 2 页' });
  });

  it('is not complete where more pages fail than are read', async () => {
    const links = ['/1', '/2', '/3'];
    const broken: Routes[string] = (_request, response) => send(response, 500, '');
    const result = await crawled({ '/': pageOf('首页', links), '/1': broken, '/2': broken, '/3': broken });
    expect(result).toMatchObject({ isComplete: false, gap: '3 个页面暂时无法读取，多于读到的 1 页' });
  });

  it('ends with what a caller throws', async () => {
    site = await serve({
      '/': pageOf('首页', ['/1', '/2', '/3']),
      '/1': article('一'),
      '/2': article('二'),
      '/3': article('三'),
    });
    const scope = { homeUrl: `${site.origin}/`, pathPrefixes: [], isOwnSite: true, plans: [] };
    const options = { scope, delayMs: 0, concurrency: 3, allowPrivateOrigins: [site.origin] };
    const onPage = ({ capture }: CrawledPage) => {
      if (capture.finalUrl !== scope.homeUrl) throw new Error('disk full');
    };
    await expect(crawl(options, { extract: extractSimply, onPage })).rejects.toThrow('disk full');
  });

  it('lets a caller stop it', async () => {
    const stop = new AbortController();
    const links = Array.from({ length: 10 }, (_, at) => `/${at}.html`);
    const route: Routes[string] = (_request, response) => (stop.abort(), send(response, 200, article('x')));
    const result = await crawled(
      { '/': pageOf('首页', links), ...Object.fromEntries(links.map((l) => [l, route])) },
      { signal: stop.signal },
    );
    expect(result).toMatchObject({ pages: 2, isComplete: false, gap: '采集被中止' });
  });
});

describe('crawl ends on endless sites', () => {
  it.each<[what: string, routes: (path: string) => string, most: number]>([
    [
      'a calendar',
      (path) => pageOf(path, [`/rili/?month=${Number(/\d+/.exec(path)?.[0] ?? 0) + 1}`], `${PROSE}${path}`),
      70,
    ],
    ['a path that grows', (path) => pageOf(path, [`${path.replace(/\/?$/, '/')}a/`], `${PROSE}${path}`), 10],
    ['the same bytes under ever new paths', () => pageOf('同', ['a/', 'b/', 'c/']), 13],
    [
      'query parameters that multiply',
      (path) =>
        pageOf(
          path,
          ['a', 'b', 'c'].map((n) => `${path}${path.includes('?') ? '&' : '?'}${n}=1`),
          `${PROSE}${path}`,
        ),
      400,
    ],
    [
      'a list without end that repeats itself',
      (path) => list(['/a.html'], `/list?page=${Number(/\d+/.exec(path)?.[0] ?? 0) + 1}`),
      5,
    ],
    ['session numbers in the path', (path) => pageOf('同', [`/a.jsp;jsessionid=${path.length}${path}`]), 12],
  ])('%s', async (_what, routes, most) => {
    const result = await crawled((request, response) => send(response, 200, routes(request.url ?? '')), {
      maxPages: 1_000,
    });
    expect(result.pages).toBeGreaterThan(0);
    expect(result.pages).toBeLessThanOrEqual(most);
  });
});

describe('createFetcher', () => {
  it('drives one URL at a time', async () => {
    site = await serve({
      '/robots.txt': 'User-agent: *\nCrawl-delay: 3\nDisallow: /x',
      '/': pageOf('首页'),
      '/soft.pdf': '<title>404</title><p>文件不存在</p>',
      '/whole.pdf': (_request, response) => send(response, 200, `%PDF-1.4${'x'.repeat(100_000)}`),
      '/none.pdf': (_request, response) => send(response, 416, '', { 'content-range': 'bytes */0' }),
      '/away.pdf': (_request, response) => send(response, 302, '', { location: 'http://www.other.cn/a.pdf' }),
    });
    const fetcher = createFetcher({ allowPrivateOrigins: [site.origin], delayMs: 100, browser: false });
    const of = (path: string) => `${site.origin}${path}`;
    expect(fetcher.delayMs(of('/'))).toBe(100);
    expect(await fetcher.robotsAllows(of('/'))).toEqual({ isAllowed: true });
    expect(await fetcher.robotsAllows(of('/x'))).toMatchObject({ isAllowed: false });
    expect(fetcher.delayMs(of('/'))).toBe(3_000);
    expect(await fetcher.fetchPage(of('/'))).toMatchObject({ ok: true });
    expect(await fetcher.renderPage(of('/'))).toMatchObject({ ok: false, failure: { kind: 'browser' } });
    expect(await fetcher.probeAttachment(of('/soft.pdf'))).toBe('notFound');
    expect(await fetcher.probeAttachment(of('/whole.pdf'))).toBe('ok');
    expect(await fetcher.probeAttachment(of('/none.pdf'))).toBe('empty');
    expect(await fetcher.probeAttachment(of('/away.pdf'))).toBe('unread');
    expect(await fetcher.probeAttachment('http://10.0.0.1/a.pdf')).toBe('unread');
    await fetcher.close();
  });
});
