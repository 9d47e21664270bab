import { readCatalogTable } from './catalog-table';
import { joinedTables, readCatalogSheets } from './catalog-tables';
import { DisclosureCatalog, DisclosureItem } from './disclosure-catalog';
import { gridOf, gridOfText } from './grid';
import { htmlTables } from './html-tables';

const read = (...rows: string[][]): DisclosureCatalog => readCatalogTable(gridOfText(rows));
const codes = ({ problems }: DisclosureCatalog) => problems.map(({ code, row, column }) => [code, row, column]);

/** The variants of real tables, each as its header and one row; all of them have to be understood without a question. */
const VARIANTS: [norm: string, rows: string[][], expected: Partial<DisclosureItem>][] = [
  [
    '公开属性, 咨询电话 and 监督举报电话',
    [
      ['事项名称', '公开内容', '公开时限', '公开属性', '咨询电话', '监督举报电话'],
      ['低保名单', '姓名', '每季度', '主动公开', '0000-1234567', '12345'],
    ],
    { name: '低保名单', method: 'proactive' },
  ],
  [
    '五公开 and 公开形式 with signs',
    [
      ['一级事项', '二级事项', '公开内容', '公开时限', '五公开', '公开形式'],
      ['决策', '预公开', '草案', '提前7日', '■决策 □执行', '■文本 □图解'],
    ],
    { levels: ['决策', '预公开'], channels: [] },
  ],
  [
    '领域 with codes, 事项类别, 条款内容, 依据效力, 责任科室 and 对应职责',
    [
      [
        '公开领域（编码）',
        '一级事项',
        '二级事项',
        '事项类别（法定公开、其他）',
        '公开依据',
        '条款内容',
        '依据效力（位阶）',
        '公开时限',
        '责任科室',
        '对应职责',
      ],
      [
        '社会救助（05）',
        '低保',
        '名单',
        '法定公开',
        '《社会救助暂行办法》',
        '第十二条',
        '行政法规',
        '每季度',
        '救助科',
        '审核确认',
      ],
    ],
    { domain: '社会救助（05）', basis: ['《社会救助暂行办法》'], unit: '救助科', post: { division: '救助科' } },
  ],
  [
    'no 公开依据, but 公开形式 and 责任科室',
    [
      ['公开事项', '公开内容', '公开时限', '公开形式', '责任科室'],
      ['低保', '名单', '每季度', '公示', '救助科'],
    ],
    { basis: [], unit: '救助科' },
  ],
  [
    '公开要求 instead of 公开依据 and 公开时限',
    [
      ['公开事项', '公开内容', '公开要求', '责任单位'],
      ['低保', '名单', '依据《社会救助暂行办法》第十二条，自信息形成之日起20个工作日内公开', '民政局'],
    ],
    {
      basis: ['《社会救助暂行办法》第十二条'],
      timeLimit: '依据《社会救助暂行办法》第十二条，自信息形成之日起20个工作日内公开',
      limits: [expect.objectContaining({ kind: 'afterEvent', amount: 20, unit: 'workday' }) as never],
    },
  ],
  [
    '公开要求 beside 公开时限',
    [
      ['公开事项', '公开要求', '公开时限'],
      ['低保', '全文公开', '每季度'],
    ],
    { timeLimit: '每季度', basis: [] },
  ],
  [
    '公开要求 over 时限, 载体 and 格式',
    [
      ['公开事项', '公开要求/时限', '公开要求/载体', '公开要求/格式'],
      ['低保', '每季度', '■政府网站', 'PDF'],
    ],
    { timeLimit: '每季度', channels: [{ name: '政府网站', selected: true }] },
  ],
  [
    '五公开 over five columns of ticks, in a file that lost its merges',
    [
      ['序号', '公开事项', '', '公开时限', '五公开', '', '', '', ''],
      ['', '一级事项', '二级事项', '', '决策', '执行', '管理', '服务', '结果'],
      ['1', '救助', '低保', '每季度', '√', '', '', '', '√'],
    ],
    { levels: ['救助', '低保'], timeLimit: '每季度' },
  ],
  [
    'tiers of a county that is a city',
    [
      ['公开事项', '公开内容', '公开时限', '公开层级/东阳市级', '公开层级/镇街、村级'],
      ['低保', '名单', '每季度', '', '√'],
    ],
    { tiers: ['镇街、村级'] },
  ],
  [
    'a note about signs in the header of the channels',
    [
      [
        '公开事项',
        '公开时限',
        '公开渠道和载体（“■”表示必选项，“□”表示可选项；在标注范围内至少选择其一公开，法律法规规章另有规定的从其规定）',
      ],
      ['低保', '每季度', '■政府网站 □公示栏'],
    ],
    {
      channels: [
        { name: '政府网站', selected: true },
        { name: '公示栏', selected: false },
      ],
    },
  ],
  [
    'channels in columns of their own, with notes',
    [
      ['公开事项', '公开时限', '公开渠道和载体/政府网站（必选）', '公开渠道和载体/其他（请注明）'],
      ['低保', '每季度', '√', ''],
    ],
    {
      channels: [
        { name: '政府网站', selected: true },
        { name: '其他（请注明）', selected: false },
      ],
    },
  ],
  [
    '公开渠道/载体 as one column',
    [
      ['公开事项', '公开时限', '公开渠道/载体'],
      ['低保', '每季度', '■政府网站'],
    ],
    { channels: [{ name: '政府网站', selected: true }] },
  ],
  [
    'lines above the header',
    [
      ['附件2', '', ''],
      ['清河县政务公开事项标准目录（试行）', '', ''],
      ['填报单位：清河县民政局', '', '填报时间：2026年11月'],
      ['公开事项', '公开时限', '公开主体'],
      ['低保', '每季度', '民政局'],
    ],
    { name: '低保', unit: '民政局' },
  ],
  [
    'posts: 责任处室, 岗位, 权限, 程序, 办理时限',
    [
      ['公开事项', '公开时限', '公开主体', '责任处室', '岗位', '权限', '程序', '办理时限'],
      ['低保', '每季度', '民政局', '救助处', '审核岗', '审核', '受理—审核—确认', '30个工作日'],
    ],
    {
      unit: '民政局',
      timeLimit: '每季度',
      post: {
        division: '救助处',
        position: '审核岗',
        authority: '审核',
        procedure: '受理—审核—确认',
        handlingLimit: '30个工作日',
      },
    },
  ],
];

