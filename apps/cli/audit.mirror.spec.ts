import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AuditJson, auditSite, observeSite } from './audit.command';

/** Mirrors of real small sites; never part of this repository. */
const MIRRORS = resolve(__dirname, '../../../shared/data/sites');
const TODAY = '2020-12-31';

/** One limit of each kind the rules judge; dealt out in every way, so that each section is judged by each limit. */
const LIMITS = [
  '自信息形成或者变更之日起20个工作日内予以公开',
  '每季度公开',
  '每年1月31日前公开上年度情况',
  '及时更新，最迟6个月内必须有更新',
  '信息形成之日起20个工作日内；行政许可和行政处罚决定作出后7个工作日内',
  '长期公开',
  '及时公开',
  '每月10日前公开上月情况',
];

const mirrors = existsSync(MIRRORS)
  ? readdirSync(MIRRORS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  : [];

if (mirrors.length === 0) it.skip('audit of mirrors: needs ../shared/data/sites', () => undefined);

(mirrors.length > 0 ? describe : describe.skip).each(mirrors)('audit of the mirror %s', (name) => {
  const root = join(MIRRORS, name);
  let mirror: Mirror;
  const audits: AuditJson[] = [];
  const everyFail = () => audits.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'fail'));
  let folder: string;

  beforeAll(async () => {
    mirror = await serve(root);
    folder = mkdtempSync(join(tmpdir(), 'mirror-audit-'));
    for (const dealing of LIMITS.keys()) {
      const catalog = join(folder, `catalog-${dealing}.csv`);
      writeFileSync(catalog, await ownCatalog(mirror.url, dealing));
      mirror.served.clear();
      const options = { catalog, site: mirror.url, today: TODAY, allowPrivate: true, isBrowserOff: true };
      const { value, exitCode } = await auditSite(options);
      expect(exitCode).toBe(0);
      audits.push(value);
    }
  }, 120_000);

  afterAll(async () => {
    await mirror.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads at least 95 % of the pages that links reach', () => {
    const reached = pagesReached(root);
    const read = [...reached].filter((path) => mirror.served.has(path));
    expect(reached.size).toBeGreaterThan(50);
    expect(read.length / reached.size).toBeGreaterThanOrEqual(0.95);
  });

  it('judges most rows and gives evidence for every violation', () => {
    for (const { coverage } of audits) expect(coverage.judged / coverage.onlineVerifiable).toBeGreaterThan(0.5);
    const fails = everyFail();
    expect(fails.length).toBeGreaterThan(10);
    for (const { evidence, explanation } of fails) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(explanation).toMatch(/\d/);
    }
  });

  it('quotes only last updates that its evidence prints, and nothing newer stands there', () => {
    for (const fail of everyFail()) {
      const quoted = /最近(?:一次)?更新(?:为| )(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/.exec(fail.explanation);
      if (!quoted) continue;
      const newest = [quoted[1] ?? TODAY.slice(0, 4), quoted[2]?.padStart(2, '0'), quoted[3]?.padStart(2, '0')].join(
        '-',
      );
      const days = daysPrinted(fail, mirror);
      expect(days).toContain(newest);
      expect(days.filter((day) => day > newest && day <= TODAY)).toEqual([]);
    }
  });

  it('misses no entry of a period that its evidence prints', () => {
    for (const fail of everyFail()) {
      const month = /未见\d{4}年\d{1,2}月条目；应于(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/.exec(fail.explanation);
      const quarter = /未见(\d{4})年第([一二三四])季度条目/.exec(fail.explanation);
      if (quarter) {
        const last = ('一二三四'.indexOf(quarter[2] ?? '') + 1) * 3;
        const inside = daysPrinted(fail, mirror).filter(
          (day) => day >= `${quarter[1]}-${two(last - 2)}-01` && day <= `${quarter[1]}-${two(last)}-31`,
        );
        expect(inside).toEqual([]);
      }
      if (month) {
        const dueMonth = `${month[1] ?? TODAY.slice(0, 4)}-${two(Number(month[2]))}`;
        const inTime = daysPrinted(fail, mirror).filter(
          (day) => day >= `${dueMonth}-01` && day <= `${dueMonth}-${two(Number(month[3]))}`,
        );
        expect(inTime).toEqual([]);
      }
    }
  });

  it('calls only such sections empty whose page links to no article of its own', () => {
    for (const fail of everyFail().filter(({ code }) => code === 'PUB-02')) {
      const html = fail.evidence.map(({ url }) => mirror.html(url)).join('\n');
      expect(html).not.toMatch(/href="\.\/\d{6}\/t\d{8}_|href="content\/post_/);
    }
  });
});

interface Mirror {
  readonly url: string;
  /** Paths answered with a page. */
  readonly served: Set<string>;
  html(url: string): string;
  close(): Promise<void>;
}

async function serve(root: string): Promise<Mirror> {
  const served = new Set<string>();
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://mirror').pathname);
    const file = fileOf(root, path);
    if (!file) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404</title>');
    served.add(plain(path));
    response.writeHead(200, { 'content-type': file.endsWith('.html') ? 'text/html' : 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    served,
    html: (page) => readFileSync(fileOf(root, decodeURIComponent(new URL(page).pathname)) ?? '', 'utf8'),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The mirror's own section tree as a catalog; limits in turn. */
async function ownCatalog(site: string, dealing: number): Promise<string> {
  const unit = { name: '本单位', aliases: [], kind: 'department' as const, registeredOn: null };
  const options = { catalog: '', site, today: TODAY, allowPrivate: true, isBrowserOff: true };
  const { observation } = await observeSite(options, { items: [], unit });
  const header =
    '序号,公开事项/一级事项,公开事项/二级事项,公开内容（要素）,公开时限,公开主体,公开渠道和载体,公开方式/主动,网站所属栏目';
  const rows = observation.sections.map(({ name, path }, at) =>
    [at + 1, path[0], name, name, LIMITS[(at + dealing) % LIMITS.length], '本单位', '■政府网站', '√', path.join('>')]
      .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
      .join(','),
  );
  return [header, ...rows].join('\n');
}

/** Pages reached from the home page by plain links, worked out apart from the crawler. */
function pagesReached(root: string): Set<string> {
  const reached = new Set<string>();
  const queue = ['/'];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = fileOf(root, path);
    if (!file || !file.endsWith('.html') || reached.has(plain(path))) continue;
    reached.add(plain(path));
    const html = readFileSync(file, 'utf8').replace(/<!--[^]*?-->/g, '');
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)/gi)) {
      const base = `http://mirror${path}`;
      if (!URL.canParse(href, base)) continue;
      const target = new URL(href, base);
      if (target.host === 'mirror') queue.push(decodeURIComponent(target.pathname));
    }
  }
  return reached;
}

function fileOf(root: string, path: string): string | undefined {
  const file = join(root, path, path.endsWith('/') ? 'index.html' : '');
  return file.startsWith(root) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const plain = (path: string) => path.replace(/index\.html$/, '');
const two = (number: number) => String(number).padStart(2, '0');

/** Every day printed anywhere on the evidence pages, in any of the usual spellings. */
function daysPrinted({ evidence }: AuditJson['findings'][number], mirror: Mirror): string[] {
  const html = evidence.map(({ url }) => mirror.html(url)).join('\n');
  return [...html.matchAll(/(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/g)].map(
    ([, year, month, day]) => `${year}-${two(Number(month))}-${two(Number(day))}`,
  );
}
