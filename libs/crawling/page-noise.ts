/**
 * What a line says, as far as it is content: spaces folded, counters and clocks taken out. Empty for a line that is
 * nothing but the template: 上一篇, 分享, 今天是, 浏览次数. Dates of the text itself stay.
 */
export function comparableText(line: string): string {
  if (line.length <= LONGEST_NOISE && TEMPLATE_LINE.test(line.trim())) return '';
  const text = line.length <= LONGEST_COUNTED ? NOISE.reduce((rest, each) => rest.replace(each, ''), line) : line;
  return text.replace(SPACES, '');
}

/** An address without what servers make up for every visit. */
export function comparableUrl(url: string): string {
  const [address = '', query] = (url.split('#')[0] ?? '').replace(/;jsessionid=[^?]*/i, '').split('?', 2);
  if (query === undefined) return address;
  const kept = query.split('&').filter((pair) => !MADE_UP.test(pair));
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}

/** Bylines are short; patterns need not meet whole texts. */
const LONGEST_NOISE = 120;
const LONGEST_COUNTED = 300;
const SPACES = /[\s\u00a0\u3000\u200b-\u200d\ufeff]+/g;

const COUNTER = '(?:浏览|点击|阅读|访问|查看|下载)(?:次数|量|数|率)?|人气|(?:访客|在线)(?:人数|数)?';
const NOISE: readonly RegExp[] = [
  new RegExp(
    `[[【(（]?(?:本文|本页|已被)?(?:${COUNTER})[ \\t]?[:：][ \\t]?\\d{0,12}[ \\t]?(?:次|人次|人)?[\\]】)）]?`,
    'g',
  ),
  new RegExp(`[[【(（]?(?:本文|本页|已被|共)?(?:${COUNTER})[ \\t]?\\d{1,12}[ \\t]?(?:次|人次|人)[\\]】)）]?`, 'g'),
  /字体[ \t]?[:：]?[ \t]?[[【(（]?[ \t]?大[ \t]?中[ \t]?小[ \t]?[\]】)）]?/g,
  /[[【(（][ \t]?(?:打印|关闭|打印本页|关闭窗口|打印此页|收藏|分享)[ \t]?[\]】)）]/g,
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{32,64}\b/g,
];

const TEMPLATE_LINE = new RegExp(
  [
    '^[\\s【[(（]*(?:上一[篇条页]|下一[篇条页]|相关(?:文章|链接|信息|新闻|阅读|稿件|解读|推荐)|分享到?|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|返回顶部|扫一扫)(?=[\\s:：】\\])）]|$)',
    '^(?:今天|今日|现在)(?:是|时间)?[:：]?.{0,8}\\d{4}[-年/.]\\d{1,2}[-月/.]\\d{1,2}',
    '^(?:\\d{4}年\\d{1,2}月\\d{1,2}日)?\\s*星期[一二三四五六日天]\\s*(?:\\d{1,2}:\\d{2}(?::\\d{2})?)?$',
    '^.{0,12}(?:晴|多云|阴|小雨|中雨|大雨|阵雨|雷阵雨|雪|雾|霾).{0,8}-?\\d{1,2}\\s?(?:℃|°C|°)',
  ].join('|'),
);

const MADE_UP = /^(?:_|t|ts|time|timestamp|_t|r|rnd|rand|random|sid|sessionid|jsessionid|token|nocache|v|ver|_csrf)=/i;
