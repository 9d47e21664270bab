import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { importRegister } from './import-register.command';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'registers-'));

beforeAll(async () => {
  database = await testDatabase();
  const sites = new SiteStore(database.dataSource);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  const scope = { homeUrl: 'http://czj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
  const unit = { name: '清河县财政局', aliases: ['县财政局'], kind: 'department' as const, registeredOn: null };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '财政局', email: null, contact: null }]);
}, 120_000);
afterAll(() => database?.drop());
beforeEach(() => database.dataSource.query(`DELETE FROM register_entry`));

function file(content: string): string {
  const path = join(folder, '台账.csv');
  writeFileSync(path, content);
  return path;
}

const run = (content: string, more: { kind?: string; unit?: string } = {}) =>
  importRegister(database.dataSource, { kind: 'disclosureRequest', unit: '县财政局', file: file(content), ...more });

describe('import --register', () => {
  it('says what was added and changed; the same again is nothing', async () => {
    expect(await run('申请编号,收到日期\nSQ-1,2026-10-12\n')).toEqual({
      added: ['清河县财政局 SQ-1'],
      changed: [],
      removed: [],
      problems: [],
    });
    expect(await run('申请编号,收到日期\nSQ-1,2026-10-12\n')).toMatchObject({ added: [], changed: [] });
    expect(await run('申请编号,收到日期,答复日期\nSQ-1,2026-10-12,2026-11-02\n')).toMatchObject({
      changed: ['清河县财政局 SQ-1'],
    });
  });

  it('imports nothing of a file with a problem', async () => {
    const answer = await run('申请编号,收到日期\nSQ-1,2026-10-12\nSQ-2,昨天\n');
    expect(answer).toMatchObject({ added: [], problems: [{ row: 3, column: '收到日期' }] });
    const [{ count }] = await database.dataSource.query(`SELECT count(*)::int AS count FROM register_entry`);
    expect(count).toBe(0);
  });

  it.each([
    ['an unknown kind', { kind: 'secrets' }, /--register: expected/],
    ['an unknown unit', { unit: '某局' }, /not known/],
  ])('refuses %s', async (_what, more, message) => {
    await expect(run('申请编号,收到日期\nSQ-1,2026-10-12\n', more)).rejects.toThrow(message);
  });

  it('refuses a file that is not there', async () => {
    const given = { kind: 'disclosureRequest', file: join(folder, 'none.xlsx') };
    await expect(importRegister(database.dataSource, given)).rejects.toThrow('文件不存在');
  });
});
