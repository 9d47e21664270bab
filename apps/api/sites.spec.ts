import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { IdentityStore } from '@app/identity/identity.store';
import { UnitObservation } from '@app/observation/observation';
import { ObservationStore } from '@app/observation/observation.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { createApi } from './main';
import { MatchRow, SectionChoice, SiteRow, SiteView } from './views';

const PASSWORD = 'correct-horse-7';
const HOME = 'http://czj.qinghe.example/';

let database: TestDatabase | undefined;
let db: DataSource;
let app: NestExpressApplication | undefined;
let origin = '';
let siteId = 0;
let unitId = 0;
let roundId = 0;
const cookies = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  const scope = { homeUrl: HOME, pathPrefixes: [], isOwnSite: true, plans: [] };
  const unit = { name: '清河县财政局', aliases: [], kind: 'department' as const, registeredOn: null };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县财政局', email: null, contact: null }]);
  [siteId, unitId] = [(await sites.sites())[0]!.id, (await sites.units())[0]!.id];
  await aRound({ pages: 3, dueAt: null });
  roundId = await aRound({ pages: 2, dueAt: '2026-11-18T01:00:00Z', failures: ['timeout', 'timeout', 'notFound'] });
  await new ObservationStore(db).save(unitId, roundId, observation());
  const identity = new IdentityStore(db);
  for (const role of ['admin', 'supervisor'] as const)
    await identity.createAccount({ login: role, name: role, role, unitId: null }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-sites-'));
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['admin', 'supervisor']) cookies.set(login, await logIn(login));
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

function call(login: string, method: string, path: string, body?: unknown): Promise<Response> {
  const { cookie, csrf } = cookies.get(login)!;
  const headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' };
  return fetch(`${origin}/api${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function answered<T>(path: string): Promise<T> {
  return (await (await call('supervisor', 'GET', path)).json()) as T;
}

interface GivenRound {
  readonly pages: number;
  readonly dueAt: string | null;
  readonly failures?: readonly string[];
}

/** A finished full round that began ten minutes after it was due. */
async function aRound({ pages, dueAt, failures = [] }: GivenRound): Promise<number> {
  const [{ id }] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state, due_at, started_at, finished_at, measures)
     VALUES ($1, 'scheduled', '2026-11-18', 'finished', $2, coalesce($2::timestamptz, '2026-11-17T00:50:00Z') + interval '10 minutes', now(), $3)
     RETURNING id`,
    [siteId, dueAt, { articles: 9, titled: 9, dated: 8, entries: 20, canaries: [CANARY], doubtful: [CANARY.url] }],
  );
  const tasks = [
    ...Array.from({ length: pages }, (_, at) => ({ url: `${HOME}${at}.html`, state: 'done', outcome: null })),
    ...failures.map((kind, at) => ({ url: `${HOME}x${at}.html`, state: 'failed', outcome: { kind, detail: '详情' } })),
  ];
  for (const { url, state, outcome } of tasks)
    await db.query(
      `INSERT INTO crawl_task (round_id, url, key, priority, depth, state, outcome) VALUES ($1, $2, $2, 1, 1, $3, $4)`,
      [id, url, state, outcome],
    );
  return id;
}

const CANARY = { url: `${HOME}tzgg/`, name: '通知公告', known: 5, found: 0, entries: 4 };

function observation(): UnitObservation {
  const entry = (title: string, publishedOn: string | null) => ({ title, url: `${HOME}${title}.html`, publishedOn });
  const section = (name: string, entries: ReturnType<typeof entry>[], gap: string | null = null) => ({
    url: `${HOME}${name}/`,
    name,
    path: ['政务公开', name],
    evidence: [{ url: `${HOME}${name}/`, capturedAt: '2026-11-18T02:00:00.000Z', sha256: 'a'.repeat(64) }],
    entries,
    isComplete: gap === null,
    gap,
  });
  const budget = section('财政预算', [entry('部门预算', '2026-02-01'), entry('预算公开', null)]);
  const notices = section('通知公告', [entry('关于培训的通知', '2026-11-01')], '另有2页列表未能读取');
  const item = (row: number, name: string, changes: object) => ({
    key: name,
    item: {
      row,
      name,
      group: null,
      section: null,
      elements: [],
      method: 'proactive',
      channels: [{ name: '政府网站', selected: true }],
    },
    section: null,
    basis: 'none',
    isCertain: false,
    documents: [],
    elsewhere: [],
    candidates: [],
    ...changes,
  });
  const items = [
    item(1, '预算决算', { section: budget, basis: 'explicit', isCertain: true }),
    item(2, '培训信息', { candidates: [{ url: notices.url, name: '通知公告', score: 0.7 }] }),
  ];
  return {
    observedOn: '2026-11-18',
    isComplete: true,
    sections: [budget, notices],
    items,
  } as unknown as UnitObservation;
}

