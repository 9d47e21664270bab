/** A page that once froze, starved or misled a reader of pages like ours; grown to any size. */
export interface HostileInput {
  readonly name: string;
  /** About `bytes` long. */
  make(bytes: number): Buffer;
  readonly contentType?: string;
}

const filled = (part: string | ((at: number) => string)) => (bytes: number) => {
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; length < bytes; at += 1) {
    const next = typeof part === 'string' ? part : part(at);
    length += Buffer.byteLength(next);
    parts.push(next);
  }
  return Buffer.from(parts.join(''));
};

/** `before`, then `part` over and over, then `after`. */
const within =
  (before: string, part: string, after = '') =>
  (bytes: number) =>
    Buffer.concat([Buffer.from(before), filled(part)(bytes), Buffer.from(after)]);

/** Half of the page `one`, the other half `other`: opened first, ended later. */
const halves = (one: string, other: string) => (bytes: number) =>
  Buffer.concat([filled(one)(bytes / 2), filled(other)(bytes / 2)]);

const bytesOf =
  (part: readonly number[], before = '') =>
  (bytes: number) =>
    Buffer.concat([Buffer.from(before), Buffer.alloc(bytes, Uint8Array.from(part))]);

const GBK_COUNTY = [0xc7, 0xe5, 0xba, 0xd3, 0xcf, 0xd8] as const; // 清河县
const ROW = '<li><a href="/x.html">关于印发清河县方案的通知</a><span>2026-01-02</span></li>';

const input = (name: string, make: HostileInput['make'], contentType?: string): HostileInput => ({
  name,
  make,
  contentType,
});

