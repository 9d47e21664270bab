import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSite, PROSE, send, serve } from '../../libs/crawling/site.fixture';
import { captureCommand, slugOf } from './capture.command';

const PAGE = `<title>关于公交线路的公告</title><h1>关于公交线路的公告</h1><p>发布日期：2026-03-05</p>${PROSE}`;
let site: LocalSite;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capture-'));
});
afterEach(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('mingjian capture', () => {
  it('saves the bytes as they came, with place, time and what extract makes of them', async () => {
    site = await serve({ '/zwgk/1.html': PAGE });
    const url = `${site.origin}/zwgk/1.html`;
    const out = join(folder, 'new', 'fixtures');
    const draft = await captureCommand(url, { out, allowPrivate: true });
    const bytes = await readFile(draft.html);
    const json = JSON.parse(await readFile(draft.json, 'utf8'));
    expect(bytes.toString()).toBe(PAGE);
    expect(json).toMatchObject({ url, capturedAt: draft.capturedAt, warnings: [] });
    expect(json.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(json.expected).toMatchObject({ url, publishedOn: '2026-03-05' });
    expect((await readdir(out)).sort()).toEqual([`${slugOf(url)}.html`, `${slugOf(url)}.json`]);
  });

  it('warns of personal data, masked', async () => {
    site = await serve({ '/': PAGE.replace('</p>', '</p><p>联系人手机：13812341234</p>') });
    const draft = await captureCommand(`${site.origin}/`, { out: folder, allowPrivate: true });
    expect(draft.warnings).toEqual(['页面含手机号码 138****1234，用作样例前须改为虚构内容']);
    expect(await readFile(draft.json, 'utf8')).not.toContain('13812341234');
  });

  it('overwrites nothing, and leaves no half', async () => {
    site = await serve({ '/': PAGE });
    const first = await captureCommand(`${site.origin}/`, { out: folder, allowPrivate: true });
    const again = () => captureCommand(`${site.origin}/`, { out: folder, allowPrivate: true });
    await expect(again()).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('exists already') });
    await rm(first.html);
    await expect(again()).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each([
    ['a private address', 'http://10.0.0.1/'],
    ['the own machine', 'http://127.0.0.1:9/'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address', 'qinghe'],
  ])('refuses %s with exit code 2 and writes nothing', async (_what, url) => {
    await expect(captureCommand(url, { out: folder })).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not follow where an admitted origin redirects', async () => {
    site = await serve({ '/': (_request, response) => send(response, 302, '', { location: 'http://127.0.0.1:9/' }) });
    await expect(captureCommand(`${site.origin}/`, { out: folder, allowPrivate: true })).rejects.toMatchObject({
      exitCode: 2,
    });
  });

  it.each([
    ['is gone', {}, '页面不存在'],
    [
      'is no page',
      { '/': (_r: unknown, response: never) => send(response, 200, '%PDF-1.7', { 'content-type': 'application/pdf' }) },
      '内容无法解析',
    ],
    ['robots.txt forbids', { '/robots.txt': 'User-agent: *\nDisallow: /', '/': PAGE }, 'robots.txt'],
  ])('fails where the page %s, and writes nothing', async (_what, pages, reason) => {
    site = await serve(pages as never);
    const failure = await captureCommand(`${site.origin}/`, { out: folder, allowPrivate: true }).catch(
      (error) => error,
    );
    expect(failure.exitCode).toBeUndefined();
    expect(failure.message).toContain(reason);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('slugOf', () => {
  it.each([
    ['http://www.qinghe.example/zwgk/2026/t1.html', 'www-qinghe-example-zwgk-2026-t1'],
    ['http://www.qinghe.example/', 'www-qinghe-example'],
    ['http://a.example/../../etc/passwd?x=%2e%2e%2f', 'a-example-etc-passwd-x-2e-2e-2f'],
    ['http://中国.example/公开', 'xn-fiqs8s-example-e5-85-ac-e5-bc-80'],
  ])('%s is %s', (url, slug) => {
    expect(slugOf(url)).toBe(slug);
  });

  it('ends, and tells long ones apart', () => {
    const long = (last: string) => slugOf(`http://a.example/${'x'.repeat(5_000)}${last}`);
    expect(long('1').length).toBeLessThan(100);
    expect(long('1')).not.toBe(long('2'));
  });
});
