import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { Job } from 'bullmq';
import { CalendarStore } from '@app/calendar/calendar.store';
import { CatalogStore } from '@app/catalog/catalog.store';
import { documentOf, itemOf, observationOf } from '@app/evaluation/evaluation.fixture';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { EvaluationWorker } from '@app/evaluation/evaluation.worker';
import { PrecisionStore } from '@app/evaluation/precision.store';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { RecordStore } from '@app/evaluation/records.store';
import { RegisterStore } from '@app/registers/register.store';
import { RulesInForceStore } from '@app/evaluation/rules-in-force.store';
import { ScheduleStore } from '@app/evaluation/schedule.store';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { loadConfig } from '@app/platform/config';
import { BacktestJob, EvaluateJob, Stages } from '@app/platform/stages.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { BacktestRuns } from '@app/reporting/backtest-run.store';
import { RuleBacktests } from '@app/reporting/rule-backtest.store';
import { RuleBacktestWorker } from '@app/reporting/rule-backtest.worker';
import { SiteStore } from '@app/sites/site.store';
import { ruleset } from '../../rules';
import { createApi } from './main';
import type {
  BacktestView,
  FactsView,
  FlipView,
  PacksView,
  RuleDetailView,
  RuleInForceRow,
  SettingView,
  TryView,
} from './rule-views';

const TODAY = '2026-11-18';
const PASSWORD = 'correct-horse-7';
let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
let unitId = 0;
let observationId = 0;
const sessions = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', TODAY);
  const unit = { name: '清河县教育局', aliases: [], kind: 'department' as const, registeredOn: null };
  const scope = { homeUrl: 'http://jyj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县教育局', email: null, contact: null }]);
  const [stored] = await sites.units();
  unitId = stored!.id;
  const [round] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) VALUES ($1, 'first', $2, 'finished', now()) RETURNING id`,
    [stored!.siteId, TODAY],
  );
  const item = {
    ...itemOf('信息形成之日起20个工作日内公开'),
    documents: [documentOf({ title: '通知', publishedOn: '2026-10-09', formedOn: '2026-09-28' })],
  };
  const home = { evidence: documentOf().evidence!, newestOn: '2026-11-08', isPortal: false };
  observationId = await new ObservationStore(db).save(unitId, round.id, observationOf([item], { unit, home }));
  const identity = new IdentityStore(db);
  for (const [login, role] of [
    ['zhang', 'supervisor'],
    ['li', 'supervisor'],
    ['admin', 'admin'],
  ] as const)
    await identity.createAccount({ login, name: login, role }, PASSWORD);
  await identity.createAccount({ login: 'officer', name: '联络员', role: 'unitOfficer', unitId }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-rules-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['zhang', 'li', 'admin', 'officer']) {
    const response = await call('POST', '/api/session', { body: { login, password: PASSWORD } });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    sessions.set(login, { cookie, csrf: ((await response.json()) as { csrf: string }).csrf });
  }
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

function call(method: string, path: string, { as, body }: { as?: string; body?: unknown } = {}): Promise<Response> {
  const session = as === undefined ? undefined : sessions.get(as);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (session) Object.assign(headers, { cookie: session.cookie, 'x-csrf-token': session.csrf });
  return fetch(`${origin}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}
