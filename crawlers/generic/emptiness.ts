import { PageSignal } from '@app/crawling/extracted-page';
import { isElement, PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { FlatPage, marksOf } from './flat-page';

const EMPTY_WORDS =
  /(?:暂无|没有|无)(?:相关|任何|更多|此类|符合条件的?|检索到)?(?:信息|数据|内容|记录|文章|文件|公告|资料)(?!公开|的|网|化|安|中心)|(?:栏目|内容|页面)(?:正在)?(?:建设|更新|完善|维护)中|^\s*暂无\s*$/m;
const LOADS =
  /\$\s?\.\s?(?:ajax|get|post|getJSON)\b|jQuery\s?\.\s?(?:ajax|get|post)|axios|fetch\s?\(|XMLHttpRequest|\.load\s?\(|new\s+Vue\b|createApp\s?\(|layui\.|laypage|getList\s?\(|loadList|template\s?\(|dataproxy|\bapi\/|ReactDOM|__NUXT__|webpackJsonp|searchList|_CONFIG/;
const HOLLOW_TEXT = 160;
const BARE_TEXT = 200;

/** Whether the page shows a list without items, or says in words that there is nothing. */
export function saysEmpty(page: FlatPage, placeLine: number): boolean {
  return (
    hollowList(page, placeLine) !== undefined ||
    page.lines.some(({ text }) => text.length < 60 && EMPTY_WORDS.test(text))
  );
}

/**
 * Nothing to read: is the section empty, or does a script fill it? Whatever could be filled by a script is called a
 * shell, even when its template says 暂无数据: absence may be concluded from an empty list only.
 */
export function emptinessOf(
  page: FlatPage,
  visible: string,
  { kind, placeLine }: { readonly kind: string; readonly placeLine: number },
): PageSignal | undefined {
  const loader = page.scripts.find(({ text }) => LOADS.test(text.slice(0, 20_000)));
  const hasScripts = page.tree.named('script').length > 0;
  const isBare = visible.length < BARE_TEXT && hasScripts && !countsPages(page);
  if (kind === 'article') return isBare ? { kind: 'empty-shell', at: 'page' } : undefined;
  const hollow = hollowList(page, placeLine);
  const words = EMPTY_WORDS.exec(visible);
  if (loader || isBare || (hollow && isFilledByScript(page, hollow, words !== null))) {
    return { kind: 'empty-shell', at: hollow ? pathOf(hollow) : 'page' };
  }
  // A frame, a film or a picture is content that only a person can read.
  if (showsOtherwise(page, placeLine)) return undefined;
  if (words) return { kind: 'empty-list', at: `page:${words.index}` };
  return hollow && placeLine >= 0 && isAlone(page, placeLine) ? { kind: 'empty-list', at: pathOf(hollow) } : undefined;
}

/** Whether something other than text stands behind the breadcrumb: a frame, an embedded file, a film, a large picture. */
function showsOtherwise(page: FlatPage, placeLine: number): boolean {
  const isChrome = chromeOf(page);
  const place = page.lines[placeLine]?.element;
  const isBehind = (element: PageElement) =>
    page.firstLine(element) > placeLine || (place !== undefined && element.order > place.lastOrder);
  return page.tree.elements.some(
    (element) =>
      (isEmbedded(element) || (place !== undefined && isLargePicture(element))) &&
      isBehind(element) &&
      !isChrome(element),
  );
}

function isEmbedded({ name, attributes }: PageElement): boolean {
  if (!/^(?:iframe|frame|embed|object|video)$/.test(name)) return false;
  const { src, data, width = '', height = '' } = attributes;
  const isHidden = /^[01](?:px)?$/.test(width || height);
  return (name === 'video' || Boolean(src ?? data)) && !isHidden;
}

/** Large by its own word; logos and icons are small or say nothing. */
function isLargePicture({ name, attributes }: PageElement): boolean {
  if (name !== 'img') return false;
  return Number(/^\d{1,5}/.exec(attributes['width'] ?? '')?.[0] ?? 0) >= LARGE_PICTURE;
}

const LARGE_PICTURE = 300;

/** A list element without any item, behind the line `after`. */
function hollowList(page: FlatPage, after: number): PageElement | undefined {
  const isChrome = chromeOf(page);
  return page.tree.elements.find(
    (element) =>
      isListElement(element) && !isChrome(element) && isHollow(page, element) && page.firstLine(element) > after,
  );
}

/**
 * A script file stands beside the list, or the list has a name to be found by and the page does not say it is empty.
 */
function isFilledByScript(page: FlatPage, hollow: PageElement, saysEmpty: boolean): boolean {
  if (countsPages(page)) return false;
  const holder = hollow.parent?.parent ?? hollow.parent ?? hollow;
  const beside = page.tree.elements.slice(hollow.order, holder.lastOrder + 1);
  const hasFile = beside.some(({ name, attributes }) => name === 'script' && attributes['src'] !== undefined);
  return (
    hasFile || (!saysEmpty && [hollow.attributes['id'], hollow.parent?.attributes['id']].some((id) => id !== undefined))
  );
}

/** A static paging call: the server has counted, so it has written the list too. */
function countsPages(page: FlatPage): boolean {
  return page.scripts.some(({ text }) => /createPageHTML\s{0,3}\(/.test(text));
}

/** Nothing but links and the frame is shown behind the breadcrumb. */
function isAlone(page: FlatPage, after: number): boolean {
  const isChrome = chromeOf(page);
  const shown = page.lines.filter((line) => line.index > after && line.linkLength === 0 && !isChrome(line.element));
  return shown.reduce((sum, { text }) => sum + text.length, 0) <= HOLLOW_TEXT;
}

function pathOf({ name, order }: PageElement): string {
  return `${name}[${order}]`;
}

function isListElement(element: PageElement): boolean {
  return (
    /^(?:ul|ol|tbody)$/.test(element.name) ||
    (element.name === 'div' && /(?:^|[-_\s])list(?=$|[-_\s])/.test(marksOf(element)))
  );
}

function isHollow(page: FlatPage, element: PageElement): boolean {
  const isEmpty = page.endLine(element) === page.firstLine(element);
  return isEmpty && !element.children.some((child) => isElement(child) && child.name !== 'script');
}
