import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogTable } from './catalog-table';
import { csvRows } from './csv-rows';
import { DisclosureCatalog } from './disclosure-catalog';
import { Grid, gridOf, gridOfText } from './grid';

const TWO_ROWS = [
  [
    '序号',
    '公开事项',
    '',
    '公开内容（要素）',
    '公开依据',
    '公开时限',
    '公开主体',
    '公开渠道和载体',
    '公开对象',
    '',
    '公开方式',
    '',
    '公开层级',
    '',
  ],
  [
    '',
    '一级事项',
    '二级事项',
    '',
    '',
    '',
    '',
    '',
    '全社会',
    '特定群体（请写明）',
    '主动',
    '依申请公开',
    '县级',
    '乡级',
  ],
];
const ROW = [
  '1',
  '社会救助',
  '低保对象名单',
  '1.名单 2.金额',
  '《社会救助暂行办法》、《政府信息公开条例》',
  '20个工作日内',
  '清河县民政局',
  '■政府网站 □政府公报',
  '√',
  '',
  '√',
  '',
  '√',
  '√',
];
const read = (rows: readonly (readonly string[])[]): DisclosureCatalog => readCatalogTable(gridOfText(rows));
const codes = ({ problems }: DisclosureCatalog) => problems.map(({ code, row, column }) => [code, row, column]);

