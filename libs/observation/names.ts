/**
 * Names compared — 栏目名、事项名 and titles are written by different people; here they are brought to one spelling
 * and measured against each other. All functions are linear in the length of the text.
 */

/** One spelling: full-width folded, numbering, blanks and punctuation gone. */
export function normalName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(LEADING_NUMBER, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** The part of a normalised name that tells it from others: 财政收支情况 → 财政收支. Never shorter than two characters. */
export function coreName(text: string): string {
  let core = normalName(text);
  for (let tail = TAIL.exec(core); tail && core.length - tail[0].length >= 2; tail = TAIL.exec(core))
    core = core.slice(0, -tail[0].length);
  return core;
}

/** Pairs of neighbouring characters, each once. A single character stands for itself. */
export function bigrams(text: string): ReadonlySet<string> {
  if (text.length < 2) return new Set(text ? [text] : []);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** 相似度 (Dice) of two names, 0 … 1. */
export function similarity(one: string, other: string): number {
  const a = bigrams(coreName(one));
  const b = bigrams(coreName(other));
  if (a.size === 0 || b.size === 0) return 0;
  return (2 * sharedCount(a, b)) / (a.size + b.size);
}

/** How much of `name` stands in `text`, 0 … 1; 1 when it stands there word for word. */
export function containment(name: string, text: string): number {
  const core = coreName(name);
  const whole = normalName(text);
  if (core.length < 2) return 0;
  if (whole.includes(core)) return 1;
  const pairs = bigrams(core);
  return sharedCount(pairs, bigrams(whole)) / pairs.size;
}

/** Names that many units and domains use alike: equal spelling alone does not say whose section it is. */
export function isGenericName(name: string): boolean {
  const core = normalName(name);
  return core.length <= 2 || GENERIC.test(core);
}

/** 通知公告、工作动态 …: sections into which everything goes, so being listed there does not say which item a text belongs to. */
export function isCatchAllName(name: string): boolean {
  return CATCH_ALL.test(normalName(name));
}

const LEADING_NUMBER =
  /^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．)）]\s*)/u;
const TAIL = /(?:信息公开|信息公示|相关信息|信息|情况|公开|公示|公布|专栏|栏目|目录|列表|事项|栏)$/u;
const GENERIC =
  /^(?:(?:政策|法律|规范性|其他|相关|部门|政府)*(?:文件|法规|规章|政策|依据)|政策(?:解读|问答|咨询)|(?:通知|公告|公示|动态|新闻|要闻|信息)+(?:公开)?|(?:工作|业务|政务|部门|新闻)(?:动态|信息|工作|要闻)|办事(?:指南|服务)|监督(?:检查|管理|保障|渠道)|(?:规划|计划|总结)+|统计(?:信息|数据)?|(?:人事|财政|机关|综合|基本)信息|公共服务|(?:审批|审核|办理|检查|处理)?(?:结果|流程)(?:信息|公开|公示)?|其他|机构职能|机构设置|领导信息|重点领域(?:信息公开)?)$/u;
const CATCH_ALL =
  /^(?:最新|本局|政务|部门|单位)?(?:通知|公告|公示|动态|新闻|要闻|信息|文件|资讯)+$|^(?:工作|业务|政务|部门|综合)(?:动态|信息|要闻)$|其他(?:主动公开)?(?:文件|信息)$|^(?:政策|部门|政府|规范性)文件$|^(?:政府)?信息公开(?:目录)?$|^政务公开$|^法定主动公开内容$/u;

function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  return shared;
}
