import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentOf, itemOf, observationOf } from '@app/evaluation/evaluation.fixture';
import { ObservationStore } from '@app/observation/observation.store';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { BacktestOptions, rulesBacktest } from './rules-backtest.command';
import { UsageError } from './usage-error';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'mingjian-backtest-'));
const UNIT = '清河县教育局';

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  const unit = { name: UNIT, aliases: [], kind: 'department' as const, registeredOn: null };
  const scope = { homeUrl: 'http://jyj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: UNIT, email: null, contact: null }]);
  const [stored] = await sites.units();
  for (const [day, newestOn] of [
    ['2026-10-05', '2026-09-26'],
    ['2026-10-07', '2026-09-26'],
    ['2026-10-20', '2026-10-19'],
  ] as const) {
    const [round] = await db.query(
      `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) VALUES ($1, 'scheduled', $2, 'finished', now()) RETURNING id`,
      [stored!.siteId, day],
    );
    const home = { evidence: documentOf().evidence!, newestOn, isPortal: false };
    const seen = { ...observationOf([itemOf('及时公开')], { unit, home }), observedOn: day };
    await new ObservationStore(db).save(stored!.id, round.id, seen);
  }
}, 120_000);

afterAll(() => database.drop());

const backtest = (options: BacktestOptions) =>
  rulesBacktest(database.dataSource, { from: '2026-10-01', to: '2026-12-31', ...options });
const file = (setting: unknown) => {
  const path = join(folder, 'setting.json');
  writeFileSync(path, typeof setting === 'string' ? setting : JSON.stringify(setting));
  return path;
};

describe('rules backtest', () => {
  it('shows what a parameter would have changed, once a fortnight and unit', async () => {
    const answer = await backtest({ code: 'PLT-08', parameter: ['days=7'] });
    expect(answer).toMatchObject({
      code: 'PLT-08',
      totals: { units: 1, observations: 2, flips: 1, toFail: 1, alertsOpened: 1, alertsClosed: 0 },
      units: [
        {
          unit: UNIT,
          flipped: [
            {
              subject: 'site',
              before: { outcome: 'pass' },
              after: { outcome: 'fail' },
              firstOn: '2026-10-07',
              times: 1,
            },
          ],
        },
      ],
    });
  });

  it('changes nothing that is stored', async () => {
    const count = async () =>
      (
        await database.dataSource.query(
          `SELECT (SELECT count(*) FROM evaluation) + (SELECT count(*) FROM rule_backtest) AS n`,
        )
      )[0].n;
    const before = await count();
    await backtest({ code: 'PLT-08', parameter: ['days=7'] });
    expect(await count()).toBe(before);
  });

  it('takes a setting from a file, also a rule of its own', async () => {
    const definition = {
      title: '首页一周未更新',
      dimension: '平台',
      subject: 'site',
      expression: 'homeAgeDays > 7',
      explanation: '首页{homeAgeDays}天未更新',
      basis: '县办通知',
      advice: '请更新首页',
      severity: 'low',
    };
    expect(await backtest({ setting: file({ definition }), unit: UNIT })).toMatchObject({
      totals: { flips: 1, toDoubt: 1 },
    });
    expect(await backtest({ setting: file({ code: 'PLT-08', isEnabled: false, unit: UNIT }) })).toMatchObject({
      totals: { flips: 1 },
    });
  });

  it('of a period without observations says so by its figures', async () => {
    const answer = await backtest({ code: 'PLT-08', parameter: ['days=7'], from: '2025-01-01', to: '2025-03-31' });
    expect(answer).toMatchObject({ totals: { units: 0, observations: 0 }, units: [] });
  });

  it.each<[what: string, options: () => BacktestOptions, message: RegExp]>([
    ['neither a setting nor a code', () => ({}), /one of --setting/],
    ['both', () => ({ code: 'PLT-08', setting: 'x.json' }), /one of --setting/],
    ['no first day', () => ({ code: 'PLT-08', parameter: ['days=7'], from: undefined }), /--from is needed/],
    ['days the wrong way round', () => ({ code: 'PLT-08', parameter: ['days=7'], to: '2026-01-01' }), /lies after/],
    ['a unit nobody knows', () => ({ code: 'PLT-08', parameter: ['days=7'], unit: '清河县未知局' }), /no unit/],
    ['a rule nobody knows', () => ({ code: 'PLT-99', parameter: ['days=7'] }), /没有规则PLT-99/],
    ['a parameter the rule has not', () => ({ code: 'PLT-08', parameter: ['weeks=1'] }), /没有参数weeks/],
    ['a parameter that is no number', () => ({ code: 'PLT-08', parameter: ['days=soon'] }), /expected a number/],
    ['a parameter without a value', () => ({ code: 'PLT-08', parameter: ['days'] }), /expected name=value/],
    ['nothing to change', () => ({ code: 'PLT-08' }), /没有改变任何内容/],
    ['a file that is not there', () => ({ setting: join(folder, 'none.json') }), /none\.json/],
    ['a file that is no JSON', () => ({ setting: file('{') }), /setting\.json/],
    ['a file of another shape', () => ({ setting: file({ severity: 'worst' }) }), /severity/],
  ])('refuses %s', async (_what, options, message) => {
    const asked = backtest(options());
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(message);
  });
});
