import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { UnitObservation } from './observation';
import { ObservationStore } from './observation.store';

let database: TestDatabase;
let store: ObservationStore;
let unitId: number;
const rounds: number[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db } = database;
  store = new ObservationStore(db);
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', null);
  const scope = { homeUrl: 'http://czj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
  const unit = { name: '清河县财政局', aliases: [], kind: 'department' as const, registeredOn: null };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县财政局', email: null, contact: null }]);
  unitId = (await sites.units())[0]!.id;
  for (const day of ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13']) {
    const [row] = await db.query(
      `INSERT INTO crawl_round (site_id, reason, today, state) SELECT id, 'scheduled', $1, 'finished' FROM site RETURNING id`,
      [day],
    );
    rounds.push(row.id);
  }
}, 120_000);

afterAll(() => database.drop());

const seen = (observedOn: string, changes: Partial<UnitObservation> = {}) =>
  ({ observedOn, isComplete: true, sections: [], items: [], ...changes }) as unknown as UnitObservation;

describe('ObservationStore', () => {
  it('adds a row only when the facts differ from the newest, and brings facts back when they return', async () => {
    const [round] = rounds as [number];
    const [one, other] = [seen('2026-11-10'), seen('2026-11-10', { gap: '改判' })];
    const first = await store.save(unitId, round, one);
    expect(await store.save(unitId, round, one)).toBe(first);
    const second = await store.save(unitId, round, other);
    const third = await store.save(unitId, round, one);
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await store.latest(unitId))?.id).toBe(third);
    expect(await store.save(unitId, round, one)).toBe(third);
    expect(await store.save(unitId, round, other)).toBeGreaterThan(third);
  });

  it('saves two at once as one', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(() => store.save(unitId, rounds[0]!, seen('2026-11-10', { gap: '并发' }))),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('finds the newest complete observation of earlier rounds, suspended ones apart', async () => {
    const [first, second, third, fourth] = rounds as [number, number, number, number];
    await store.save(unitId, first, seen('2026-11-10'));
    await store.save(unitId, second, seen('2026-11-11', { isComplete: false }));
    await store.save(unitId, third, seen('2026-11-12', { suspended: '疑似改版' }));
    expect(await store.completeBefore(unitId, fourth)).toEqual({ observedOn: '2026-11-10', sections: [], items: [] });
    expect(await store.completeBefore(unitId, first)).toBeUndefined();
  });

  it('gives observations one after the other in the order asked for, leaving out what there is not', async () => {
    const [round] = rounds as [number];
    const ids: number[] = [];
    for (const gap of ['一', '二', '三', '四']) ids.push(await store.save(unitId, round, seen('2026-11-10', { gap })));
    const asked = [...ids].reverse().flatMap((id) => [id, 0]);
    const gaps: (string | null)[] = [];
    for await (const { observation } of store.each(asked)) gaps.push(observation.gap);
    expect(gaps).toEqual(['四', '三', '二', '一']);
    for await (const _none of store.each([])) throw new Error('there is none');
  });

  it('throws where the database does, at the observation that cannot be read', async () => {
    const id = (await store.latest(unitId))!.id;
    const read: number[] = [];
    const all = async () => {
      for await (const { unitId: unit } of store.each([id, Number.NaN])) read.push(unit);
    };
    await expect(all()).rejects.toThrow('NaN');
    expect(read).toEqual([unitId]);
  });

  it('takes a decision back once', async () => {
    await store.decide(unitId, '通知', null, '监督员');
    expect(await store.decisions(unitId)).toEqual({ 通知: null });
    expect(await store.undecide(unitId, '通知')).toBe(true);
    expect(await store.undecide(unitId, '通知')).toBe(false);
    expect(await store.decisions(unitId)).toEqual({});
  });
});
