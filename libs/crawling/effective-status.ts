import { FetchFailureKind } from './capture';
import { hijackOf } from './hijack';
import { titleOf, visibleTextOf } from './visible-text';

/** What a server answered, as far as judging needs it. */
export interface Answer {
  readonly requestedUrl: string;
  /** After redirects. */
  readonly finalUrl: string;
  readonly status: number;
  /** Decoded text; null when the answer is no text. */
  readonly html: string | null;
  /** The site's home page: asking for it may lead to the root without meaning “gone”. */
  readonly homeUrl?: string;
}

/** Why an answer is no page. `detail` names the rule that fired, in Chinese. */
export interface EffectiveFailure {
  readonly kind: FetchFailureKind;
  readonly detail: string;
}

/**
 * 有效状态 — what an answer really was, whatever its status line says; undefined when it is the page asked for.
 * Challenge pages, log-in pages, “not found” pages and maintenance notices often come with status 200, and taking one
 * for content would accuse a unit of an empty section. Articles that merely speak of 验证码 or 404 are pages: a phrase
 * counts only as a whole title, or on a page with hardly any other text and links.
 */
export function effectiveFailureOf(answer: Answer): EffectiveFailure | undefined {
  const page = answer.html === null ? undefined : new Sight(answer.html);
  if (answer.status < 200 || answer.status >= 300) return failureOfStatus(answer.status, page);
  return failureOfRedirect(answer) ?? (page && (failureOfContent(page) ?? hijacked(answer, page)));
}

/**
 * A page as far as it is looked at here, and looked at only where a rule asks: of most pages that is the title, and that
 * there are links, which are counted faster than text is read. Text is read to 600 characters: beyond, a page is no bare
 * notice.
 */
class Sight {
  /** The title and its parts, without the site's name behind a dash or bar. */
  readonly titles: readonly string[];
  private knownText: string | undefined;
  private knownLinks: number | undefined;

  constructor(readonly html: string) {
    const title = titleOf(html);
    this.titles = [title, ...title.split(/\s*[-_|—–]+\s*/)].filter((part) => part !== '');
  }

  get text(): string {
    return (this.knownText ??= visibleTextOf(this.html, 600));
  }

  get links(): number {
    return (this.knownLinks ??= linksIn(this.html));
  }

  /** Carries the metadata of an article (《政府网站发展指引》 网页标签), which no error page does. */
  get isArticle(): boolean {
    return ARTICLE_META.test(this.html.slice(0, 65_536));
  }
}

/** Counts links up to 30; more make no difference. */
function linksIn(html: string): number {
  let count = 0;
  for (let at = html.search(/<a\s/i); at >= 0 && count < 30; count++) {
    const next = html.slice(at + 2, at + 20_000).search(/<a\s/i);
    at = next < 0 ? -1 : at + 2 + next;
  }
  return count;
}

function failureOfStatus(status: number, page: Sight | undefined): EffectiveFailure {
  if (status === 404 || status === 410) return { kind: 'notFound', detail: `状态码 ${status}` };
  if (status === 429) return { kind: 'throttled', detail: '状态码 429' };
  const challenge = page && challengeOf(page);
  if (challenge) return { kind: 'challenge', detail: `${challenge}（状态码 ${status}）` };
  if (status === 401 || (status === 403 && page && isLogin(page))) return { kind: 'login', detail: `状态码 ${status}` };
  if (status === 503) return { kind: 'throttled', detail: '状态码 503' };
  return { kind: 'badStatus', detail: `状态码 ${status}` };
}

function failureOfRedirect({ requestedUrl, finalUrl, homeUrl }: Answer): EffectiveFailure | undefined {
  const [from, to] = [pathOf(requestedUrl), pathOf(finalUrl)];
  if (from === to) return undefined;
  if (NOT_FOUND_PATH.test(to)) return { kind: 'softNotFound', detail: '跳转到“页面不存在”页' };
  if (ERROR_PATH.test(to) || finalUrl.includes('aspxerrorpath=')) return { kind: 'badStatus', detail: '跳转到出错页' };
  if (looksLikeLogin(finalUrl) && !looksLikeLogin(requestedUrl)) return { kind: 'login', detail: '跳转到登录页' };
  const askedForHome = HOME_PATH.test(from) || (homeUrl !== undefined && pathOf(homeUrl) === from);
  if (HOME_PATH.test(to) && !askedForHome) return { kind: 'softNotFound', detail: '跳转到首页' };
  return undefined;
}

