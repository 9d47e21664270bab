import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { addEvaluation, addUnit, storedFinding } from '@app/rectification/stored-case.fixture';
import { reportCommand } from './report.command';
import { UsageError } from './usage-error';

let db: DataSource;
let drop: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  const database = await testDatabase();
  ({ dataSource: db } = database);
  drop = () => database.drop();
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  await addUnit(db, '白石镇人民政府');
}, 120_000);
afterAll(async () => {
  await drop?.();
  if (folder) await rm(folder, { recursive: true });
});

describe('report', () => {
  it('latest needs something judged', async () => {
    await expect(reportCommand(db, 'monthly', 'latest', join(folder, 'a.docx'))).rejects.toThrow(
      /nothing has been judged/,
    );
  });

  it.each(['monthly.docx', 'quarterly.xlsx', 'annual.DOCX'])('writes %s', async (name) => {
    const [{ id }] = await db.query(`SELECT id FROM unit`);
    await addEvaluation(db, id, [storedFinding()]);
    const out = join(folder, name);
    const { file, period, totals } = await reportCommand(db, name.split('.')[0]!, 'latest', out);
    expect(file).toBe(out);
    expect(period).toMatch(/^2026(-11|Q4)?$/);
    expect(totals).toMatchObject({ units: 1, due: 1, missing: 1 });
    expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK');
  });

  it.each<[string, string, string, RegExp]>([
    ['weekly', '2026-10', 'a.docx', /expected monthly, quarterly or annual/],
    ['constructor', '2026-10', 'a.docx', /expected monthly, quarterly or annual/],
    ['monthly', '2026-10', 'a.pdf', /expected a \.docx or \.xlsx file, found "a\.pdf"/],
    ['monthly', '2026-10', 'a', /expected a \.docx or \.xlsx file/],
    ['monthly', '2026Q3', 'a.docx', /--period: expected 2026-10 or latest, found "2026Q3"/],
    ['quarterly', '2026Q5', 'a.docx', /--period/],
    ['annual', '', 'a.docx', /--period/],
  ])('refuses %s %s into %s', async (kind, period, name, reason) => {
    const refused = reportCommand(db, kind, period, join(folder, name));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(reason);
    expect(existsSync(join(folder, name))).toBe(false);
  });
});