async function ask<T>(method: string, path: string, body?: unknown, as = 'zhang'): Promise<T> {
  const response = await call(method, path, { as, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
async function refusal(method: string, path: string, body: unknown, as = 'zhang'): Promise<string> {
  const response = await call(method, path, { as, body });
  return `${response.status} ${await response.text()}`;
}

/** What the workers do, in this process. */
function workers() {
  const { dataSource: db } = database!;
  const [settings, observations, calendars, sites] = [
    new RuleSettingStore(db),
    new ObservationStore(db),
    new CalendarStore(db),
    new SiteStore(db),
  ];
  const inForce = new RulesInForceStore(ruleset, settings, new PrecisionStore(db), db);
  const stages = { alert: async () => undefined } as unknown as Stages;
  const runs = new BacktestRuns(ruleset, settings, observations, calendars, sites, db);
  return {
    judge: () =>
      new EvaluationWorker(
        inForce,
        observations,
        new EvaluationStore(db),
        new ScheduleStore(db, new CatalogStore(db)),
        calendars,
        sites,
        stages,
        new RecordStore(db, observations, new RegisterStore(db)),
      ).process({ data: { observationId } } as Job<EvaluateJob>),
    backtest: (backtestId: number) =>
      new RuleBacktestWorker(new RuleBacktests(db), runs).process({ data: { backtestId } } as Job<BacktestJob>),
  };
}
const homepage = async () => {
  const [row] = await database!.dataSource.query(
    `SELECT f.outcome, e.ruleset_version AS version, f.detail->>'explanation' AS explanation FROM evaluation e JOIN finding f ON f.evaluation_id = e.id
      WHERE f.code = 'PLT-08' ORDER BY e.id DESC LIMIT 1`,
  );
  return row as { outcome: string; version: string; explanation: string };
};
const DRAFT = { code: 'PLT-08', parameters: { days: 7 }, effectiveFrom: TODAY, reason: '县办要求从严' };

describe('规则', () => {
  it('are listed with what is in force and where it comes from', async () => {
    const rows = await ask<RuleInForceRow[]>('GET', '/api/rules', undefined, 'officer');
    expect(rows.find(({ code }) => code === 'PLT-08')).toMatchObject({
      isEnabled: true,
      parameters: { days: 14 },
      precision: { cases: 0, bar: 0.9 },
    });
    await ask('PUT', '/api/rules/packs/chosen', { pack: 'rugao', note: '按市文件' }, 'admin');
    const now = await ask<RuleInForceRow[]>('GET', '/api/rules');
    expect(now.find(({ code }) => code === 'CAT-08')).toMatchObject({
      severity: 'medium',
      declared: { severity: 'low' },
      origins: { severity: { kind: 'pack', pack: 'rugao' } },
    });
    expect(await ask<PacksView>('GET', '/api/rules/packs')).toMatchObject({ chosen: 'rugao' });
    expect(await refusal('PUT', '/api/rules/packs/chosen', { pack: 'atlantis' }, 'admin')).toMatch(
      /^404 .*没有这个规则包/,
    );
    expect(await refusal('PUT', '/api/rules/packs/chosen', { pack: null })).toMatch(/^403/);
    await ask('PUT', '/api/rules/packs/chosen', { pack: null }, 'admin');
  });

  it('go from a draft over a trial and a second pair of eyes to a new verdict', async () => {
    const { judge, backtest } = workers();
    await judge();
    expect(await homepage()).toMatchObject({ outcome: 'pass', version: ruleset.version });

    const { id } = await ask<{ id: number }>('POST', '/api/rule-settings', DRAFT);
    const trial = await ask<{ id: number }>('POST', '/api/rule-trials/backtests', {
      settingId: id,
      from: '2026-10-01',
      to: '2026-12-31',
    });
    expect(await ask<BacktestView>('GET', `/api/rule-trials/backtests/${trial.id}`)).toMatchObject({
      state: 'waiting',
      units: [],
    });
    await backtest(trial.id);
    const done = await ask<BacktestView>('GET', `/api/rule-trials/backtests/${trial.id}`);
    expect(done).toMatchObject({
      state: 'done',
      unitsDone: 1,
      totals: { observations: 1, flips: 1, toFail: 1, alertsOpened: 1 },
    });
    const flips = await ask<FlipView[]>('GET', `/api/rule-trials/backtests/${trial.id}/flips?unit=${unitId}`);
    expect(flips).toMatchObject([{ code: 'PLT-08', before: { outcome: 'pass' }, after: { outcome: 'fail' }, unitId }]);

    const unexplained = { setting: { ...DRAFT, reason: '' }, from: '2026-10-01', to: '2026-12-31' };
    expect(await refusal('POST', '/api/rule-settings', unexplained.setting)).toMatch(/^400 .*理由/);
    expect(await ask('POST', '/api/rule-trials/backtests', unexplained)).toEqual({ id: expect.any(Number) });

    await ask('POST', `/api/rule-settings/${id}/submit`, {});
    expect(await refusal('POST', `/api/rule-settings/${id}/approve`, {})).toMatch(/^409 .*拟稿人不能批准/);
    await ask('POST', `/api/rule-settings/${id}/approve`, { note: '同意' }, 'li');
    await judge();
    expect(await homepage()).toMatchObject({ outcome: 'fail', version: expect.stringMatching(/\+s[0-9a-f]{8}$/) });

    const detail = await ask<RuleDetailView>('GET', '/api/rules/PLT-08');
    expect(detail.rule).toMatchObject({
      parameters: { days: 7 },
      origins: { parameters: { days: { kind: 'setting', id } } },
    });
    expect(detail.settings[0]).toMatchObject({
      id,
      isInForce: true,
      backtestId: trial.id,
      events: [{ kind: 'draft' }, { kind: 'submitted' }, { kind: 'approved', by: 'li', note: '同意' }],
    });
    const trail = await database!.dataSource.query(
      `SELECT action FROM audit_entry WHERE object LIKE 'rule-%' ORDER BY id`,
    );
    expect(trail.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining([
        'draft-rule-setting',
        'backtest-rule-setting',
        'submit-rule-setting',
        'approve-rule-setting',
      ]),
    );
  });

  it('exempt a unit only with a reason and an end', async () => {
    const exemption = { ...DRAFT, parameters: undefined, unitId, isEnabled: false };
    expect(await refusal('POST', '/api/rule-settings', exemption)).toMatch(/^400 .*豁免必须写明到期日期/);
    const { id } = await ask<{ id: number }>('POST', '/api/rule-settings', {
      ...exemption,
      effectiveTo: '2026-12-31',
      reason: '机构改革',
    });
    await ask('POST', `/api/rule-settings/${id}/submit`, {});
    await ask('POST', `/api/rule-settings/${id}/approve`, {}, 'li');
    await workers().judge();
    expect(await homepage()).toMatchObject({ outcome: 'notApplicable', explanation: '豁免至2026-12-31：机构改革' });
  });

  it('show a second version against the first', async () => {
    const first = (await ask<SettingView[]>('GET', '/api/rule-settings')).find(
      ({ content }) => content.parameters?.days === 7,
    )!;
    await ask('POST', '/api/rule-settings', { ...DRAFT, line: first.line, parameters: { days: 10 } });
    const [second] = (await ask<RuleDetailView>('GET', '/api/rules/PLT-08')).settings.filter(
      ({ line }) => line === first.line,
    );
    expect(second).toMatchObject({
      version: 2,
      state: 'draft',
      differences: [{ field: 'parameters.days', before: 7, after: 10 }],
    });
  });

  it.each<[what: string, body: object, message: RegExp]>([
    ['a parameter the rule has not', { ...DRAFT, parameters: { weeks: 1 } }, /没有参数weeks/],
    ['a rule nobody knows', { ...DRAFT, code: 'PLT-99' }, /没有规则PLT-99/],
    ['a day that is none', { ...DRAFT, effectiveFrom: '2026-13-01' }, /应为日期/],
    ['no reason', { ...DRAFT, reason: '' }, /理由或依据/],
  ])('refuse %s', async (_what, body, message) => {
    expect(await refusal('POST', '/api/rule-settings', body)).toMatch(message);
  });

  it('are closed to unit officers, and show them only what is in force', async () => {
    expect(await refusal('POST', '/api/rule-settings', DRAFT, 'officer')).toMatch(/^403/);
    expect(await refusal('GET', '/api/rule-settings', undefined, 'officer')).toMatch(/^403/);
    const { settings, cases } = await ask<RuleDetailView>('GET', '/api/rules/PLT-08', undefined, 'officer');
    expect(settings.every(({ isInForce }) => isInForce)).toBe(true);
    expect(cases).toEqual([]);
  });
});

describe('自定义规则', () => {
  const definition = {
    title: '成文后迟迟未发布',
    dimension: '时效性',
    subject: 'document',
    expression: 'daysToPublish > days',
    explanation: '《{title}》相隔{daysToPublish}天',
    basis: '《清河县政务公开办法》第九条',
    advice: '请及时公开',
    severity: 'low',
    parameters: { days: 10 },
  };

  it('say what is wrong and where', async () => {
    const wrong = { ...definition, expression: 'daysToPublish > dayz' };
    const { problems } = await ask<{ problems: { field: string; message: string; from: number }[] }>(
      'POST',
      '/api/rule-trials/check',
      { definition: wrong },
    );
    expect(problems).toMatchObject([{ field: 'expression', message: '没有名为“dayz”的事实或参数', from: 16 }]);
    expect(
      await refusal('POST', '/api/rule-settings', {
        ...DRAFT,
        code: undefined,
        parameters: undefined,
        definition: wrong,
      }),
    ).toMatch(/^400 .*definition\.expression/);
  });

  it('are tried on what a unit showed last', async () => {
    expect(await ask<TryView>('POST', '/api/rule-trials/try', { definition, unitId })).toMatchObject({
      observedOn: TODAY,
      counts: { cannotTell: 1 },
      lines: [{ outcome: 'cannotTell', explanation: expect.stringContaining('《通知》相隔11天') }],
    });
    expect((await ask<FactsView>('GET', '/api/rule-trials/facts')).facts.document.map(({ name }) => name)).toContain(
      'daysToPublish',
    );
  });

  it('come into force as any setting, and only propose', async () => {
    const { id, code } = await ask<{ id: number; code: string }>('POST', '/api/rule-settings', {
      effectiveFrom: TODAY,
      reason: '试行',
      definition,
    });
    expect(code).toBe('ZDY-01');
    await ask('POST', `/api/rule-settings/${id}/submit`, {});
    await ask('POST', `/api/rule-settings/${id}/approve`, {}, 'li');
    await workers().judge();
    const [finding] = await database!.dataSource.query(
      `SELECT outcome, detail->>'machine' AS machine FROM finding WHERE code = 'ZDY-01' ORDER BY id DESC LIMIT 1`,
    );
    expect(finding).toEqual({ outcome: 'cannotTell', machine: 'S' });
    expect((await ask<RuleInForceRow[]>('GET', '/api/rules')).find((row) => row.code === 'ZDY-01')).toMatchObject({
      isCustom: true,
      isEnabled: true,
    });
  });
});
