import { cpuMs } from '@app/platform/least-time.fixture';
import { HOSTILE_INPUTS, HostileInput } from '../apps/cli/bench/hostile-inputs';
import { decodePage } from '@app/crawling/charset';
import { clientRedirectOf } from '@app/crawling/client-redirect';
import { effectiveFailureOf } from '@app/crawling/effective-status';
import { extract } from './index';

const URL = 'https://a.gov.cn/zwgk/index.html';
const ROW = '<li><a href="/x.html">关于印发清河县方案的通知</a><span>2026-01-02</span></li>';
const SMALL = 100_000;
const TIMES = 4;
/** Four times the page costs four times the work when it is linear, and sixteen times when it is quadratic. */
const MOST_GROWTH = 10;
/** Less than this is noise of the clock and the collector. */
const LEAST_MS = 25;

/** The way of every page: decoding, effective status, redirects in the page, extraction. */
function read(body: Buffer, contentType = 'text/html') {
  const { html } = decodePage(body, contentType);
  effectiveFailureOf({ requestedUrl: URL, finalUrl: URL, status: 200, html });
  clientRedirectOf(html, URL);
  return extract({ url: URL, html });
}

/** How many times the cost of `small` the cost of `large` is: of up to ten tries on a shared machine, the least of each. */
function growthOf(small: () => void, large: () => void): number {
  let [smallMs, largeMs, growth] = [Infinity, Infinity, Infinity];
  for (let attempt = 0; attempt < 3 || (growth >= MOST_GROWTH && attempt < 10); attempt++) {
    smallMs = Math.min(smallMs, cpuMs(small));
    largeMs = Math.min(largeMs, cpuMs(large));
    growth = largeMs / Math.max(smallMs, LEAST_MS);
  }
  return growth;
}

type Body = Pick<HostileInput, 'make' | 'contentType'>;

const filled = (piece: string, before = '', behind = ''): Body => ({
  make: (bytes) => Buffer.from(before + piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece))) + behind),
});

/** What only the readers of fields look at, as much of it as fits. */
const FIELDS: readonly (readonly [name: string, body: Body])[] = [
  ['labels in brackets', filled('【索 引 号】')],
  ['brackets in one line', filled('【[', '<p>', '</p>')],
  ['homes of persons', filled('<p>李某，男，住清河县东门村3组12号，家庭住址：清河县东门村</p>')],
  ['homes in one line', filled('男，家庭住址：住', '<p>', '</p>')],
  ['illnesses', filled('<p>张某因患尿毒症</p>', '<p>姓名</p><p>病种</p>')],
  ['illnesses in one line', filled('张某因患', '<p>', '</p>')],
  ['cards in groups', filled('6222 0200 0000 0000 018 138 0000 1234 ', '<p>银行卡号 手机', '</p>')],
  ['fifteen digits on lines', filled('<p>110101491001001</p>')],
  ['paging plug-ins', filled('$(".p").pagination({', '<script>', '</script>')],
  ['paging plug-ins in scripts', filled('<script>laypage({cont:"p",curr:1,jump:location.href="?p="+</script>')],
  [
    'tables with heads',
    filled(
      `<table><tr><th>标题</th><th>开始时间</th></tr><tr><td><a href="/x.html">关于印发方案的通知</a></td><td>2026-01-02</td></tr></table>`,
    ),
  ],
  [
    'one table of wide rows',
    filled(`<tr>${'<td>发布日期</td>'.repeat(200)}<td><a href="/x.html">关于印发方案的通知</a></td></tr>`, '<table>'),
  ],
  ['dates as terms', filled('<dt>2026-01-02</dt><dd><a href="/x.html">关于印发方案的通知</a></dd>', '<dl>')],
  ['organs over titles', filled('<h1>清河县人民政府</h1><h2>关于印发方案的通知</h2>')],
  ['next pages to nowhere', filled('<a href="#">下一页</a>')],
  ['sections in brackets', filled('[<a href="/a/">工作动态</a>]<a href="/x.html">关于印发方案的通知</a>')],
  ['days cut by script', filled('document.write("2026-01-02 09:00".substring(0,', '<script>', '</script>')],
];

/** Each input once froze or crashed a parser or a pattern like ours; its absolute cost is measured by `bench -- hostile`. */
describe('hostile pages are read in linear time and never throw', () => {
  it.each<readonly [string, Body]>([
    ...HOSTILE_INPUTS.map((input): readonly [string, Body] => [input.name, input]),
    ...FIELDS,
  ])('%s', (_name, { make, contentType }) => {
    const [small, large] = [make(SMALL), make(SMALL * TIMES)];
    const page = read(large, contentType);
    expect(page.text.length).toBeLessThanOrEqual(20_000);
    expect(page.links.length).toBeLessThanOrEqual(5_000);
    const growth = growthOf(
      () => read(small, contentType),
      () => read(large, contentType),
    );
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  it.each([
    ['an empty page', ''],
    ['not HTML', '\u0000\u0001%PDF-1.4\uffff'],
    ['one character', '<'],
  ])('%s', (_name, html) => {
    expect(extract({ url: URL, html })).toMatchObject({ entries: [], attachments: [] });
  });

  it.each(['', 'not an address', 'file:///tmp/a.html', 'javascript:alert(1)', 'https://[::1'])(
    'reads a page whose address is %j',
    (url) => expect(extract({ url, html: `<ul>${ROW}${ROW}</ul>` }).entries).toHaveLength(2),
  );
});
