import { PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { FlatPage, Line, marksOf } from './flat-page';
import { remembered } from './remembered';

export interface MainText {
  readonly element: PageElement;
  /** Lines of the text itself, in order. */
  readonly lines: readonly Line[];
  /** Characters of connected prose in them. */
  readonly prose: number;
}

/** Words systems use as class or id of the text itself. */
const TEXT_MARKS =
  /^(?:zoom|trs_editor|trs_ueditor|trs_preappend|ucap-content|vsb_content(?:_\d+)?|v_news_content|article-?_?content|articlecontent|art-?_?con(?:tent)?|bt_content|pages_content|zw|zwnr|nr|news_?-?content|newscontent|content_?-?text|detail_?-?content(?:_text)?|detail_?-?con|detail_info|con_?-?text|main_?-?text|xl-main-text|wzcon|wz_con|text|article_txt|txt|xxgk_content|info_?-?content|infocontent|view|content_?body|gknbxq_detail|j-fontcontent|fontzoom|contentbox|content)$/;
/** The names an element goes by, and whether one of them means the text. */
const namesOf = remembered((text) => {
  const tokens = text.split(' ').filter(Boolean);
  return { tokens, isText: tokens.some((token) => TEXT_MARKS.test(token)) };
});
const FOOTER =
  /版权所有|备案[序编]?号|ICP[备证]|公网安备|网站标识码|技术支持|建议使用|主办(?:单位)?[:：]|承办(?:单位)?[:：]|(?:即将|将要)离开|是否继续|正在前往外部链接|copyright|all rights reserved/i;
const END =
  /^[\s【[(（]*(?:上一篇|下一篇|上一条|下一条|分享到|分享[:：]|相关(?:文章|链接|信息|新闻|阅读|稿件|附件|解读|文档|政策)|打印(?:本页|此页|文本)?|关闭(?:本页|窗口|页面)?|扫一扫|【?责任编辑|我要纠错|返回顶部|网友评论|我要推荐|您访问的链接|文章纠错|附件下载排行|热点排行|友情链接)/;
const SENTENCE = /[。；！？]|，.*，/;
const SHARE = 0.75;
/** Less prose than this decides nothing: pictures or attachments are the content. */
const LITTLE = 40;

/**
 * The element that holds the text: named as such by the page, or the deepest that keeps three quarters of the page's
 * connected prose. `marks` are the names a CMS family uses; `isRow` tells lines of lists.
 */
export function mainTextOf(page: FlatPage, marks: readonly string[], isRow: (line: number) => boolean): MainText {
  const weights = weightsOf(page, isRow);
  const total = weights.sum(0, page.lines.length);
  const densest = densestElement(page, weights, total);
  const named = namedElement(page, marks, weights, total);
  const element = named ?? densest;
  const lines = textLines(page, element);
  const prose = lines.reduce((sum, line) => sum + weights.sum(line.index, line.index + 1), 0);
  return { element, lines, prose };
}

interface Weights {
  sum(from: number, to: number): number;
}

function weightsOf(page: FlatPage, isRow: (line: number) => boolean): Weights {
  const isChrome = chromeOf(page);
  const sums = new Float64Array(page.lines.length + 1);
  page.lines.forEach((line, index) => {
    const weight = isRow(index) || isChrome(line.element) ? 0 : proseWeight(line);
    sums[index + 1] = (sums[index] ?? 0) + weight;
  });
  return { sum: (from, to) => (sums[to] ?? 0) - (sums[from] ?? 0) };
}

/** Characters outside links, of lines that read like sentences. */
function proseWeight({ text, linkLength }: Line): number {
  const own = text.length - linkLength;
  if (own < 8 || linkLength > own || FOOTER.test(text)) return 0;
  if (SENTENCE.test(text)) return own;
  return own >= 24 ? own / 2 : own / 8;
}

function densestElement(page: FlatPage, weights: Weights, total: number): PageElement {
  const { elements } = page.tree;
  let best = elements.find(({ name }) => name === 'body') ?? page.tree.root;
  for (let next: PageElement | undefined = best; next;) {
    best = next;
    next = undefined;
    for (const child of best.children) {
      if (!('name' in child) || child.name === 'p' || child.name === 'span') continue;
      const weight = weights.sum(page.firstLine(child), page.endLine(child));
      if (total > 0 && weight >= total * SHARE && page.endLine(child) - page.firstLine(child) > 0) next = child;
    }
  }
  return best;
}

/** The named element with the most text; a name alone decides only where it holds much of the page's prose, or the page has little. */
function namedElement(
  page: FlatPage,
  marks: readonly string[],
  weights: Weights,
  total: number,
): PageElement | undefined {
  const isChrome = chromeOf(page);
  let best: PageElement | undefined;
  let bestScore = -1;
  for (const element of page.tree.elements) {
    const names = marksOf(element);
    if (names === ' ') continue;
    const { tokens, isText } = namesOf(names);
    const isFamily = marks.length > 0 && tokens.some((token) => marks.includes(token));
    if (!isFamily && !isText) continue;
    if (isChrome(element) || element.name === 'a' || element.name === 'input') continue;
    const weight = weights.sum(page.firstLine(element), page.endLine(element));
    const holdsText = weight >= total * 0.5 || total < LITTLE || (isFamily && weight >= total * 0.3);
    const score = holdsText ? weight + (isFamily ? total + 1 : 0) : -1;
    // Of nested names with the same text the innermost wins; of equal empty ones the first.
    const isInner = best !== undefined && element.order <= best.lastOrder && score >= bestScore * 0.9 && score > 0;
    if (score > bestScore || isInner) {
      best = element;
      bestScore = Math.max(score, bestScore);
    }
  }
  return best;
}

/** The element's lines up to the first one that ends the article (上一篇, 分享到, 相关文章 …). */
function textLines(page: FlatPage, element: PageElement): Line[] {
  const lines = page.lines.slice(page.firstLine(element), page.endLine(element));
  const isEnd = ({ text }: Line) => END.test(text) && text.length <= 60;
  // Buttons to share and print stand above texts, too.
  const start = lines.findIndex((line) => !isEnd(line));
  const end = lines.findIndex((line, index) => index > start && isEnd(line));
  const cut = start < 0 ? [] : lines.slice(start, end < 0 ? lines.length : end);
  return cut.filter(({ text }) => !FOOTER.test(text) || text.length > 120);
}
