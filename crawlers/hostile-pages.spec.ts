import { extract } from './index';

const MEGABYTE = 1_000_000;
const filled = (part: string, length = MEGABYTE / 2) => part.repeat(Math.ceil(length / part.length));
const ROW = '<li><a href="/x.html">关于印发清河县方案的通知</a><span>2026-01-02</span></li>';

/** Each input once froze or crashed a parser or a pattern like ours; the limit is generous, the growth is the point. */
describe('hostile pages are read in linear time and never throw', () => {
  it.each([
    ['an empty page', ''],
    ['not HTML', '\u0000\u0001%PDF-1.4\uffff'],
    ['nested div', filled('<div>')],
    ['nested b', filled('<b>')],
    ['nested tables', filled('<table><b>')],
    ['nested font and p', filled('<font><p>')],
    ['everything unclosed', filled('<html><head><title>一<body><ul><li><a href="1">')],
    ['an attribute of 10 MB', `<a href="${filled('x', MEGABYTE * 10)}`],
    ['200,000 links', '<a href="/a/b.html">公告</a>'.repeat(200_000)],
    ['links in one line', `<p>${filled('<a href=x>公告公示</a>')}`],
    ['20,000 rows', ROW.repeat(20_000)],
    ['rows in rows', filled('<ul><li><a href=x.html>关于印发</a><span>2026-01-02</span>')],
    ['a row per table', filled('<table><tr><td><a href=x.html>关于印发</a></td><td>2026-01-02</td></tr></table>')],
    ['labels', filled('发布时间：')],
    ['labels apart', filled('发 布 时 间 ： ')],
    ['cells of labels', filled('<td>索引号</td>')],
    ['dates', filled('2026-01-02 ')],
    ['digits', filled('12345678901234567 ')],
    ['numbers of documents', filled('清政发〔2026〕3号')],
    ['brackets', filled('（〔')],
    ['signatures', filled('清河县财政局<p>2026年1月2日<p>')],
    ['headings', filled('<h1 class=title>标题标题</h1>')],
    ['breadcrumbs', filled('<p>当前位置：首页 > 政务公开</p>')],
    ['breadcrumb separators', filled('首页 > ')],
    ['page numbers', filled('<a href=index_2.html>2</a>')],
    ['forms', filled('<div><div><input></div></div>')],
    ['document.write', `<script>${filled("document.write('<a href=x>'+y);")}</script>`],
    ['paging calls', `<script>${filled('createPageHTML(')}</script>`],
    ['records', filled('<datastore><record><![CDATA[<li>')],
    ['long titles cut short', filled(`<a href=x title="${'标题'.repeat(500)}">关于…</a>`)],
    ['records in JSON', `[${filled('{"title":"关于印发方案的通知","url":"/a.html","date":"2026-01-02"},')}{}]`],
    ['JSON in JSON', filled('{"a":[')],
    ['rows called nav', filled('<div class=xxgk_nav><a href=x.html>关于印发</a><p>2026-01-02</p>')],
    ['English dates', filled('Fri Mar 06 09:30:12 CST ')],
    ['categories beside titles', filled('<tr><td><a href=y>许可</a></td><td><a href=x>关于许可事项的公示</a></td>')],
    ['lists of cells', filled('<ul><li>1</li><li><a href=x.html>关于印发方案</a></li><li>2026-01-02</li></ul>')],
    ['records around records', filled('<ul><li>2026-01-02</li><li><a href=x.html>关于印发方案</a>')],
    ['titles in bold', filled('<center><b>关于印发方案的通知</b></center>')],
    ['directories of sections', `<script>_CONFIG={SITE_ID:1,TREE:[${filled('{"id":1,"name":"甲"},')}</script>`],
    ['addresses of lists', `<script>${filled("'/common/search/0123456789abcdef0123456789abcdef?")}</script>`],
    ['many titles', filled('<title>清河县</title>')],
    ['words of lost pages', filled('您访问的页面')],
  ])('%s', (_norm, html) => {
    const before = process.cpuUsage();
    const page = extract({ url: 'https://a.gov.cn/zwgk/index.html', html });
    const { user, system } = process.cpuUsage(before);
    expect(page.text.length).toBeLessThanOrEqual(20_000);
    expect(page.links.length).toBeLessThanOrEqual(5_000);
    expect((user + system) / 1_000).toBeLessThan(2_000 * Math.max(1, html.length / MEGABYTE));
  });

  it.each(['', 'not an address', 'file:///tmp/a.html', 'javascript:alert(1)', 'https://[::1'])(
    'reads a page whose address is %j',
    (url) => expect(extract({ url, html: `<ul>${ROW}${ROW}</ul>` }).entries).toHaveLength(2),
  );
});