/** A page that is not the body's own says nothing of what the body published. */
function hijacked({ finalUrl }: Answer, { html, titles }: Sight): EffectiveFailure | undefined {
  const host = URL.canParse(finalUrl) ? new URL(finalUrl).host : '';
  const detail = hijackOf({ html, title: titles[0] ?? '', host });
  return detail ? { kind: 'hijacked', detail } : undefined;
}

function failureOfContent(page: Sight): EffectiveFailure | undefined {
  if (page.html.trim() === '') return { kind: 'unreadable', detail: '页面没有内容' };
  const challenge = challengeOf(page);
  if (challenge) return { kind: 'challenge', detail: challenge };
  const failure = failureOfWords(page);
  return failure && !page.isArticle ? failure : undefined;
}

function failureOfWords(page: Sight): EffectiveFailure | undefined {
  if (isLogin(page)) return { kind: 'login', detail: '登录页' };
  if (isNotFound(page)) return { kind: 'softNotFound', detail: '页面提示不存在' };
  if (isBare(page) && MAINTENANCE.test(`${page.titles[0] ?? ''} ${page.text}`)) {
    return { kind: 'badStatus', detail: '网站维护页' };
  }
  return page.titles.some((title) => DEFAULT_PAGE.test(title)) && page.links < 10
    ? { kind: 'badStatus', detail: '服务器默认页' }
    : undefined;
}

/** The kind of challenge a page is, in Chinese, or undefined. */
function challengeOf(page: Sight): string | undefined {
  if (page.links >= 10 || page.text.length >= 400 || page.isArticle) return undefined;
  if (page.titles.some((title) => CHALLENGE_TITLE.test(title))) return '安全验证页';
  if (page.links > 3 || page.text.length >= 200) return undefined;
  if (CHALLENGE_SCRIPT.test(page.html)) return '脚本验证页';
  if (page.html.length < 6_000 && setsCookieAndReloads(page.html)) return '脚本写入凭证后刷新的验证页';
  return CHALLENGE_TEXT.test(page.text) ? '安全验证页' : undefined;
}

