import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leastMs } from '@app/platform/least-time.fixture';
import { extractSimply, LocalSite, pageOf, PROSE, send, serve } from '../../libs/crawling/site.fixture';
import { ExtractedPage } from '../../libs/crawling/extracted-page';
import { extract } from '../../crawlers';
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

  it('follows a list that its script asks for as JSON, without a browser, to its last page', async () => {
    const channel = '/common/search/5ad7f285c40d4f478a7b43b9fcd67d70?_isAgg=true&_isJson=true&_pageSize=1&page=';
    const menu = '<a href="/tzgg/common_list.shtml">通知公告</a>';
    const rows = ['关于开展秋粮检查的通知', '关于春节放假安排的通知'].map((title, at) => ({
      title,
      url: `/c103254/202601/26132${at}.shtml`,
      publishedTimeStr: `2026-01-0${2 - at} 08:00:00`,
    }));
    const json = { 'content-type': 'application/json;charset=utf-8' };
    site = await serve((request, response) => {
      const page = Number(/&page=(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
      if (page > 0)
        return send(response, 200, JSON.stringify({ data: { total: 2, results: rows.slice(page - 1, page) } }), json);
      if (request.url === '/') return send(response, 200, pageOf('清河县人民政府', ['/tzgg/common_list.shtml'], menu));
      if (request.url !== '/tzgg/common_list.shtml') return send(response, 200, pageOf('正文'));
      const script = `<script>$.ajax({ url: '${channel}' + page });</script>`;
      return send(
        response,
        200,
        `<title>通知公告</title><p>当前位置：<a href="/">首页</a>&gt;通知公告</p><ul></ul>${script}`,
      );
    });
    const out = join(folder, 'pages.jsonl');
    await crawlCommand(`${site.origin}/`, { ...options, extract, out });
    const lines = (await readFile(out, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ExtractedPage);
    const lists = lines.filter(({ kind }) => kind === 'list');
    expect(lists.flatMap(({ entries }) => entries.map(({ title }) => title))).toEqual(rows.map(({ title }) => title));
    expect(lists.flatMap(({ signals }) => signals)).toEqual([]);
    expect(site.asked.map(({ url }) => url)).toEqual(expect.arrayContaining(rows.map(({ url }) => url)));
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
    const refused = () => expect(crawlCommand(url, { ...options, ...given })).rejects.toMatchObject({ exitCode: 2 });
    expect(await leastMs(500, refused)).toBeLessThan(500);
  });

  it('refuses a site that redirects inside', async () => {
    site = await serve({ '/': (_request, response) => send(response, 302, '', { location: 'http://127.0.0.1:1/' }) });
    await expect(crawlCommand(`${site.origin}/`, options)).rejects.toMatchObject({ exitCode: 2 });
  });
});
