import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonicalGrid, canonicalSheets } from './canonical-table';
import { readCatalogTable } from './catalog-table';
import { csvRows } from './csv-rows';
import { DisclosureItem } from './disclosure-catalog';
import { gridOfText } from './grid';
import { ownColumns } from './own-columns';

const again = (items: readonly DisclosureItem[]): DisclosureItem[] =>
  canonicalSheets(items).flatMap((sheet) => readCatalogTable(canonicalGrid(sheet)).items);

/** Everything but where the row stood and how its file wrote the canonical columns. */
const content = (items: readonly DisclosureItem[]) =>
  items.map((item) => {
    const { row: _row, sheet: _sheet, cells: _cells, ...facts } = item;
    return { ...facts, own: Object.fromEntries(ownColumns(item)) };
  });

const words = (...texts: string[]) => fc.constantFrom(...texts);
const HEADER = [
  '序号',
  '领域',
  '公开事项/一级事项',
  '公开事项/二级事项',
  '公开事项/三级事项',
  '公开内容（要素）',
  '公开依据',
  '公开依据',
  '公开时限',
  '更新频率',
  '公开主体',
  '责任科室',
  '岗位',
  '公开渠道和载体',
  '网站栏目',
  '公开对象/全社会',
  '公开对象/特定群体',
  '公开范围',
  '公开属性',
  '公开层级/县级',
  '公开层级/乡、村级',
  '公开层级/东阳市级',
  '公开级次',
  '备注',
  '星座',
];
const hostile = fc.string({
  unit: words(
    '公',
    '开',
    '1.甲',
    '2、乙',
    '（1）丙',
    '①丁',
    '；',
    '\n',
    '《',
    '》',
    '、',
    ' ',
    '=1+1',
    '_x0041_',
    '■',
    'R',
    '口',
    '"',
    '<&>',
  ),
  maxLength: 8,
});
const row = fc.tuple(
  words('1', '2', '05/01', '', '同上'),
  words('', '社会救助领域', '养老服务', '无'),
  words('社会救助', '财政', '同上', ''),
  words('低保', '决算', ''),
  words('', '名单'),
  fc.oneof(words('1.名单 2.金额', '甲；乙；丙', '子\n丑', '（一）甲：1.子2.丑（二）乙', '', '●甲●乙'), hostile),
  fc.oneof(words('《甲法》、《乙办法》第三条', '1.《甲》2.《乙》', '同上', '', '有关规定；其他'), hostile),
  words('', '《丙》', '附则'),
  fc.oneof(words('20个工作日内', '每季度', '', '同上', '长期公开；其中变更7日内'), hostile),
  words('', '每年', '同上'),
  words('民政局', '同上', '', '财政局、\n审计局'),
  words('', '办公室', '同上'),
  words('', '主任'),
  fc.oneof(
    words(
      '■政府网站 □政府公报',
      '政府网站■ 政府公报□',
      'R政府网站£公报',
      '■',
      '政府网站、两微一端',
      '',
      '■其他（可选）',
    ),
    hostile,
  ),
  words('', '政策>文件', '同上', 'http://qinghe.example/a/'),
  words('√', '', '否'),
  words('', '√', '受灾群众', '□老人 ■儿童', '无'),
  words('', '全社会', '■全社会 □特定群体', '无', '-'),
  words('主动公开', '依申请公开', '主动、依申请', '其他', ''),
  words('√', ''),
  words('√', ''),
  words('√', ''),
  words('', '乡级、县级', '本级', '村级 村级'),
  words('', '备注一', '同上', '=HYPERLINK("http://evil.example")'),
  words('', '双鱼'),
);

describe('canonicalSheets', () => {
  it('has two header rows with merges, signs and ticks', () => {
    const { items } = readCatalogTable(
      gridOfText([
        ['公开事项', '公开内容', '公开时限', '公开渠道', '公开属性', '公开范围', '公开层级', '备注'],
        ['决算', '1.收入2.支出', '每年', '政府网站、两微一端', '主动公开', '全社会', '县级', '已公开'],
      ]),
    );
    const [sheet] = canonicalSheets(items);
    expect(
      sheet?.header.map((cells) =>
        cells.map(({ text, rowSpan, columnSpan }) => `${text}${rowSpan ? '|' : ''}${columnSpan ?? ''}`),
      ),
    ).toEqual([
      [
        '序号|',
        '公开事项2',
        '公开内容（要素）|',
        '公开依据|',
        '公开时限|',
        '公开主体|',
        '公开渠道和载体|',
        '公开对象2',
        '公开方式2',
        '公开层级1',
        '备注|',
      ],
      ['一级事项', '二级事项', '全社会', '特定群体（请写明）', '主动', '依申请公开', '县级'],
    ]);
    expect(sheet?.rows).toEqual([
      ['1', '决算', '', '1.收入\n2.支出', '', '每年', '', '■政府网站\n■两微一端', '√', '', '√', '', '√', '已公开'],
    ]);
  });

  it('loses nothing that any table said', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const { items } = readCatalogTable(gridOfText([HEADER, ...rows]));
        const once = again(items);
        expect(content(once)).toEqual(content(items));
        expect(again(once)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps 同上 that nothing answers apart from the row before it', () => {
    const items = ['甲', '乙'].flatMap(
      (name) =>
        readCatalogTable(
          gridOfText([
            ['公开事项', '公开时限'],
            [name, name === '甲' ? '每年' : '同上'],
          ]),
        ).items,
    );
    expect(canonicalSheets(items)).toHaveLength(2);
    expect(again(items).map(({ timeLimit }) => timeLimit)).toEqual(['每年', '同上']);
  });

  it('writes an empty catalog as its header', () => {
    expect(canonicalSheets([]).map(({ rows }) => rows)).toEqual([[]]);
  });
});

const CATALOGS = join(__dirname, '../../../shared/data/catalogs');
const real = existsSync(CATALOGS) ? readdirSync(CATALOGS).filter((name) => name.endsWith('.csv')) : [];

(real.length > 0 ? describe : describe.skip)('the tables of ../shared/data/catalogs', () => {
  it.each(real)('%s: the same after a round trip', (file) => {
    const { items } = readCatalogTable(gridOfText(csvRows(readFileSync(join(CATALOGS, file), 'utf8'))));
    expect(content(again(items))).toEqual(content(items));
  });
});
