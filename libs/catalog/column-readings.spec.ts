import { readCatalogTable } from './catalog-table';
import { columnReadings } from './column-readings';
import { gridOfText } from './grid';

describe('columnReadings', () => {
  it('says of each filled column what it was taken for, by the lines of its header', () => {
    const { items } = readCatalogTable(
      gridOfText([
        ['序号', '公开事项', '', '公开时限', '公开层级', '', '咨询电话', '归档盒号'],
        ['', '一级事项', '二级事项', '', '县级', '乡级', '', ''],
        ['1', '财政', '预算', '每年', '√', '', '12345', ''],
        ['2', '', '决算', '每年8月', '√', '', '', '盒7'],
      ]),
    );
    expect(columnReadings(items).map(({ header, meaning, filled }) => [header, meaning, filled])).toEqual([
      ['序号', '序号', 2],
      ['公开事项/一级事项', '公开事项', 1],
      ['公开事项/二级事项', '公开事项', 2],
      ['公开时限', '公开时限', 2],
      ['公开层级/县级', '公开层级（勾选）', 2],
      ['咨询电话', '保留原文，不参与判定', 1],
      ['归档盒号', null, 1],
    ]);
  });

  it('shows what a column says first, and no more than a line of it', () => {
    const { items } = readCatalogTable(
      gridOfText([
        ['公开事项', '公开内容', '公开时限'],
        ['预算', '甲'.repeat(500), '每年'],
      ]),
    );
    expect(columnReadings(items)[1]).toEqual({
      header: '公开内容',
      meaning: '公开内容（要素）',
      filled: 1,
      example: '甲'.repeat(120),
    });
    expect(columnReadings([])).toEqual([]);
  });
});
