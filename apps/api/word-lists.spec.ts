import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { Job } from 'bullmq';
import { workCalendar } from '@app/calendar/holiday-notices';
import { CatalogsInForce } from '@app/catalog/catalogs-in-force.store';
import { appendCaptures } from '@app/crawling/capture-chain.store';
import { CrawlStore } from '@app/crawling/crawl.store';
import { ProbeStore } from '@app/crawling/probe.store';
import { RoundStore } from '@app/crawling/round.store';
import { evaluate } from '@app/evaluation/evaluate';
import { IdentityStore } from '@app/identity/identity.store';
import { CatalogHistoryStore } from '@app/observation/catalog-history.store';
import { ContentHistoryStore } from '@app/observation/content-history.store';
import { ObservationStore } from '@app/observation/observation.store';
import { ObserveWorker } from '@app/observation/observe.worker';
import { DEFAULT_WORDS } from '@app/observation/word-list';
import { WordListStore } from '@app/observation/word-list.store';
import { loadConfig } from '@app/platform/config';
import { ObserveJob, Stages } from '@app/platform/stages.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { SiteStore } from '@app/sites/site.store';
import { extract } from '../../crawlers';
import { ruleset } from '../../rules';
import { createApi } from './main';
import type { WordListView, WordSaved } from './word-list-views';

const TODAY = '2026-11-18';
const PASSWORD = 'correct-horse-7';
const HOME = 'http://jyj.qinghe.example/';
const WORD = { wording: '帐号', instead: '账号', kind: 'typo', reason: '统一用字' };
let database: TestDatabase;
let app: NestExpressApplication;
let origin = '';
let unitId = 0;
let roundId = 0;
const sessions = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', TODAY);
  const unit = { name: '清河县教育局', aliases: [], kind: 'department' as const, registeredOn: null };
  const scope = { homeUrl: HOME, pathPrefixes: [], isOwnSite: true, plans: [] };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县教育局', email: null, contact: null }]);
  const [stored] = await sites.units();
  unitId = stored!.id;
  roundId = await readRound(stored!.siteId);
  const identity = new IdentityStore(db);
  for (const [login, role] of [
    ['zhang', 'supervisor'],
    ['kaoping', 'assessor'],
  ] as const)
    await identity.createAccount({ login, name: login, role }, PASSWORD);
  await identity.createAccount({ login: 'xian', name: '县', role: 'supervisor', regionId: region.id }, PASSWORD);
  await identity.createAccount({ login: 'officer', name: '联络员', role: 'unitOfficer', unitId }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-words-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['zhang', 'kaoping', 'xian', 'officer']) {
    const response = await call('POST', '/api/session', { body: { login, password: PASSWORD } });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    sessions.set(login, { cookie, csrf: ((await response.json()) as { csrf: string }).csrf });
  }
  await observed();
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

/** A finished round that read one article. */
async function readRound(siteId: number): Promise<number> {
  const { dataSource: db } = database;
  const url = `${HOME}art/1.html`;
  const text =
    '请各学校于11月30日前登录系统，用原帐号报名，逾期不予受理。各学校应指定专人负责，确保填报的信息真实、准确。';
  const page = extract({
    url,
    html: `<html><head><title>报名通知</title></head><body><h1>关于报名工作的通知</h1><p>发布日期：2026-11-10</p><div class="content"><p>${text}</p></div></body></html>`,
  });
  const [{ id }] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) VALUES ($1, 'first', $2, 'finished', now()) RETURNING id`,
    [siteId, TODAY],
  );
  const record = { file: 'warc/00/00000000-0000-4000-8000-000000000000.warc.gz', offset: 300, length: 400 };
  const [captureId] = await appendCaptures(db, { siteId, roundId: id }, [
    {
      ...{ url, finalUrl: url, status: 200, capturedAt: '2026-11-18T02:00:00.000Z', sha256: 'a'.repeat(64) },
      ...{ contentType: 'text/html', bytes: 1, via: 'http' as const, location: record, record },
      recordSha256: 'd'.repeat(64),
    },
  ]);
  await db.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, $2, $3)`, [
    captureId,
    page.kind,
    JSON.stringify(page),
  ]);
  await db.query(
    `INSERT INTO crawl_task (round_id, url, key, priority, depth, state, capture_id) VALUES ($1, $2, 'k', 1, 1, 'done', $3)`,
    [id, url, captureId],
  );
  return id;
}

