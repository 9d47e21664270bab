import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leastCpuMs } from '@app/platform/least-time.fixture';
import { decodePage } from './charset';
import { clientRedirectOf } from './client-redirect';
import { effectiveFailureOf } from './effective-status';
import { pageOf, PROSE } from './site.fixture';
import { titleOf, visibleTextOf } from './visible-text';

const HOME = 'http://www.qinghe.gov.cn/';
const ARTICLE = `${HOME}zwgk/202610/t20261009_12.html`;

function kindOf(html: string | null, given: { status?: number; from?: string; to?: string; home?: string } = {}) {
  const { status = 200, from = ARTICLE, to = from, home } = given;
  return effectiveFailureOf({ requestedUrl: from, finalUrl: to, status, html, homeUrl: home })?.kind;
}

describe('effectiveFailureOf by foreign content', () => {
  it.each([
    ['a gambling title', pageOf('澳门新葡京官网-在线投注平台'), 'hijacked'],
    [
      'a hidden link',
      pageOf('政务公开', [], '<div style="display:none"><a href="http://b.example/">百家乐平台</a></div>'),
      'hijacked',
    ],
    ['an article against gambling', pageOf('关于严厉打击网络赌博平台的通告'), undefined],
  ])('%s', (_norm, html, kind) => {
    expect(kindOf(html)).toBe(kind);
  });
});

describe('effectiveFailureOf by status', () => {
  it.each<[status: number, html: string | null, kind: string | undefined]>([
    [200, pageOf('文章'), undefined],
    [206, pageOf('文章'), undefined],
    [200, null, undefined],
    [404, pageOf('文章'), 'notFound'],
    [410, null, 'notFound'],
    [429, null, 'throttled'],
    [503, pageOf('服务繁忙'), 'throttled'],
    [503, '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>', 'challenge'],
    [403, pageOf('禁止访问'), 'badStatus'],
    [403, '<title>安全验证</title><p>请完成验证</p>', 'challenge'],
    [403, '<title>用户登录</title><input type="password">', 'login'],
    [401, null, 'login'],
    [412, '<script>$_ts=window["$_ts"];$_ts.cd="x"</script><script src="/r.js"></script>', 'challenge'],
    [521, '<script>document.cookie="__jsl_clearance=1";location.href=location.pathname</script>', 'challenge'],
    [500, pageOf('出错'), 'badStatus'],
    [502, null, 'badStatus'],
    [304, null, 'badStatus'],
  ])('%i gives %#: %s → %s', (status, html, kind) => {
    expect(kindOf(html, { status })).toBe(kind);
  });
});

describe('effectiveFailureOf sees through status 200', () => {
  it.each<[what: string, html: string, kind: string]>([
    ['a cookie challenge', '<script>var s="a"+1;document.cookie="k="+s;location.reload()</script>', 'challenge'],
    ['a named challenge', '<html><body><script>var acw_sc__v2="x"</script></body></html>', 'challenge'],
    ['a slider', '<title>滑动验证页面</title><p>请拖动滑块完成验证</p><script src="/c.js"></script>', 'challenge'],
    ['a captcha form', '<title>清河县</title><form>访问过于频繁，请输入验证码<input name=c></form>', 'challenge'],
    ['a firewall', '<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>', 'challenge'],
    ['a blocked request', '<p>您的访问请求已被安全设备拦截，事件编号 20261009</p>', 'challenge'],
    ['a log-in page', '<title>统一身份认证平台</title><form>账号<input>密码<input type="password"></form>', 'login'],
    ['a 404 title', `<title>404 Not Found</title>${PROSE}`, 'softNotFound'],
    ['a Chinese 404 title', '<title>404错误页面_清河县人民政府</title><a href="/">返回首页</a>', 'softNotFound'],
    ['“page does not exist”', '<title>页面不存在 - 清河县人民政府</title><p>3秒后返回首页</p>', 'softNotFound'],
    [
      'an apology',
      '<title>清河县人民政府</title><p>抱歉，您访问的页面不存在或已删除！</p><a href="/">首页</a>',
      'softNotFound',
    ],
    ['an alert', "<script>alert('该信息不存在或已被删除');history.go(-1);</script>", 'softNotFound'],
    ['maintenance', '<title>网站维护中</title><p>网站正在维护，请稍后访问。</p>', 'badStatus'],
    ['the server’s own page', '<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>', 'badStatus'],
    ['nothing', ' \n ', 'unreadable'],
  ])('%s', (_what, html, kind) => {
    expect(kindOf(html)).toBe(kind);
  });
});

describe('effectiveFailureOf leaves real pages alone', () => {
  const menu = Array.from({ length: 12 }, (_, at) => `/col${at}/`);
  it.each<[what: string, html: string]>([
    [
      'an article about 验证码',
      pageOf('关于防范索要验证码诈骗的提醒', menu, `${PROSE}<p>请勿向他人提供验证码，请输入验证码时核对网址。</p>`),
    ],
    ['a short notice with 验证码', pageOf('提示', menu, '<p>办事群众登录后请输入验证码完成验证。</p>')],
    [
      'a bare article marked as one',
      '<meta name="ArticleTitle" content="安全验证工作通知"><title>安全验证</title><p>请完成验证工作。</p>',
    ],
    ['an article about 404', pageOf('清河县第404次常务会议', menu)],
    [
      'an article that quotes an error page',
      pageOf('网站自查情况', menu, `${PROSE}<p>有的链接显示“页面不存在”，已整改。</p>`),
    ],
    ['an inspection report named 安全检查', pageOf('安全检查', menu, PROSE)],
    ['a maintenance announcement', pageOf('关于系统维护的公告', menu, `${PROSE}<p>系统正在维护期间暂停办理。</p>`)],
    ['an empty list', pageOf('通知公告', menu, '<p>暂无信息</p>')],
    ['a search without results', pageOf('信息检索', menu, '<p>没有找到相关信息</p>')],
    ['a home page with a log-in box', pageOf('清河县人民政府', menu, `${PROSE}<input type="password">`)],
    [
      'an application’s shell',
      '<title>清河县</title><div id="app"></div><script>document.cookie="t=1";if(0)location.href="/m"</script>',
    ],
    ['a shell that loads its list', '<title>通知公告</title><ul id="list"></ul><script src="/list.js"></script>'],
    ['a picture page', pageOf('一图读懂', menu, '<img src="a.png">')],
    [
      'a page with Cloudflare’s beacon',
      pageOf('文章', menu, `${PROSE}<script src="/cdn-cgi/challenge-platform/scripts/x.js"></script>`),
    ],
  ])('%s', (_what, html) => {
    expect(kindOf(html)).toBeUndefined();
  });
});

