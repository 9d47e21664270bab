import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { CatalogFileError, readCatalogFile } from './catalog-file.reader';

const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function savedWorkbook(name: string, fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

const wordDocument = (body: string) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
  });
const wordCell = (text: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const wordRow = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;

/** A compound file of one stream: sector 0 is the allocation table, 1 the directory, the stream follows. */
function compoundFile(name: string, stream: Buffer): Buffer {
  const sectors = Math.ceil(stream.length / 512);
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0, 72);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(512, 0xff);
  const next = [
    0xfffffffd,
    0xfffffffe,
    ...Array.from({ length: sectors }, (_, at) => (at === sectors - 1 ? 0xfffffffe : at + 3)),
  ];
  next.forEach((sector, at) => table.writeUInt32LE(sector, at * 4));
  const directory = Buffer.alloc(512);
  directory.write(name, 0, 'utf16le');
  directory.writeUInt16LE((name.length + 1) * 2, 64);
  directory.writeUInt32LE(2, 116);
  directory.writeUInt32LE(stream.length, 120);
  return Buffer.concat([header, table, directory, stream, Buffer.alloc(sectors * 512 - stream.length)]);
}

/** Records of a workbook stream, padded so that it is no short stream. */
function biff(...records: [type: number, body: number[]][]): Buffer {
  const bytes = records.map(([type, body]) => {
    const record = Buffer.alloc(4 + body.length);
    record.writeUInt16LE(type, 0);
    record.writeUInt16LE(body.length, 2);
    Buffer.from(body).copy(record, 4);
    return record;
  });
  return Buffer.concat([...bytes, Buffer.alloc(4096)]).subarray(0, 4096);
}

describe('.xlsx', () => {
  it('reads merged headers and cells, dates, formulas, links and rich text', async () => {
    const path = await savedWorkbook('county.xlsx', (book) => {
      const sheet = book.addWorksheet('目录');
      sheet.addRow(['清河县政务公开标准目录']);
      sheet.addRow(['序号', '公开事项', '', '公开时限', '公开主体', '网站栏目', '备注']);
      sheet.addRow(['', '一级事项', '二级事项', '', '', '', '']);
      sheet.getRow(4).values = [1, '社会救助', '低保名单', '每季度', { formula: 'A1&"局"', result: '民政局' }];
      sheet.getRow(5).values = [2, null, { richText: [{ text: '救助' }, { text: '标准' }] }, null, '民政局'];
      sheet.getCell('F4').value = { text: '点击查看', hyperlink: 'http://qinghe.example/jz/' };
      sheet.getCell('G4').value = new Date(Date.UTC(2026, 5, 30));
      sheet.getCell('G4').numFmt = 'yyyy"年"m"月"d"日"';
      sheet.getCell('G5').value = 0.25;
      sheet.getCell('G5').numFmt = '0%';
      for (const range of ['A1:G1', 'A2:A3', 'B2:C2', 'D2:D3', 'E2:E3', 'F2:F3', 'G2:G3', 'B4:B5', 'D4:D5'])
        sheet.mergeCells(range);
    });
    const { items, problems } = await readCatalogFile(path);
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        row: 4,
        levels: ['社会救助', '低保名单'],
        timeLimit: '每季度',
        unit: '民政局',
        section: 'http://qinghe.example/jz/',
      },
      { row: 5, levels: ['社会救助', '救助标准'], timeLimit: '每季度', unit: '民政局', section: null },
    ]);
    expect([items[0]?.cells['备注'], items[1]?.cells['备注']]).toEqual(['2026年6月30日', '25%']);
    expect(items[0]).not.toHaveProperty('sheet');
  });

  it('reads every sheet that has a header and names those that have none', async () => {
    const path = await savedWorkbook('sheets.xlsx', (book) => {
      book.addWorksheet('说明').addRow(['本表由各单位填报']);
      for (const name of ['民政局', '财政局']) {
        const sheet = book.addWorksheet(name);
        sheet.addRows([
          ['公开事项', '公开时限'],
          [`${name}事项`, '每年'],
        ]);
      }
      book.addWorksheet('空表');
    });
    const { items, problems } = await readCatalogFile(path);
    expect(items.map(({ sheet, row, name }) => [sheet, row, name])).toEqual([
      ['民政局', 2, '民政局事项'],
      ['财政局', 2, '财政局事项'],
    ]);
    expect(problems).toEqual([
      { row: null, column: null, code: 'skipped-sheet', message: '工作表“说明”没有目录表头，未读取' },
    ]);
  });

  it('says so when no sheet has a header', async () => {
    const path = await savedWorkbook('none.xlsx', (book) => book.addWorksheet('甲').addRow(['乙', '丙']));
    expect((await readCatalogFile(path)).problems.map(({ code }) => code)).toEqual(['no-header']);
  });

  it('reads prefixed XML, and is not led astray by a merge over a million rows', async () => {
    const tall = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="甲" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>公开事项</x:t></x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>公开时限</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c r="B2" t="inlineStr"><x:is><x:t>每年</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A2:A1048576"/></x:mergeCells></x:worksheet>',
      ),
    });
    expect((await readCatalogFile(saved('prefixed.xlsx', tall))).items).toMatchObject([
      { name: '甲', timeLimit: '每年' },
    ]);
  });
});

