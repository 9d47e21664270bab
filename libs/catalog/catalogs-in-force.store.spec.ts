import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { CatalogStore } from './catalog.store';
import { CatalogsInForce } from './catalogs-in-force.store';
import { DisclosureItem } from './disclosure-catalog';
import { LimitMeaningStore } from './limit-meaning.store';
import { readTimeLimits } from './read-time-limit';

let database: TestDatabase | undefined;
let unitId = 0;

beforeAll(async () => {
  database = await testDatabase();
  const db = database.dataSource;
  await db.query(`INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', '2026-11-18')`);
  const [unit] = await db.query(
    `INSERT INTO unit (region_id, name, kind) SELECT id, '白石镇', 'town' FROM region RETURNING id`,
  );
  unitId = unit.id;
}, 120_000);
afterAll(() => database?.drop());

const row = (name: string): DisclosureItem => ({
  row: 3,
  group: null,
  name,
  levels: [name],
  elements: [],
  basis: [],
  timeLimit: '随工程节点',
  limits: readTimeLimits('随工程节点'),
  unit: null,
  channels: [],
  audience: null,
  method: 'proactive',
  tiers: [],
  section: null,
  cells: {},
});

it('answers the catalogs of a day by kind with their file, the 负面清单 last and meanings in place', async () => {
  const db = database!.dataSource;
  const store = new CatalogStore(db);
  const catalogs = new CatalogsInForce(db);
  const source = { name: '目录.xlsx', sha256: 'a'.repeat(64) };
  expect(await catalogs.ofUnit(unitId)).toEqual([]);
  await store.saveCatalog(unitId, { items: [row('会议纪要')], problems: [] }, source, { kind: 'negative' });
  await store.saveCatalog(unitId, { items: [row('村级财务')], problems: [] }, source, { kind: 'village' });
  await store.saveCatalog(unitId, { items: [row('镇级预算')], problems: [] }, source);
  await new LimitMeaningStore(db).decide('随工程节点', [{ kind: 'continuous' }], '监督员');
  const found = await catalogs.ofUnit(unitId, '2026-11-18');
  expect(found.map(({ kind, items }) => [kind, items[0]?.name, items[0]?.limits[0]?.kind])).toEqual([
    ['standard', '镇级预算', 'continuous'],
    ['village', '村级财务', 'continuous'],
    ['negative', '会议纪要', 'continuous'],
  ]);
  expect(found[0]).toMatchObject({
    name: '目录.xlsx',
    sha256: 'a'.repeat(64),
    importedAt: expect.stringMatching(/Z$/),
  });
});

describe('catalogs above a unit', () => {
  const units = new Map<string, number>();
  const SOURCE = { name: '上级.xlsx', sha256: 'e'.repeat(64) };
  const listed = (name: string, more: Partial<DisclosureItem> = {}): DisclosureItem => ({
    ...row(name),
    levels: ['社会救助', name],
    tiers: ['县级', '乡级'],
    ...more,
  });
  const namesAbove = async (unit: string, domains = ['社会救助'], on: string | null = null) =>
    (await new CatalogsInForce(database!.dataSource).above(units.get(unit) ?? 0, on, domains)).map(
      ({ unitName, isSameRegion, items }) => [unitName, isSameRegion, ...items.map(({ name }) => name)],
    );

  beforeAll(async () => {
    const db = database!.dataSource;
    await db.query(`INSERT INTO region (name) VALUES ('明州市'), ('全国'), ('宁州市')`);
    for (const [region, name, kind] of [
      ['明州市清河县', '清河县人民政府', 'government'],
      ['明州市清河县', '清河县民政局', 'department'],
      ['明州市清河县', '清河县教育局', 'department'],
      ['明州市清河县', '柳溪镇', 'town'],
      ['明州市清河县', '清河供水公司', 'enterprise'],
      ['明州市', '明州市民政局', 'department'],
      ['明州市', '明州市某镇', 'town'],
      ['全国', '民政部', 'department'],
      ['宁州市', '宁州市民政局', 'department'],
    ] as const) {
      const [unit] = await db.query(
        `INSERT INTO unit (region_id, name, kind) SELECT id, $2, $3 FROM region WHERE name = $1 RETURNING id`,
        [region, name, kind],
      );
      units.set(name, unit.id);
      const items = [
        listed(`${name}的事项`),
        listed('依申请的', { method: 'onRequest' }),
        listed('没有层级的', { tiers: [] }),
      ];
      await new CatalogStore(db).saveCatalog(unit.id, { items, problems: [] }, SOURCE);
    }
  });

  it.each<[unit: string, above: unknown[][]]>([
    [
      '清河县人民政府',
      [
        ['明州市民政局', false, '明州市民政局的事项'],
        ['民政部', false, '民政部的事项'],
      ],
    ],
    [
      '清河县民政局',
      [
        ['清河县人民政府', true, '清河县人民政府的事项'],
        ['明州市民政局', false, '明州市民政局的事项'],
        ['民政部', false, '民政部的事项'],
      ],
    ],
    [
      '柳溪镇',
      [
        ['清河县人民政府', true, '清河县人民政府的事项'],
        ['清河县民政局', true, '清河县民政局的事项'],
        ['清河县教育局', true, '清河县教育局的事项'],
        ['明州市民政局', false, '明州市民政局的事项'],
        ['民政部', false, '民政部的事项'],
      ],
    ],
    ['明州市民政局', [['民政部', false, '民政部的事项']]],
    ['清河供水公司', []],
  ])('%s', async (unit, above) => {
    expect(await namesAbove(unit)).toEqual(above);
  });

  it('gives nothing of another 领域, without any, or before it was in force', async () => {
    expect(await namesAbove('柳溪镇', ['义务教育'])).toEqual([]);
    expect(await namesAbove('柳溪镇', [])).toEqual([]);
    const db = database!.dataSource;
    await db.query(`UPDATE catalog SET effective_on = '2026-11-01' WHERE unit_id = $1`, [units.get('民政部')]);
    expect((await namesAbove('明州市民政局', ['社会救助'], '2026-10-31')).length).toBe(0);
    expect((await namesAbove('明州市民政局', ['社会救助'], '2026-11-01')).length).toBe(1);
  });
});
