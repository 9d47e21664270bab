import { catalogDiff, fieldChanges } from './catalog-diff';
import { readCatalogTable } from './catalog-table';
import { gridOfText } from './grid';

const HEADER = ['一级事项', '二级事项', '公开内容', '公开时限', '公开主体', '公开渠道', '公开层级/县级', '备注'];
const itemsOf = (...rows: string[][]) => readCatalogTable(gridOfText([HEADER, ...rows])).items;
const row = (name: string, limit = '每年', note = '', content = '名单') => [
  '财政',
  name,
  content,
  limit,
  '财政局',
  '■政府网站',
  '√',
  note,
];

describe('catalogDiff', () => {
  it('tells what came, what went, and what says something else', () => {
    const diff = catalogDiff(
      itemsOf(row('预算'), row('决算'), row('采购')),
      itemsOf(row('预算'), row('采购', '每月'), row('债务')),
    );
    expect(diff).toEqual({
      added: [{ key: '财政 > 债务', row: 4, levels: ['财政', '债务'] }],
      removed: [{ key: '财政 > 决算', row: 3, levels: ['财政', '决算'] }],
      changed: [
        {
          key: '财政 > 采购',
          row: 3,
          levels: ['财政', '采购'],
          fields: [{ field: '公开时限', before: '每年', after: '每月' }],
        },
      ],
      unchanged: 1,
    });
  });

  it('is silent when rows only moved', () => {
    const [first, second] = [itemsOf(row('甲'), row('乙')), itemsOf(row('乙'), row('甲'))];
    expect(catalogDiff(first, second)).toMatchObject({ added: [], removed: [], changed: [], unchanged: 2 });
  });

  it('pairs rows of one name by what they say, the rest in their order', () => {
    const before = itemsOf(row('甲', '每年'), row('甲', '每月'), row('甲', '每日'));
    const after = itemsOf(row('甲', '每日'), row('甲', '每季度'), row('甲', '每年'), row('甲', '每周'));
    const { added, removed, changed, unchanged } = catalogDiff(before, after);
    expect([unchanged, removed, added.map(({ key }) => key)]).toEqual([2, [], ['财政 > 甲#4']]);
    expect(changed.map(({ key, fields }) => [key, fields])).toEqual([
      ['财政 > 甲#2', [{ field: '公开时限', before: '每月', after: '每季度' }]],
    ]);
  });

  it.each<[string, string[], string[], [string, string, string][]]>([
    ['a remark', row('甲', '每年', '旧'), row('甲', '每年', '新'), [['备注', '旧', '新']]],
    [
      'a point more',
      row('甲', '每年', '', '1.子2.丑'),
      row('甲', '每年', '', '1.子2.丑3.寅'),
      [['公开内容（要素）', '1.子\n2.丑', '1.子\n2.丑\n3.寅']],
    ],
    ['an emptied limit', row('甲'), row('甲', ''), [['公开时限', '每年', '']]],
  ])('names the field: %s', (_norm, before, after, fields) => {
    expect(
      fieldChanges(itemsOf(before)[0], itemsOf(after)[0]).map(({ field, before: was, after: is }) => [field, was, is]),
    ).toEqual(fields);
  });

  it('takes nothing and everything', () => {
    expect(catalogDiff([], [])).toEqual({ added: [], removed: [], changed: [], unchanged: 0 });
    expect(catalogDiff([], itemsOf(row('甲'))).added).toHaveLength(1);
    expect(catalogDiff(itemsOf(row('甲')), []).removed).toHaveLength(1);
  });
});