describe('effectiveFailureOf by where it led', () => {
  it.each<[what: string, given: { from?: string; to?: string; home?: string }, kind: string | undefined]>([
    ['an article that leads home is gone', { to: HOME }, 'softNotFound'],
    ['an article that leads to index.html is gone', { to: `${HOME}index.html` }, 'softNotFound'],
    ['the home page may lead to index.html', { from: HOME, to: `${HOME}index.html` }, undefined],
    ['index.html may lead to the root', { from: `${HOME}index.shtml`, to: HOME }, undefined],
    ['a unit’s own home may lead to the root', { from: `${HOME}jyj/`, to: HOME, home: `${HOME}jyj/` }, undefined],
    ['another article is an answer', { to: `${HOME}zwgk/13.html` }, undefined],
    ['https is no other page', { from: HOME, to: 'https://www.qinghe.gov.cn/' }, undefined],
    ['an error page', { to: `${HOME}404.html` }, 'softNotFound'],
    ['an ASP.NET error page', { to: `${HOME}err.htm?aspxerrorpath=/a.aspx` }, 'badStatus'],
    ['a log-in page', { to: `${HOME}login.jsp` }, 'login'],
    ['a log-in page asked for', { from: `${HOME}login.jsp`, to: `${HOME}login.jsp` }, undefined],
  ])('%s', (_what, given, kind) => {
    expect(kindOf(pageOf('清河县人民政府', ['/a', '/b', '/c']), given)).toBe(kind);
  });
});

describe('clientRedirectOf', () => {
  it.each<[what: string, html: string, target: string | undefined]>([
    ['meta refresh', '<meta http-equiv="refresh" content="0; url=/zwgk/index.html">', `${HOME}zwgk/index.html`],
    ['unquoted refresh', '<META HTTP-EQUIV=Refresh CONTENT="1;URL=main.htm">', `${HOME}main.htm`],
    ['location.href', '<script>window.location.href = "/portal/";</script>', `${HOME}portal/`],
    ['location.replace', "<script>location.replace('index.shtml')</script>", `${HOME}index.shtml`],
    ['a slow refresh', '<meta http-equiv="refresh" content="60;url=/a">', undefined],
    ['a reload of itself', '<meta http-equiv="refresh" content="5;url=/">', undefined],
    ['a phone switch', '<script>if(/Mobile/.test(navigator.userAgent))location.href="/m/"</script>', undefined],
    ['a challenge', '<script>document.cookie="a=1";location.href="/"</script>', undefined],
    ['a page with text', `${PROSE}<script>location.href="/m/"</script>`, undefined],
    ['a script scheme', '<script>location.href="javascript:void(0)"</script>', undefined],
  ])('%s', (_what, html, target) => {
    expect(clientRedirectOf(html, HOME)).toBe(target);
  });
});

describe('visibleTextOf', () => {
  it.each([
    ['<p>一</p> <p>二&nbsp;三</p>', '一 二 三'],
    ['前<script>var a = "<p>x</p>";</script>后', '前 后'],
    ['前<!-- <p>x</p> -->后', '前 后'],
    ['前<style>p{}</style>后<script>未闭合', '前 后'],
    ['前<未闭合', '前'],
  ])('of %j', (html, text) => {
    expect(visibleTextOf(html, 100)).toBe(text);
  });

  it.each(['<script', '<script>', '<!--', '<', '</', '<title>', '<a ', '<p>x'])(
    'is linear in repetitions of %j',
    (piece) => {
      const html = piece.repeat(Math.ceil(2_000_000 / piece.length));
      const read = () => {
        visibleTextOf(html, 600);
        titleOf(html);
        effectiveFailureOf({ requestedUrl: HOME, finalUrl: HOME, status: 200, html });
        clientRedirectOf(html, HOME);
      };
      expect(leastCpuMs(500, read)).toBeLessThan(500);
    },
  );
});

/** Real pages, read where they lie; the folder is no part of the repository. */
const REAL = join(__dirname, '../../../shared/data');
const realPages = existsSync(REAL)
  ? ['pages', 'sites'].flatMap((folder) =>
      readdirSync(join(REAL, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.s?html?$/i.test(name))
        .map((name) => join(folder, name)),
    )
  : [];
if (realPages.length === 0) process.stderr.write('real pages skipped: ../shared/data is missing\n');

(realPages.length > 0 ? describe : describe.skip)('effectiveFailureOf takes every real page for a page', () => {
  it.each(realPages.length > 0 ? realPages : ['none'])('%s', (name) => {
    const { html } = decodePage(readFileSync(join(REAL, name)), 'text/html');
    expect(effectiveFailureOf({ requestedUrl: ARTICLE, finalUrl: ARTICLE, status: 200, html })).toBeUndefined();
  });
});