describe('.csv', () => {
  const text = '公开事项,公开时限,公开主体\r\n"低保""名单""",每季度,民政局\r\n';
  it.each<[string, string | Uint8Array]>([
    ['UTF-8', text],
    ['UTF-8 with a byte order mark', `\ufeff${text}`],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    // 公开事项,公开时限 / 甲,每年 in GB18030
    ['GB18030', Buffer.from('b9abbfaacac2cfee2cb9abbfaacab1cfde0ab5cdb1a3c3fbb5a52cc3bfbcbeb6c8', 'hex')],
  ])('reads %s', async (name, content) => {
    const { items, problems } = await readCatalogFile(saved(`${name}.csv`, content));
    expect(problems).toEqual([]);
    expect(items).toMatchObject([{ row: 2, name: expect.stringContaining('名单') as string, timeLimit: '每季度' }]);
  });
});

describe('.html', () => {
  it('reads the catalog out of a page, over a page break, with spans and check boxes', async () => {
    const page = `<!DOCTYPE html><html><body><table><tr><td>
      <table><tr><td>首页</td><td>政务公开</td></tr></table>
      <table>
        <tr><th rowspan="2">序号</th><th colspan="2">公开事项</th><th rowspan="2">公开时限</th><th rowspan="2">公开渠道</th></tr>
        <tr><th>一级事项</th><th>二级事项</th></tr>
        <tr><td>1</td><td rowspan=2>社会<br>救助</td><td><p>低保</p><p>名单</p></td><td rowspan="3">每季度</td>
            <td><input type="checkbox" checked>政府网站<input type="checkbox">政府公报</td></tr>
        <tr><td>2<td>救助标准<td>■政府网站</tr>
      </table>
      <p>第二页</p>
      <table><tr><td>3</td><td>养老</td><td>机构名单</td><td>每年</td><td>■政府网站</td></tr></table>
      </td></tr></table><script>var a = '<table><tr><td>公开事项</td></tr></table>';</script></body></html>`;
    const { items, problems } = await readCatalogFile(saved('page.html', page));
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        row: 3,
        levels: ['社会救助', '低保名单'],
        timeLimit: '每季度',
        channels: [{ selected: true }, { selected: false }],
      },
      { row: 4, levels: ['社会救助', '救助标准'], timeLimit: '每季度' },
      { row: 5, levels: ['养老', '机构名单'], timeLimit: '每年' },
    ]);
  });

  it('reads an Excel page saved as .xls', async () => {
    const path = saved(
      'old.xls',
      '<html><table><tr><td>公开事项</td><td>公开时限</td></tr><tr><td>甲</td><td>每年</td></tr></table></html>',
    );
    expect((await readCatalogFile(path)).items).toHaveLength(1);
  });

  it('survives spans and nesting that no table has', async () => {
    const spans = '<td colspan="999999999" rowspan="999999999">甲</td>'.repeat(50);
    const path = saved('hostile.html', `<html>${'<table><tr><td>'.repeat(20_000)}<table><tr>${spans}</tr></table>`);
    expect((await readCatalogFile(path)).problems.map(({ code }) => code)).toEqual(['no-header']);
  });
});

describe('.docx', () => {
  it('reads tables with merged cells over a page break', async () => {
    const span = (count: number) => `<w:gridSpan w:val="${count}"/>`;
    const [restart, go] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>'];
    const body = [
      '<w:tbl>',
      wordRow(wordCell('公开事项', span(2)), wordCell('公开时限', restart), wordCell('公开渠道', restart)),
      wordRow(wordCell('一级事项'), wordCell('二级事项'), wordCell('', go), wordCell('', go)),
      wordRow(wordCell('救助', restart), wordCell('名单'), wordCell('每季度', restart), wordCell('■政府网站')),
      wordRow(
        wordCell('', go),
        wordCell('标准'),
        wordCell('', go),
        '<w:tc><w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>政府公报</w:t></w:r></w:p></w:tc>',
      ),
      '</w:tbl><w:p/><w:tbl>',
      wordRow(wordCell('养老'), wordCell('机构'), wordCell('每年'), wordCell('■政府网站')),
      '</w:tbl>',
    ].join('');
    const { items, problems } = await readCatalogFile(saved('catalog.docx', wordDocument(body)));
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      { row: 3, levels: ['救助', '名单'], timeLimit: '每季度' },
      { row: 4, levels: ['救助', '标准'], timeLimit: '每季度', channels: [{ name: '政府公报', selected: false }] },
      { row: 5, levels: ['养老', '机构'], timeLimit: '每年' },
    ]);
  });
});

