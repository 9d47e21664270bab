import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CatalogStore } from '@app/catalog/catalog.store';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { LocalSite, pageOf, PROSE, send, serve } from '@app/crawling/site.fixture';
import { loadConfig } from '@app/platform/config';
import { SILENT } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { TestDatabase, testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { WorkerModule } from './worker.module';

/**
 * 恶意与异常网站 — the real workers (plan → fetch → extract → observe → evaluate → alert) in this process against a local
 * server that does its worst: each round ends, each failure is typed, and nobody is accused.
 */
let database: TestDatabase;
let app: INestApplicationContext;
let folder: string;
let site: LocalSite | undefined;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mingjian-hostile-'));
  await new SiteStore(database.dataSource).ensureRegion('明州市清河县', '2026-11-18');
  const config = loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: folder, CHROMIUM_PATH: '/nonexistent' });
  app = await NestFactory.createApplicationContext(WorkerModule.with(config, SILENT), { logger: false });
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

afterEach(() => site?.close());

interface Round {
  readonly state: string;
  readonly gap: string | null;
  readonly tasks: number;
  readonly pages: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Of the website; what a catalog lacks is no matter of the crawl. */
  readonly accusations: readonly string[];
  readonly findings: number;
  /** Growth of the process, MB. */
  readonly grownMb: number;
}

interface Manners {
  readonly maxPages?: number;
  readonly timeoutMs?: number;
}

/** One round of a unit whose catalog asks for a quarterly section on such a site. */
async function roundOf(routes: RequestListener, { maxPages = 60, timeoutMs = 600 }: Manners = {}): Promise<Round> {
  site = await serve(routes);
  const { siteId, unitId } = await unitOn(site.origin, timeoutMs);
  await database.dataSource.query('UPDATE site SET max_pages = $2 WHERE id = $1', [siteId, maxPages]);
  const before = process.memoryUsage().rss;
  await app.get(Stages).plan({ siteId, reason: 'first' });
  const evaluationId = await eventually(async () => {
    const [row] = await database.dataSource.query(
      `SELECT e.id FROM evaluation e JOIN observation o ON o.id = e.observation_id WHERE o.unit_id = $1 AND e.reconciled_at IS NOT NULL`,
      [unitId],
    );
    return row?.id as number | undefined;
  });
  const grownMb = (process.memoryUsage().rss - before) / 1_048_576;
  return { ...(await outcomeOf(siteId, evaluationId)), grownMb };
}

let units = 0;
async function unitOn(origin: string, timeoutMs: number): Promise<{ siteId: number; unitId: number }> {
  const sites = app.get(SiteStore);
  const name = `清河县第${(units += 1)}局`;
  const region = await sites.region();
  await sites.saveUnits(
    region.id,
    [
      {
        unit: { name, aliases: [], kind: 'department', registeredOn: null },
        scope: { homeUrl: `${origin}/`, pathPrefixes: [], isOwnSite: true, plans: [] },
        siteName: name,
        email: null,
        contact: null,
      },
    ],
    { delayMs: 0, backOffMs: 50, timeoutMs, allowsPrivate: true },
  );
  const [row] = await database.dataSource.query(
    'SELECT u.id AS "unitId", c.site_id AS "siteId" FROM unit u JOIN unit_scope c ON c.unit_id = u.id WHERE u.name = $1',
    [name],
  );
  const source = { name: 'catalog.csv', sha256: 'f'.repeat(64) };
  await app.get(CatalogStore).saveCatalog(row.unitId, { items: [itemOf(name)], problems: [] }, source);
  return row;
}

function itemOf(unit: string): DisclosureItem {
  return {
    row: 3,
    group: '财政信息',
    name: '财政收支情况',
    levels: ['财政信息', '财政收支情况'],
    elements: [],
    basis: [],
    timeLimit: '每季度公开',
    limits: readTimeLimits('每季度公开'),
    unit,
    channels: [{ name: '政府网站', selected: true }],
    audience: null,
    method: 'proactive',
    tiers: [],
    section: '财政信息',
    cells: {},
  };
}