/** An application's shell may also set cookies and move on; it is known by its mount point. */
function setsCookieAndReloads(html: string): boolean {
  const reloads = /location\.(?:reload|replace)\s*\(|location(?:\.href)?\s*=[^=]|\.submit\s*\(/.test(html);
  return reloads && /document\.cookie\s*=[^=]/.test(html) && !/id\s*=\s*["']?(?:app|root|main)\b/i.test(html);
}

function isLogin(page: Sight): boolean {
  const isNamedSo = page.titles.some((title) => LOGIN_TITLE.test(title));
  if (!isNamedSo || page.links >= 20 || page.text.length >= 600) return false;
  return /type\s*=\s*["']?password/i.test(page.html.slice(0, 200_000));
}

function isNotFound(page: Sight): boolean {
  if (page.titles.some((title) => NOT_FOUND_TITLES.some((pattern) => pattern.test(title)))) return true;
  if (isBare(page) && NOT_FOUND_TEXT.test(page.text)) return true;
  // <script>alert('该信息不存在');history.back()</script>
  return page.html.length < 2_000 && page.text === '' && /alert\s*\(/.test(page.html) && NOT_FOUND_TEXT.test(page.html);
}

function isBare(page: Sight): boolean {
  return page.links <= 5 && page.text.length < 200;
}

/** Whether the path asks for credentials; also used before leaving the host, for single sign-on. */
export function looksLikeLogin(url: string): boolean {
  return LOGIN_PATH.test(pathOf(url));
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

const ARTICLE_META = /<meta\s[^>]{0,40}name\s*=\s*["']?(?:ArticleTitle|PubDate)["'\s]/i;
const HOME_PATH = /^\/?(?:(?:index|default|main|home)\.\w{1,5})?$/i;
const NOT_FOUND_PATH =
  /\/(?:error\/)?(?:error|page|http)?[_-]?404(?:\.\w{1,5})?$|\/(?:page)?[_-]?not[_-]?found(?:\.\w{1,5})?$/i;
const ERROR_PATH = /\/(?:error|err|exception|50[0234])(?:page)?(?:\.\w{1,5})?$/i;
const LOGIN_PATH = /\/(?:log-?in|sign-?in|sso|cas|passport|oauth2?|userlogin|tologin)(?:[/.;]|$)/i;

const CHALLENGE_TITLE =
  /^(?:(?:安全|访问|人机|滑动|滑块|身份|行为)(?:验证|校验)(?:码|中|页面)?|(?:浏览器)?安全(?:检查|检测|拦截)(?:中)?|请?(?:输入)?验证码|请稍[候等]|网站防火墙|(?:您的)?(?:访问|请求)(?:已)?被(?:拦截|阻断|拒绝|禁止)|just a moment.{0,4}|attention required!?|access denied|request rejected|web应用防火墙)$/i;
const CHALLENGE_SCRIPT =
  /__jsl_clearance|\$_ts\s*[=[.]|_cf_chl_opt|challenge-platform\/h\/|acw_sc__v[23]|aliyun_?waf|wzws-?waf|wzwsc|yunsuo_session|TencentCaptcha|waf[_-]captcha|_guard\/|SafeLineChallenge|gt\.js|initGeetest/i;
const CHALLENGE_TEXT =
  /请(?:先|您)?(?:输入|完成|通过|拖动|滑动|点击|进行).{0,12}验证|访问(?:过于|太)频繁|疑似.{0,8}(?:攻击|恶意)|(?:访问|请求)(?:已)?被.{0,8}(?:拦截|阻断)|正在检[查测].{0,4}浏览器|(?:安全|人机)验证|checking your browser|verify(?:ing)? you are (?:a )?human|enable javascript and cookies/i;
const LOGIN_TITLE =
  /^(?:(?:用户|会员|管理员?|系统|后台|统一|欢迎){0,2}(?:身份)?(?:登录|登陆|登入|认证)(?:页面?|界面|系统|平台|中心)?|(?:user )?log ?in|sign in)$/i;
const NOT_FOUND_TITLES = [
  /^(?:http\s*)?(?:错误|error)?\s*[:：]?\s*404\s*[:：]?\s*(?:错误(?:页面?)?|error|页面?|(?:page |file )?not found|未找到.{0,8}|找不到.{0,8}|.{0,6}不存在)?[!！。.]*$/i,
  /^(?:(?:抱歉|对不起|很遗憾|sorry)[,，!！]?\s*)?(?:[您你]?所?(?:要|请求|访问|查看|浏览|查找)的?|该|此)?(?:页面|网页|文件|资源|文章|信息|内容|栏目|稿件)(?:已经?)?(?:不存在|未找到|找不到了?|不见了|走丢了|被删除|删除|过期|下线).{0,10}$/,
  /^(?:找不到|未找到|无法找到)[您你]?.{0,6}(?:页面?|网页|文件|文章|网址).{0,6}$/,
  /^(?:page|file|document) not found$/i,
];
const NOT_FOUND_TEXT =
  /(?:页面|网页|文件|文章|信息|内容|栏目|稿件|资源|地址)(?:已经?)?(?:不存在|被?删除|找不到|不见了|过期|下线)|(?:找不到|未找到|无法找到)(?:该|[您你]|此|指定|请求).{0,8}(?:页面?|网页|文件|资源|文章|信息)|404.{0,10}not found/i;
const MAINTENANCE = /(?:正在|系统|网站|升级|例行).{0,4}(?:维护|升级)(?:中|改造|期间|[,，。!！\s]|$)/;
const DEFAULT_PAGE =
  /^(?:welcome to nginx!?|iis windows.{0,20}|apache2? .{0,30}default page.{0,20}|恭喜.{0,2}站点创建成功.?)$/i;