describe('.xls', () => {
  // Written by SheetJS: merged cells, a date, a percentage, a formula, texts long enough to run over a CONTINUE record.
  const fixture = join(__dirname, 'fixtures/qinghe-minzheng.xls');

  it('reads merged cells, dates, percentages, formulas and long texts', async () => {
    const { items, problems } = await readCatalogFile(fixture);
    expect(problems.map(({ code }) => code)).toEqual(['skipped-sheet']);
    expect(items.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, index) => index + 4));
    expect(items.slice(0, 3)).toMatchObject([
      { levels: ['社会救助', '低保名单'], timeLimit: '每季度', unit: '民政局', cells: { 备注: '2026年6月30日' } },
      { levels: ['社会救助', '救助标准'], timeLimit: '每季度', unit: '民政局', cells: { 备注: '25%' } },
      {
        levels: ['养老服务', '养老机构名录'],
        timeLimit: '信息形成或者变更之日起20个工作日内',
        cells: { 备注: '1234.5' },
      },
    ]);
    expect(items.at(-1)?.cells['公开内容']).toBe('清河县第30号公开内容要素，'.repeat(12));
  });

  it('gives a catalog or a CatalogFileError for every damaged copy', async () => {
    const whole = readFileSync(fixture);
    for (let round = 0; round < 60; round += 1) {
      const copy = Buffer.from(round % 3 === 0 ? whole.subarray(0, (round + 1) * 300) : whole);
      for (let at = round * 7; at < copy.length && round % 3 !== 0; at += 401 + round * 13)
        copy[at] = (at * 31 + round) % 256;
      const read = await readCatalogFile(saved(`damaged-${round}.xls`, copy)).catch((error: unknown) => error);
      if (read instanceof Error) expect(read).toBeInstanceOf(CatalogFileError);
    }
  });
});

describe('files that cannot be read', () => {
  const encrypted = compoundFile('EncryptedPackage', Buffer.alloc(4096));
  const cases: [norm: string, name: string, content: string | Uint8Array, message: RegExp][] = [
    ['an empty file', 'empty.xlsx', '', /空的/],
    ['another kind of text', 'notes.md', '# 目录', /不支持的文件类型“\.md”/],
    ['PDF', 'catalog.pdf', '%PDF-1.7', /PDF/],
    ['a picture', 'catalog.csv', Buffer.from([0xff, 0xd8, 0xff, 0, 1]), /不是可读取的目录文件/],
    ['another ZIP', 'other.zip', zipSync({ 'a.txt': strToU8('a') }), /不是 Excel 或 Word/],
    ['half a ZIP', 'half.xlsx', zipSync({ 'xl/workbook.xml': strToU8('a'.repeat(999)) }).slice(0, 60), /损坏/],
    ['a protected workbook', 'locked.xlsx', encrypted, /密码保护/],
    ['an old Word file', 'old.doc', compoundFile('WordDocument', Buffer.alloc(4096)), /旧版 Word/],
    ['half an old file', 'half.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /损坏/],
    [
      'a protected old workbook',
      'locked.xls',
      compoundFile('Workbook', biff([0x0809, [0, 6]], [0x002f, [0, 0]])),
      /密码保护/,
    ],
    ['a workbook of Excel 95', 'excel95.xls', compoundFile('Book', biff([0x0809, [0, 5]])), /Excel 95/],
    [
      'a ZIP bomb',
      'bomb.xlsx',
      zipSync({ 'xl/workbook.xml': new Uint8Array(220 * 1024 * 1024) }, { level: 9 }),
      /解压后过大/,
    ],
  ];
  it.each(cases)('refuses %s', async (_norm, name, content, message) => {
    const reading = readCatalogFile(saved(name, content));
    await expect(reading).rejects.toThrow(CatalogFileError);
    await expect(readCatalogFile(join(folder, name))).rejects.toThrow(message);
  });

  it('refuses what is not there, what is no file, and what is too large', async () => {
    await expect(readCatalogFile(join(folder, 'nowhere.csv'))).rejects.toThrow(/文件不存在/);
    await expect(readCatalogFile(folder)).rejects.toThrow(/不是文件/);
    const large = saved('large.csv', 'a');
    truncateSync(large, 50 * 1024 * 1024 + 1);
    await expect(readCatalogFile(large)).rejects.toThrow(/50 MB/);
  });
});
