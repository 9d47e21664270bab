import { PageSignal } from '@app/crawling/extracted-page';
import { emptinessOf } from './emptiness';
import { FlatPage } from './flat-page';

export interface SignalEvidence {
  readonly kind: string;
  readonly title: string | null;
  readonly text: string;
  readonly entries: number;
  readonly prose: number;
  readonly isScriptedPaging: boolean;
  /** The rows are read from the address the page's script asks for. */
  readonly hasSource: boolean;
  /** Line of the breadcrumb; −1 without one. */
  readonly placeLine: number;
}

const NOTE_TITLE = /(?:情况|有关|相关)(?:的)?说明|未发生|暂无|无相关|不涉及/;
const NOTHING_HAPPENED =
  /(?:本|我|该)?(?:年度|季度|月|年|单位|局|镇|乡|街道|部门|办|委|中心)?[^。；\n]{0,30}(?:未发生|暂无|没有发生|未产生|未涉及|不涉及|未开展|未收到|未作出|未制定|未出台|无此(?:类|项)|没有此|尚未产生|不存在|无(?:相关|行政|新增|应公开|需公开))/;
const NOTE_LENGTH = 600;
const CHALLENGE =
  /(?:安全验证|人机验证|滑动验证|请完成.{0,6}验证|请输入验证码.{0,10}(?:继续|访问)|访问验证|浏览器安全检查|正在检查您的浏览器|checking your browser|enable javascript and cookies|访问过于频繁|您的访问.{0,10}(?:被拦截|异常)|网站防火墙|WAF|Just a moment)/i;
const CHALLENGE_SCRIPT =
  /acw_sc__v2|__jsl_clearance|cf-challenge|_cf_chl|geetest|nocaptcha|slide_?captcha|\$_ts\s?=|probe\.js|yunsuo_session/i;
const NOT_FOUND =
  /(?:页面|网页|文件|文章|信息|内容|栏目|资源)(?:已|可能已|可能)?(?:不存在|被删除|已删除|找不到|未找到|走丢了?|失效|已下线)|(?:您|你)(?:所|要)?(?:访问|查找|请求|浏览)的?(?:页面|网页|内容|资源|地址|信息)[^。]{0,12}(?:不存在|找不到|被删除|无法|未找到|走丢|失效)|404\s*(?:not found|错误|页面)|page not found|对不起[，,].{0,10}(?:不存在|找不到)/i;
const ERROR_PAGE =
  /^\s*(?:http status |error )?(?:50\d|40[0135-9])(?:\b|$)|bad gateway|service unavailable|internal server error/i;
const SHORT_PAGE = 400;

/** What was noticed on the page besides its fields. Positions are offsets in the text or a short path, never a value. */
export function signalsOf(page: FlatPage, evidence: SignalEvidence): PageSignal[] {
  const visible = page.lines
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 20_000);
  const special = specialPage(page, visible, evidence);
  return special ? [special] : contentSignals(page, visible, evidence);
}

/** Pages that are not the page asked for. They are short, and have no list. */
function specialPage(page: FlatPage, visible: string, { entries, prose }: SignalEvidence): PageSignal | undefined {
  if (entries > 0) return undefined;
  const title = page.documentTitle;
  const scripts = page.scripts.map(({ text }) => text.slice(0, 5_000)).join('\n');
  const isShort = visible.length <= SHORT_PAGE;
  if ((isShort && CHALLENGE.test(`${title}\n${visible}`)) || (visible.length < 120 && CHALLENGE_SCRIPT.test(scripts))) {
    return { kind: 'challenge', at: 'page' };
  }
  const name = title || visible.slice(0, 60);
  if (ERROR_PAGE.test(name)) {
    return { kind: 'error-page', at: 'title' };
  }
  if (
    prose < 200 &&
    (/^\s*404\b/.test(title) || NOT_FOUND.test(title) || (visible.length <= SHORT_PAGE * 2 && NOT_FOUND.test(visible)))
  ) {
    return { kind: 'soft-404', at: 'page' };
  }
  const asksPassword = page.tree.named('input').some(({ attributes }) => attributes['type'] === 'password');
  if (asksPassword && prose < 120 && visible.length <= SHORT_PAGE * 2) return { kind: 'login', at: 'page' };
  return undefined;
}

function contentSignals(page: FlatPage, visible: string, evidence: SignalEvidence): PageSignal[] {
  const signals: PageSignal[] = [];
  if (evidence.isScriptedPaging) signals.push({ kind: 'scripted-paging', at: 'paging' });
  if (isSituationNote(evidence)) signals.push({ kind: 'situation-note', at: 'text:0' });
  if (evidence.entries > 0 || evidence.prose >= 60 || evidence.kind === 'home' || evidence.hasSource) return signals;
  const state = emptinessOf(page, visible, evidence);
  return state ? [...signals, state] : signals;
}

/** 情况说明: a short page that says nothing occurred. Whether it is accepted is a person's decision. */
function isSituationNote({ kind, title, text }: SignalEvidence): boolean {
  if (kind !== 'article' || text.length > NOTE_LENGTH) return false;
  if (NOTE_TITLE.test(title ?? '') && NOTHING_HAPPENED.test(`${title ?? ''}\n${text}`)) return true;
  return (
    text.length <= NOTE_LENGTH / 2 &&
    NOTHING_HAPPENED.test(text) &&
    /特此说明|情况说明|说明如下/.test(`${title ?? ''}${text}`)
  );
}
