import { gridOfText } from '@app/catalog/grid';
import { readUnitsTable } from './units-table';

const UNITS = [
  ['名称', '别名', '类型', '登记日期', '联络人', '邮箱'],
  ['明州市清河县财政局', '清河县财政局、县财政局', '部门', '2026-01-05', '办公室', 'a@qinghe.example'],
  ['明州市清河县白石镇人民政府', '', '乡镇', '', '', ''],
];
const SITES = [
  ['单位', '网站名称', '首页网址', '范围前缀', '独立网站'],
  ['明州市清河县财政局', '财政局网站', 'https://czj.qinghe.example/', '', '是'],
  ['明州市清河县白石镇人民政府', '门户网站', 'https://www.qinghe.example/bsz/index.html', '/bsz/', '否'],
];
const PLANS = [
  ['单位', '栏目', '更新标准'],
  ['县财政局', '财政动态 > 政策解读', '每月更新'],
];

type Rows = string[][];
interface Sheets {
  readonly units?: Rows;
  readonly sites?: Rows;
  readonly plans?: Rows;
}

const read = ({ units = UNITS, sites = SITES, plans = PLANS }: Sheets = {}) =>
  readUnitsTable(
    [
      { name: '单位', rows: units },
      { name: '网站', rows: sites },
      { name: '栏目保障', rows: plans },
    ].map(({ name, rows }) => ({
      name,
      rows: gridOfText(rows).rows,
    })),
  );
const names = (sheets: Sheets) => read(sheets).units.map(({ unit }) => unit.name);
const problem = (sheets: Sheets) =>
  read(sheets).problems.map(({ sheet, row, column, message }) => `${sheet} ${row} ${column}：${message}`);
const withCell = (rows: Rows, row: number, column: number, text: string): Rows =>
  rows.map((cells, at) => (at === row ? cells.map((cell, index) => (index === column ? text : cell)) : cells));

