import { ExtractedPage } from '@app/crawling/extracted-page';
import { PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { saysEmpty } from './emptiness';
import { isSideBox } from './entries';
import { marksOf } from './flat-page';
import type { Reading } from './reading';

export type KindEvidence = Pick<
  Reading,
  | 'url'
  | 'page'
  | 'blocks'
  | 'main'
  | 'paging'
  | 'breadcrumb'
  | 'sectionNames'
  | 'published'
  | 'record'
  | 'heading'
  | 'text'
> & {
  /** Files offered in the text. */
  readonly hasAttachments: boolean;
};

const ARTICLE_PATH =
  /\/(?:t\d{8}_\d+|art_\d+_\d+(?:_\d+)?|m?post_\d+|content_\d+|article_[\w-]+|doc_[\w-]+|i\d{5,}|[0-9a-f]{32})\.\w+$|\/info\/\d+\/\d+\.html?$|-show-\d+\.html?$/;
const LANDING_LISTS = 3;
const SHORT_TEXT = 60;
const SIDE_COLUMN = /(?:^|[-_\s])(?:\w{0,6}left|side|sidebar|aside|lanmu|lmdh)(?=$|[-_\s\d])/;
const SIDE_LEVELS = 8;

/**
 * Kind of a page from what it shows. A page that prints its own date, record box or article tag is an article, even
 * beside lists of other documents; several lists side by side are a landing page (`other`) or the home page.
 */
export function kindOf(evidence: KindEvidence): ExtractedPage['kind'] {
  const { page, url, blocks, main, breadcrumb, heading, text, hasAttachments } = evidence;
  if (isHomeAddress(url) && blocks.length > 1) return 'home';
  if (isArticle(evidence)) return 'article';
  if (isLanding(evidence)) return isHome(evidence) ? 'home' : 'other';
  if (isTree(evidence)) return 'other';
  if (main || hasPaging(evidence)) return 'list';
  if (text.prose >= SHORT_TEXT || (heading !== null && hasAttachments)) return 'article';
  // Without rows and without a word of emptiness nothing shows that the page is a list.
  return breadcrumb.names.length > 0 && saysEmpty(page, breadcrumb.line) ? 'list' : 'other';
}

/** A few long names among many short ones: a tree of sections, not a list of undated documents. */
function isTree(evidence: KindEvidence): boolean {
  const { main } = evidence;
  return main !== null && main.datedRows === 0 && linksBehind(evidence) > main.rows.length * 2;
}

function linksBehind({ page, breadcrumb }: KindEvidence): number {
  const isChrome = chromeOf(page);
  const linked = page.lines.filter(
    ({ index, element, linkLength }) =>
      index > breadcrumb.line && linkLength > 0 && !isChrome(element) && !isInSideColumn(element),
  );
  return linked.length;
}

/** The column beside the list, by the words sites use for it. */
function isInSideColumn(element: PageElement): boolean {
  let around: PageElement | null = element;
  for (let level = 0; around && level < SIDE_LEVELS; level += 1, around = around.parent)
    if (SIDE_COLUMN.test(marksOf(around))) return true;
  return false;
}

function isArticle(evidence: KindEvidence): boolean {
  const { page, url, main, breadcrumb, heading, record, published, text } = evidence;
  if (page.metas.has('articletitle')) return true;
  if (breadcrumb.endsInText && heading !== null) return true;
  const rows = main && !isSideBox(main) ? main.datedRows : 0;
  const { prose } = text;
  if (ARTICLE_PATH.test(pathOf(url))) return published.length > 0 || heading !== null || prose > 0 || rows === 0;
  if (record.hasBox) return rows < 3 || prose > 200;
  if (published.length > 0) return rows < 8 || prose > 300;
  return prose >= 150 && rows < 3 && !hasPaging(evidence) && listsSideBySide(evidence) < LANDING_LISTS;
}

function hasPaging({ paging }: KindEvidence): boolean {
  return paging.nextPages.length > 0 || paging.isScripted;
}

function isLanding(evidence: KindEvidence): boolean {
  return !hasPaging(evidence) && listsSideBySide(evidence) >= LANDING_LISTS;
}

/** Blocks that could each be a list; one that outweighs all others is a list page with side boxes. */
function listsSideBySide({ blocks, main, sectionNames }: KindEvidence): number {
  const sizable = blocks.filter(({ rows }) => rows.length >= 2);
  const total = sizable.reduce((sum, { rows }) => sum + rows.length, 0);
  if (main && main.rows.length > total / 2) return 1;
  const isPair = sizable.length === 2 && sizable.every(({ rows, heading }) => rows.length >= 4 && heading !== null);
  const isNamed = sizable.some(({ heading }) => heading !== null && sectionNames.includes(heading));
  return isPair && !isNamed ? LANDING_LISTS : sizable.length;
}

function isHome({ url, breadcrumb, page }: KindEvidence): boolean {
  const namesSite =
    !/[_|—-]/.test(page.documentTitle) &&
    /首页|欢迎|网站?$|门户|政府$|局$|厅$|委员会$|办公室$|院$/.test(page.documentTitle);
  return isHomeAddress(url) || (breadcrumb.names.length === 0 && !page.metas.has('columnname') && namesSite);
}

function isHomeAddress(url: string): boolean {
  return /^https?:/.test(url) && /^\/(?:(?:index|default|main)\.\w+)?$/.test(pathOf(url));
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
