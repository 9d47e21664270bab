import { parsePage } from '@app/crawling/page-tree';
import { flatten } from './flat-page';
import { labelledValues } from './labels';

const read = (html: string) =>
  labelledValues(flatten(parsePage(html)).lines).map(({ field, value }) => [field, value] as const);

describe('labelledValues', () => {
  it.each([
    ['one line', '<p>发布时间：2026-01-02 来源：清河县财政局 字体：大 中 小</p>'],
    ['spaces inside the labels', '<p>发 布 时 间：2026-01-02&nbsp;来　源：清河县财政局 字体：大</p>'],
    ['inline elements without space', '<p><a>发布时间：<b>2026-01-02</b></a><a>来源:<i>清河县财政局</i></a></p>'],
    ['cells', '<table><tr><td>发布时间</td><td>2026-01-02</td><td>来源</td><td>清河县财政局</td></tr></table>'],
    ['definition lists', '<dl><dt>发布时间：</dt><dd>2026-01-02</dd><dt>来源：</dt><dd>清河县财政局</dd></dl>'],
    ['brackets', '<p>【发布时间：2026-01-02】【来源：清河县财政局】</p>'],
    ['labels in brackets', '<p>【发 布 时 间】2026-01-02</p><p>[来源]清河县财政局【打印】</p>'],
    ['brackets and colon', '<p>【发布时间】：2026-01-02 【来源】：清河县财政局</p>'],
  ])('reads %s', (_norm, html) => {
    expect(read(html)).toEqual(
      expect.arrayContaining([
        ['publishedOn', '2026-01-02'],
        ['source', '清河县财政局'],
      ]),
    );
  });

  it('reads a label set apart by its element only', () => {
    expect(read('<li><b>索引号</b><span>11359999/2026-00031</span></li>')).toEqual([
      ['indexNumber', '11359999/2026-00031'],
    ]);
  });

  it.each(['批准日期', '批复时间', '审批日期', '核准日期', '决定日期', '签订日期', '竣工日期', '中标日期'])(
    'reads the day of an event: %s',
    (label) => {
      expect(read(`<p>${label}：2026年8月10日</p>`)).toEqual([['otherDate', '2026年8月10日']]);
      expect(read(`<p>本报告自${label}起二十日内公布：见附件</p>`)).toEqual([]);
    },
  );

  it('takes no long text for a label set apart, whatever it begins with', () => {
    const long = '清'.repeat(500);
    expect(read(`<p>索引号/${long}<b>清河县财政局</b></p>`)).toEqual([]);
    expect(read('<p>索引号/发文字号<b>2026-00031</b></p>')).toEqual([['indexNumber', '2026-00031']]);
  });

  it('takes 无, - and None for nothing', () => {
    for (const nothing of ['无', '-', 'None', '——', 'null', ''])
      expect(read(`<p>文号：${nothing}</p>`)).toEqual([['documentNumber', null]]);
  });

  it('does not cut 来源 out of 资金来源', () => expect(read('<p>资金来源：财政拨款</p>')).toEqual([]));

  it('does not read the head of a table as labels of the next row', () => {
    const html = '<table><tr><td>索引号</td><td>生成日期</td></tr><tr><td>1</td><td>2026-01-02</td></tr></table>';
    expect(read(html).map(([, value]) => value)).toEqual([null, null]);
  });
});
