import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { readUnitsFile } from './units-file.reader';

const folder = mkdtempSync(join(tmpdir(), 'units-'));

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function workbook(name: string, registeredOn: Date | string = '2026-01-05'): Promise<string> {
  const book = new ExcelJS.Workbook();
  const units = book.addWorksheet('单位');
  units.addRow(['名称', '类型', '登记日期']);
  units.addRow(['明州市清河县财政局', '部门', registeredOn]);
  if (registeredOn instanceof Date) units.getCell('C2').numFmt = 'yyyy-mm-dd';
  const sites = book.addWorksheet('网站');
  sites.addRow(['单位', '首页网址', '独立网站']);
  sites.addRow([
    '明州市清河县财政局',
    { text: 'https://czj.qinghe.example/', hyperlink: 'https://czj.qinghe.example/' },
    '是',
  ]);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

describe('readUnitsFile', () => {
  it('reads a workbook, hyperlinks and date cells included', async () => {
    const { units, problems } = await readUnitsFile(await workbook('units.xlsx', new Date('2026-01-05T00:00:00Z')));
    expect(problems).toEqual([]);
    expect(units[0]).toMatchObject({
      unit: { registeredOn: '2026-01-05' },
      scope: { homeUrl: 'https://czj.qinghe.example/' },
    });
  });

  it.each<[what: string, path: () => string, message: string]>([
    ['a file that is not there', () => join(folder, 'absent.xlsx'), '文件不存在'],
    ['a folder', () => folder, '文件不存在'],
    ['a text file', () => written('list.xlsx', '名称,类型'), '单位名录应为 .xlsx 文件'],
    ['an empty file', () => written('empty.xlsx', ''), '单位名录应为 .xlsx 文件'],
    ['a file over 5 MB', () => written('large.xlsx', new Uint8Array(5 * 1024 * 1024 + 1)), '超过 5 MB'],
    ['half a package', () => written('half.xlsx', strToU8('PK\x03\x04 and nothing else')), '压缩包不完整'],
    ['a package that is no workbook', () => written('other.xlsx', zipSync({ 'a.txt': strToU8('a') })), '没有工作表'],
  ])('refuses %s in one Chinese line, as bad input', async (_what, path, message) => {
    await expect(readUnitsFile(path())).rejects.toMatchObject({
      message: expect.stringContaining(message),
      exitCode: 2,
    });
  });
});
