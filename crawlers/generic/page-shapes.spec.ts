import { ExtractedPage } from '@app/crawling/extracted-page';
import { extract } from '../index';

const FRAME = `<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>`;
const FOOT =
  '<div class="footer"><p>主办：清河县人民政府办公室 网站标识码：3599990001 备案号：明ICP备05000001号</p></div>';
const TEXT = `<p>各乡镇人民政府，县直各单位：</p><p>为贯彻落实上级决策部署，切实做好有关工作，经县政府同意，现将有关事项通知如下，请
认真抓好落实。</p><p>一、提高认识。各单位要充分认识此项工作的重要意义，落实责任，按时完成任务。</p>`;

const read = (title: string, body: string): ExtractedPage =>
  extract({
    url: 'https://www.qinghe.example.gov.cn/a/b/page.html',
    html: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${FRAME}${body}${FOOT}</body></html>`,
  });
const lines = ({ entries }: ExtractedPage) =>
  entries.map(({ title, publishedOn, url }) => [title, publishedOn, url.split('/').at(-1)]);

/** Shapes of articles met on public sites, with fictional content. */
describe('articles', () => {
  it.each<[shape: string, title: string, body: string, fields: Partial<ExtractedPage>]>([
    [
      'box of the State Council, title on two lines in the text',
      '国务院办公厅关于促进某产业发展的意见_部门政务_某网',
      `<table><tr><td><b>索&nbsp;&nbsp;引&nbsp;&nbsp;号：</b></td><td>000014349/2026-00001</td><td><b>发文机关：</b></td><td>国务院办公厅</td></tr>
<tr><td><b>成文日期：</b></td><td>2026年01月02日</td><td><b>发文字号：</b></td><td>国办发〔2026〕1号</td></tr>
<tr><td><b>发布日期：</b></td><td>2026年01月12日</td></tr></table>
<div id="UCAP-CONTENT"><p align="center"><b>国务院办公厅关于促进<br>某产业发展的意见</b></p>${TEXT}<p>国务院办公厅</p><p>2026年1月2日</p></div>`,
      {
        title: '国务院办公厅关于促进某产业发展的意见',
        publishedOn: '2026-01-12',
        formedOn: '2026-01-02',
        indexNumber: '000014349/2026-00001',
        issuingBody: '国务院办公厅',
        documentNumber: '国办发〔2026〕1号',
        signedBy: '国务院办公厅',
      },
    ],
    [
      'date without label under the title',
      '关于停水的公告',
      `<h2>关于停水的公告</h2><span class="time">2026-01-02</span><div class="txt">${TEXT}</div>`,
      { title: '关于停水的公告', publishedOn: '2026-01-02', formedOn: null },
    ],
    [
      'date and source on one line without label',
      '清河县举办节能宣传周活动_图片_清河县人民政府网',
      `<h1> 清河县举办节能宣传周活动 </h1><div class="pages-date">2026-06-12 09:05 <span>来源： 清河日报</span></div><div>${TEXT}</div>`,
      { title: '清河县举办节能宣传周活动', publishedAt: '2026-06-12 09:05', source: '清河日报' },
    ],
    [
      'date in brackets inside the title element',
      '清河县发布预警_清河县人民政府网',
      `<h2>清河县发布预警<small>(2026年1月2日)</small></h2><div>${TEXT}</div>`,
      { title: '清河县发布预警', publishedOn: '2026-01-02' },
    ],
    [
      'a year in the title stays',
      '关于发放补贴的公示（2026年1月2日）',
      `<h2>关于发放补贴的公示（2026年1月2日）</h2><div>${TEXT}</div>`,
      { title: '关于发放补贴的公示（2026年1月2日）', publishedOn: null },
    ],
    [
      'byline as list items',
      '清河县统计公报 清河县统计局',
      `<div class="dqwz">当前位置：首页 &gt; 统计公报 &gt; 正文</div><div class="tit">清河县2025年统计公报</div>
<ul><li>发布时间：<span>2026-03-02</span></li><li>来源：<span>清河县统计局</span></li><li>作者：</li></ul><div>${TEXT}</div>`,
      { title: '清河县2025年统计公报', publishedOn: '2026-03-02', source: '清河县统计局', breadcrumb: ['统计公报'] },
    ],
    [
      'publication date below the text, two organs signing',
      '关于表彰先进的决定',
      `<h1>关于表彰先进的决定</h1><div>${TEXT}<p>中共清河县委 清河县人民政府</p><p>2026年1月2日</p></div><p>发布时间：2026年1月5日</p>`,
      { publishedOn: '2026-01-05', formedOn: '2026-01-02', signedBy: '中共清河县委 清河县人民政府' },
    ],
    [
      'number in the text cites another document',
      '关于开展检查的通知',
      `<h1>关于开展检查的通知</h1><p>发布时间：2026-01-05</p><div><p>根据清政发〔2026〕3号文件精神，现将检查事项通知如下，请各单位配合。</p>${TEXT}</div>`,
      { documentNumber: null, publishedOn: '2026-01-05' },
    ],
    [
      'dates of other items beside an article without its own',
      '清河县殡葬服务收费标准 - 清河县民政局',
      `<p>当前位置：<a href="/">首页</a> &gt;&gt; <a href="/l">殡葬服务</a> &gt;&gt; 正文</p><h2>清河县殡葬服务收费标准</h2><div>${TEXT}</div>
<b>推荐阅读</b><ul><li><a href="1.html">关于年检结果的公告</a> [2026-06-30]</li><li><a href="2.html">培训班开班</a> [2026-06-27]</li><li><a href="3.html">走访慰问困难群众</a> [2026-06-04]</li></ul>`,
      { title: '清河县殡葬服务收费标准', publishedOn: null, entries: [] },
    ],
    [
      'search form with date labels in front',
      '江湖办倡议书',
      `<form><table><tr><td>发布日期检索</td></tr><tr><td>从 <input name="a"></td></tr><tr><td>至 <input name="b"></td></tr></table></form>
<h1>关于节约用水的倡议书</h1><span>2026-01-29 13:23:42</span><div>${TEXT}</div>`,
      { title: '关于节约用水的倡议书', publishedAt: '2026-01-29 13:23:42' },
    ],
  ])('%s', (_shape, title, body, fields) => {
    expect(read(title, body)).toMatchObject({ kind: 'article', ...fields });
  });
});

describe('lists', () => {
  it.each<[shape: string, body: string, entries: (string | null)[][]]>([
    [
      'table with two date columns',
      `<table><tr><th>序号</th><th>标题</th><th>成文日期</th><th>发布日期</th></tr>
<tr><td>1</td><td><a href="1.html">关于公布禁养区的通告</a></td><td>2026-01-02</td><td>2026-01-05</td></tr>
<tr><td>2</td><td><a href="2.html">关于停止执行的通知</a></td><td>2025-11-02</td><td>2025-11-03</td></tr></table>`,
      [
        ['关于公布禁养区的通告', '2026-01-05', '1.html'],
        ['关于停止执行的通知', '2025-11-03', '2.html'],
      ],
    ],
    [
      'summaries',
      `<dl><dt><a href="1.html">《清河县绿化办法》解读</a></dt><dd>近日，县政府印发办法……</dd><dd>2026-02-03</dd></dl>
<dl><dt><a href="2.html">一图读懂养老服务清单</a></dt><dd>为方便群众了解……</dd><dd>2026-01-03</dd></dl>`,
      [
        ['《清河县绿化办法》解读', '2026-02-03', '1.html'],
        ['一图读懂养老服务清单', '2026-01-03', '2.html'],
      ],
    ],
    [
      'cards: everything inside the link',
      `<div><a href="1.html"><h4>关于拟命名单位的公示</h4><p>根据有关规定，现将拟命名单位名单予以公示，公示期五天……</p><i>2026-01-02</i></a></div>
<div><a href="2.html"><h4>关于拟聘人员的公示</h4><p>经考核合格……</p><i>2026-01-01</i></a></div>`,
      [
        ['关于拟命名单位的公示', '2026-01-02', '1.html'],
        ['关于拟聘人员的公示', '2026-01-01', '2.html'],
      ],
    ],
    [
      'lines with bullets',
      `<div>·<a href="1.html">召开年度工作会议</a> 2026-01-02<br>·<a href="2.html">开展业务培训工作</a> 2025-12-20<br></div>`,
      [
        ['召开年度工作会议', '2026-01-02', '1.html'],
        ['开展业务培训工作', '2025-12-20', '2.html'],
      ],
    ],
    [
      'category links in front',
      `<ul><li><a href="/c1/">[要闻]</a><a href="1.html">县委召开常委会会议</a><span>2026-01-02</span></li>
<li><a href="/c2/">[部门]</a><a href="2.html">县财政局开展检查</a><span>2026-01-01</span></li></ul>`,
      [
        ['县委召开常委会会议', '2026-01-02', '1.html'],
        ['县财政局开展检查', '2026-01-01', '2.html'],
      ],
    ],
    [
      'a section in brackets around its link',
      `<ul><li>[<b><a href="/gzdt/">工作动态</a></b>] <a href="1.html">清河县召开秋季植树动员会</a><span><small>日期：</small>2026-11-03 09:12:00<small>点击：</small>120</span><p>11月2日，清河县召开秋季植树动员会，部署有关工作。</p></li>
<li>[<b><a href="/gzdt/">工作动态</a></b>] <a href="2.html">县林业局开展普法宣传活动</a><span><small>日期：</small>2026-10-28 16:40:11<small>点击：</small>98</span><p>10月27日，县林业局开展普法宣传活动。</p></li></ul>`,
      [
        ['清河县召开秋季植树动员会', '2026-11-03', '1.html'],
        ['县林业局开展普法宣传活动', '2026-10-28', '2.html'],
      ],
    ],
    [
      'a table of three dates under its head',
      `<table><thead><tr><th>序号</th><th>标题</th><th>成文日期</th><th>发布日期</th><th>废止日期</th></tr></thead><tbody><tr><td>1</td><td><a href="1.html">清河县城乡供水管理办法</a></td><td>2026-10-20</td><td>2026-11-03</td><td>2031-11-03</td></tr>
<tr><td>2</td><td><a href="2.html">清河县户外广告设施管理办法</a></td><td>2026-09-01</td><td>2026-09-10</td><td>2031-09-10</td></tr></tbody></table>`,
      [
        ['清河县城乡供水管理办法', '2026-11-03', '1.html'],
        ['清河县户外广告设施管理办法', '2026-09-10', '2.html'],
      ],
    ],
    [
      'a table whose dates are a period',
      `<table><tr><th>标题</th><th>开始时间</th><th>结束时间</th></tr><tr><td><a href="1.html">《清河县停车管理办法》征求意见</a></td><td>2026-11-03</td><td>2026-12-03</td></tr>
<tr><td><a href="2.html">《清河县养犬管理办法》征求意见</a></td><td>2026-10-08</td><td>2026-11-08</td></tr></table>`,
      [
        ['《清河县停车管理办法》征求意见', null, '1.html'],
        ['《清河县养犬管理办法》征求意见', null, '2.html'],
      ],
    ],
    [
      'a period and the day of publication',
      `<ul><li><a href="1.html">《清河县停车管理办法》征求意见</a><p>征集时间：2026-11-03 至 2026-12-03</p><p>发布时间：2026-11-02</p></li>
<li><a href="2.html">《清河县养犬管理办法》征求意见</a><p>征集时间：2026-10-08 至 2026-11-08</p><p>发布时间：2026-10-07</p></li></ul>`,
      [
        ['《清河县停车管理办法》征求意见', '2026-11-02', '1.html'],
        ['《清河县养犬管理办法》征求意见', '2026-10-07', '2.html'],
      ],
    ],
    [
      'dates as terms, titles as definitions',
      '<dl><dt>2026-11-03</dt><dd><a href="1.html">关于公益性岗位招聘的公告</a></dd><dt>2026-10-12</dt><dd><a href="2.html">关于临时救助对象的公示</a></dd></dl>',
      [
        ['关于公益性岗位招聘的公告', '2026-11-03', '1.html'],
        ['关于临时救助对象的公示', '2026-10-12', '2.html'],
      ],
    ],
    [
      'days cut out of a time by script',
      `<ul><li><a href="1.html">关于放假安排的通知</a><span><script>document.write("2026-11-03 09:00".substring(0,10))</script></span></li>
<li><a href="2.html">关于值班安排的通知</a><span><script>document.write("2026-11-01 09:00".substr(0, 10))</script></span></li></ul>`,
      [
        ['关于放假安排的通知', '2026-11-03', '1.html'],
        ['关于值班安排的通知', '2026-11-01', '2.html'],
      ],
    ],
    [
      'month and day under a year',
      '<h3>2026年</h3><ul><li><span>[02-03]</span><a href="1.html">关于开展检查的通知</a></li></ul>',
      [['关于开展检查的通知', '2026-02-03', '1.html']],
    ],
    [
      'month and day without a year',
      '<ul><li><span>[02-03]</span><a href="1.html">关于开展检查的通知</a></li><li><span>[01-03]</span><a href="2.html">关于放假的通知</a></li></ul>',
      [
        ['关于开展检查的通知', null, '1.html'],
        ['关于放假的通知', null, '2.html'],
      ],
    ],
    [
      'no dates at all',
      '<ul><li><a href="1.html">清河县教育局2026年部门预算</a></li><li><a href="2.html">清河县卫健局2026年部门预算</a></li></ul>',
      [
        ['清河县教育局2026年部门预算', null, '1.html'],
        ['清河县卫健局2026年部门预算', null, '2.html'],
      ],
    ],
    [
      'the same title twice',
      '<ul><li><a href="1.html">拟聘人员公示</a><span>2026-01-02</span></li><li><a href="2.html">拟聘人员公示</a><span>2026-01-02</span></li></ul>',
      [
        ['拟聘人员公示', '2026-01-02', '1.html'],
        ['拟聘人员公示', '2026-01-02', '2.html'],
      ],
    ],
  ])('%s', (_shape, body, entries) => {
    const page = read('通知公告-清河县人民政府', `<div class="path">当前位置：首页&gt;通知公告</div>${body}`);
    expect(page).toMatchObject({ kind: 'list', sectionName: '通知公告', publishedOn: null });
    expect(lines(page)).toEqual(entries);
  });
});
