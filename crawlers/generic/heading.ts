import { PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { numberOfLine } from './document-number';
import { FlatPage, joined, Line, marksOf } from './flat-page';
import { datesIn, PrintedDate } from './printed-dates';
import { remembered } from './remembered';

export interface Heading {
  readonly text: string;
  readonly firstLine: number;
  /** Line behind the title. */
  readonly endLine: number;
  /** A date set behind the title in the same element. */
  readonly date?: PrintedDate;
}

export interface HeadingContext {
  /** Lines a title cannot stand on: rows of lists, labelled values. */
  readonly isTaken: (line: number) => boolean;
  /** Lines that print when and by whom the page was published. */
  readonly isByline: (line: number) => boolean;
  /** Lines of the record box (信息公开目录), which often stands right above the title. */
  readonly isBox: (line: number) => boolean;
  readonly breadcrumbLine: number;
  readonly breadcrumb: readonly string[];
  /** First line of the text; titles stand before or at its top. */
  readonly textStart: number;
  /** Class or id names a CMS family gives its titles. */
  readonly marks: readonly string[];
}

const TITLE_MARKS = /(?:^|[-_\s])(?:\w*title\w*|tit|biaoti|bt|headline|zwbt|wzbt|subject)(?=$|[-_\s\d])/;
const isNamed = remembered((marks) => TITLE_MARKS.test(marks));
const NOT_A_TITLE =
  /^(?:信息公开|政府信息公开|政务公开|标题|正文|分享到|相关\S{0,4}|附件\S{0,3}|字体\S{0,8}|今天是.*|您?当前.*|热点\S{0,4}|最新\S{0,4}|友情链接|网站导航|通知公告|\p{Script=Han}{2,24}文件|扫一扫\S*|索引号|首页|当前位置|您访问的.*|网站地图|\S{0,8}(?:搜索|检索))$/u;
/** What official documents call themselves at the end of their titles. */
const DOCUMENT_NAME =
  /(?:通知|意见|决定|公告|通告|批复|函|办法|规定|方案|规划|报告|条例|细则|通报|请示|令|名单|说明)(?:\(.{1,30}\))?$/;
const STRONG = /^(?:strong|b|big|font)$/;
const MAX_TITLE = 200;
const TITLE_LINES = 4;
const TRUSTED = 2;
/** Lines between a title and its text; more belong to a neighbour's title. */
const FAR = 8;
/** Lines before the text in which a title is looked for; a menu of a thousand links is far shorter. */
const MOST_LINES = 2_000;
const DATE_BEHIND = /[\s(（[【]{0,3}(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?[\s)）\]】]{0,3}$/;
/** A page that calls itself by its site's name only. */
const ORGAN_NAME = /^.{2,20}(?:政府|委员会|办公室|局|厅|院|中心)$/;
/** `清河县人民政府` on a line of its own, over `关于…的决定`. */
const ORGANS = /(?:政府|委员会|办公室|局|厅|院|中心|委|部|办|署)$/;
const ABOUT = /^(?:关于|转发|印发|批转)[^。；]{4,120}$/;
const MAX_ORGANS = 60;
const SUBTITLE = /^[—–－-]{1,4}/;
/** Sections have short names; a longer one at the end of the breadcrumb is the document's. */
const LONG_NAME = 10;

/** The article's title as printed; null where nothing on the page stands out as one. */
export function headingOf(page: FlatPage, context: HeadingContext): Heading | null {
  let best: Heading | null = null;
  let bestScore = TRUSTED;
  const names = namesIn(page);
  for (const { heading, element, bonus } of candidates(page, context)) {
    const score = bonus + scored({ page, names }, { heading, element }, context);
    if (score <= bestScore) continue;
    best = heading;
    bestScore = score;
  }
  return best && withoutDate(best, page.documentTitle);
}

/** `清河县发布预警 (2026年1月2日)`: a date that `<title>` does not repeat is the day of publication. */
function withoutDate(heading: Heading, documentTitle: string): Heading {
  const date = datesIn(heading.text).at(-1);
  if (!date || !/^[\s)）\]】]*$/.test(heading.text.slice(date.end))) return heading;
  const text = heading.text.slice(0, date.start).replace(/[\s(（[【]+$/, '');
  const isApart = text.length >= 4 && squeezed(documentTitle).includes(squeezed(text));
  return isApart && datesIn(documentTitle).length === 0 ? { ...heading, text, date } : heading;
}

interface Candidate {
  readonly heading: Heading;
  readonly element: PageElement;
  readonly bonus: number;
}

function candidates(page: FlatPage, context: HeadingContext): Candidate[] {
  const byElement: Candidate[] = [];
  for (const element of page.tree.elements) {
    const bonus = elementBonus(element, context.marks);
    const heading = bonus > 0 ? headingIn(page, element, context) : null;
    if (heading) byElement.push({ heading, element, bonus });
  }
  const first = Math.max(0, context.breadcrumbLine);
  const to = Math.min(page.lines.length, Math.max(context.textStart + 4, first + 12));
  const from = Math.max(first, to - MOST_LINES);
  const whole = byElement.filter(({ element, heading }) => /^h[1-3]$/.test(element.name) && spanOf(heading) > 1);
  const byLine = page.lines.slice(from, to).flatMap((line): Candidate[] => {
    if (context.isTaken(line.index) || line.text.length > MAX_TITLE) return [];
    // `<h1>清河县人民政府<br>关于…的决定</h1>` is one title.
    if (whole.some(({ heading: { firstLine, endLine } }) => line.index >= firstLine && line.index < endLine)) return [];
    const start = { text: line.text, firstLine: line.index, endLine: line.index + 1 };
    return [{ heading: continued(page, start, context), element: line.element, bonus: 0 }];
  });
  return [...byElement, ...byLine];
}

function spanOf({ firstLine, endLine }: Heading): number {
  return endLine - firstLine;
}

/** A title set on several lines: as long as `<title>` goes on with them, or an organ and what it issues. */
function continued(page: FlatPage, start: Heading, context: HeadingContext): Heading {
  const documentTitle = squeezed(page.documentTitle);
  let heading = start;
  while (heading.endLine < start.firstLine + TITLE_LINES && !context.isTaken(heading.endLine)) {
    const next = page.lines[heading.endLine]?.text ?? '';
    const text = joined([heading.text, next]);
    const isOrgan = heading.text.length <= MAX_ORGANS && ORGANS.test(heading.text) && ABOUT.test(next);
    const isMore = text !== heading.text && text.length <= MAX_TITLE;
    if (!isMore || !(isOrgan || documentTitle.startsWith(squeezed(text)))) break;
    heading = { ...heading, text, endLine: heading.endLine + 1 };
  }
  return heading;
}

const HEADING_BONUS: ReadonlyMap<string, number> = new Map([
  ['h1', 4],
  ['h2', 3],
  ['h3', 3],
  ['h4', 1],
]);

function elementBonus(element: PageElement, marks: readonly string[]): number {
  const tokens = marksOf(element);
  const byName = HEADING_BONUS.get(element.name) ?? 0;
  if (tokens === ' ') return byName;
  if (marks.some((mark) => tokens.split(' ').includes(mark))) return 6;
  return byName + (isNamed(tokens) ? 2 : 0);
}

/** Lines of the element down to the first that says something else; several lines make one title. */
function headingIn(page: FlatPage, element: PageElement, context: HeadingContext): Heading | null {
  const firstLine = page.firstLine(element);
  const lines: Line[] = [];
  for (let index = firstLine; index < Math.min(page.endLine(element), firstLine + 6); index += 1) {
    const line = page.lines[index] as Line;
    if (context.isTaken(index) || context.isByline(index)) break;
    lines.push(line);
  }
  // A box with many lines is named after its title but is not one.
  if (lines.length === 0 || (lines.length === 6 && page.endLine(element) - firstLine > 6)) return null;
  const text = joined(lines.map((line) => line.text));
  if (text.length < 2 || text.length > MAX_TITLE) return null;
  const heading = { text, firstLine, endLine: (lines.at(-1) as Line).index + 1 };
  // What an element holds is whole, but for a subtitle behind a dash and what the organ issues.
  const next = page.lines[heading.endLine]?.text ?? '';
  return SUBTITLE.test(next) || ABOUT.test(next) ? continued(page, heading, context) : heading;
}

/** What the page calls itself, in the spelling of `squeezed`. */
interface Names {
  readonly documentTitle: string;
  readonly siteName: string;
  readonly articleTitle: string;
}

function namesIn({ documentTitle, metas }: FlatPage): Names {
  return {
    documentTitle: squeezed(documentTitle),
    siteName: squeezed(metas.get('sitename') ?? ''),
    articleTitle: squeezed(metas.get('articletitle') ?? ''),
  };
}

function scored(
  { page, names }: { readonly page: FlatPage; readonly names: Names },
  { heading, element }: Omit<Candidate, 'bonus'>,
  context: HeadingContext,
): number {
  const { documentTitle, siteName, articleTitle } = names;
  const { text, firstLine, endLine } = heading;
  const own = squeezed(text.replace(DATE_BEHIND, ''));
  let score = 0;
  if (own === articleTitle) score += 6;
  if (own.length >= 4 && documentTitle.startsWith(own)) score += 5;
  else if (own.length >= 6 && documentTitle.includes(own)) score += 2;
  if (byline(context, endLine, 3)) score += 3;
  else if (byline(context, endLine, 6)) score += 1;
  if (context.isBox(firstLine - 1) || context.isBox(firstLine - 2)) score += 2;
  if (numberOfLine(page.lines[firstLine - 1]?.text ?? '') && DOCUMENT_NAME.test(own)) score += 5;
  if (firstLine <= context.textStart && isSetApart(page, heading)) score += 3;
  if (firstLine <= context.breadcrumbLine) score -= 5;
  if (firstLine > context.textStart + 3) score -= 4;
  if (endLine < context.textStart - FAR) score -= 2;
  if (chromeOf(page)(element)) score -= 6;
  if (own === documentTitle && ORGAN_NAME.test(own)) score -= 6;
  if (own === siteName || /^.{0,12}(?:政府|门户)?网站?$/.test(own)) score -= 6;
  if (NOT_A_TITLE.test(own)) score -= 6;
  // A section's name in front of its list of neighbours, not the document's.
  const isOwnName = own.length >= LONG_NAME && documentTitle.startsWith(own);
  if (!isOwnName && context.breadcrumb.some((name) => squeezed(name) === own)) score -= 3;
  if (isLinked(page, firstLine)) score -= 3;
  if (own.length <= 4) score -= 1;
  if (/[。；]$/.test(own) || /^[一二三四五六七八九十]、|^附件/.test(own)) score -= 5;
  return score;
}

/** Bold or large, and either centred or called what documents are called: a title set by a word processor. */
function isSetApart(page: FlatPage, { firstLine, text }: Heading): boolean {
  if (text.length < 8 || /[，。；：:]$/.test(text)) return false;
  const { runs = [], element } = page.lines[firstLine] ?? {};
  const isCentred = [element, element?.parent].some(
    (around) => around?.attributes['align'] === 'center' || around?.name === 'center',
  );
  const isStrong = runs.every(({ text: part, element: { name, parent } }) => {
    return part.trim() === '' || STRONG.test(name) || STRONG.test(parent?.name ?? '');
  });
  return isStrong && (isCentred || DOCUMENT_NAME.test(squeezed(text)));
}

function byline(context: HeadingContext, from: number, reach: number): boolean {
  for (let index = from; index < from + reach; index += 1) if (context.isByline(index)) return true;
  return false;
}

function isLinked(page: FlatPage, index: number): boolean {
  const line = page.lines[index];
  return line !== undefined && line.linkLength > line.text.length / 2;
}

const SQUEEZED_AWAY = /[\s"'“”‘’（）：]/;

/** For comparison: no spaces, one width of punctuation. */
export function squeezed(text: string): string {
  if (!SQUEEZED_AWAY.test(text)) return text;
  return text
    .replace(/[\s"'“”‘’]/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/：/g, ':');
}