describe('the list of sites', () => {
  it('says how the newest round went, held against the one before', async () => {
    const [row] = await answered<SiteRow[]>('/sites');
    expect(row).toMatchObject({
      units: ['清河县财政局'],
      round: { id: roundId, pages: 2, expectedPages: 3, lateSeconds: 600, pending: 0 },
      suspended: null,
      availability: null,
      restsUntil: null,
    });
    expect(row?.failures.map(({ kind, count }) => [kind, count])).toEqual([
      ['timeout', 2],
      ['notFound', 1],
    ]);
    expect(row?.failures.every(({ text, remedy }) => text !== '' && remedy !== '')).toBe(true);
  });

  it('says that a group is left alone, and what the probes of the week found', async () => {
    await db.query(`UPDATE server_group SET leased_until = now() + interval '1 hour'`);
    await db.query(
      `INSERT INTO site_probe (site_id, probed_at, duration_ms, outcome, detail)
       VALUES ($1, now() - interval '1 hour', 15000, 'failed', '连接超时'), ($1, now() - interval '2 hours', 300, 'opened', ''),
              ($1, now() - interval '3 hours', 9, 'void', '对照探测同时失败'), ($1, now() - interval '9 days', 9, 'failed', '')`,
      [siteId],
    );
    const [row] = await answered<SiteRow[]>('/sites');
    expect(row?.availability).toEqual({ probes: 2, failing: 1, isVoid: 1 });
    expect(Date.parse(row?.restsUntil ?? '')).toBeGreaterThan(Date.now());
    const { failedProbes } = await answered<SiteView>(`/sites/${siteId}`);
    expect(failedProbes.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['failed', '连接超时'],
      ['void', '对照探测同时失败'],
      ['failed', ''],
    ]);
  });
});

describe('one site', () => {
  it('lists its sections with what stands in them, what was not seen and which rows look there', async () => {
    const { sections } = await answered<SiteView>(`/sites/${siteId}`);
    expect(sections).toMatchObject([
      {
        name: '财政预算',
        entries: 2,
        newestOn: '2026-02-01',
        lastReadAt: '2026-11-18T02:00:00.000Z',
        gap: null,
        items: [{ row: 1, name: '预算决算', isCertain: true }],
      },
      { name: '通知公告', newestOn: '2026-11-01', gap: '另有2页列表未能读取', items: [] },
    ]);
  });

  it('lists rounds, failures page by page and the known entries that were not met again', async () => {
    const view = await answered<SiteView>(`/sites/${siteId}`);
    expect(view.rounds).toHaveLength(2);
    expect(view.failuresList).toHaveLength(3);
    expect(view.failuresList[0]).toMatchObject({ kind: 'notFound', detail: '详情' });
    expect(view.measures).toMatchObject({
      articles: 9,
      dated: 8,
      canaries: [{ found: 0, known: 5, isDoubtful: true }],
    });
  });

  it.each(['0', '999999', '-1', '99999999999', 'x'])('is not found under %s', async (id) => {
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/crawl'],
      ['POST', '/redesign'],
    ] as const)
      expect([400, 404]).toContain((await call('supervisor', method, `/sites/${id}${path}`)).status);
  });

  it('takes what the site yields as new once a person confirms the redesign', async () => {
    expect((await call('supervisor', 'POST', `/sites/${siteId}/redesign`)).status).toBe(202);
    const [{ learnt }] = await db.query(`SELECT measured_since > now() - interval '1 minute' AS learnt FROM site`);
    expect(learnt).toBe(true);
    expect(await audited('accept-redesign')).toEqual([`site:${siteId}`]);
  });

  it('lets an administrator set how its server is treated, and nobody else', async () => {
    const manners = { delayMs: 2500, concurrency: 2, dailyRequests: 900, bulk: { from: 23, until: 5 } };
    expect((await call('supervisor', 'PUT', `/sites/${siteId}/manners`, manners)).status).toBe(403);
    expect((await call('admin', 'PUT', `/sites/${siteId}/manners`, manners)).status).toBe(204);
    expect((await answered<SiteView>(`/sites/${siteId}`)).group).toMatchObject(manners);
    expect(await audited('set-manners')).toHaveLength(1);
    const free = { ...manners, dailyRequests: null, bulk: null };
    expect((await call('admin', 'PUT', `/sites/${siteId}/manners`, free)).status).toBe(204);
    expect((await answered<SiteView>(`/sites/${siteId}`)).group).toMatchObject({ dailyRequests: null, bulk: null });
  });

  it.each([
    { delayMs: -1 },
    { delayMs: 86_400_001 },
    { delayMs: 1.5 },
    { concurrency: 0 },
    { concurrency: 17 },
    { dailyRequests: 0 },
    { bulk: { from: 24, until: 1 } },
    { bulk: { from: 1 } },
    { delayMs: null },
  ])('refuses %j', async (change) => {
    const manners = { delayMs: 1000, concurrency: 1, dailyRequests: null, bulk: null, ...change };
    expect((await call('admin', 'PUT', `/sites/${siteId}/manners`, manners)).status).toBe(400);
  });
});

