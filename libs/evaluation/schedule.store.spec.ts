import { calendarOf } from '@app/calendar/calendar-content';
import { HOLIDAY_NOTICES, workCalendar } from '@app/calendar/holiday-notices';
import { CatalogStore } from '@app/catalog/catalog.store';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { itemOf } from './evaluation.fixture';
import { KeyedItem, ScheduleStore } from './schedule.store';

let database: TestDatabase | undefined;
let schedules: ScheduleStore;
let unitId: number;

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db } = database;
  schedules = new ScheduleStore(db, new CatalogStore(db));
  const [region] = await db.query(
    `INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', '2026-11-18') RETURNING id`,
  );
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, '白石镇', 'town') RETURNING id`, [
    region.id,
  ]);
  unitId = unit.id;
}, 120_000);
afterAll(() => database?.drop());

const when = { calendar: workCalendar(), today: '2026-11-18' };
const row = (name: string, limit: string): KeyedItem => ({ key: name, item: itemOf(limit, [], name).item });
const ROWS = [
  row('预算', '每年1月31日前公开'),
  row('月报', '每月10日前公开'),
  row('决定', '自作出决定之日起7个工作日内公开'),
];
const lines = async (from = '2026-01-01', to = '2027-03-31') =>
  (await schedules.lines(unitId, from, to)).map(({ itemKey, instance, dueOn }) => `${dueOn} ${itemKey} ${instance}`);

describe('期限排定', () => {
  it('works out every row once', async () => {
    expect(await schedules.refreshItems(unitId, ROWS, when)).toEqual({ computed: 3, kept: 0, removed: 0 });
    expect(await lines('2026-01-01', '2026-02-28')).toEqual([
      '2026-01-10 月报 2026-01',
      '2026-01-31 预算 2026',
      '2026-02-10 月报 2026-02',
    ]);
  });

  it('computes nothing again', async () => {
    expect(await schedules.refreshItems(unitId, ROWS, when)).toEqual({ computed: 0, kept: 3, removed: 0 });
  });

  it('touches only the row that changed', async () => {
    const changed = [ROWS[0]!, row('月报', '每季度首月20日前公开'), ROWS[2]!];
    expect(await schedules.refreshItems(unitId, changed, when)).toEqual({ computed: 1, kept: 2, removed: 0 });
    expect(await lines('2026-10-01', '2026-12-31')).toEqual(['2026-10-20 月报 2026Q4']);
  });

  it('takes out what left the catalog', async () => {
    expect(await schedules.refreshItems(unitId, [ROWS[0]!], when)).toEqual({ computed: 0, kept: 1, removed: 2 });
    expect(await lines()).toEqual(['2026-01-31 预算 2026', '2027-01-31 预算 2027']);
  });

  it('is worked out again for another calendar and another year', async () => {
    const other = { ...when, calendar: calendarOf({ notices: HOLIDAY_NOTICES, rollOver: 3 }) };
    expect((await schedules.refreshItems(unitId, [ROWS[0]!], other)).computed).toBe(1);
    expect((await schedules.refreshItems(unitId, [ROWS[0]!], { ...other, today: '2027-01-01' })).computed).toBe(1);
    expect(await lines('2027-01-01', '2028-03-31')).toEqual(['2027-01-31 预算 2027', '2028-01-31 预算 2028']);
  });

  it('shows what has no day because the calendar ends', async () => {
    await schedules.refreshItems(unitId, [row('季报', '每季度结束后15个工作日内公开')], when);
    expect(await lines('2026-12-01', '2026-12-31')).toEqual(['null 季报 2026Q4']);
  });

  it('reads the catalog only when another version is in force', async () => {
    const catalogs = new CatalogStore(database!.dataSource);
    const save = (items: KeyedItem[]) =>
      catalogs.saveCatalog(
        unitId,
        { items: items.map(({ item }) => item), problems: [] },
        { name: 'catalog.xlsx', sha256: 'f'.repeat(64) },
      );
    await save([ROWS[0]!]);
    expect(await schedules.keep(unitId, when)).toEqual({ computed: 1, kept: 0, removed: 1 });
    expect(await schedules.keep(unitId, when)).toBeUndefined();
    await save([ROWS[0]!, ROWS[1]!]);
    expect(await schedules.keep(unitId, when)).toEqual({ computed: 1, kept: 1, removed: 0 });
  });

  it('stands two refreshes at once', async () => {
    const both = await Promise.all([1, 2].map(() => schedules.refreshItems(unitId, ROWS, when)));
    expect(both.map(({ computed }) => computed).sort()).toEqual([0, 1]);
  });
});
