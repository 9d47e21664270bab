import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { AuditOptions, auditSite, rowsOf } from './audit.command';

const page = (
  title: string,
  crumbs: string,
  main: string,
) => `<!doctype html><html><head><title>${title}</title></head><body>
<div class="nav"><a href="/index.html">首页</a> <a href="/czxx/index.html">财政信息</a> <a href="/gzdt/index.html">工作动态</a></div>
<div class="position">当前位置：<a href="/index.html">首页</a> &gt; ${crumbs}</div>${main}
<div class="footer">主办：清河县财政局 网站标识码：3599990099</div></body></html>`;

const list = (name: string, folder: string, entries: [string, string, string][]) =>
  page(
    name,
    `<a href="/${folder}/index.html">${name}</a>`,
    `<div class="list"><h2>${name}</h2><ul>${entries
      .map(([file, title, day]) => `<li><a href="/${folder}/${file}.html">${title}</a><span>${day}</span></li>`)
      .join('')}</ul></div>`,
  );

const article = (name: string, folder: string, [title, published, formed]: [string, string, string]) =>
  page(
    title,
    `<a href="/${folder}/index.html">${name}</a> &gt; 正文`,
    `<div class="article"><h1>${title}</h1><table class="box"><tr><td>发布机构：清河县财政局</td><td>成文日期：${formed}</td></tr>
     <tr><td>发布日期：${published}</td><td>文号：无</td></tr></table><div class="content"><p>${'现将有关情况公布如下，请社会各界监督。'.repeat(8)}</p></div></div>`,
  );

const TITLES = ['关于上半年财政收支情况的公告', '关于预算调整方案的公告', '关于专项资金使用情况的公告'];

/** 清河县财政局 (fictional): the first of three announcements was formed on 2020-09-27 and published too late. */
const SITE: Record<string, string> = {
  '/index.html': page(
    '清河县财政局',
    '首页',
    `<div class="news"><h2>工作动态</h2><ul><li><a href="/gzdt/1.html">全县财政工作会议召开</a><span>2020-11-16</span></li></ul></div>`,
  ),
  '/czxx/index.html': list('财政信息', 'czxx', [
    ['1', TITLES[0] ?? '', '2020-11-04'],
    ['2', TITLES[1] ?? '', '2020-10-30'],
    ['3', TITLES[2] ?? '', '2020-09-30'],
  ]),
  '/czxx/1.html': article('财政信息', 'czxx', [TITLES[0] ?? '', '2020-11-04', '2020-09-27']),
  '/czxx/2.html': article('财政信息', 'czxx', [TITLES[1] ?? '', '2020-10-30', '2020-09-27']),
  '/czxx/3.html': article('财政信息', 'czxx', [TITLES[2] ?? '', '2020-09-30', '2020-09-27']),
  '/gzdt/index.html': list('工作动态', 'gzdt', [
    ['1', '全县财政工作会议召开', '2020-11-16'],
    ['2', '县财政局开展业务培训', '2020-11-10'],
    ['3', '县财政局开展下乡调研', '2020-11-02'],
  ]),
  '/gzdt/1.html': article('工作动态', 'gzdt', ['全县财政工作会议召开', '2020-11-16', '2020-11-16']),
  '/gzdt/2.html': article('工作动态', 'gzdt', ['县财政局开展业务培训', '2020-11-10', '2020-11-10']),
  '/gzdt/3.html': article('工作动态', 'gzdt', ['县财政局开展下乡调研', '2020-11-02', '2020-11-02']),
};

const CATALOG = `序号,公开事项/一级事项,公开事项/二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开方式/主动,网站所属栏目
1,财政,财政信息,财政信息,《政府信息公开条例》,自信息形成或者变更之日起20个工作日内,清河县财政局,■政府网站,√,财政信息
2,财政,国有资产报告,国有资产,《政府信息公开条例》,每年12月31日前,清河县财政局,■政府网站,√,国有资产
3,教育,招生信息,招生,《政府信息公开条例》,及时公开,清河县教育局,■政府网站,√,招生信息`;

