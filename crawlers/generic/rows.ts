import { isElement, PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { cellsOf, columnDate } from './column-date';
import { FlatPage, lengthOf, Line, linesIn, textOf } from './flat-page';
import { isLabel } from './labels';
import { plainRows } from './plain-rows';
import { datesIn } from './printed-dates';
import { dateAmong, inYear, RowDate, rowDate } from './row-date';
import { anchorText, MAX_ROW_TEXT, rowTitle } from './row-title';

/** One line of a list: a link with a title, and the date beside it. */
export interface Row {
  readonly element: PageElement;
  readonly anchor: PageElement | null;
  readonly title: string;
  readonly href: string | undefined;
  readonly date: RowDate | null;
  readonly firstLine: number;
  readonly endLine: number;
}

/** Rows of one make that follow each other. */
export interface Block {
  readonly rows: readonly Row[];
  readonly datedRows: number;
  readonly firstLine: number;
  readonly endLine: number;
  /** Short line right above the first row, where it reads like a heading. */
  readonly heading: string | null;
  /** The year that stands over rows with month and day. */
  readonly year?: number;
}

const GENERIC =
  /^(?:\[?\s?(?:更多|详情|详细|查看|查看更多|查看详情|查看全文|全文|阅读全文|阅读|进入|下载|点击下载|展开|收起|more|打印|关闭|返回|返回顶部)\s?\]?|[>»+.…\s]*(?:更多|more)[>»+.…\s]*|首\s?页|网站首页|返回首页|上一?页|下一?页|尾\s?页|末\s?页|第一页|最后一页|最末页|上一篇|下一篇|跳转|go|\d{1,4}|[<>«»‹›.…]{1,4})$/i;
/** Buttons beside a text, not documents. */
const CONTROL =
  /^[[【]?(?:打印|关闭|收藏|分享|返回|设为首页|加入收藏|纠错|我要纠错|我要推荐|网站纠错|下载|复制|字体|放大|缩小|[大中小])[^，。]{0,6}$/;
const SCRIPT_CALL = /^javascript:\s{0,3}(?:window\.|history\.|print|doPrint|doZoom|self\.|close|opener)/i;
export const ROW_ELEMENTS = new Set(['li', 'tr', 'dl']);
/** An element that is no list item holds a row only while it is small; else it is the text around a link. */
const MAX_ROW_LINES = 14;
const NEAR_RUNS = 40;
/** No row has so many; what lies on such a line belongs to hundreds of links, each with its nearest words. */
const CROWDED_RUNS = 400;
const NEAREST_RUNS = 4;
const MAX_CATEGORY = 8;
const BLANK_RUNS = 4;
/** More titled links than any list shows; what lies behind them is no row. */
const MAX_ROWS = 8_000;
const YEAR_HEADING = /^(20\d{2})\s?年?度?$/;

/** Every group of like rows on the page, in page order; menus and paging controls are not among them. */
export function blocksOf(page: FlatPage): Block[] {
  const rows = rowsOf(page);
  const groups: Row[][] = [];
  const keys: string[] = [];
  for (const row of rows) {
    const key = signatureOf(row);
    const previous = groups.at(-1);
    const isSameMake = keys.at(-1) === key || (previous !== undefined && isItemBeside(previous, row));
    if (previous && isSameMake && isContinued(page, previous, row)) previous.push(row);
    else {
      groups.push([row]);
      keys.push(key);
    }
  }
  return groups.map((group) => blockOf(page, group));
}

/** An item of the same list element that happens to print no date, or to be the only one that does. */
function isItemBeside(group: readonly Row[], { element }: Row): boolean {
  const last = group.at(-1) as Row;
  return ROW_ELEMENTS.has(element.name) && last.element.name === element.name && last.element.parent === element.parent;
}

function rowsOf(page: FlatPage): Row[] {
  const isChrome = chromeOf(page);
  const anchors = page.tree.named('a').filter((element) => !isChrome(element));
  const titled = anchors.filter((anchor, index) => isTitled(page, anchor, anchors[index - 1])).slice(0, MAX_ROWS);
  const counts = countsOf(page, titled);
  const linked = titled.map((anchor) => linkedRow(page, anchor, counts));
  if (linked.some(({ date }) => date)) return withoutCategories(page, linked);
  const plain = plainRows(page, (element) => (counts[element.order] ?? 0) > 0 || isChrome(element));
  return plain.length > 0
    ? [...linked, ...plain].sort((one, other) => one.element.order - other.element.order)
    : linked;
}

/** `行政许可 | 关于…的公示 | 2026-09-01`: of several links in a row with one date the short ones name categories. */
function withoutCategories(page: FlatPage, rows: readonly Row[]): Row[] {
  return rows.filter((row, index) => {
    const around = row.title.length <= MAX_CATEGORY && row.anchor ? rowAround(row.anchor) : null;
    if (!around || around === row.element) return true;
    const isLonger = (other: Row | undefined) =>
      other?.anchor && rowAround(other.anchor) === around && other.title.length > row.title.length;
    const isInFrontOfTitle = isLonger(rows[index - 1]) || isLonger(rows[index + 1]);
    return !isInFrontOfTitle || datesIn(textOf(page, around, MAX_ROW_TEXT)).length !== 1;
  });
}

/** A link that names a document: has words of its own and is no control. A second link to the same address is not counted. */
function isTitled(page: FlatPage, anchor: PageElement, previous: PageElement | undefined): boolean {
  const text = anchorText(page, anchor);
  if (CONTROL.test(text) || SCRIPT_CALL.test(anchor.attributes['href'] ?? '')) return false;
  const isByline = anchor.attributes['href'] === undefined && /[:：]/.test(text);
  if (text.length < 2 || isByline || GENERIC.test(text) || /^[[【（(].{1,10}[\]】）)]$/.test(text)) return false;
  if (text.length <= MAX_CATEGORY && isInBrackets(page, anchor)) return false;
  return previous === undefined || !isRepeated(page, anchor, previous);
}

/** `[<a>工作动态</a>] <a>…</a>`: the section in front of a title. */
function isInBrackets(page: FlatPage, anchor: PageElement): boolean {
  return (
    /[[【［]\s{0,3}$/.test(inkBeside(page, page.firstRun(anchor), -1).slice(-4)) &&
    /^\s{0,3}[\]】］]/.test(inkBeside(page, page.endRun(anchor) - 1, 1))
  );
}

/** The next run that shows something, past white space between elements. */
function inkBeside(page: FlatPage, from: number, step: 1 | -1): string {
  for (let at = from + step; Math.abs(at - from) <= BLANK_RUNS; at += step) {
    const text = page.runs[at]?.text ?? '';
    if (/\S/.test(text.slice(0, MAX_ROW_TEXT))) return text;
  }
  return '';
}

/** A second link of one row to the same address: picture and title, or 详情 under a summary. */
function isRepeated(page: FlatPage, anchor: PageElement, previous: PageElement): boolean {
  const href = anchor.attributes['href'] ?? '';
  if (href !== previous.attributes['href'] || /^(?:javascript|#|\s*$)/i.test(href)) return false;
  if (anchorText(page, previous).length < 2) return false;
  const row = rowAround(anchor);
  return row === null ? page.firstLine(anchor) - page.firstLine(previous) <= 2 : row === rowAround(previous);
}

function rowAround(anchor: PageElement): PageElement | null {
  let element = anchor.parent;
  for (let level = 0; element && level < 6 && !ROW_ELEMENTS.has(element.name); level += 1) element = element.parent;
  return element && ROW_ELEMENTS.has(element.name) ? element : null;
}

/** Titled links in each element's subtree, by order. */
function countsOf(page: FlatPage, titled: readonly PageElement[]): Int32Array {
  const counts = new Int32Array(page.tree.elements.length);
  for (const anchor of titled) counts[anchor.order] = 1;
  for (let order = counts.length - 1; order > 0; order -= 1) {
    const parent = page.tree.elements[order]?.parent;
    if (parent) counts[parent.order] = (counts[parent.order] ?? 0) + (counts[order] ?? 0);
  }
  return counts;
}

function linkedRow(page: FlatPage, anchor: PageElement, counts: Int32Array): Row {
  const element = recordAround(page, rowElement(page, anchor, counts), counts);
  const firstLine = page.firstLine(element);
  const endLine = Math.max(page.endLine(element), firstLine + 1);
  const { title, dateInside } = rowTitle(page, anchor);
  const inColumn = columnDate(page, element);
  const date =
    inColumn === undefined
      ? (dateAmong(textBeside(page, anchor, firstLine, endLine)) ??
        dateInside ??
        dateNear(page, element, firstLine, endLine))
      : inColumn;
  return { element, anchor, title, href: anchor.attributes['href'], date, firstLine, endLine };
}

/** The largest element around a link that holds no other titled link; never above a list item or table row. */
function rowElement(page: FlatPage, anchor: PageElement, counts: Int32Array): PageElement {
  const own = lengthOf(page, anchor);
  let element = anchor;
  while (!ROW_ELEMENTS.has(element.name)) {
    const { parent } = element;
    if (!parent || parent.name === 'body' || parent.name === '#document') break;
    if ((counts[parent.order] ?? 0) > 1 || lengthOf(page, parent) > own + MAX_ROW_TEXT) break;
    if (!ROW_ELEMENTS.has(parent.name) && page.endLine(parent) - page.firstLine(parent) > MAX_ROW_LINES) break;
    element = parent;
  }
  return element;
}

/** The cell of the title in a row that links to a category, too, and prints one date. */
function isTitleCell(page: FlatPage, cell: PageElement, row: PageElement): boolean {
  if (lengthOf(page, row) > MAX_ROW_TEXT || datesIn(textOf(page, row, MAX_ROW_TEXT)).length !== 1) return false;
  const linked = cellsOf(row).filter((other) => other !== cell && page.lines[page.firstLine(other)]?.linkLength);
  return (
    textOf(page, cell, MAX_ROW_TEXT).length > MAX_CATEGORY &&
    linked.length > 0 &&
    linked.every((other) => textOf(page, other, MAX_ROW_TEXT).length <= MAX_CATEGORY)
  );
}

/** `<ul><li>1</li><li><a>…</a></li><li>2026-02-11</li></ul>`: a list element that holds the cells of one record. */
function recordAround(page: FlatPage, element: PageElement, counts: Int32Array): PageElement {
  const { parent } = element;
  if (parent?.name === 'tr' && isTitleCell(page, element, parent)) return parent;
  if (element.name !== 'li' || !parent || counts[parent.order] !== 1) return element;
  const cells = parent.children.filter(isElement);
  const isRecord = cells.length > 1 && cells.length <= 8 && cells.every(({ name }) => name === 'li');
  return isRecord && cells.some((cell) => cell !== element && rowDate(textOf(page, cell, 60))?.isWhole)
    ? parent
    : element;
}

/** Text of the row that is not the link itself, line by line; on a long line only what stands near the link. */
function textBeside(page: FlatPage, anchor: PageElement, firstLine: number, endLine: number): string {
  const [first, end] = [page.firstRun(anchor), page.endRun(anchor)];
  const near = (page.lines[firstLine]?.runs.length ?? 0) > CROWDED_RUNS ? NEAREST_RUNS : NEAR_RUNS;
  let from = first;
  while (from > 0 && first - from < near && (page.runs[from - 1]?.line ?? -1) >= firstLine) from -= 1;
  let to = end;
  while (to < page.runs.length && to - end < near * 2 && (page.runs[to]?.line ?? Infinity) < endLine) to += 1;
  const lines = [...linesIn(page, from, first, 1_500, ' '), ...linesIn(page, end, to, 1_500, ' ')];
  return lines.join('\n').slice(0, 1_500);
}

/** Rows without an element of their own: the date stands alone on the line behind or in front of the link. */
function dateNear(page: FlatPage, element: PageElement, firstLine: number, endLine: number): RowDate | null {
  if (ROW_ELEMENTS.has(element.name)) return null;
  const behind = page.lines[endLine];
  const before = page.lines[firstLine - 1];
  for (const line of isLedByDate(page, element) ? [before, behind] : [behind, before]) {
    const date = line && line.linkLength === 0 ? rowDate(line.text) : null;
    if (date?.isWhole) return date;
  }
  return null;
}

/** `<dl><dt>2026-01-02</dt><dd><a>…</a></dd> …`: the list begins with a date, so each title has its own in front. */
function isLedByDate(page: FlatPage, { parent }: PageElement): boolean {
  const first = parent ? page.lines[page.firstLine(parent)] : undefined;
  return first !== undefined && first.linkLength === 0 && rowDate(first.text)?.isWhole === true;
}

function signatureOf({ element, anchor, date }: Row): string {
  const anchorClass = (anchor?.attributes['class'] ?? '').replace(/\d+/g, '');
  return `${element.name}|${element === anchor ? '' : anchorClass}|${date ? 'dated' : ''}`;
}

/** Whether `row` goes on where the group ends: same parent, or nothing to read in between. */
function isContinued(page: FlatPage, group: readonly Row[], row: Row): boolean {
  const last = group.at(-1) as Row;
  if (last.element.parent === row.element.parent) return true;
  if (startsAnew(group, row)) return false;
  // Menus and lists without dates look alike; parts of one list stand in one element.
  const isApart = last.element.parent?.parent !== row.element.parent?.parent;
  if (isApart && ROW_ELEMENTS.has(row.element.name) && !row.date && !last.date) return false;
  for (let index = last.endLine; index < row.firstLine; index += 1) {
    const { text } = page.lines[index] as Line;
    if (/[\p{Script=Han}\w]/u.test(text) && !rowDate(text)?.isWhole) return false;
  }
  return true;
}

/** Lists behind tabs follow each other without a word between: the newest comes first again. */
function startsAnew(group: readonly Row[], row: Row): boolean {
  const last = group.at(-1) as Row;
  const isList = group.length >= 3 && group.slice(-3).every(({ element }) => element.parent === last.element.parent);
  return isList && (row.date?.value ?? '') > (last.date?.value ?? '9');
}

function blockOf(page: FlatPage, rows: readonly Row[]): Block {
  const first = rows[0] as Row;
  const above = headingAbove(page, first.firstLine);
  // `2026年` over rows that print month and day is their year, not their heading.
  const year = YEAR_HEADING.exec(above ?? '')?.[1];
  const dated = year ? rows.map((row) => (row.date ? { ...row, date: inYear(row.date, Number(year)) } : row)) : rows;
  return {
    rows: dated,
    datedRows: rows.filter(({ date }) => date).length,
    firstLine: first.firstLine,
    endLine: (rows.at(-1) as Row).endLine,
    heading: year ? null : above,
    ...(year ? { year: Number(year) } : {}),
  };
}

function headingAbove(page: FlatPage, firstLine: number): string | null {
  let reach = 3;
  for (let index = firstLine - 1; index >= 0 && reach > 0; index -= 1) {
    const line = page.lines[index] as Line;
    // Column heads of a table stand between its title and its rows.
    if (isLabel(line.text) && firstLine - index < 10) continue;
    reach -= 1;
    const text = line.text.replace(/(?:更多|more)[>»+.\s]*$/i, '').trim();
    if (GENERIC.test(text) || text === '' || rowDate(text)?.isWhole) continue;
    return text.length <= 20 && !/[。；:：>]/.test(text) ? text : null;
  }
  return null;
}
