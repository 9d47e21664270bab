import { extract } from '../index';

const URL = 'https://a.gov.cn/zwgk/index.html';
const crumbs = '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">规划计划</a></div>';
const footer = `<div class="footer">${'主办单位：清河县人民政府办公室　地址：清河大道1号　邮编：359900　'.repeat(6)}</div>`;
const kinds = (body: string, head = '') =>
  extract({ url: URL, html: `<html><head>${head}</head><body>${body}</body></html>` }).signals.map(({ kind }) => kind);

describe('signals', () => {
  it.each([
    ['words for nothing', `${crumbs}<ul></ul><p>暂无相关信息</p>${footer}`, ['empty-list']],
    ['a list without items', `${crumbs}<div class="list"><ul></ul></div>${footer}`, ['empty-list']],
    ['a list a script finds by its name', `${crumbs}<ul id="list"></ul>${footer}`, ['empty-shell']],
    [
      'a list with a script file beside it',
      `${crumbs}<div><ul></ul><script src="list.js"></script></div>${footer}`,
      ['empty-shell'],
    ],
    [
      'a template that says nothing yet',
      `${crumbs}<ul></ul><p>暂无数据</p><script>$.ajax({url:'/api'})</script>${footer}`,
      ['empty-shell'],
    ],
    ['no emptiness beside a frame', `${crumbs}<iframe src="/list.jsp?c=3"></iframe><ul></ul>${footer}`, []],
    ['no emptiness beside an embedded file', `${crumbs}<embed src="/a.pdf"><p>暂无相关信息</p>${footer}`, []],
    ['no emptiness beside a film', `${crumbs}<video><source src="/a.mp4"></video><ul></ul>${footer}`, []],
    ['no emptiness beside a large picture', `${crumbs}<img src="/jg.jpg" width="800"><p>暂无信息</p>${footer}`, []],
    ['emptiness beside an icon', `${crumbs}<img src="/i.png" width="16"><p>暂无信息</p>${footer}`, ['empty-list']],
    ['emptiness beside a banner', `<img src="/b.png" width="980">${crumbs}<p>暂无信息</p>${footer}`, ['empty-list']],
    [
      'emptiness beside a counter’s hidden frame',
      `${crumbs}<iframe src="/count" width="0"></iframe><p>暂无信息</p>${footer}`,
      ['empty-list'],
    ],
    ['a shell', '<div id="app"></div><script src="app.js"></script>', ['empty-shell']],
    ['a challenge', '<p>正在进行安全验证，请输入验证码后继续访问</p>', ['challenge']],
    ['a lost page', '<h2>抱歉，您访问的页面不存在</h2>', ['soft-404']],
    ['a broken server', '<h1>502 Bad Gateway</h1>', ['error-page']],
    ['a login', '<form><input name="u"><input type="password" name="p"><button>登录</button></form>', ['login']],
  ])('notices %s', (_norm, body, expected) => expect(kinds(body)).toEqual(expected));

  it('notices a 情况说明', () => {
    const body =
      '<h1>关于重大决策听证的情况说明</h1><p>发布时间：2026-07-02</p><div class="content"><p>2026年第二季度，我局未发生重大行政决策听证事项，特此说明。</p></div>';
    expect(kinds(body)).toEqual(['situation-note']);
  });

  it.each([
    [
      'a list with items',
      `${crumbs}<ul><li><a href="a.html">关于公布名录的通知</a><span>2026-01-02</span></li><li><a href="b.html">关于开展检查的通知</a><span>2026-01-01</span></li></ul><p>暂无更多信息</p>`,
    ],
    [
      'an article about lost pages',
      `<h1>关于整治“页面不存在”问题的通知</h1><p>发布时间：2026-07-02</p><div class="content"><p>${'近期检查发现，部分网站存在错断链问题，请各单位立即整改，确保链接可用。'.repeat(8)}</p></div>`,
    ],
    [
      'a notice that explains a plan',
      `<h1>关于预算调整情况的说明</h1><p>发布时间：2026-07-02</p><div class="content"><p>${'本年度调整预算安排用于教育、卫生和农业支出，各项资金已经下达。'.repeat(8)}</p></div>`,
    ],
  ])('stays silent on %s', (_norm, body) => expect(kinds(body)).toEqual([]));

  it('masks personal data in text, title and signal', () => {
    const body =
      '<h1>360426199101010071 低保名单公示</h1><p>发布时间：2026-07-02</p><div class="content"><p>李某，身份证号码360426199101010071，家住清河镇清河村一组，现予公示。</p></div>';
    const page = extract({ url: URL, html: body });
    expect(JSON.stringify(page)).not.toContain('360426199101010071');
    expect(page.signals).toEqual([
      { kind: 'pii-id-card', at: 'title', masked: '3604********0071' },
      { kind: 'pii-id-card', at: 'text:8', masked: '3604********0071' },
    ]);
  });
});
