import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { CatalogStore } from './catalog.store';
import { DisclosureItem } from './disclosure-catalog';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let catalogs: CatalogStore;
let unitId: number;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  catalogs = new CatalogStore(db);
  const [region] = await db.query(`INSERT INTO region (name) VALUES ('明州市清河县') RETURNING id`);
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, '白石镇', 'town') RETURNING id`, [
    region.id,
  ]);
  unitId = unit.id;
}, 120_000);
afterAll(() => drop?.());

const item = (name: string, changes: Partial<DisclosureItem> = {}): DisclosureItem => ({
  row: 3,
  group: '财政',
  name,
  levels: ['财政', name],
  elements: [],
  basis: [],
  timeLimit: '长期公开',
  limits: [{ kind: 'continuous', wording: '长期公开' }],
  unit: '白石镇',
  channels: [],
  audience: null,
  method: 'proactive',
  tiers: [],
  section: null,
  cells: { 公开时限: '长期公开', 事项: name },
  ...changes,
});
const save = (items: DisclosureItem[]) =>
  catalogs.saveCatalog(unitId, { items, problems: [] }, { name: 'catalog.xlsx', sha256: 'f'.repeat(64) });

describe('目录版本', () => {
  it('is empty before the first import', async () => {
    expect(await catalogs.items(unitId)).toEqual([]);
  });

  it('adds a version with every change and says what changed', async () => {
    expect(await save([item('预算'), item('决算')])).toMatchObject({
      added: ['财政 > 预算', '财政 > 决算'],
      changed: [],
      removed: [],
      version: 1,
    });
    expect(await save([item('预算', { timeLimit: '及时公开' }), item('三公经费')])).toMatchObject({
      added: ['财政 > 三公经费'],
      changed: ['财政 > 预算'],
      removed: ['财政 > 决算'],
      version: 2,
    });
    expect((await catalogs.items(unitId)).map(({ name }) => name)).toEqual(['预算', '三公经费']);
  });

  it('does not add a version when the same file comes again', async () => {
    const items = [item('预算', { timeLimit: '及时公开' }), item('三公经费')];
    expect(await save(items)).toMatchObject({ added: [], changed: [], removed: [], version: 2 });
  });

  it('tells repeated items apart by their order', async () => {
    const { added } = await save([item('预算', { timeLimit: '及时公开' }), item('三公经费'), item('三公经费')]);
    expect(added).toEqual(['财政 > 三公经费#2']);
    expect(await catalogs.items(unitId)).toHaveLength(3);
  });
});
