import { strToU8, zipSync } from 'fflate';
import { CatalogFileError, readCatalogBytes } from './catalog-file.reader';
import { cells, FixturePage, pdfOf, tablePage } from './pdf.fixture';

const HEADER =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>公开事项</t></is></c><c r="B1" t="inlineStr"><is><t>公开时限</t></is></c></row>';
const ROW =
  '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="inlineStr"><is><t>每年</t></is></c></row>';

/** The smallest .xlsx around the XML of one sheet. */
function workbook(sheetData: string, after = '', before = ''): Buffer {
  return Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="目录" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<?xml version="1.0"?>${before}<worksheet><sheetData>${sheetData}</sheetData>${after}</worksheet>`,
      ),
    }),
  );
}

/** Growth of the heap while `work` runs, in megabytes. */
async function grown(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().heapUsed;
  await work();
  return (process.memoryUsage().heapUsed - before) / 2 ** 20;
}

describe('hostile catalog files', () => {
  it('reads one item out of a million empty rows, in little memory', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}" s="1"/>`).join('');
    const file = workbook(HEADER + ROW + empty);
    const megabytes = await grown(async () => expect((await readCatalogBytes(file, 'a.xlsx')).items).toHaveLength(1));
    expect(megabytes).toBeLessThan(400);
  });

  it('says what lies beyond the longest and the widest sheet', async () => {
    const far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>乙</t></is></c></row>';
    const wide = ROW.replace('</row>', '<c r="XFD2" t="inlineStr"><is><t>丙</t></is></c></row>');
    for (const file of [workbook(HEADER + ROW + far), workbook(HEADER + wide)]) {
      const { items, problems } = await readCatalogBytes(file, 'a.xlsx');
      expect(items).toHaveLength(1);
      expect(problems).toEqual([
        expect.objectContaining({ code: 'cut-sheet', message: expect.stringContaining('200000') as string }),
      ]);
    }
  });

  it('refuses merges that fill a whole sheet', async () => {
    const last = '<row r="190000"><c r="A190000" t="inlineStr"><is><t>末</t></is></c></row>';
    const merges = '<mergeCells><mergeCell ref="A2:ZZ1048576"/></mergeCells>';
    await expect(readCatalogBytes(workbook(HEADER + ROW + last, merges), 'a.xlsx')).rejects.toThrow(/过大/);
  });

  it.each([
    ['an external entity', '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    [
      'entities that multiply',
      `<!DOCTYPE worksheet [<!ENTITY a "${'哈'.repeat(100)}">${'bcdefgh'
        .split('')
        .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(100)}">`)
        .join('')}]>`,
      '&h;',
    ],
  ])('expands %s to nothing', async (_norm, before, entity) => {
    const { items } = await readCatalogBytes(workbook(HEADER + ROW.replace('甲', `甲${entity}`), '', before), 'a.xlsx');
    expect(items[0]?.name).toBe(`甲${entity}`);
  });

  it('reads text as text, whatever it would be to a spreadsheet or a page', async () => {
    const csv =
      '公开事项,公开时限,备注\n"=cmd|\'/c calc\'!A0",每年,"<img src=x onerror=alert(1)>"\n__proto__,每年,constructor\n';
    const { items } = await readCatalogBytes(Buffer.from(csv), 'a.csv');
    expect(items.map(({ name, cells }) => [name, cells['备注']])).toEqual([
      ["=cmd|'/c calc'!A0", '<img src=x onerror=alert(1)>'],
      ['__proto__', 'constructor'],
    ]);
    const named = await readCatalogBytes(Buffer.from('公开事项,公开时限,__proto__\n甲,每年,乙\n'), 'a.csv');
    expect(Object.entries(named.items[0]?.cells ?? {})).toContainEqual(['__proto__', '乙']);
    expect(({} as Record<string, unknown>)['乙']).toBeUndefined();
  });

  it.each<[string, string]>([
    ['a cell of a million characters', `公开事项,公开时限,公开内容\n甲,每年,${'一、'.repeat(500_000)}\n`],
    ['a header of a million characters', `公开事项,公开时限,${'公开'.repeat(500_000)}\n甲,每年,乙\n`],
    ['a limit of a hundred thousand characters', `公开事项,公开时限\n甲,${'每年1月'.repeat(25_000)}\n`],
    ['channels without end', `公开事项,公开时限,公开渠道\n甲,每年,${'■□'.repeat(100_000)}\n`],
    ['a basis without end', `公开事项,公开时限,公开依据\n甲,每年,${'《'.repeat(200_000)}\n`],
  ])('comes to an end soon on %s', async (_norm, text) => {
    const begun = performance.now();
    const { items } = await readCatalogBytes(Buffer.from(text), 'a.csv');
    expect(items).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(8000);
  });

  it('takes no table of a hundred thousand columns for a catalog', async () => {
    const { problems } = await readCatalogBytes(
      Buffer.from(`公开事项,公开时限${',x'.repeat(100_000)}\n甲,每年\n`),
      'a.csv',
    );
    expect(problems.map(({ code }) => code)).toEqual(['no-header']);
  });

  it('gives a catalog or a CatalogFileError for every damaged .xlsx', async () => {
    const whole = workbook(HEADER + ROW, '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>');
    for (let round = 0; round < 200; round += 1) {
      const copy = Buffer.from(round % 4 === 0 ? whole.subarray(0, whole.length - round) : whole);
      for (let at = round; at < copy.length; at += 97 + round) copy[at] = (at * 31 + round * 7) % 256;
      try {
        await readCatalogBytes(copy, 'a.xlsx');
      } catch (error) {
        expect(error).toBeInstanceOf(CatalogFileError);
      }
    }
  });

  const TABLE = tablePage([40, 300, 560], [cells('公开事项', '公开时限'), cells('甲', '每年'), cells('乙', '每季度')]);

  it('gives a catalog or a CatalogFileError for every damaged PDF', async () => {
    const whole = pdfOf([TABLE, TABLE]);
    for (let round = 0; round < 20; round += 1) {
      const copy = Buffer.from(round % 4 === 0 ? whole.subarray(0, whole.length - round * 60) : whole);
      for (let at = 10 + round; at < copy.length; at += 97 + round * 5) copy[at] = (at * 31 + round * 7) % 256;
      try {
        await readCatalogBytes(copy, 'a.pdf');
      } catch (error) {
        expect(error).toBeInstanceOf(CatalogFileError);
      }
    }
  });

  it.each<[string, FixturePage | Buffer]>([
    [
      'a hundred thousand lines on one page',
      {
        ...TABLE,
        rules: [
          ...(TABLE.rules ?? []),
          ...Array.from({ length: 100_000 }, (_, at) => [0, at % 595, 800, at % 595] as const),
        ],
      },
    ],
    [
      'a grid of four million cells',
      {
        texts: TABLE.texts,
        rules: Array.from({ length: 2000 }, (_, at) =>
          at % 2 ? ([at / 5, 0, at / 5, 500] as const) : ([0, at / 4, 800, at / 4] as const),
        ),
      },
    ],
    [
      'fifty thousand words on one page',
      { texts: Array.from({ length: 50_000 }, (_, at) => ({ text: '公开', x: at % 800, y: at % 590 })) },
    ],
    [
      'pages that are their own parents',
      Buffer.from(pdfOf([TABLE]).toString('latin1').replace('/Kids [7 0 R]', '/Kids [2 0 R]'), 'latin1'),
    ],
    [
      'a billion pages',
      Buffer.from(pdfOf([TABLE]).toString('latin1').replace('/Count 1 ', '/Count 999999999 '), 'latin1'),
    ],
  ])('comes to an end on a PDF of %s', async (_norm, page) => {
    const read = await readCatalogBytes(Buffer.isBuffer(page) ? page : pdfOf([page]), 'a.pdf').catch(
      (error: unknown) => error,
    );
    if (read instanceof Error) expect(read).toBeInstanceOf(CatalogFileError);
    else expect(read).toHaveProperty('problems');
  });
});
