import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { readCatalogFile } from './catalog-file.reader';
import { writeCatalogSheet } from './catalog-sheet.writer';
import { readCatalogTable } from './catalog-table';
import { DisclosureItem } from './disclosure-catalog';
import { factsOf } from './catalog-diff';
import { gridOfText } from './grid';

const folder = mkdtempSync(join(tmpdir(), 'catalog-sheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = [
  '领域',
  '一级事项',
  '二级事项',
  '公开内容',
  '公开依据',
  '公开时限',
  '公开主体',
  '公开渠道',
  '公开属性',
  '备注',
];
const itemsOf = (...rows: string[][]) => readCatalogTable(gridOfText([HEADER, ...rows])).items;
const facts = (items: readonly DisclosureItem[]) => items.map((item) => [...factsOf(item)]);

async function read(bytes: Buffer) {
  const path = join(folder, 'export.xlsx');
  writeFileSync(path, bytes);
  return readCatalogFile(path);
}

describe('writeCatalogSheet', () => {
  it('reads back as it was, line breaks, control characters and Excel escapes included', async () => {
    const items = itemsOf(
      [
        '社会救助',
        '低保',
        '名单',
        '1.姓名\n2.金额',
        '《条例》',
        '20个工作日内',
        '民政局',
        '■政府网站 □公报',
        '主动公开',
        '电话：\u0007123',
      ],
      [
        '社会救助',
        '低保',
        '标准',
        '甲；乙',
        '',
        '每季度',
        '民政局',
        '政府网站、村公示栏',
        '依申请公开',
        '_x0041_ & <b> "引" \r\n下行',
      ],
    );
    const again = await read(await writeCatalogSheet(items, '清河县民政局标准目录'));
    expect(facts(again.items)).toEqual(facts(items));
    expect(again.items.map(({ row }) => row)).toEqual([4, 5]);
  });

  it.each(['=1+1', '=HYPERLINK("http://evil.example","点我")', '+A1', '-2+3', '@SUM(1)', "'=1", '\t=1'])(
    'leaves %j a text',
    async (text) => {
      const items = itemsOf(['', text, '', '甲', '', '每年', '', '', '', text]);
      const bytes = await writeCatalogSheet(items, text);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
      book.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Merge]).toContain(cell.type);
            expect(cell.numFmt).toBe('@');
          }),
        ),
      );
      expect(facts((await read(bytes)).items)).toEqual(facts(items));
    },
  );

  it('merges the header as the national guides do', async () => {
    const bytes = await writeCatalogSheet(itemsOf(['', '低保', '名单', '', '', '每年', '', '', '', '']), '目录');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    expect(book.worksheets[0]?.model.merges).toEqual(
      expect.arrayContaining(['A1:N1', 'A2:A3', 'B2:C2', 'I2:J2', 'K2:L2']),
    );
  });

  it('keeps worksheets apart, whatever they are called', async () => {
    const sheets = ['民政[局]', '民政 局 ', '很长的工作表名称'.repeat(6)];
    const items = sheets.flatMap((sheet) =>
      itemsOf(['', '低保', '名单', '甲', '', '每年', '', '', '', '']).map((item) => ({ ...item, sheet })),
    );
    const again = await read(await writeCatalogSheet(items, '目录'));
    expect(new Set(again.items.map(({ sheet }) => sheet)).size).toBe(3);
    expect(facts(again.items)).toEqual(facts(items));
  });

  it('writes an empty catalog', async () => {
    expect((await read(await writeCatalogSheet([], '目录'))).items).toEqual([]);
  });
});
