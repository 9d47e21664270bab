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