describe('header variants', () => {
  it.each(VARIANTS)('%s', (_norm, rows, expected) => {
    const catalog = read(...rows);
    expect(catalog.problems).toEqual([]);
    expect(catalog.items).toHaveLength(1);
    expect(catalog.items[0]).toMatchObject(expected);
    // No cell of the row is lost.
    expect(Object.values(catalog.items[0]?.cells ?? {})).toEqual(rows.at(-1)?.filter(Boolean));
  });

  it.each<[string, string[]]>([
    ['that restarts', ['1', '2', '1']],
    ['with gaps', ['1', '3', '22']],
    ['in levels', ['0505/05', '0505/06', '0506/01']],
    ['that is missing', ['', '', '']],
  ])('reads a 序号 %s', (_norm, numbers) => {
    const { items, problems } = read(
      ['序号', '一级事项', '二级事项', '公开时限'],
      ...['甲', '乙', '丙'].map((name, index) => [numbers[index] ?? '', '救助', name, '每年']),
    );
    expect(problems).toEqual([]);
    expect(items.map(({ name }) => name)).toEqual(['甲', '乙', '丙']);
  });
});

const HEADER = ['序号', '一级事项', '二级事项', '公开内容', '公开依据', '公开时限', '公开主体', '公开渠道'];
const row = (number: number, name: string, limit = '每年', unit = '民政局') => [
  String(number),
  '社会救助',
  name,
  '名单',
  '《条例》',
  limit,
  unit,
  '■政府网站',
];