describe('readCatalogTable', () => {
  it('reads the canonical table with its two header rows', () => {
    const { items, problems } = read([
      ['清河县社会救助领域基层政务公开标准目录'],
      ['填报单位：清河县民政局'],
      ...TWO_ROWS,
      ROW,
    ]);
    expect(problems).toEqual([]);
    expect(items).toEqual([
      {
        row: 5,
        group: '社会救助',
        name: '低保对象名单',
        levels: ['社会救助', '低保对象名单'],
        elements: ['1.名单', '2.金额'],
        basis: ['《社会救助暂行办法》', '《政府信息公开条例》'],
        timeLimit: '20个工作日内',
        limits: [
          {
            kind: 'afterEvent',
            amount: 20,
            unit: 'workday',
            trigger: 'info_formed_or_changed',
            wording: '20个工作日内',
          },
        ],
        unit: '清河县民政局',
        channels: [
          { name: '政府网站', selected: true },
          { name: '政府公报', selected: false },
        ],
        audience: '全社会',
        method: 'proactive',
        tiers: ['县级', '乡级'],
        section: null,
        domain: '社会救助',
        cells: {
          序号: '1',
          '公开事项/一级事项': '社会救助',
          '公开事项/二级事项': '低保对象名单',
          '公开内容（要素）': '1.名单 2.金额',
          公开依据: '《社会救助暂行办法》、《政府信息公开条例》',
          公开时限: '20个工作日内',
          公开主体: '清河县民政局',
          公开渠道和载体: '■政府网站 □政府公报',
          '公开对象/全社会': '√',
          '公开方式/主动': '√',
          '公开层级/县级': '√',
          '公开层级/乡级': '√',
        },
      },
    ]);
  });

  it('reads a header of three rows', () => {
    const { items } = readCatalogTable(
      gridOf([
        [
          { text: '公开事项', columnSpan: 3 },
          { text: '公开内容', rowSpan: 3 },
          { text: '公开时限', rowSpan: 3 },
          { text: '公开对象', columnSpan: 2 },
        ],
        [
          { text: '一级事项', rowSpan: 2 },
          { text: '二级事项', columnSpan: 2 },
          { text: '全社会', rowSpan: 2 },
          { text: '特定群体', rowSpan: 2 },
        ],
        [{ text: '名称' }, { text: '编码' }],
        ['救灾', '救灾款物', '0505', '发放情况', '及时公开', '', '受灾群众'].map((text) => ({ text })),
      ]),
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ levels: ['救灾', '救灾款物'], audience: '受灾群众', timeLimit: '及时公开' });
    expect(items[0]?.cells).toMatchObject({ '公开事项/二级事项/编码': '0505', 公开内容: '发放情况' });
  });

  it.each<[string, string[], string[], string[]]>([
    ['one item column', ['公开事项', '公开内容', '公开时限'], ['政策文件', '甲', '20个工作日'], ['政策文件']],
    [
      'levels called 目录',
      ['一级目录', '二级目录', '三级目录', '公开时限'],
      ['政策', '规划', '', '长期公开'],
      ['政策', '规划'],
    ],
    [
      'six levels',
      ['一级目录', '二级目录', '三级目录', '四级目录', '五级目录', '六级目录', '公开主体'],
      ['甲', '乙', '丙', '丁', '戊', '己', '县府办'],
      ['甲', '乙', '丙', '丁', '戊', '己'],
    ],
    [
      'levels in brackets',
      ['公开事项（一级）', '公开事项（二级）', '公开依据'],
      ['甲', '乙', '《条例》'],
      ['甲', '乙'],
    ],
    [
      'a level beside 一级目录',
      ['一级目录', '公开事项/一级事项', '公开事项/二级事项', '公开依据'],
      ['甲', '甲', '乙', '《条例》'],
      ['甲', '甲', '乙'],
    ],
    ['headers with blanks and stars', ['一级 事项*', '二级\n事项', '公开 时限'], ['甲', '乙', '实时'], ['甲', '乙']],
  ])('tells item levels by meaning: %s', (_norm, header, row, levels) => {
    const { items, problems } = read([header, row]);
    expect(problems).toEqual([]);
    expect(items.map((item) => item.levels)).toEqual([levels]);
  });

  it.each<[string, string, string, object]>([
    ['公开责任单位', 'unit', '县财政局', { unit: '县财政局' }],
    ['责任单位', 'unit', '县财政局', { unit: '县财政局' }],
    ['责任科室', 'division stands in for a missing unit', '办公室', { unit: '办公室' }],
    ['公开属性', 'method', '主动公开', { method: 'proactive' }],
    ['公开方式', 'method in words', '依申请公开', { method: 'onRequest' }],
    ['公开方式', 'both methods', '主动公开、依申请公开', { method: 'both' }],
    ['公开层级', 'tiers in words', '县级、乡级', { tiers: ['县级', '乡级'] }],
    ['公开范围', 'audience in words', '全社会', { audience: '全社会' }],
    ['公开对象', 'audience with signs', '□全社会 ■特定群体', { audience: '特定群体' }],
    ['网站所属栏目', 'section', '政府信息公开—政策', { section: '政府信息公开—政策' }],
    ['政府网站（URL）', 'section address', 'http://qinghe.example/a/', { section: 'http://qinghe.example/a/' }],
    [
      '公开渠道（"■"表示必选项，"□"表示可选项）',
      'channels',
      '■政府网站',
      { channels: [{ name: '政府网站', selected: true }] },
    ],
    ['时限要求', 'time limit', '每年', { timeLimit: '每年' }],
    ['公开内容(要素)及要求', 'content', '甲', { elements: ['甲'] }],
  ])('reads the column %s as %s', (header, _norm, text, expected) => {
    const { items, problems } = read([
      ['公开事项', '公开依据', header],
      ['事项甲', '《条例》', text],
    ]);
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject(expected);
  });

  it('keeps 公开时长 apart from 公开时限', () => {
    const { items, problems } = read([
      ['公开事项', '公开时限', '公开时长'],
      ['甲', '20个工作日', '长期，最新有效'],
    ]);
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({ timeLimit: '20个工作日', cells: { 公开时长: '长期，最新有效' } });
  });

  it('follows 同上 to the nearest filled cell and keeps it raw in cells', () => {
    const header = ['公开事项', '公开时限', '公开主体'];
    const { items, problems } = read([
      header,
      ['甲', '7个工作日', '县府办'],
      ['乙', '(同上)', '〃'],
      ['丙', '同上', '县财政局'],
    ]);
    expect(problems).toEqual([]);
    expect(items.map(({ timeLimit, unit }) => [timeLimit, unit])).toEqual([
      ['7个工作日', '县府办'],
      ['7个工作日', '县府办'],
      ['7个工作日', '县财政局'],
    ]);
    expect(items[1]?.cells).toMatchObject({ 公开时限: '(同上)' });
  });

  it('fills further lines of one item from its first, but never a tick', () => {
    const sub = ['1', '社会救助', '低保对象名单', '3.期限', '', '', '', '', '', '', '', '', '', ''];
    const { items, problems } = read([...TWO_ROWS, ROW, sub]);
    expect(problems).toEqual([]);
    expect(items[1]).toMatchObject({ timeLimit: '20个工作日内', unit: '清河县民政局', audience: null, tiers: [] });
    expect(items[1]?.channels).toHaveLength(2);
  });

  it('fills levels that lost their text in a merge, and no limit of another item', () => {
    const header = ['序号', '一级事项', '二级事项', '公开内容', '公开时限'];
    const catalog = read([
      header,
      ['1', '甲', '乙', '子', '及时公开'],
      ['', '', '', '丑', ''],
      ['2', '', '丙', '寅', ''],
    ]);
    expect(catalog.items.map(({ levels, timeLimit }) => [levels, timeLimit])).toEqual([
      [['甲', '乙'], '及时公开'],
      [['甲', '乙'], '及时公开'],
      [['甲', '丙'], null],
    ]);
    expect(codes(catalog)).toEqual([['empty-limit', 4, '公开时限']]);
  });

  it('fills merged cells in every row they cover', () => {
    const grid: Grid = gridOf([
      ['一级事项', '二级事项', '公开时限', '公开主体'].map((text) => ({ text })),
      [{ text: '甲', rowSpan: 2 }, { text: '乙' }, { text: '每季度', rowSpan: 2 }, { text: '县府办' }],
      [{ text: '丙' }, { text: '县财政局' }],
      [{ text: '丁', columnSpan: 2 }, { text: '每月' }, { text: '县府办' }],
    ]);
    expect(readCatalogTable(grid).items.map(({ levels, timeLimit }) => [levels, timeLimit])).toEqual([
      [['甲', '乙'], '每季度'],
      [['甲', '丙'], '每季度'],
      [['丁'], '每月'],
    ]);
  });

  it('passes over a repeated header, column numbers, headings and notes', () => {
    const heading = gridOf([
      ['公开事项', '公开内容', '公开时限'].map((text) => ({ text })),
      ['1', '2', '3'].map((text) => ({ text })),
      [{ text: '（一）社会救助领域', columnSpan: 3 }],
      ['甲', '子', '每年'].map((text) => ({ text })),
      ['公开事项', '公开内容', '公开时限'].map((text) => ({ text })),
      ['乙', '丑', '每年'].map((text) => ({ text })),
      ['注：本目录自发布之日起施行。', '', ''].map((text) => ({ text })),
    ]);
    const { items, problems } = readCatalogTable(heading);
    expect(items.map(({ row, name }) => [row, name])).toEqual([
      [4, '甲'],
      [6, '乙'],
    ]);
    expect(problems).toEqual([]);
  });

  it('goes on with a second table that has other columns', () => {
    const { items } = read([
      ['公开事项', '公开时限'],
      ['甲', '每年'],
      ['公开主体', '公开时限', '公开事项'],
      ['县府办', '每月', '乙'],
    ]);
    expect(items.map(({ name, timeLimit, unit }) => [name, timeLimit, unit])).toEqual([
      ['甲', '每年', null],
      ['乙', '每月', '县府办'],
    ]);
  });

  it.each<[string, string[][], unknown[][]]>([
    [
      'no header',
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      [['no-header', null, null]],
    ],
    ['an empty table', [], [['no-header', null, null]]],
    [
      'a header without an item column',
      [
        ['公开依据', '公开时限'],
        ['《条例》', '每年'],
      ],
      [['no-header', null, null]],
    ],
    [
      'an unknown column',
      [
        ['公开事项', '公开时限', '星座'],
        ['甲', '每年', '双鱼'],
      ],
      [['unknown-column', 1, '星座']],
    ],
    [
      'a row without a name',
      [
        ['公开事项', '公开时限'],
        ['', '每年'],
      ],
      [['no-item-name', 2, null]],
    ],
    [
      'a limit not understood',
      [
        ['公开事项', '公开时限'],
        ['甲', '看情况吧'],
      ],
      [['unparsed-limit', 2, '公开时限']],
    ],
    [
      'no limit',
      [
        ['公开事项', '公开时限', '公开主体'],
        ['甲', '', '县府办'],
      ],
      [['empty-limit', 2, '公开时限']],
    ],
    [
      '同上 in the first row',
      [
        ['公开事项', '公开时限'],
        ['甲', '同上'],
      ],
      [['unresolved-reference', 2, '公开时限']],
    ],
    [
      'a channel without name',
      [
        ['公开事项', '公开时限', '公开渠道'],
        ['甲', '每年', '■'],
      ],
      [['unnamed-channel', 2, '公开渠道']],
    ],
    [
      'a row twice',
      [
        ['公开事项', '公开时限'],
        ['甲', '每年'],
        ['甲', '每年'],
      ],
      [['duplicate-row', 3, null]],
    ],
  ])('reports %s', (_norm, rows, expected) => expect(codes(read(rows))).toEqual(expected));

  it('keeps what stands in an unknown or headless column', () => {
    const catalog = read([
      ['公开事项', '公开时限', '星座', ''],
      ['甲', '每年', '双鱼', '多出的'],
    ]);
    expect(catalog.items[0]?.cells).toEqual({ 公开事项: '甲', 公开时限: '每年', 星座: '双鱼', 第4列: '多出的' });
    expect(codes(catalog).map(([code]) => code)).toEqual(['unknown-column', 'unknown-column']);
  });
});

const CATALOGS = join(__dirname, '../../../shared/data/catalogs');
const real = existsSync(CATALOGS) ? readdirSync(CATALOGS).filter((name) => name.endsWith('.csv')) : [];

(real.length > 0 ? describe : describe.skip)('the tables of ../shared/data/catalogs', () => {
  it.each(real)('%s: one item per row, no cell lost, no column unknown', (file) => {
    const rows = csvRows(readFileSync(join(CATALOGS, file), 'utf8'));
    const { items, problems } = readCatalogTable(gridOfText(rows));
    expect(items.map(({ row }) => row)).toEqual(rows.slice(1).map((_, index) => index + 2));
    for (const { row, cells } of items)
      expect(Object.values(cells)).toEqual((rows[row - 1] ?? []).map((text) => text.trim()).filter(Boolean));
    // The excerpt of one table breaks off inside a channel cell, leaving a lone ■.
    expect(problems.filter(({ code }) => code !== 'unnamed-channel')).toEqual([]);
  });
});
