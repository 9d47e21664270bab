import { CellValue, ValueType, Workbook } from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { periodRecord, violation } from '@app/assessment/record.fixture';
import { writeReportDocx } from './report-docx.writer';
import { writeReportXlsx } from './report-xlsx.writer';
import { period, reportOf } from './report.fixture';

const HOSTILE = ['=HYPERLINK("http://evil.example","点我")', '+1+1', '-2', '@SUM(A1)', '\t=1', '\u0000=1', '\ufeff=1'];
const hostile = () =>
  reportOf([
    periodRecord({
      violations: HOSTILE.map((text, index) =>
        violation({ findingId: String(index), item: text, explanation: text, section: text, url: text }),
      ),
    }),
  ]);

describe('writeReportXlsx', () => {
  it('has a sheet for each list', async () => {
    const book = await reopened(reportOf([periodRecord({ violations: [violation()] })]));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['总体情况', '排名', '问题清单', '整改情况', '扣分明细']);
    expect(rowOf(book, '排名', 2).slice(0, 7)).toEqual([1, '白石镇人民政府', '30/40', 20, 19, 0.95, 0.95]);
    expect(rowOf(book, '问题清单', 2)).toEqual(expect.arrayContaining(['固定日期未公开（TIM-06）', '已确认', 7]));
    expect(rowOf(book, '扣分明细', 2)).toEqual(expect.arrayContaining(['完整性', 2, 'TIM-06', 7, '101']));
  });

  it('writes crawled formulas as text, also for who edits the cell', async () => {
    const report = hostile();
    const book = await reopened(report);
    const sheet = book.getWorksheet('问题清单')!;
    const cells = HOSTILE.map((_text, index) => sheet.getRow(index + 2).getCell(5));
    expect(cells.map(({ type, numFmt }) => [type, numFmt])).toEqual(HOSTILE.map(() => [ValueType.String, '@']));
    const xml = Object.entries(unzipSync(await writeReportXlsx(report)))
      .filter(([path]) => path.startsWith('xl/worksheets/'))
      .map(([, bytes]) => strFromU8(bytes))
      .join('');
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).not.toContain('<hyperlink');
  });

  it('opens when there is nothing in it', async () => {
    const book = await reopened(reportOf([]));
    expect(rowOf(book, '排名', 1)).toContain('单位');
    expect(book.getWorksheet('问题清单')?.rowCount).toBe(1);
  });

  it('cuts what a cell cannot hold', async () => {
    const long = violation({ explanation: '长'.repeat(40_000) });
    const book = await reopened(reportOf([periodRecord({ violations: [long] })]));
    expect(String(rowOf(book, '问题清单', 2)[4])).toHaveLength(32_767);
  });
});

describe('writeReportDocx', () => {
  it('turns the page for its lists', async () => {
    const xml = await documentXml(reportOf([periodRecord()], { period: period('annual', '2026') }));
    expect([...xml.matchAll(/w:orient="(\w+)"/g)].map(([, orientation]) => orientation)).toEqual([
      'portrait',
      'landscape',
      'landscape',
      'landscape',
      'landscape',
    ]);
    expect(xml).toContain('政务公开考核情况的通报');
  });

  it('carries hostile text as text', async () => {
    const xml = await documentXml(hostile());
    expect(xml).toContain('=HYPERLINK(&quot;http://evil.example&quot;');
    expect(xml).not.toContain('\u0000');
    expect(xml).not.toMatch(/<w:hyperlink|instrText[^>]*>\s*HYPERLINK/);
  });
});

async function reopened(report: ReturnType<typeof reportOf>): Promise<Workbook> {
  const book = new Workbook();
  const bytes = await writeReportXlsx(report);
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return book;
}

function rowOf(book: Workbook, sheet: string, row: number): CellValue[] {
  return (book.getWorksheet(sheet)?.getRow(row).values as CellValue[]).slice(1);
}

async function documentXml(report: ReturnType<typeof reportOf>): Promise<string> {
  return strFromU8(unzipSync(await writeReportDocx(report))['word/document.xml']!);
}
