import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractSimply, LocalSite, pageOf, PROSE, send, serve } from '../../libs/crawling/site.fixture';
import { crawlCommand } from './crawl.command';

const options = { extract: extractSimply, allowPrivate: true, delayMs: 0, browser: false as const };
let site: LocalSite;
let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crawl-'));
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('mingjian crawl', () => {
  it('prints its summary and writes articles and lists, one per line', async () => {
    site = await serve({
      '/': pageOf('首页', ['/tzgg/']),
      '/tzgg/': `<title>通知公告</title><a rel="item" href="/1.html">x</a>${PROSE}`,
      '/1.html': pageOf('通知一', ['/gone.html'], `<article>${PROSE}</article>`),
    });
    const out = join(folder, 'pages.jsonl');
    const { value, exitCode } = await crawlCommand(`${site.origin}/`, { ...options, out });
    expect(exitCode).toBe(0);
    expect(value).toEqual({
      pages: 3,
      documents: 1,
      bytes: expect.any(Number),
      seconds: expect.any(Number),
      failures: { notFound: 1 },
    });
    const lines = (await readFile(out, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { url: `${site.origin}/tzgg/`, kind: 'list', title: '通知公告', signals: [] },
      { url: `${site.origin}/1.html`, kind: 'article', publishedOn: null },
    ]);
    for (const line of lines) expect(line).not.toHaveProperty('text');
  });

  it('still prints where the home page cannot be read, and exits 1 with the reason', async () => {
    site = await serve({ '/': (_request, response) => send(response, 404, '') });
    const { value, exitCode } = await crawlCommand(`${site.origin}/`, options);
    expect([exitCode, value.pages, value.failures]).toEqual([1, 0, { notFound: 1 }]);
    expect(said.join('')).toContain('页面不存在');
  });

  it.each<[what: string, url: string, given: object]>([
    ['a private address', 'http://127.0.0.1:8080/', { allowPrivate: false, delayMs: undefined }],
    ['metadata', 'http://169.254.169.254/', { allowPrivate: false, delayMs: undefined }],
    ['a private name', 'http://localhost/', { allowPrivate: false, delayMs: undefined }],
    ['no URL', 'www.qinghe.gov.cn', {}],
    ['a file', 'file:///etc/passwd', {}],
    ['no delay on a public site', 'http://www.qinghe.gov.cn/', { allowPrivate: false }],
    ['a negative delay', 'http://127.0.0.1:8080/', { delayMs: -1 }],
    ['no page', 'http://127.0.0.1:8080/', { maxPages: 0 }],
    ['half a request', 'http://127.0.0.1:8080/', { concurrency: 1.5 }],
    ['a folder that is not there', 'http://127.0.0.1:8080/', { out: '/nonexistent/out.jsonl' }],
  ])('refuses %s with exit code 2, at once', async (_what, url, given) => {
    const startedAt = Date.now();
    await expect(crawlCommand(url, { ...options, ...given })).rejects.toMatchObject({ exitCode: 2 });
    expect(Date.now() - startedAt).toBeLessThan(500);
  });

  it('refuses a site that redirects inside', async () => {
    site = await serve({ '/': (_request, response) => send(response, 302, '', { location: 'http://127.0.0.1:1/' }) });
    await expect(crawlCommand(`${site.origin}/`, options)).rejects.toMatchObject({ exitCode: 2 });
  });
});
