import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { CatalogDesk } from './catalog-desk.store';
import { CatalogFileError, readCatalogBytes } from './catalog-file.reader';
import { CatalogReads } from './catalog-reads.store';
import { CatalogStore } from './catalog.store';
import { cells, pdfOf, tablePage } from './pdf.fixture';

let database: TestDatabase | undefined;
let desk: CatalogDesk;
let unitId = 0;

beforeAll(async () => {
  database = await testDatabase();
  const db = database.dataSource;
  await db.query(`INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', '2026-11-18')`);
  const [unit] = await db.query(
    `INSERT INTO unit (region_id, name, kind) SELECT id, '白石镇', 'town' FROM region RETURNING id`,
  );
  unitId = unit.id;
  desk = new CatalogDesk(db);
}, 120_000);
afterAll(() => database?.drop());

const csv = (...lines: string[]) => Buffer.from(['公开事项,公开内容,公开时限', ...lines].join('\n'));
const upload = (bytes: Uint8Array, name = '目录.csv') => ({ bytes, name, unitId, kind: 'standard' as const });
const by = { accountId: null, name: '监督员' };

describe('the desk for catalogs', () => {
  it('previews a file against what is in force, and stores nothing', async () => {
    const db = database!.dataSource;
    const before = await readCatalogBytes(csv('预算,全文,每年', '决算,全文,每年'), 'a.csv');
    await new CatalogStore(db).saveCatalog(unitId, before, { name: 'a.csv', sha256: 'a'.repeat(64) });
    const preview = await desk.preview(upload(csv('预算,全文,每年', '决算,全文,看情况', '债务,全文,每年')));
    expect(preview).toMatchObject({
      itemCount: 3,
      problemCount: 1,
      problems: [{ code: 'unparsed-limit' }],
      diff: { added: { total: 1 }, removed: { total: 0 }, changed: { total: 1 }, unchanged: 1 },
    });
    expect(preview.rows.map(({ key, item }) => [key, item.name])).toEqual([
      ['预算', '预算'],
      ['决算', '决算'],
      ['债务', '债务'],
    ]);
    expect(await new CatalogReads(db).versions('all', { unit: unitId })).toHaveLength(1);
  });

  it('answers with the first rows, problems and lines only, and counts them all', async () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `事项${index},全文,看情况`);
    const { itemCount, problemCount, problems, rows, diff } = await desk.preview(upload(csv(...lines)));
    expect([itemCount, problemCount, problems.length, rows.length]).toEqual([1200, 1200, 1000, 20]);
    expect([diff.added.total, diff.added.lines.length]).toEqual([1200, 300]);
  });

  it('stores a PDF as a draft under its own digest, and compares and writes it', async () => {
    const page = tablePage(
      [40, 200, 400, 600],
      [cells('公开事项', '公开内容', '公开时限'), cells('预算', '全文', '每季度'), cells('债务', '全文', '每年')],
    );
    const stored = await desk.saveDraft({ ...upload(pdfOf([page]), '目录.pdf'), by, note: '扫描前的原件' });
    expect(stored).toMatchObject({ version: 2, itemCount: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [version] = await new CatalogReads(database!.dataSource).versions('all', { state: ['draft'] });
    expect(version).toMatchObject({
      id: stored.id,
      sourceName: '目录.pdf',
      note: '扫描前的原件',
      importedBy: '监督员',
    });
    expect(await desk.diff({ newer: stored.id })).toMatchObject({ added: { total: 2 }, removed: { total: 0 } });
    const sheet = await desk.sheet({ id: stored.id, title: '白石镇标准目录' });
    const { items } = await readCatalogBytes(Buffer.from(sheet), 'a.xlsx');
    expect(items.map(({ name, timeLimit }) => [name, timeLimit])).toEqual([
      ['预算', '每季度'],
      ['债务', '每年'],
    ]);
  });

  it('refuses a file without items, and leaves no version behind', async () => {
    const count = (await new CatalogReads(database!.dataSource).versions('all')).length;
    await expect(desk.saveDraft({ ...upload(csv()), by })).rejects.toThrow('文件中没有可导入的公开事项');
    await expect(desk.saveDraft({ ...upload(Buffer.from('甲,乙\n1,2\n')), by })).rejects.toThrow(CatalogFileError);
    expect(await new CatalogReads(database!.dataSource).versions('all')).toHaveLength(count);
  });
});