describe('matches that wait for a person', () => {
  const decision = { itemKey: '培训信息', sectionUrl: `${HOME}通知公告/` };

  it('shows rows in doubt with their candidates', async () => {
    expect(await answered<MatchRow[]>('/matches')).toMatchObject([
      { itemKey: '培训信息', row: 2, candidates: [{ name: '通知公告', score: 0.7 }], decided: null, isPending: false },
    ]);
  });

  it('finds sections by words of their path or address, and shows what stands in them', async () => {
    const found = (q: string) =>
      answered<SectionChoice[]>(`/matches/sections?${new URLSearchParams({ unit: `${unitId}`, q })}`);
    expect(await found('公开 预算')).toMatchObject([
      { name: '财政预算', entries: 2, newestOn: '2026-02-01', sample: ['部门预算', '预算公开'] },
    ]);
    expect((await found('CZJ')).map(({ name }) => name)).toEqual(['财政预算', '通知公告']);
    expect(await found('%')).toEqual([]);
    expect(await found('没有')).toEqual([]);
    expect((await call('supervisor', 'GET', '/matches/sections?q=x')).status).toBe(400);
  });

  it('remembers a decision with who and when, and takes it back', async () => {
    expect((await call('supervisor', 'POST', '/matches', { unitId, ...decision })).status).toBe(204);
    expect(await answered<MatchRow[]>('/matches')).toMatchObject([
      {
        isPending: true,
        decided: {
          ...{ sectionUrl: decision.sectionUrl },
          sectionName: '通知公告',
          by: 'supervisor',
          at: expect.any(String),
        },
      },
    ]);
    const undo = `/matches?${new URLSearchParams({ unitId: `${unitId}`, itemKey: decision.itemKey })}`;
    expect((await call('supervisor', 'DELETE', undo)).status).toBe(204);
    expect((await answered<MatchRow[]>('/matches'))[0]?.decided).toBeNull();
    expect((await call('supervisor', 'DELETE', undo)).status).toBe(404);
    expect(await audited('undo-match')).toEqual([`unit:${unitId}`]);
  });

  it('shows a row whose decision was taken back until it is matched again', async () => {
    const found = observation();
    const decided = {
      ...found,
      items: found.items.map((item) => ({ ...item, basis: 'person' as const, isCertain: true })),
    };
    await new ObservationStore(db).save(unitId, roundId, decided);
    expect((await answered<MatchRow[]>('/matches')).map(({ isPending }) => isPending)).toEqual([true, true]);
  });

  it('refuses items and sections that the unit does not have', async () => {
    for (const wrong of [{ itemKey: '没有' }, { sectionUrl: 'http://elsewhere.example/' }, { unitId: 99 }])
      expect((await call('supervisor', 'POST', '/matches', { unitId, ...decision, ...wrong })).status).toBe(404);
    expect((await call('supervisor', 'POST', '/matches', { unitId, ...decision, sectionUrl: 'x' })).status).toBe(400);
  });
});

async function audited(action: string): Promise<string[]> {
  const rows: { object: string }[] = await db.query(`SELECT object FROM audit_entry WHERE action = $1 ORDER BY id`, [
    action,
  ]);
  return rows.map(({ object }) => object);
}