/** 恶意页面 — markup, bytes and words. What a server does on the wire is in hostile.bench.ts. */
export const HOSTILE_INPUTS: readonly HostileInput[] = [
  input('an honest list', within('<title>公告</title><ul>', ROW, '</ul>')),
  input('nested div', filled('<div>')),
  input('nested div, closed', halves('<div>', '</div>')),
  input('nested b', filled('<b>')),
  input('nested b, closed as i', halves('<b><i>', '</b></i>')),
  input('nested tables', filled('<table><b>')),
  input('nested table cells', filled('<table><tr><td>')),
  input('nested font and p', filled('<font><p>')),
  input('nested lists of entries', filled('<ul><li><a href=x.html>关于印发</a><span>2026-01-02</span>')),
  input('nested forms and links', filled('<form><a href=x>')),
  input('nested select', filled('<select><option>')),
  input('nested svg', filled('<svg><g>')),
  input('everything unclosed', filled('<html><head><title>一<body><ul><li><a href="1">')),
  input('stray end tags', filled('</p></br></div></b>')),
  input('formatting adopted again and again', filled('<a><b><p></a></b>')),
  input('tables', filled('<table></table>')),
  input('a row per table', filled('<table><tr><td><a href=x.html>关于印发</a></td><td>2026-01-02</td></tr></table>')),
  input('cells of one row', within('<table><tr>', '<td>索引号</td>')),
  input('rows of one table', within('<table>', '<tr><td><a href=x.html>关于</a><td>2026-01-02')),
  input(
    'links',
    filled((at) => `<a href="/a/${at}.html">公告</a>`),
  ),
  input('links in one line', within('<p>', '<a href=x>公告公示</a>')),
  input('the same link', filled('<a href="/a/b.html">公告</a>')),
  input('one attribute', within('<a href="', 'x')),
  input('attributes of one element', within('<div ', 'a=b ')),
  input('attributes without a name', within('<div ', '"\' = ')),
  input('long titles cut short', filled(`<a href=x title="${'标题'.repeat(500)}">关于…</a>`)),
  input('one text', filled('清河县人民政府')),
  input('one word', filled('a')),
  input('blanks', filled(' ')),
  input('blanks in a line', within('<p>公告', ' \u3000', '公告')),
  input('dashes and blanks', within('<p>公告', ' -', '公告')),
  input('arrows and blanks', within('<p>首页', ' &gt; ', '公告')),
  input('dots', within('<li><a href=x>公告', '.', '</a>2026-01-02')),
  input('line breaks', filled('\r\n')),
  input('no-break spaces', within('<p>', '&nbsp;')),
  input('entities', within('<p>', '&#x6e05;')),
  input('broken entities', within('<p>', '&')),
  input('entities without end', within('<p>', '&ampamp')),
  input('unclosed comment', within('<!--', 'x')),
  input('unclosed comments', filled('<!--')),
  input('comments that nearly end', within('<!--', '--')),
  input('unclosed scripts', filled('<script>')),
  input('one unclosed script', within('<script>', 'var a=1;')),
  input('scripts that nearly end', within('<script>', '</scrip')),
  input('unclosed styles', filled('<style>')),
  input('unclosed CDATA', filled('<![CDATA[')),
  input('unclosed tags', filled('<')),
  input('tags that never end', filled('<a ')),
  input('declarations', filled('<!DOCTYPE html>')),
  input('processing instructions', filled('<?xml ')),
  input('titles', filled('<title>清河')),
  input('metas', filled('<meta name=PubDate content=2026-01-02>')),
  input('metas that never end', filled('<meta ')),
  input('charsets', filled('<meta charset=')),
  input('refreshes', filled('<meta http-equiv=refresh content="0;url=')),
  input('labels', filled('发布时间：')),
  input('labels apart', filled('发 布 时 间 ： ')),
  input('labels in elements', filled('<span>发布时间：</span><b>索 引 号：</b>')),
  input('dates', filled('2026-01-02 ')),
  input('dates in elements', filled('<span>2026-01-02</span>')),
  input('dates in digits', filled('2026年1月2日')),
  input('digits', filled('12345678901234567 ')),
  input('digits in one', filled('1')),
  input('personal data', filled('身份证号：110101199001011234，电话13800000000；')),
  input('document numbers', filled('清政发〔2026〕3号')),
  input('brackets', filled('（〔')),
  input('book titles', filled('《')),
  input('signatures', filled('清河县财政局<p>2026年1月2日<p>')),
  input('headings', filled('<h1 class=title>标题标题</h1>')),
  input('breadcrumbs', filled('<p>当前位置：首页 > 政务公开</p>')),
  input('one breadcrumb', within('<p>当前位置：', '首页 > ')),
  input(
    'page numbers',
    filled((at) => `<a href=index_${at}.html>${at}</a>`),
  ),
  input('pages of pages', filled('共999999页 第1页 ')),
  input('inputs in depth', filled('<div><div><input></div></div>')),
  input('document.write', within('<script>', "document.write('<a href=x>'+y);", '</script>')),
  input('document.write unclosed', within('<script>', "document.write('")),
  input('paging calls', within('<script>', 'createPageHTML(', '</script>')),
  input('paging calls in scripts', filled('<script>createPageHTML(99999, 0, "index", "html");</script>')),
  input('locations', within('<script>', 'location.href="', '</script>')),
  input('records', filled('<datastore><record><![CDATA[<li>')),
  input('records in a script', within('<script type=text/xml><datastore>', '<record><![CDATA[<li>x</li>]]></record>')),
  input('JSON', within('<script>var list=', '[{"title":"x","url":"')),
  input('words of lost pages', filled('您访问的页面')),
  input('words of challenges', filled('请您完成')),
  input('words of empty sections', filled('暂无')),
  input(
    'attachments',
    filled((at) => `<a href="/files/${at}.pdf">附件${at}.pdf</a>`),
  ),
  input('frames', filled('<iframe src=x.html></iframe>')),
  input('classes', filled('<div class="list main content article title date">')),
  input('shell of an application', within('<div id=app></div><script src=a.js></script>', '<!-- -->')),
  input('GBK that claims UTF-8', bytesOf(GBK_COUNTY, '<meta charset=utf-8>'), 'text/html; charset=utf-8'),
  input('UTF-8 that claims GBK', within('<meta charset=gbk>', '清河县'), 'text/html; charset=gb2312'),
  input('four bytes a character', bytesOf([0x95, 0x32, 0x82, 0x36]), 'text/html; charset=gb18030'),
  input('a UTF-8 mark over UTF-16', (size) =>
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.alloc(size, '清河', 'utf16le')]),
  ),
  input('HZ', within('<meta charset=hz-gb-2312>', '~{Ge:S~}')),
  input('a charset at the end', within('', '<!-- -->', '<meta charset=gbk>')),
  input('noise', (size) => Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 197 + (at >> 8)) % 256))),
  input('broken bytes', bytesOf([0x3c, 0x70, 0x3e, 0xff, 0xfe, 0xc0])),
  input('zero bytes', bytesOf([0])),
  input('half characters', filled('&#xD83D;')),
];
