import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { rereadLimits } from './reread-limits.store';
import { readTimeLimits } from './read-time-limit';
import { TimeLimit } from './time-limit';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let unitId: number;

beforeAll(async () => {
  const database = await testDatabase();
  [db, drop] = [database.dataSource, database.drop];
  const [region] = await db.query(`INSERT INTO region (name) VALUES ('明州市清河县') RETURNING id`);
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, '白石镇', 'town') RETURNING id`, [
    region.id,
  ]);
  unitId = unit.id;
}, 120_000);
afterAll(() => drop?.());

let versions = 0;
async function version(rows: readonly { timeLimit: string | null; limits: readonly Partial<TimeLimit>[] }[]) {
  const [{ id }] = await db.query(
    `INSERT INTO catalog (unit_id, kind, version, state, source_name, source_sha256, problems, imported_by)
     VALUES ($1, 'standard', $2, 'draft', '目录.xlsx', repeat('a', 64), '[]', '甲') RETURNING id`,
    [unitId, ++versions],
  );
  for (const [ordinal, content] of rows.entries())
    await db.query(`INSERT INTO disclosure_item (catalog_id, key, ordinal, content) VALUES ($1, $2, $3, $4)`, [
      id,
      `事项${ordinal}`,
      ordinal,
      JSON.stringify({ ...content, name: '事项' }),
    ]);
  return async () => {
    const [{ revision }] = await db.query(`SELECT revision FROM catalog WHERE id = $1`, [id]);
    const items = await db.query(`SELECT content FROM disclosure_item WHERE catalog_id = $1 ORDER BY ordinal`, [id]);
    return { revision, items: items.map(({ content }: { content: object }) => content) };
  };
}

describe('rereadLimits', () => {
  it('replaces readings that a release has corrected, once, and leaves the rest alone', async () => {
    const asRead = (timeLimit: string) => ({ timeLimit, limits: readTimeLimits(timeLimit) });
    const wrong = { timeLimit: '5日内提出异议', limits: [{ kind: 'afterEvent', amount: 5, unit: 'day' }] as const };
    const outdated = await version([wrong, asRead('每季度公开'), wrong]);
    const current = await version([asRead('20个工作日内'), { timeLimit: null, limits: [] }]);
    const [before, kept] = [await outdated(), await current()];

    expect(await rereadLimits(db)).toBe(2);
    const after = await outdated();
    expect(after.items).toEqual([
      { name: '事项', timeLimit: '5日内提出异议', limits: [{ kind: 'unparsed', wording: '5日内提出异议' }] },
      { name: '事项', ...asRead('每季度公开') },
      { name: '事项', timeLimit: '5日内提出异议', limits: [{ kind: 'unparsed', wording: '5日内提出异议' }] },
    ]);
    expect(after.revision).toBe(before.revision + 1);
    expect(await current()).toEqual(kept);
    expect(await rereadLimits(db)).toBe(0);
  });

  it('takes words that the database cannot hold as they were stored', async () => {
    const stored = await version([{ timeLimit: '20个工作日内\ufffd', limits: [] }]);
    expect(await rereadLimits(db)).toBe(1);
    expect((await stored()).items[0]).toHaveProperty('limits');
    expect(await rereadLimits(db)).toBe(0);
  });
});