function call(method: string, path: string, { as, body }: { as?: string; body?: unknown } = {}): Promise<Response> {
  const session = as === undefined ? undefined : sessions.get(as);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (session) Object.assign(headers, { cookie: session.cookie, 'x-csrf-token': session.csrf });
  return fetch(`${origin}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function told(path: string, body: unknown, as = 'zhang'): Promise<string> {
  const response = await call('POST', path, { as, body });
  return `${response.status} ${await response.text()}`;
}

async function list(as = 'zhang'): Promise<WordListView> {
  const response = await call('GET', '/api/word-lists', { as });
  expect(response.status).toBe(200);
  return (await response.json()) as WordListView;
}

/** What the worker does with the jobs of this round: observes it anew; then what CNT-07 says of it. */
async function observed(): Promise<string[]> {
  const { dataSource: db } = database;
  const observations = new ObservationStore(db);
  const worker = new ObserveWorker(
    new SiteStore(db),
    new CatalogsInForce(db),
    new CatalogHistoryStore(db),
    new ContentHistoryStore(db),
    new WordListStore(db),
    new OrganNameStore(db),
    new CrawlStore(db),
    new RoundStore(db),
    new ProbeStore(db),
    observations,
    { evaluate: async () => undefined } as unknown as Stages,
  );
  await worker.process({ data: { unitId, roundId } } as Job<ObserveJob>);
  const { observation } = (await observations.latest(unitId))!;
  const { findings } = evaluate(ruleset, observation, { today: TODAY, calendar: workCalendar() });
  return findings
    .filter(({ code }) => code === 'CNT-07')
    .map(({ outcome, explanation }) => `${outcome} ${explanation}`);
}

describe('词表', () => {
  it('is the shipped list at first', async () => {
    const { words, edits, canChange } = await list();
    expect(words).toHaveLength(DEFAULT_WORDS.length);
    expect(words.every(({ isShipped, places }) => isShipped && places === 0)).toBe(true);
    expect([edits, canChange]).toEqual([[], true]);
    expect(await observed()).toEqual([]);
  });

  it('finds a word that was added, until it is withdrawn, and leaves both in the trail', async () => {
    expect(await told('/api/word-lists', WORD)).toBe(`200 ${JSON.stringify({ reobserved: 1 } satisfies WordSaved)}`);
    expect(await observed()).toEqual([
      expect.stringMatching(/^cannotTell .*疑有错别字：正文第30字“帐号”应为“账号”，请核实$/),
    ]);
    const added = (await list()).words.find(({ wording }) => wording === '帐号');
    expect(added).toEqual({ ...added, instead: '账号', kind: 'typo', isGrave: false, isShipped: false, places: 1 });

    expect(await told('/api/word-lists/withdraw', { wording: '帐号', reason: '旧系统名称如此' })).toMatch(/^200 /);
    expect((await observed()).filter((said) => !said.startsWith('pass'))).toEqual([]);
    const after = await list();
    expect(after.words.some(({ wording }) => wording === '帐号')).toBe(false);
    expect(after.edits.map(({ wording, isActive, reason, by }) => ({ wording, isActive, reason, by }))).toEqual([
      { wording: '帐号', isActive: false, reason: '旧系统名称如此', by: 'zhang' },
      { wording: '帐号', isActive: true, reason: '统一用字', by: 'zhang' },
    ]);
    const trail = await database.dataSource.query(
      `SELECT action, object FROM audit_entry WHERE action LIKE '%word' AND object LIKE 'word:%' ORDER BY id`,
    );
    expect(trail).toEqual([
      { action: 'list-word', object: 'word:帐号' },
      { action: 'withdraw-word', object: 'word:帐号' },
    ]);
  });

  it('says a grave one aloud, and takes out a shipped one', async () => {
    const grave = { wording: '用原帐号', instead: '用原账号', kind: 'expression', isGrave: true, reason: '试验' };
    expect(await told('/api/word-lists', grave)).toMatch(/^200 /);
    expect(await observed()).toEqual([expect.stringContaining('疑有严重表述错误：正文第28字“用原帐号”')]);
    expect(await told('/api/word-lists/withdraw', { wording: '用原帐号', reason: '试验完毕' })).toMatch(/^200 /);
    expect(await told('/api/word-lists/withdraw', { wording: '布署', reason: '误报较多' })).toMatch(/^200 /);
    expect((await list()).words).toHaveLength(DEFAULT_WORDS.length - 1);
  });

  it('does not take an exception for a mistake', async () => {
    await told('/api/word-lists', WORD);
    expect(await observed()).toEqual([expect.stringContaining('“帐号”')]);
    const exception = { wording: '原帐号', kind: 'right', reason: '旧系统名称' };
    expect(await told('/api/word-lists', exception)).toMatch(/^200 /);
    expect((await observed()).filter((said) => !said.startsWith('pass'))).toEqual([]);
  });

  it.each<[norm: string, path: string, body: object, said: RegExp]>([
    ['what is listed already', '', WORD, /^409 .*词表中已有这个词形/],
    ['a word without the right one', '', { ...WORD, wording: '按排', instead: '' }, /^400 .*请写明规范的写法/],
    ['a word that is right', '', { ...WORD, wording: '贯彻', instead: '落实' }, /^400 .*另一个词形的规范写法/],
    ['one letter', '', { ...WORD, wording: '籴' }, /^400 .*2至60个字/],
    ['no reason', '', { ...WORD, wording: '按排', reason: ' ' }, /^4\d\d .*请写明理由/],
    ['another kind', '', { ...WORD, kind: 'joke' }, /^4\d\d /],
    ['a zero byte', '', { ...WORD, wording: '帐\0号' }, /^4\d\d .*文字有误/],
    ['what is not listed', '/withdraw', { wording: '没有的词', reason: '试验' }, /^404 .*词表中没有这个词形/],
    ['a withdrawal without reason', '/withdraw', { wording: '惯彻', reason: '' }, /^4\d\d .*请写明理由/],
  ])('refuses %s', async (_norm, path, body, said) => {
    const { edits } = await list();
    expect(await told(`/api/word-lists${path}`, body)).toMatch(said);
    expect((await list()).edits).toHaveLength(edits.length);
  });

  it.each<[login: string, reads: number]>([
    ['kaoping', 200],
    ['xian', 200],
    ['officer', 403],
  ])('is read by the office and edited by who answers for the whole platform: %s', async (login, reads) => {
    expect((await call('GET', '/api/word-lists', { as: login })).status).toBe(reads);
    if (reads === 200) expect((await list(login)).canChange).toBe(false);
    const another = { ...WORD, wording: '按排', instead: '安排' };
    expect(await told('/api/word-lists', another, login)).toMatch(/^403 /);
    expect(await told('/api/word-lists/withdraw', { wording: '惯彻', reason: '试验' }, login)).toMatch(/^403 /);
  });
});
