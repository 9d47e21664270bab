/**
 * 页面被篡改 — why a page of a public body is not its own: a gambling or pornographic title, or links to such sites
 * hidden from readers (暗链). Chinese; undefined when nothing speaks for it. Articles about gambling, campaigns against
 * it and the state lotteries are pages like any other, so a word alone never counts.
 */
export function hijackOf({ html, title, host }: { html: string; title: string; host: string }): string | undefined {
  const shown = decoded(title);
  if (isForeignTitle(shown)) return `标题为“${shown.slice(0, 40)}”`;
  if (!SIGNS.some((sign) => sign.test(html)) || !LURE.test(html)) return undefined;
  const links = luringLinks(html, host);
  const hidden = links.find(({ at }) => isHidden(html, at));
  if (hidden) return `隐藏的外链“${hidden.text.slice(0, 20)}”指向 ${hidden.host}`;
  const hosts = new Set(links.map((link) => link.host));
  return hosts.size >= MANY_HOSTS ? `${hosts.size} 个外部网站的博彩、色情链接` : undefined;
}

/** Whether words name a gambling or pornographic site: no warning of one, no campaign, no state lottery. */
export function isLure(text: string): boolean {
  return LURE.test(text) && !AGAINST.test(text);
}

/** What no page of a public body links to by this name. */
const LURE =
  /澳门(?:新?葡京|威尼斯人|银河|金沙|永利|太阳城|赌场|娱乐城)|新葡京|百家乐|老虎机|六合彩|时时彩|北京赛车|PK10|博彩(?:网|平台|公司|官网)|真人(?:荷官|娱乐)|(?:足球|体育|电竞|在线|网上)(?:投注|博彩)|棋牌(?:游戏)?(?:平台|官网|下载)|赌博(?:网站|平台)|赌球|娱乐城|捕鱼达人|皇冠(?:体育|现金)|亚博|开元棋牌|成人(?:视频|电影|影院|网站|小说)|色情(?:网|视频|电影)|裸聊|一夜情|无码|AV在线|黄色(?:网站|电影)/i;
/** One of them stands in every lure. The engine leaps through a page for a dozen words and walks for more. */
const SIGNS = [
  /澳门|葡京|百家乐|老虎机|六合彩|时时彩|北京赛车|博彩|真人|投注/,
  /棋牌|赌[博球]|娱乐城|捕鱼|皇冠|亚博|成人|色情|裸聊|一夜情|无码|黄色/,
  /PK10|AV在线/i,
];
/** What makes such a word the name of a site rather than a topic. */
const SITE_WORD = /官网|官方网站|平台|注册|登[录陆]|下载|app|入口|投注|娱乐城|在线|首页|充值|网址|代理|开户/i;
const AGAINST =
  /打击|整治|举报|禁止|防范|严禁|抵制|查处|处罚|取缔|侦破|破获|警惕|通告|通报|宣传|治理|专项行动|案|受害|诈骗|反赌|体育彩票|福利彩票|体彩|福彩/;
const MANY_HOSTS = 5;

function isForeignTitle(title: string): boolean {
  return LURE.test(title) && SITE_WORD.test(title) && !AGAINST.test(title);
}

interface Link {
  readonly at: number;
  readonly host: string;
  readonly text: string;
}

/** Links to other hosts whose text lures, found from the words backwards: pages that hold none cost one scan. */
function luringLinks(html: string, host: string): Link[] {
  const found: Link[] = [];
  const lures = new RegExp(LURE.source, 'gi');
  for (let seen = 0, match = lures.exec(html); match && seen < MOST_WORDS; seen++, match = lures.exec(html)) {
    const before = html.slice(Math.max(0, match.index - ANCHOR_REACH), match.index);
    const anchor = before.slice(Math.max(0, before.lastIndexOf('<a ')));
    const opened = anchor.includes('</a') ? null : ANCHOR.exec(anchor);
    const target = opened && hostOf(opened[1] ?? '');
    if (!opened || !target || target === host) continue;
    const end = html.indexOf('<', match.index);
    const rest = html.slice(match.index, Math.min(end < 0 ? html.length : end, match.index + 60));
    const text = (opened[2] ?? '').replace(/<[^>]*>/g, '') + rest;
    if (!AGAINST.test(text)) found.push({ at: match.index, host: target, text: text.trim() });
  }
  return found;
}

const MOST_WORDS = 200;
const ANCHOR_REACH = 800;
/** From the opening of an anchor to the word: its address, then what it shows so far. */
const ANCHOR = /^<a\s[^>]*?href\s*=\s*["']?(https?:\/\/[^"'\s>]{1,300})[^>]*>([^]*)$/i;

/** Whether an element opened shortly before is styled away from readers. */
function isHidden(html: string, at: number): boolean {
  const before = html.slice(Math.max(0, at - HIDING_REACH), at + 400);
  return HIDING.test(before);
}

const HIDING_REACH = 1_500;
const HIDING =
  /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|(?:left|top|text-indent|margin-left)\s{0,3}:\s{0,3}-\d{3,5}(?:px|em)|font-size\s{0,3}:\s{0,3}[01](?:px)?\s{0,3}[;"']|(?:height|width)\s{0,3}[:=]\s{0,3}["']?[01](?:px)?\s{0,3}[;"' ]|opacity\s{0,3}:\s{0,3}0\s{0,3}[;"']/i;

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

/** Titles put in by attackers are often spelt in character references, which readers never see. */
function decoded(text: string): string {
  return text.replace(/&#(x[0-9a-f]{1,6}|\d{1,7});?/gi, (whole, code: string) => {
    const point = code.startsWith('x') || code.startsWith('X') ? parseInt(code.slice(1), 16) : Number(code);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