describe('several 领域 in one file', () => {
  it('takes the 领域 from the title above each table, and lets nothing reach over it', () => {
    const { items, problems } = read(
      ['（一）社会救助领域'],
      HEADER,
      row(1, '甲'),
      ['（二）养老服务领域基层政务公开标准目录'],
      HEADER,
      row(1, '乙', '同上'),
      ['三、明州市清河县城市综合执法领域', '', ''],
      row(1, '丙'),
    );
    expect(items.map(({ name, domain, timeLimit }) => [name, domain, timeLimit])).toEqual([
      ['甲', '社会救助', '每年'],
      ['乙', '养老服务', '同上'],
      ['丙', '城市综合执法', '每年'],
    ]);
    expect(problems.map(({ code, row: at }) => [code, at])).toEqual([['unresolved-reference', 6]]);
  });

  it('takes it from the heading before a table of a page, and from the name of a worksheet', () => {
    const table = (name: string) =>
      `<table><tr><td>公开事项</td><td>公开时限</td></tr><tr><td>${name}</td><td>每年</td></tr></table>`;
    const page = `<html><h2>清河县目录</h2><p>（一）社会救助领域</p>${table('甲')}<div>说明</div>${table('乙')}<p>（二）税收管理领域</p>${table('丙')}`;
    const { items } = readCatalogTable(joinedTables(htmlTables(page)));
    // The second table follows without a heading of its own and goes on in the domain.
    expect(items.map(({ row: at, name, domain }) => [at, name, domain])).toEqual([
      [2, '甲', '社会救助'],
      [4, '乙', '社会救助'],
      [6, '丙', '税收管理'],
    ]);
    const sheets = ['户籍管理领域', '说明'].map((name) => ({ ...gridOfText([HEADER, row(1, name)]), name }));
    expect(readCatalogSheets(sheets).items.map(({ domain }) => domain)).toEqual(['户籍管理', undefined]);
  });

  it.each([
    ['试点领域基层政务公开标准目录'],
    ['26个领域基层政务公开目录'],
    ['本目录适用于各领域，请对照执行'],
    ['附件'],
  ])('%s names none', (title) => {
    expect(read([title], HEADER, row(1, '甲')).items[0]).not.toHaveProperty('domain');
  });

  it.each([
    ['清河县民政局社会救助领域政务公开事项标准目录（2026年修订）', '社会救助'],
    ['民政局社会救助领域目录', '社会救助'],
    ['白石镇人民政府财政预决算领域基层政务公开标准目录', '财政预决算'],
    ['清河县卫生健康委员会医疗卫生领域目录', '医疗卫生'],
    ['政府采购领域目录', '政府采购'],
    ['公共资源交易领域目录', '公共资源交易'],
  ])('%s names %s, and no organ', (title, domain) => {
    expect(read([title], HEADER, row(1, '甲')).items[0]).toMatchObject({ domain });
  });

  it('prefers the column 领域, which is given once for the rows below', () => {
    const { items } = read(
      ['（一）社会救助领域'],
      ['领域', '公开事项', '公开时限'],
      ['养老服务领域', '甲', '每年'],
      ['', '乙', '每年'],
      ['无', '丙', '每年'],
    );
    expect(items.map(({ domain }) => domain)).toEqual(['养老服务', '养老服务', '社会救助']);
  });
});

