import { Job } from 'bullmq';
import { CalendarStore } from '@app/calendar/calendar.store';
import { CatalogStore } from '@app/catalog/catalog.store';
import { ObservationStore } from '@app/observation/observation.store';
import { EvaluateJob, Stages } from '@app/platform/stages.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { evaluationRule, itemOf, observationOf } from './evaluation.fixture';
import { EvaluationStore } from './evaluation.store';
import { EvaluationWorker } from './evaluation.worker';
import { PrecisionStore } from './precision.store';
import { RegisterStore } from '@app/registers/register.store';
import { RecordStore } from './records.store';
import { fail, pass } from './rule';
import { RuleSettingStore, SettingRefused } from './rule-setting.store';
import { RulesInForceStore } from './rules-in-force.store';
import { ScheduleStore } from './schedule.store';
import { SettingContent } from './setting-version';

const TODAY = '2026-11-18';
const ZHANG = { login: 'zhang', name: '张明' };
const LI = { login: 'li', name: '李清' };
const rule = evaluationRule({
  examine: (_subject, { parameters }) => {
    const evidence = [{ url: 'http://a.example/', capturedAt: '2026-11-18T02:00:00Z', sha256: 'a'.repeat(64) }];
    return (parameters.days as number) < 10 ? fail('未更新', { url: 'http://a.example/', evidence }) : pass('已更新');
  },
});

let database: TestDatabase;
let settings: RuleSettingStore;
let rules: RulesInForceStore;
let worker: EvaluationWorker;
let observationId: number;
let otherId: number;
let unitId: number;

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db } = database;
  const [sites, observations, calendars] = [new SiteStore(db), new ObservationStore(db), new CalendarStore(db)];
  settings = new RuleSettingStore(db);
  const pack = { code: 'TST-01', severity: 'high' as const, basis: '明政办〔2026〕1号 三', says: '从严' };
  const ruleset = { version: '2026.12.1', rules: [rule], packs: [{ id: 'city', name: '明州市', entries: [pack] }] };
  rules = new RulesInForceStore(ruleset, settings, new PrecisionStore(db), db);
  const stages = { alert: jest.fn() } as unknown as Stages;
  const schedules = new ScheduleStore(db, new CatalogStore(db));
  const evaluations = new EvaluationStore(db);
  const records = new RecordStore(db, observations, new RegisterStore(db));
  worker = new EvaluationWorker(rules, observations, evaluations, schedules, calendars, sites, stages, records);
  const region = await sites.ensureRegion('明州市清河县', TODAY);
  for (const name of ['清河县教育局', '清河县财政局']) {
    const scope = { homeUrl: `http://${name.length}${name[3]}.example/`, pathPrefixes: [], isOwnSite: true, plans: [] };
    const unit = { name, aliases: [], kind: 'department' as const, registeredOn: null };
    await sites.saveUnits(region.id, [{ unit, scope, siteName: name, email: null, contact: null }]);
  }
  [observationId, otherId] = (await Promise.all(
    (await sites.units()).map(async ({ id, siteId, unit }) => {
      if (unit.name === '清河县教育局') unitId = id;
      const [round] = await db.query(
        `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) VALUES ($1, 'first', $2, 'finished', now()) RETURNING id`,
        [siteId, TODAY],
      );
      return observations.save(id, round.id, observationOf([itemOf('及时公开')], { unit }));
    }),
  )) as [number, number];
}, 120_000);

afterAll(() => database.drop());

