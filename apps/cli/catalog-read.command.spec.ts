import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogRead } from './catalog-read.command';

describe('mingjian catalog read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-read-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints every row with the fields of the contract, and what could not be read', async () => {
    const file = join(folder, 'qinghe.csv');
    writeFileSync(file, '公开事项,公开时限,公开主体\n低保名单,每季度首月20日前,民政局\n救助标准,看情况,民政局\n');
    const { items, problems } = await catalogRead(file);
    expect(Object.keys(items[0] ?? {})).toEqual([
      'row',
      'group',
      'name',
      'levels',
      'elements',
      'basis',
      'timeLimit',
      'limits',
      'unit',
      'channels',
      'audience',
      'method',
      'tiers',
      'section',
      'cells',
    ]);
    expect(items[0]?.limits).toMatchObject([{ kind: 'fixedDate', period: 'quarterly:M1-20' }]);
    expect(problems).toMatchObject([{ row: 3, column: '公开时限', code: 'unparsed-limit' }]);
  });

  it('refuses what is no catalog file in one line', async () => {
    const reading = catalogRead(join(folder, 'nowhere.xlsx'));
    await expect(reading).rejects.toThrow(/^文件不存在：[^\n]+$/);
    await expect(reading).rejects.toHaveProperty('exitCode', 2);
  });
});