describe('cards, one item under another', () => {
  const card = (name: string, more: string[][] = []) => [
    ['公开领域', '社会救助'],
    ['一级事项', '低保'],
    ['二级事项', name],
    ['公开内容', '1.名单2.金额'],
    ['公开依据', '《条例》'],
    ['公开时限：', '每季度'],
    ['公开主体', '民政局'],
    ['公开渠道', '■政府网站 □公示栏'],
    ...more,
  ];

  it('are turned into rows, each with the number of its first line', () => {
    const { items, problems } = read(
      ['清河县标准目录'],
      ...card('名单', [['星座', '双鱼']]),
      ['', ''],
      ...card('标准'),
    );
    expect(items.map(({ row: at, levels, timeLimit, domain }) => [at, levels, timeLimit, domain])).toEqual([
      [2, ['低保', '名单'], '每季度', '社会救助'],
      [12, ['低保', '标准'], '每季度', '社会救助'],
    ]);
    expect(items[0]?.cells).toMatchObject({ 星座: '双鱼', 公开内容: '1.名单2.金额' });
    expect(problems.map(({ code, column }) => [code, column])).toEqual([['unknown-column', '星座']]);
  });

  it('are read from a page with links and merged values, one table each', () => {
    const table = (name: string) => `<table>
      <tr><td rowspan=2>公开事项</td><td>一级事项</td><td colspan=3>低保</td></tr>
      <tr><td>二级事项</td><td colspan=3>${name}</td></tr>
      <tr><td>公开时限</td><td>每年</td><td>公开主体</td><td>民政局</td></tr>
      <tr><td>公开依据</td><td colspan=3>《条例》</td></tr>
      <tr><td>一键直达</td><td colspan=3><a href="http://www.qinghe.example/${name}/">点击查看</a></td></tr></table>`;
    const { items, problems } = readCatalogTable(
      joinedTables(htmlTables(`<html>${table('a')}<p>下一项</p>${table('b')}`)),
    );
    expect(problems).toEqual([]);
    expect(items.map(({ levels, unit, section }) => [levels, unit, section])).toEqual([
      [['低保', 'a'], '民政局', 'http://www.qinghe.example/a/'],
      [['低保', 'b'], '民政局', 'http://www.qinghe.example/b/'],
    ]);
  });

  it('name what fits nowhere', () => {
    const { items, problems } = read(...card('名单'), ['这一行不知所云'], ...card('标准'));
    expect(items).toHaveLength(2);
    expect(problems.map(({ code, row: at }) => [code, at])).toEqual([['no-item-name', 9]]);
  });

  it.each<[string, string[][]]>([
    [
      'a letter of two columns',
      [
        ['收件人', '民政局'],
        ['内容', '请报送目录'],
        ['时限', '每年'],
        ['落款', '县府办'],
      ],
    ],
    ['a single pair', [['公开事项', '低保']]],
  ])('are not seen in %s', (_norm, rows) => {
    expect(codes(read(...rows))).toEqual([['no-header', null, null]]);
  });
});

describe('a table without any header', () => {
  const names = ['甲', '乙', '丙', '丁', '戊'];
  const ticks = ['√', '', '√', '', '√', '√'];

  it('is read in the canonical order when five rows fit, and asks to be checked', () => {
    const { items, problems } = read(...names.map((name, index) => [...row(index + 1, name), ...ticks]));
    expect(problems.map(({ code, row: at }) => [code, at])).toEqual([['assumed-header', 1]]);
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({
      row: 1,
      levels: ['社会救助', '甲'],
      elements: ['名单'],
      basis: ['《条例》'],
      timeLimit: '每年',
      unit: '民政局',
      channels: [{ name: '政府网站', selected: true }],
      audience: '全社会',
      method: 'proactive',
      tiers: ['县级', '乡级'],
    });
  });

  it('is read without 序号 and with three levels', () => {
    const { items } = read(...names.map((name, index) => ['救助', ...row(index + 1, name).slice(1)]));
    expect(items.map(({ levels }) => levels)).toEqual(names.map((name) => ['救助', '社会救助', name]));
  });

  it('keeps columns that it cannot name', () => {
    const { items, problems } = read(...names.map((name, index) => [...row(index + 1, name), '甲类', '乙类']));
    expect(items[0]?.cells).toMatchObject({ 第9列: '甲类', 第10列: '乙类' });
    expect(problems.map(({ code }) => code)).toEqual(['assumed-header', 'unknown-column', 'unknown-column']);
  });

  it.each<[string, string[][]]>([
    ['four rows', names.slice(1).map((name, index) => row(index + 1, name))],
    ['limits nobody understands', names.map((name, index) => row(index + 1, name, '看情况'))],
    ['other things', names.map((name) => [name, '1', '2', '3', '4', '5', '6', '7'])],
  ])('is not read from %s', (_norm, rows) => {
    expect(codes(read(...rows))).toEqual([['no-header', null, null]]);
  });

  it('goes on over a page break', () => {
    const piece = (from: number, count: number) => ({
      layOut: (first: number) =>
        gridOf(
          Array.from({ length: count }, (_, index) =>
            row(from + index, `事项${from + index}`).map((text) => ({ text })),
          ),
          first,
        ),
    });
    const { items } = readCatalogTable(joinedTables([piece(1, 6), piece(7, 2)]));
    expect(items.map(({ row: at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