const content = (changes: Partial<SettingContent> = {}): SettingContent => ({
  code: 'TST-01',
  parameters: { days: 7 },
  effectiveFrom: '2026-11-01',
  reason: '县办要求',
  ...changes,
});
const approved = async (changes: Partial<SettingContent>, unit: number | null = null, line?: number) => {
  const id = await settings.create(content(changes), unit, ZHANG, line);
  await settings.step(id, 'submit', ZHANG);
  await settings.step(id, 'approve', LI);
  return id;
};
const judge = (id: number) => worker.process({ data: { observationId: id } } as Job<EvaluateJob>);
const latest = async (id = observationId) => {
  const [row] = await database.dataSource.query(
    `SELECT e.ruleset_version AS version, f.outcome, f.detail->>'severity' AS severity FROM evaluation e
       JOIN finding f ON f.evaluation_id = e.id WHERE e.observation_id = $1 ORDER BY e.id DESC LIMIT 1`,
    [id],
  );
  return row as { version: string; outcome: string; severity: string };
};
const outdated = async () => (await rules.outdated(TODAY)).map((each) => each.observationId).sort((a, b) => a - b);

describe('a version of a setting', () => {
  it('goes from draft to force by two people, and its events are kept', async () => {
    const id = await settings.create(content({ code: 'TST-09' }), null, ZHANG);
    await expect(settings.step(id, 'approve', LI)).rejects.toThrow(SettingRefused);
    await settings.step(id, 'submit', ZHANG);
    await expect(settings.step(id, 'approve', ZHANG)).rejects.toThrow('拟稿人不能批准');
    await settings.step(id, 'approve', LI, '同意');
    const stored = await settings.get(id);
    expect(stored).toMatchObject({ state: 'approved', version: 1, createdBy: 'zhang', createdName: '张明' });
    expect(stored?.events.map(({ kind, by, note }) => [kind, by, note])).toEqual([
      ['draft', '张明', '县办要求'],
      ['submitted', '张明', ''],
      ['approved', '李清', '同意'],
    ]);
    await settings.step(id, 'withdraw', LI);
    expect(await settings.approved()).toEqual([]);
  });

  it('may be approved by its writer where the region asks for no second pair of eyes', async () => {
    const { dataSource: db } = database;
    await db.query(`UPDATE region SET four_eyes = false`);
    const id = await settings.create(content({ code: 'TST-08' }), null, ZHANG);
    await settings.step(id, 'submit', ZHANG);
    expect(await settings.step(id, 'approve', ZHANG)).toBe('approved');
    await settings.step(id, 'withdraw', ZHANG);
    await db.query(`UPDATE region SET four_eyes = true`);
  });

  it('is never rewritten, not even in the database', async () => {
    const { dataSource: db } = database;
    await expect(db.query(`UPDATE rule_setting SET content = '{}'`)).rejects.toThrow(/append-only/);
    await expect(db.query(`DELETE FROM rule_setting_change`)).rejects.toThrow(/append-only/);
  });

  it('that nobody approved is set aside by the next of its line; of another rule none joins the line', async () => {
    const first = await settings.create(content({ code: 'TST-07' }), null, ZHANG);
    const { line } = (await settings.get(first))!;
    const second = await settings.create(content({ code: 'TST-07', parameters: { days: 9 } }), null, LI, line);
    expect((await settings.get(first))?.state).toBe('replaced');
    expect(await settings.get(second)).toMatchObject({ line, version: 2, state: 'draft' });
    await expect(settings.create(content(), null, ZHANG, line)).rejects.toThrow('不能换用另一条规则');
    await expect(settings.create(content(), null, ZHANG, 999_999)).rejects.toThrow('没有这项设置');
    await expect(settings.step(999_999, 'submit', ZHANG)).rejects.toThrow('没有这个版本');
  });

  it('is decided once, whoever comes first', async () => {
    const id = await settings.create(content({ code: 'TST-06' }), null, ZHANG);
    await settings.step(id, 'submit', ZHANG);
    const both = await Promise.allSettled([settings.step(id, 'approve', LI), settings.step(id, 'reject', LI)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    if ((await settings.get(id))?.state === 'approved') await settings.step(id, 'withdraw', LI);
  });
});

describe('judging by the settings in force', () => {
  it('binds the result to them, and judges again only whom a change concerns', async () => {
    await judge(observationId);
    await judge(otherId);
    expect(await latest()).toMatchObject({ version: '2026.12.1', outcome: 'pass' });
    expect(await outdated()).toEqual([]);

    const id = await approved({}, unitId);
    expect(await outdated()).toEqual([observationId]);
    await judge(observationId);
    const first = await latest();
    expect(first).toMatchObject({ version: expect.stringMatching(/^2026\.12\.1\+s[0-9a-f]{8}$/), outcome: 'fail' });
    expect(await outdated()).toEqual([]);

    await settings.step(id, 'withdraw', LI);
    expect(await outdated()).toEqual([observationId]);
    await judge(observationId);
    expect(await latest()).toMatchObject({ version: '2026.12.1#2', outcome: 'pass' });
    await judge(observationId);
    expect(await outdated()).toEqual([]);
  });

  it('follows the pack that the region chooses', async () => {
    await settings.choosePack('city', ZHANG, '按市文件');
    expect(await settings.pack()).toBe('city');
    expect(await outdated()).toEqual([observationId, otherId].sort((a, b) => a - b));
    await judge(otherId);
    expect(await latest(otherId)).toMatchObject({ severity: 'high', outcome: 'pass' });
    await settings.choosePack(null, ZHANG, '');
  });

  it('starts and ends with the days of the setting', async () => {
    const id = await approved({ effectiveFrom: '2026-11-19', effectiveTo: '2026-11-20' });
    const days = async (today: string) => (await rules.on(today)).settings.length;
    expect([
      await days('2026-11-18'),
      await days('2026-11-19'),
      await days('2026-11-20'),
      await days('2026-11-21'),
    ]).toEqual([0, 1, 1, 0]);
    await settings.step(id, 'withdraw', LI);
  });
});

describe('precision', () => {
  const decided = async (count: number, kind: string, note = '') => {
    const { dataSource: db } = database;
    for (let at = 0; at < count; at += 1) {
      const [{ id }] = await db.query(
        `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
         VALUES (gen_random_uuid()::text, $1, 'violation', 'open', 'TST-01', 'completeness', 'medium', 'site', '未更新', '', '{}', $2, $2) RETURNING id`,
        [unitId, TODAY],
      );
      const events = [
        ['confirmed', ''],
        [kind, note],
      ] as const;
      for (const [each, text] of kind === 'confirmed' ? [events[1]] : events)
        await db.query(
          `INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, '李清', $2, $3, gen_random_uuid()::text)`,
          [id, each, text],
        );
    }
  };

  it('counts what people decided last, restricts the rule below the bar, and begins anew when it is reset', async () => {
    const precision = new PrecisionStore(database.dataSource);
    await decided(14, 'confirmed');
    await decided(2, 'objectionRejected');
    await decided(3, 'objectionUpheld', '已公开');
    await decided(1, 'dismissed', '期限计算有误');
    await decided(5, 'dismissed', '其他：暂缓');
    await decided(4, 'undone');
    expect(await precision.tallies(TODAY)).toEqual([
      { code: 'TST-01', upheld: 16, overturned: 4, objectionsRejected: 2, objectionsUpheld: 3 },
    ]);
    expect((await precision.cases('TST-01', TODAY))[0]).toMatchObject({
      kind: 'dismissed',
      isRight: false,
      unit: '清河县教育局',
    });

    await approved({ parameters: { days: 3 } });
    await judge(observationId);
    expect(await latest()).toMatchObject({ outcome: 'cannotTell', severity: 'tip' });

    await settings.resetPrecision('TST-01', LI, '规则已修正');
    expect(await precision.tallies(TODAY)).toEqual([]);
    expect(await settings.precisionResets()).toMatchObject([{ code: 'TST-01', by: '李清', note: '规则已修正' }]);
    expect(await outdated()).toContain(observationId);
    await judge(observationId);
    expect(await latest()).toMatchObject({ outcome: 'fail', severity: 'medium' });
  });
});
