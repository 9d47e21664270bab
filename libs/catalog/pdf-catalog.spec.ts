import { CatalogFileError, readCatalogBytes } from './catalog-file.reader';
import { FixtureCell, FixturePage, cells, pdfOf, tablePage } from './pdf.fixture';

const XS = [40, 70, 130, 200, 340, 480, 600, 700, 800];
/** 公开事项 over two columns, the others over two rows. */
const HEADER: FixtureCell[][] = [
  [
    { lines: ['序', '号'], rows: 2 },
    { lines: ['公开事项'], columns: 2 },
    ...['公开内容（要素）', '公开依据', '公开时限', '公开主体', '公开渠道'].map((text) => ({ lines: [text], rows: 2 })),
  ],
  cells('一级事项', '二级事项'),
];
const LAW = '《政府信息公开条例》';
const CHANNEL = '■政府网站';
const read = (...pages: FixturePage[]) => readCatalogBytes(pdfOf(pages), '目录.pdf');
const codes = ({ problems }: { problems: readonly { code: string; message: string }[] }) =>
  problems.map(({ code, message }) => `${code} ${message}`);

describe('a catalog as PDF', () => {
  it('goes on over a page break: merged header said again, cells of several lines, a group merged over rows', async () => {
    const { items, problems } = await read(
      tablePage(XS, [
        ...HEADER,
        [
          ...cells('1'),
          { lines: ['社会救助'], rows: 2 },
          ...cells(
            '低保标准',
            '1.保障标准及其调整的依据\n和理由\n2.申请条件',
            LAW,
            '信息形成之日起20个工\n作日内',
            '县民政局',
            CHANNEL,
          ),
        ],
        cells('2', '低保名单', '姓名、金额', LAW, '每季度', '县民政局', CHANNEL),
      ]),
      tablePage(XS, [...HEADER, cells('3', '', '特困供养', '标准', LAW, '每年1月31日前', '县民政局', CHANNEL)]),
    );
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'joined-cell 第2页：该行有跨页的合并单元格，文字已按合并前填入，请核对',
    ]);
    expect(items.map(({ levels, timeLimit, unit }) => [levels, timeLimit, unit])).toEqual([
      [['社会救助', '低保标准'], '信息形成之日起20个工作日内', '县民政局'],
      [['社会救助', '低保名单'], '每季度', '县民政局'],
      [['社会救助', '特困供养'], '每年1月31日前', '县民政局'],
    ]);
    expect(items[0]?.elements).toEqual(['1.保障标准及其调整的依据和理由', '2.申请条件']);
    expect(items[0]?.channels).toEqual([{ name: '政府网站', selected: true }]);
  });

  it('reads a table turned on its page, and the 领域 above it', async () => {
    const table = tablePage(XS, [...HEADER, cells('1', '救灾', '预案', '全文', LAW, '每年', '县应急局', CHANNEL)]);
    const title = { text: '救灾领域基层政务公开标准目录', x: 300, y: 40 };
    const { items } = await read({ ...table, texts: [title, ...table.texts], rotate: 90 });
    expect(items.map(({ name, domain }) => [name, domain])).toEqual([['预案', '救灾']]);
  });

  it('joins a row that the page break cuts, and says so', async () => {
    const catalog = await read(
      tablePage(XS, [...HEADER, cells('1', '救灾', '预案', '应急预案的全', LAW, '每年', '县应急局', CHANNEL)]),
      tablePage(XS, [
        cells('', '', '', '文及修订说明', '', '', '', ''),
        cells('2', '救灾', '物资', '清单', LAW, '每季度', '县应急局', CHANNEL),
      ]),
    );
    expect(catalog.items.map(({ name, elements }) => [name, elements])).toEqual([
      ['预案', ['应急预案的全文及修订说明']],
      ['物资', ['清单']],
    ]);
    expect(codes(catalog)).toEqual(['joined-row 第1页：该行跨页，两页上的文字已合为一行，请核对']);
  });

  it('puts a merged cell and a row together again whose number stands behind the break', async () => {
    const catalog = await read(
      tablePage(XS, [
        ...HEADER,
        cells('1', '救灾', '预案', '全文', LAW, '每年', '县应急局', CHANNEL),
        [
          ...cells('2', '救灾', '物资', '清单'),
          { lines: ['《救灾物资'], rows: 2 },
          ...cells('每季度', '县应急局', CHANNEL),
        ],
        cells('', '', '避难', '一、名', '每季度', '县应急局', CHANNEL),
      ]),
      tablePage(XS, [
        ...HEADER,
        [...cells('3', '救灾', '场所', '称'), { lines: ['管理办法》'], rows: 2 }, ...cells('', '', '')],
        cells('4', '救灾', '捐赠', '使用情况', '每半年', '县应急局', CHANNEL),
      ]),
    );
    expect(catalog.items.map(({ name, elements, basis, timeLimit }) => [name, elements, basis, timeLimit])).toEqual([
      ['预案', ['全文'], [LAW], '每年'],
      ['物资', ['清单'], ['《救灾物资管理办法》'], '每季度'],
      ['避难场所', ['一、名称'], ['《救灾物资管理办法》'], '每季度'],
      ['捐赠', ['使用情况'], ['《救灾物资管理办法》'], '每半年'],
    ]);
    expect(codes(catalog)).toEqual(['joined-row 第1页：该行跨页，两页上的文字已合为一行，请核对']);
  });

  it('takes no limit from above the break where nothing shows a merged cell', async () => {
    const catalog = await read(
      tablePage(XS, [...HEADER, cells('1', '救灾', '预案', '全文', LAW, '每年', '县应急局', CHANNEL)]),
      tablePage(XS, [...HEADER, cells('2', '救灾', '物资', '清单', LAW, '', '县应急局', CHANNEL)]),
    );
    expect(catalog.items.map(({ timeLimit }) => timeLimit)).toEqual(['每年', null]);
    expect(codes(catalog)).toEqual(['empty-limit 第2页：公开时限为空']);
  });

  it('cuts a text that runs over a line where its space is, and asks where there is none', async () => {
    const table = tablePage(XS, [...HEADER, cells('1', '', '', '', LAW, '每年', '县应急局', CHANNEL)]);
    const y = table.texts.find(({ text }) => text === '1')?.y ?? 0;
    const cut = await read({ ...table, texts: [...table.texts, { text: '救灾一二三 预案四五六', x: 73, y }] });
    expect([cut.items[0]?.levels, codes(cut)]).toEqual([['救灾一二三', '预案四五六'], []]);
    const guess = await read({ ...table, texts: [...table.texts, { text: '救灾预案', x: 122, y, size: 15 }] });
    expect(codes(guess)).toContainEqual(expect.stringMatching(/^crossing-text 第1页：文字跨过表格竖线.*救灾预案/));
  });

  it('tells columns and rows by blanks where nothing is ruled, and asks a person to look', async () => {
    const rows = [
      ...HEADER.map((row) => row.map((cell) => ({ ...cell, lines: [cell.lines.join('')] }))),
      cells('1', '救灾', '应急\n预案', '全文', LAW, '信息形成之日起20\n个工作日内', '县应急局', CHANNEL),
      cells('2', '救灾', '物资', '清单\n及价格', LAW, '每季度', '县应急局', CHANNEL),
    ];
    const catalog = await read(tablePage(XS, rows, { isOpen: true }));
    expect(catalog.items.map(({ levels, elements, timeLimit }) => [levels, elements, timeLimit])).toEqual([
      [['救灾', '应急预案'], ['全文'], '信息形成之日起20个工作日内'],
      [['救灾', '物资'], ['清单', '及价格'], '每季度'],
    ]);
    expect(codes(catalog)).toEqual(['assumed-columns 第1页的表格没有框线，已按空白分列，请逐列核对']);
  });

  it('names the page of every problem and of all that it did not read', async () => {
    const table = tablePage(XS, [...HEADER, cells('1', '救灾', '预案', '全文', LAW, '看情况', '县应急局', CHANNEL)]);
    const note = { text: '本目录由县应急局负责解释', x: 60, y: 500 };
    const number = { text: '- 1 -', x: 400, y: 580 };
    const other = tablePage([40, 300, 560], [cells('联系人', '电话'), cells('办公室', '12345')]);
    const catalog = await read({ ...table, texts: [...table.texts, note, number] }, other, { hasPicture: true });
    expect(catalog.items).toHaveLength(1);
    expect(codes(catalog)).toEqual([
      'unparsed-limit 第1页：未能理解的公开时限：“看情况”',
      'skipped-table 第2页的表格没有目录表头，未读取（2行）',
      'text-outside-table 第1页表格之外的文字未读取：“本目录由县应急局负责解释”',
      'scanned-page 第3页没有文字（空白页或扫描页）',
    ]);
  });

  it('says that a text without any table is none', async () => {
    const catalog = await read({ texts: [{ text: '清河县政务公开工作要点', x: 60, y: 80 }] });
    expect(catalog.items).toEqual([]);
    expect(catalog.problems.map(({ code }) => code)).toEqual(['no-header', 'text-outside-table']);
  });

  it('refuses a scan', async () => {
    await expect(read({ hasPicture: true })).rejects.toThrow(CatalogFileError);
    await expect(read({ hasPicture: true })).rejects.toThrow('PDF 是扫描件，没有可读取的文字，请使用目录的原始文件');
  });
});
