import { ListEntry } from '@app/crawling/extracted-page';
import { FlatPage } from './flat-page';
import { Resolve } from './links';
import { Block, Row } from './rows';

const MAX_ENTRIES = 3_000;
const LONG_TITLE = 9;
const LONE_ROW_LINES = 6;
const SIDE_BOX = /热点|热门|排行|推荐|相关|最新|点击|图片|专题|视频|友情|链接|导航|服务|搜索/;

/** Blocks that hold documents rather than menus: dated ones, and undated ones with titles as long as documents have. */
export function documentBlocks(page: FlatPage, blocks: readonly Block[], breadcrumbLine: number): Block[] {
  return blocks.filter((block) => {
    if (block.firstLine <= breadcrumbLine) return false;
    const { rows, datedRows } = block;
    if (rows.length === 1 && !isRowLike(page, rows[0] as Row)) return false;
    if (datedRows > 0) return datedRows * 2 >= rows.length;
    const length = rows.reduce((sum, { title }) => sum + title.length, 0) / rows.length;
    return rows.length >= 2 && length >= LONG_TITLE;
  });
}

/**
 * A lone link with a date is a list of one only as a small list item or table row. Elsewhere, and in rows that lay
 * out the page, it stands in a text.
 */
function isRowLike(page: FlatPage, { element, firstLine, endLine }: Row): boolean {
  if (!['li', 'tr', 'dl'].includes(element.name) || endLine - firstLine > LONE_ROW_LINES) return false;
  const inside = page.tree.elements.slice(element.order + 1, element.lastOrder + 1);
  return !inside.some(({ name }) => /^(?:table|h[1-3]|iframe|form)$/.test(name));
}

/**
 * The block a list page is about: the largest, those right above the paging control and under the section's own name
 * before others, side boxes (热点, 推荐 …) behind. Null where no block is large enough for a list.
 */
export function mainBlock(
  page: FlatPage,
  blocks: readonly Block[],
  sectionNames: readonly string[],
  pagingOrder: number,
): Block | null {
  const paging = page.tree.elements[pagingOrder];
  const pagingLine = paging ? page.firstLine(paging) : -1;
  const aboveIndex = pagingLine < 0 ? -1 : blocks.findLastIndex(({ endLine }) => endLine <= pagingLine + 1);
  let best: Block | null = null;
  let bestScore = 0;
  blocks.forEach((block, index) => {
    const score = scoreOf(block, sectionNames) + (index === aboveIndex ? 6 : 0);
    if (score > bestScore) [best, bestScore] = [block, score];
  });
  return best;
}

/** 热点, 推荐, 相关 …: other documents beside the page's own content. */
export function isSideBox({ heading }: Block): boolean {
  return heading !== null && SIDE_BOX.test(heading);
}

function scoreOf({ rows, datedRows, heading }: Block, sectionNames: readonly string[]): number {
  const size = datedRows > 0 ? datedRows + rows.length : (rows.length - 1) / 2;
  const bonus = heading && sectionNames.includes(heading) ? 6 : 0;
  return size + bonus - (heading && SIDE_BOX.test(heading) && bonus === 0 ? 8 : 0);
}

/** Rows as list entries. `url` is empty where the page links nowhere (`#`, `javascript:`). */
export function entriesOf(rows: readonly Row[], resolve: Resolve): ListEntry[] {
  return rows
    .filter(({ title }) => title.length > 0)
    .slice(0, MAX_ENTRIES)
    .map(({ title, href, date }) => ({ title, url: resolve(href) ?? '', publishedOn: date?.value ?? null }));
}

/** The main list together with the blocks that go on with it: same makeup, same place in the page. */
export function rowsOfList(blocks: readonly Block[], main: Block | null): Row[] {
  if (!main) return [];
  const [first] = main.rows;
  const place = first?.element.parent?.parent;
  const isPart = (block: Block): boolean => {
    const [row] = block.rows;
    const isSameMake = block.datedRows > 0 === main.datedRows > 0 && row?.element.name === first?.element.name;
    const isYear = block.year !== undefined && main.year !== undefined;
    return (
      block === main || (isSameMake && (isYear || place?.name !== 'body') && row?.element.parent?.parent === place)
    );
  };
  return withoutEcho(blocks.filter(isPart).flatMap(({ rows }) => rows));
}

/** Responsive pages print their list twice, once for wide screens and once for small ones. */
function withoutEcho(rows: readonly Row[]): Row[] {
  const half = rows.length / 2;
  const isEcho = half >= 2 && rows.slice(0, half).every((row, index) => isSameRow(row, rows[half + index]));
  return isEcho ? rows.slice(0, half) : [...rows];
}

function isSameRow(one: Row, other: Row | undefined): boolean {
  const start = one.title.slice(0, 8);
  return one.date?.value === other?.date?.value && (other?.title.startsWith(start) ?? false);
}