describe('单位名录', () => {
  it('joins the three sheets into one entry per unit', () => {
    expect(read()).toEqual({
      problems: [],
      units: [
        {
          unit: {
            name: '明州市清河县财政局',
            aliases: ['清河县财政局', '县财政局'],
            kind: 'department',
            registeredOn: '2026-01-05',
          },
          scope: {
            homeUrl: 'https://czj.qinghe.example/',
            pathPrefixes: [],
            isOwnSite: true,
            plans: [{ section: '财政动态 > 政策解读', updateLimit: '每月更新' }],
          },
          siteName: '财政局网站',
          email: 'a@qinghe.example',
          contact: '办公室',
        },
        {
          unit: { name: '明州市清河县白石镇人民政府', aliases: [], kind: 'town', registeredOn: null },
          scope: {
            homeUrl: 'https://www.qinghe.example/bsz/index.html',
            pathPrefixes: ['/bsz/'],
            isOwnSite: false,
            plans: [],
          },
          siteName: '门户网站',
          email: null,
          contact: null,
        },
      ],
    });
  });

  it('reads headers by meaning, in any order and under title lines', () => {
    const units = [['2026年单位名录'], ['类别', '单位全称'], ['部门', '明州市清河县财政局']];
    const sites = [
      ['主办单位', '网址'],
      ['明州市清河县财政局', 'https://czj.qinghe.example'],
      ['', ''],
    ];
    expect(read({ units, sites: withOwn(sites), plans: [] })).toMatchObject({
      problems: [],
      units: [{ siteName: 'czj.qinghe.example' }],
    });
  });

  it.each([
    ['政府', 'government'],
    ['县政府办公室', 'department'],
    ['县直部门', 'department'],
    ['乡镇人民政府', 'town'],
    ['街道办事处', 'town'],
    ['公共企事业单位', 'enterprise'],
    ['村委会', 'village'],
    ['社区居委会', 'village'],
  ])('takes 类型 %s for %s', (text, kind) => {
    expect(read({ units: withCell(UNITS, 1, 2, text) }).units[0]?.unit.kind).toBe(kind);
  });

  it.each(['2026-01-05', '2026/1/5', '2026.1.5', '2026年1月5日'])('reads 登记日期 %s', (text) => {
    expect(read({ units: withCell(UNITS, 1, 3, text) }).units[0]?.unit.registeredOn).toBe('2026-01-05');
  });

  it('takes an address on the same host for a path prefix, and a folder for the folder', () => {
    const sites = withCell(SITES, 2, 3, '/bsz\nhttps://www.qinghe.example/czxx/\n/lxz/index.html');
    expect(read({ sites }).units[1]?.scope.pathPrefixes).toEqual(['/bsz/', '/czxx/', '/lxz/index.html']);
  });

  it.each<[what: string, sheets: Sheets, problem: string]>([
    [
      'an unknown kind',
      { units: withCell(UNITS, 1, 2, '其他') },
      '单位 2 类型：类型应为政府、部门、乡镇、公共企事业单位或村居，实为“其他”',
    ],
    [
      'a day that does not exist',
      { units: withCell(UNITS, 1, 3, '2026-02-30') },
      '单位 2 登记日期：登记日期应写作 2026-01-31，实为“2026-02-30”',
    ],
    ['half an e-mail address', { units: withCell(UNITS, 1, 5, 'a@b') }, '单位 2 邮箱：邮箱“a@b”不完整'],
    [
      'an address without a scheme',
      { sites: withCell(SITES, 1, 2, 'czj.qinghe.example') },
      '网站 2 首页网址：首页网址应以 http:// 或 https:// 开头，实为“czj.qinghe.example”',
    ],
    [
      'an address with a password',
      { sites: withCell(SITES, 1, 2, 'https://a:b@c.example/') },
      '网站 2 首页网址：首页网址应以 http:// 或 https:// 开头，实为“https://a:b@c.example/”',
    ],
    [
      'a script for an address',
      { sites: withCell(SITES, 1, 2, 'javascript:alert(1)') },
      '网站 2 首页网址：首页网址应以 http:// 或 https:// 开头，实为“javascript:alert(1)”',
    ],
    [
      'a prefix on another host',
      { sites: withCell(SITES, 1, 3, 'https://other.example/') },
      '网站 2 范围前缀：范围前缀应以 / 开头，或是本网站的网址，实为“https://other.example/”',
    ],
    [
      'neither yes nor no',
      { sites: withCell(SITES, 1, 4, '待定') },
      '网站 2 独立网站：独立网站应填“是”或“否”，实为“待定”',
    ],
    [
      'a second site',
      { sites: [...SITES, SITES[1] as string[]] },
      '网站 4 单位：“明州市清河县财政局”的网站写了两行；几处栏目请写在同一行的范围前缀里',
    ],
    [
      'no site',
      { sites: [SITES[0] as string[], SITES[2] as string[]] },
      '单位 2 null：“明州市清河县财政局”在“网站”表中没有网址',
    ],
    [
      'a section without a standard',
      { plans: withCell(PLANS, 1, 2, '') },
      '栏目保障 2 更新标准：栏目“财政动态 > 政策解读”没有更新标准',
    ],
    [
      'an alias that is another unit',
      { units: withCell(UNITS, 2, 1, '县财政局') },
      '单位 3 别名：“县财政局”已由“明州市清河县财政局”使用，一个名称只能属于一个单位',
    ],
  ])('leaves out a unit with %s, keeps the others, and says where', (_what, sheets, text) => {
    expect(problem(sheets)).toContain(text);
    expect(names(sheets)).toHaveLength(1);
  });

  it('leaves out a unit on a shared site that names no prefix', () => {
    const sheets = { sites: withCell(SITES, 2, 3, '') };
    expect(problem(sheets)).toEqual(['网站 3 范围前缀：没有独立网站的单位应写明范围前缀，否则会把整个网站算作它的']);
    expect(names(sheets)).toEqual(['明州市清河县财政局']);
  });

  it('takes neither of two units with one name', () => {
    const sheets = { units: [...UNITS, UNITS[1] as string[]] };
    expect(problem(sheets)[0]).toContain('单位 4 名称：“明州市清河县财政局”已由');
    expect(names(sheets)).toEqual(['明州市清河县白石镇人民政府']);
  });

  it('names rows of unknown units without taking anything from others', () => {
    const sheets = { plans: [...PLANS, ['县教育局', '教育动态', '每月']] };
    expect(problem(sheets)).toEqual(['栏目保障 3 单位：“单位”表中没有“县教育局”']);
    expect(names(sheets)).toHaveLength(2);
  });

  it.each<[what: string, sheets: Sheets, problem: string]>([
    ['no sheet of units', { units: [['甲', '乙']] }, '没有找到“单位”表：应有一张含 “名称”、“类型” 列的工作表'],
    ['no sheet of sites', { sites: [] }, '没有找到“网站”表：应有一张含 “单位”、“首页网址” 列的工作表'],
  ])('imports nothing with %s', (_what, sheets, message) => {
    expect(read(sheets).units).toEqual([]);
    expect(read(sheets).problems.map((one) => one.message)).toContain(message);
  });
});

const withOwn = (rows: Rows): Rows => rows.map((cells, at) => [...cells, at === 0 ? '独立网站' : at === 1 ? '是' : '']);