async function outcomeOf(siteId: number, evaluationId: number): Promise<Omit<Round, 'grownMb'>> {
  const { dataSource } = database;
  const [round] = await dataSource.query(
    `SELECT r.state, r.gap, count(t.*)::int AS tasks, count(*) FILTER (WHERE t.state = 'done' AND t.via = 'http')::int AS pages
       FROM crawl_round r JOIN crawl_task t ON t.round_id = r.id WHERE r.site_id = $1 GROUP BY r.id`,
    [siteId],
  );
  const failed: { kind: string; count: number }[] = await dataSource.query(
    `SELECT t.outcome->>'kind' AS kind, count(*)::int FROM crawl_round r JOIN crawl_task t ON t.round_id = r.id
      WHERE r.site_id = $1 AND t.state = 'failed' GROUP BY 1`,
    [siteId],
  );
  const findings: { code: string; outcome: string; explanation: string }[] = await dataSource.query(
    `SELECT code, outcome, detail->>'explanation' AS explanation FROM finding WHERE evaluation_id = $1 AND code NOT LIKE 'CAT-%'`,
    [evaluationId],
  );
  return {
    ...round,
    failures: Object.fromEntries(failed.map(({ kind, count }) => [kind, count])),
    accusations: findings.filter(({ outcome }) => outcome === 'fail').map((each) => `${each.code} ${each.explanation}`),
    findings: findings.length,
  };
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + 90_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('the round did not end');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/** A home page with today's news and the section the catalog names; `others` answers everything else. */
function county(others: Answer, section = '<ul></ul>'): RequestListener {
  return (request, response) => {
    const path = request.url ?? '/';
    if (path === '/robots.txt') return send(response, 404, '');
    if (path === '/') return send(response, 200, home());
    if (path === '/czxx/') return send(response, 200, pageOf('财政信息', ['/'], section));
    return others(request, response, path);
  };
}

function home(extra = ''): string {
  const news = `<ul><li><a href="/news/1.html">全县工作会议召开</a><span>2026-11-17</span></li></ul>`;
  return `<!doctype html><title>首页</title><a href="/czxx/">财政信息</a><a href="/trap/">便民服务</a>${news}${extra}${PROSE}`;
}

const links = (count: number, path: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `<a href="${path(at)}">第${at}项</a>`).join('');

const article = (title: string, body = PROSE) =>
  `<!doctype html><title>${title}</title><h1>${title}</h1><p>发布时间：2026-11-17</p>${body}`;

describe('a round against a hostile site', () => {
  it('follows an endless calendar for a while and leaves no gap', async () => {
    const round = await roundOf(
      county((_request, response, path) => {
        const month = Number(/month=(\d+)/.exec(path)?.[1] ?? 0);
        send(response, 200, pageOf('日历', [`/trap/?month=${month + 1}`, `/trap/?month=${month + 2}`]));
      }),
      { maxPages: 400 },
    );
    expect(round).toMatchObject({ state: 'finished', gap: null, accusations: [] });
    expect(round.tasks).toBeLessThan(80);
  }, 100_000);

  it.each<[trap: string, answer: Answer]>([
    [
      'session numbers in every path',
      (_request, response, path) =>
        send(
          response,
          200,
          pageOf(
            '会话',
            Array.from({ length: 5 }, (_, at) => `/s${path.length}${at}${hash(path)}/`),
          ),
        ),
    ],
    [
      'a hundred thousand links on one page',
      (_request, response, path) =>
        path === '/trap/'
          ? send(response, 200, `<title>链接</title>${links(100_000, (at) => `/trap/${at}.html`)}`)
          : send(response, 200, article('信息')),
    ],
  ])(
    'stops at the page limit on %s and says so',
    async (_trap, answer) => {
      const round = await roundOf(county(answer));
      expect(round).toMatchObject({ state: 'finished', tasks: 60, accusations: [] });
      expect(round.gap).toContain('网页数达到上限');
      expect(round.grownMb).toBeLessThan(400);
    },
    100_000,
  );

  it.each<[norm: string, answer: Answer, kind: string]>([
    ['a gzip bomb', (_request, response) => send(response, 200, BOMB, { 'content-encoding': 'gzip' }), 'tooLarge'],
    [
      'a page without end',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = () =>
          void (response.writableEnded || response.destroyed || response.write(FILL, () => setImmediate(more)));
        more();
      },
      'tooLarge',
    ],
    ['a server that drips', (_request, response) => drip(response), 'timeout'],
    [
      'redirects into the metadata service',
      (_request, response) => send(response, 302, '', { location: 'http://169.254.169.254/latest/meta-data/' }),
      'refusedAddress',
    ],
    [
      'redirects to another private port',
      (_request, response) => send(response, 302, '', { location: 'http://127.0.0.1:1/' }),
      'refusedAddress',
    ],
    [
      'redirects in a circle',
      (_request, response, path) => send(response, 302, '', { location: `${path}x` }),
      'redirectLoop',
    ],
  ])(
    'types %s and goes on',
    async (_norm, answer, kind) => {
      const round = await roundOf(
        county((request, response, path) =>
          path.startsWith('/news/') ? send(response, 200, article('会议')) : answer(request, response, path),
        ),
      );
      expect(round).toMatchObject({ state: 'finished', failures: { [kind]: 1 }, accusations: [] });
      expect(round.grownMb).toBeLessThan(300);
    },
    100_000,
  );

  it('stores pages with NUL, half characters and a title of two million', async () => {
    const round = await roundOf(
      county((_request, response, path) => {
        if (path === '/trap/') return send(response, 200, pageOf('陷阱', ['/nul.html', '/long.html', '/half.html']));
        if (path === '/nul.html') return send(response, 200, article('空\0字符', `<p>正文\0正文</p>${PROSE}`));
        if (path === '/half.html') return send(response, 200, article('半个&#xD83D;字', `&#xDC00;${PROSE}`));
        return send(response, 200, article('长'.repeat(700_000)));
      }),
    );
    expect(round).toMatchObject({ state: 'finished', gap: null, failures: {}, accusations: [] });
    expect(round.grownMb).toBeLessThan(400);
  }, 100_000);

  it('ends a list whose pager goes on for ever with the same page', async () => {
    const listPage = (number: number) =>
      `<!doctype html><title>财政信息</title><div>当前位置：<a href="/">首页</a> &gt; 财政信息</div><ul>${Array.from(
        { length: 5 },
        (_, at) => `<li><a href="/czxx/${at}.html">第${at}号财政收支公告</a><span>2026-0${at + 1}-11</span></li>`,
      ).join('')}</ul><a href="/czxx/index_${number + 1}.html">下一页</a><p>第${number}页</p>`;
    const round = await roundOf(
      county((_request, response, path) => {
        const number = /index_(\d+)/.exec(path)?.[1];
        send(response, 200, number ? listPage(Number(number)) : article(`第${path.replace(/\D/g, '')}号财政收支公告`));
      }, '<a href="/czxx/index_1.html">下一页</a><ul><li><a href="/czxx/0.html">第0号财政收支公告</a><span>2026-01-11</span></li></ul>'),
      { maxPages: 400 },
    );
    expect(round).toMatchObject({ state: 'finished', gap: null, accusations: [] });
    const further = site?.asked.filter(({ url }) => url.includes('index_')).length;
    expect(further).toBeGreaterThan(1);
    expect(further).toBeLessThan(6);
  }, 100_000);

  it('asks for no attachment that robots.txt keeps back', async () => {
    const round = await roundOf((request, response) => {
      if (request.url === '/robots.txt') return send(response, 200, 'User-agent: *\nDisallow: /files/');
      if (request.url === '/') return send(response, 200, home());
      return send(response, 200, article('会议', `${PROSE}<p>附件：<a href="/files/a.pdf">附件.pdf</a></p>`));
    });
    expect(round).toMatchObject({ state: 'finished', accusations: [] });
    expect(site?.asked.some(({ url }) => url.startsWith('/files/'))).toBe(false);
    const probed = `SELECT DISTINCT outcome->>'state' AS state FROM crawl_task WHERE via = 'attachment' AND url LIKE $1`;
    expect(await database.dataSource.query(probed, [`${site?.origin}%`])).toEqual([{ state: 'unread' }]);
  }, 100_000);

  it('reads nothing where robots.txt forbids all', async () => {
    const round = await roundOf((request, response) =>
      request.url === '/robots.txt' ? send(response, 200, 'User-agent: *\nDisallow: /') : send(response, 200, home()),
    );
    expect(round).toMatchObject({ state: 'finished', pages: 0, failures: { robots: 1 }, accusations: [] });
    expect(round.gap).toContain('首页未能采集');
    expect(site?.asked.map(({ url }) => url)).toEqual(['/robots.txt']);
  }, 100_000);

  it.each<[norm: string, answer: RequestListener, kind: string]>([
    ['a challenge page for everything', (_request, response) => send(response, 200, CHALLENGE), 'challenge'],
    [
      'a home page that never ends',
      (request, response) => (request.url === '/robots.txt' ? send(response, 404, '') : drip(response)),
      'timeout',
    ],
    ['a robots.txt that never ends', (_request, response) => drip(response), 'timeout'],
    ['503 for everything', (_request, response) => send(response, 503, ''), 'badStatus'],
  ])(
    'concludes nothing from %s',
    async (_norm, answer, kind) => {
      const round = await roundOf(answer);
      expect(round).toMatchObject({ state: 'finished', pages: 0, failures: { [kind]: 1 }, accusations: [] });
      expect(round.gap).toContain('首页未能采集');
    },
    100_000,
  );

  it('takes no notice of one page that stands for every address', async () => {
    const round = await roundOf((request, response) =>
      request.url === '/robots.txt' ? send(response, 404, '') : send(response, 200, home()),
    );
    expect(round).toMatchObject({ state: 'finished', accusations: [] });
  }, 100_000);
});

const BOMB = gzipSync(Buffer.alloc(200 * 1_048_576, 0x20));
const FILL = Buffer.alloc(65_536, 0x61);
const CHALLENGE =
  '<html><head><title>安全验证</title></head><body><script>var _0x1a="ydclearance";document.cookie=_0x1a;location.reload()</script>请完成安全验证后继续访问</body></html>';

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  const timer = setInterval(() => void response.write(' '), 100);
  response.on('close', () => clearInterval(timer));
}

function hash(text: string): string {
  return [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7).toString(36);
}