describe('auditSite', () => {
  let folder: string;
  let catalog: string;
  let site: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    catalog = join(folder, 'catalog.csv');
    writeFileSync(catalog, CATALOG);
    const server = createServer((request, response) => {
      const path = request.url === '/' ? '/index.html' : (request.url ?? '');
      response.writeHead(SITE[path] ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(SITE[path] ?? '<title>404</title>');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    stop = () => new Promise((done) => server.close(() => done()));
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const options = (changes: Partial<AuditOptions> = {}): AuditOptions => ({
    catalog,
    site,
    today: '2020-11-18',
    allowPrivate: true,
    isBrowserOff: true,
    ...changes,
  });

  it('finds the late document, with row, sum and evidence', async () => {
    const { value, exitCode } = await auditSite(options());
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ unit: '清河县财政局', today: '2020-11-18', since: '2020-01-01' });
    const fails = value.findings.filter(({ outcome }) => outcome === 'fail');
    expect(fails).toEqual([
      expect.objectContaining({
        code: 'TIM-01',
        item: '财政信息',
        row: 2,
        section: '财政信息',
        url: `${site}czxx/1.html`,
        explanation: '“关于上半年财政收支情况的公告”成文 9月27日 → 20个工作日 → 10月30日，11月4日公开，超期3个工作日',
        evidence: [
          expect.objectContaining({ url: `${site}czxx/1.html`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
        ],
      }),
    ]);
  });

  it('proposes rows without a section and lists the rest only with `all`', async () => {
    const short = (await auditSite(options())).value;
    const long = (await auditSite(options({ all: true }))).value;
    expect(short.findings.find(({ code, row }) => code === 'PUB-01' && row === 3)?.outcome).toBe('cannotTell');
    expect(short.findings.every(({ outcome }) => outcome === 'fail' || outcome === 'cannotTell')).toBe(true);
    expect(long.findings.some(({ outcome }) => outcome === 'pass')).toBe(true);
    expect(long.findings.length).toBeGreaterThan(short.findings.length);
  });

  it('leaves out rows of other units with --unit', async () => {
    const { value } = await auditSite(options({ unit: '清河县财政局', all: true }));
    expect(value.coverage.items).toBe(2);
    expect(value.findings.map(({ row }) => row)).not.toContain(4);
  });

  it('moves the look-back with --since', async () => {
    const { value } = await auditSite(options({ since: '2020-10-31' }));
    expect(value.since).toBe('2020-10-31');
    expect(value.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  it('judges only what lies under the path of the site', async () => {
    const { value } = await auditSite(options({ site: `${site}gzdt/index.html`, all: true }));
    expect(value.findings.filter(({ url }) => url?.includes('/czxx/'))).toEqual([]);
    expect(value.findings.find(({ code }) => code === 'PLT-08')?.outcome).toBe('notApplicable');
  });

  it('answers with doubt only, and exit 1, when the home page cannot be read', async () => {
    const { value, exitCode } = await auditSite(options({ site: `${site}nothing/` }));
    expect(exitCode).toBe(1);
    expect(value.findings.length).toBeGreaterThan(0);
    expect(new Set(value.findings.map(({ outcome }) => outcome))).toEqual(new Set(['cannotTell']));
  });

  it.each<[string, Partial<AuditOptions>, RegExp]>([
    ['a loopback address without leave', { allowPrivate: false }, /refused/],
    ['a metadata address', { site: 'http://169.254.169.254/', allowPrivate: false }, /refused/],
    ['another scheme', { site: 'ftp://jyj.qinghe.example/' }, /not an http/],
    ['no delay on a public site', { site: 'http://jyj.qinghe.example/', allowPrivate: false, delayMs: 0 }, /delay/],
    ['a look-back that starts after today', { since: '2020-11-19' }, /since/],
  ])('refuses %s before anything is asked', async (_norm, changes, message) => {
    await expect(auditSite(options(changes))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('refuses a file without rows', async () => {
    const empty = join(folder, 'empty.csv');
    writeFileSync(empty, '名称,地址\n');
    await expect(auditSite(options({ catalog: empty }))).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('rowsOf', () => {
  const rows = (...units: (string | null)[]) => units.map((unit) => ({ unit })) as DisclosureItem[];

  it.each<[norm: string, named: (string | null)[], kept: (string | null)[]]>([
    ['the unit’s and nobody’s rows', ['清河县教育局', '清河县财政局', null], ['清河县教育局', null]],
    ['short names', ['县教育局', '教体局', '县财政局'], ['县教育局', '教体局']],
    ['what everybody owes', ['各相关单位', '各镇（街道）', '县财政局'], ['各相关单位', '各镇（街道）']],
    ['no row where all are others’', ['县财政局', '白石镇'], []],
    ['all rows where the catalog has one other name', ['县教体中心', '县教体中心'], ['县教体中心', '县教体中心']],
  ])('keeps %s', (_norm, named, kept) => {
    expect(rowsOf('清河县教育局', rows(...named)).map(({ unit }) => unit)).toEqual(kept);
  });
});
