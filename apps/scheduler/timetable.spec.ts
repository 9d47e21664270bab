import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { reportsDue, Timetable } from './timetable';

describe('reportsDue', () => {
  it.each([
    ['2026-11-01', ['monthly 2026-10']],
    ['2026-10-01', ['monthly 2026-09', 'quarterly 2026Q3']],
    ['2027-01-01', ['monthly 2026-12', 'quarterly 2026Q4', 'annual 2026']],
  ])('on %s the reports are %j', (today, expected) => {
    expect(reportsDue(today).map(({ kind, period }) => `${kind} ${period}`)).toEqual(expected);
  });
});

describe('finishEvaluations', () => {
  let database: TestDatabase;
  let unitId: number;
  const asked: string[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    const sites = new SiteStore(database.dataSource);
    const region = await sites.ensureRegion('明州市清河县', null);
    const scope = { homeUrl: 'http://czj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
    const unit = { name: '清河县财政局', aliases: [], kind: 'department' as const, registeredOn: null };
    await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县财政局', email: null, contact: null }]);
    unitId = (await sites.units())[0]!.id;
  }, 120_000);

  beforeEach(async () => {
    asked.length = 0;
    await database.dataSource.query('TRUNCATE crawl_round CASCADE');
  });

  afterAll(() => database.drop());

  const finish = async () => {
    const stages = {
      observe: ({ roundId }: { roundId: number }) => Promise.resolve(asked.push(`observe ${roundId}`)),
      evaluate: (id: number) => Promise.resolve(asked.push(`evaluate ${id}`)),
    } as unknown as Stages;
    const none = undefined as never;
    await new Timetable(
      database.dataSource,
      none,
      none,
      none,
      stages,
      none,
      none,
      none,
      none,
      none,
    ).finishEvaluations();
    return asked;
  };

  const roundEnded = async (ago: string): Promise<number> => {
    const [{ id }] = await database.dataSource.query(
      `INSERT INTO crawl_round (site_id, reason, today, state, finished_at)
       SELECT id, 'scheduled', '2026-11-10', 'finished', now() - $1::interval FROM site RETURNING id`,
      [ago],
    );
    return id;
  };

  const observed = async (roundId: number, ago: string): Promise<number> => {
    const [{ id }] = await database.dataSource.query(
      `INSERT INTO observation (unit_id, round_id, observed_on, facts, digest, created_at)
       VALUES ($1, $2, '2026-11-10', '{}', 'x', now() - $3::interval) RETURNING id`,
      [unitId, roundId, ago],
    );
    return id;
  };

  it('takes up the newest finished round that nobody observed, for a week', async () => {
    await roundEnded('6 days 23 hours');
    const newest = await roundEnded('6 days 22 hours');
    expect(await finish()).toEqual([`observe ${newest}`]);
  });

  it('takes up an observation that nobody judged, for a week', async () => {
    const id = await observed(await roundEnded('6 days 23 hours'), '6 days 23 hours');
    expect(await finish()).toEqual([`evaluate ${id}`]);
  });

  it('leaves what stopped longer ago to the next round', async () => {
    await roundEnded('7 days 1 hour');
    expect(await finish()).toEqual([]);
    await observed(await roundEnded('7 days 1 hour'), '7 days 1 hour');
    expect(await finish()).toEqual([]);
  });
});
