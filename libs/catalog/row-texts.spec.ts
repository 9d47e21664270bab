import { readCatalogTable } from './catalog-table';
import { DisclosureItem } from './disclosure-catalog';
import { gridOfText } from './grid';
import { editedItem, itemFromTexts, rowTexts } from './row-texts';

const HEADER = [
  '序号',
  '领域',
  '一级事项',
  '二级事项',
  '公开内容',
  '公开依据',
  '公开时限',
  '公开主体',
  '岗位',
  '公开渠道',
  '网站栏目',
  '公开范围',
  '公开属性',
  '公开层级/县级',
  '公开层级/乡、村级',
  '备注',
  '星座',
];
const ROW = [
  '05/01',
  '社会救助',
  '低保',
  '名单',
  '1.姓名2.金额；说明',
  '《甲法》、《乙办法》',
  '每季度',
  '民政局',
  '审核岗',
  '■政府网站 □公示栏',
  '政策>文件',
  '全社会、低保对象',
  '主动公开',
  '√',
  '√',
  '见附件',
  '双鱼',
];
const [item] = readCatalogTable(gridOfText([HEADER, ROW])).items as [DisclosureItem];

describe('row texts', () => {
  it('say the same again when nothing was changed', () => {
    const { item: again, problems } = itemFromTexts(rowTexts(item), item.row);
    expect(problems).toEqual([]);
    const { cells: _old, ...facts } = item;
    expect(again).toMatchObject(facts);
    expect(rowTexts(again!)).toEqual(rowTexts(item));
  });

  it('change what was changed and leave the rest exactly as it was read', () => {
    const odd: DisclosureItem = { ...item, elements: ['甲', '1.乙；丙'] };
    const { item: edited } = editedItem(odd, {
      ...rowTexts(odd),
      timeLimit: '每月10日前',
      levels: ['低保', '对象名单'],
    });
    expect(edited).toMatchObject({
      name: '对象名单',
      timeLimit: '每月10日前',
      elements: ['甲', '1.乙；丙'],
      row: item.row,
    });
    expect(edited?.limits).toMatchObject([{ kind: 'fixedDate' }]);
  });

  it.each<[string, Partial<ReturnType<typeof rowTexts>>, string[]]>([
    ['an empty limit', { timeLimit: '' }, ['empty-limit']],
    ['a limit nobody understands', { timeLimit: '看情况' }, ['unparsed-limit']],
    ['同上, which one row cannot answer', { timeLimit: '同上' }, ['unresolved-reference']],
    ['a channel without a name', { channels: '■' }, ['unnamed-channel']],
    ['nothing wrong', { basis: '' }, []],
  ])('are read as an import reads them: %s', (_norm, changes, codes) => {
    const { problems } = itemFromTexts({ ...rowTexts(item), ...changes }, 7);
    expect(problems.map(({ code, row }) => [code, row])).toEqual(codes.map((code) => [code, 7]));
  });

  it.each([[[]], [['', ' ']], [['同上']]])('make no item of the levels %j', (levels) => {
    expect(itemFromTexts({ ...rowTexts(item), levels }, 7).item).toBeUndefined();
  });

  it('keep a header for a row with a name alone', () => {
    const bare = {
      ...rowTexts(item),
      domain: '',
      elements: '',
      basis: '',
      timeLimit: '',
      unit: '',
      channels: '',
      section: '',
      audience: '',
      tiers: [],
      own: {},
      method: 'unknown' as const,
    };
    expect(
      itemFromTexts(
        { ...bare, post: { division: '', position: '', authority: '', procedure: '', handlingLimit: '' } },
        2,
      ).item,
    ).toMatchObject({ levels: ['低保', '名单'], timeLimit: null, unit: null });
  });
});
