import { FlatPage } from './flat-page';
import { Resolve } from './links';
import { Paging, pagingOf } from './paging';
import { RawPage } from '../family';

const START = /^\s*(?:[\w$.]{1,60}\s*\(\s*)?[[{]/;
const WRAPPER = /^\s*[\w$.]{1,60}\s*\(|\)\s*;?\s*$/g;
const TITLE_KEYS = ['title', 'infotitle', 'doctitle', 'name', 'subject'];
const URL_KEYS = ['url', 'link', 'href', 'docpuburl', 'linkurl', 'visiturl', 'posturl', 'infourl', 'articleurl'];
/** Days of publication only; 创建时间 and 更新时间 are other days. */
const DATE_KEYS = [
  'publishedtimestr',
  'publishtime',
  'publishdate',
  'pubdate',
  'pubtime',
  'displaytime',
  'docreltime',
  'releasetime',
  'date',
  'infodate',
];
const NAME_KEYS = ['channelname', 'columnname', 'sitename', 'name'];
const TOTAL_KEYS = ['total', 'totalcount', 'totalrecord', 'totalelements', 'postcount'];
const PAGE_PARAMETER = /([?&](?:page|pageno|pagenum|pageindex|currentpage|curpage|pageno1?|pn)=)(\d{1,5})(?=&|$)/i;
const MAX_ROWS = 3_000;
const MAX_NODES = 200_000;
const MAX_PAGES = 300;
const ARRAY = /[=:(]\s{0,9}\[\s{0,9}\{\s{0,9}"/g;
const MAX_INLINE = 20;
const MAX_INLINE_LENGTH = 500_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;

type Fields = ReadonlyMap<string, unknown>;

interface JsonList {
  readonly rows: readonly Fields[];
  /** Objects around the rows, outermost first. */
  readonly around: readonly Fields[];
}

/**
 * The answer of a list interface (JSON or JSONP) as markup with one row per record, links to the further pages and the
 * section's name; null where the text is no JSON or holds no titled links. Values are escaped: they are text.
 */
export function jsonListMarkup({ url, html }: RawPage): string | null {
  if (!START.test(html.slice(0, 200))) return null;
  const list = listIn(parsed(html));
  if (!list) return null;
  const name = list.around.map((fields) => textOf(fields, NAME_KEYS)).findLast(Boolean) ?? '';
  const total = list.around.map((fields) => Number(textOf(fields, TOTAL_KEYS))).findLast((count) => count > 0) ?? 0;
  return `<html><head><meta name="ColumnName" content="${escaped(name)}"></head><body>${markupOf(list)}${pagesOf(url, list.rows.length, total)}</body></html>`;
}

/**
 * The page with the rows that one of its scripts holds (`var list = [{"title": …, "url": …, "date": …}]`) in the script's
 * place; null where none holds dated records.
 */
export function inlineListMarkup(html: string): string | null {
  ARRAY.lastIndex = 0;
  for (let tried = 0; tried < MAX_INLINE; tried += 1) {
    const found = ARRAY.exec(html);
    if (!found) return null;
    const start = found.index + found[0].indexOf('[');
    const script = html.lastIndexOf('<script', start);
    if (script < 0 || html.lastIndexOf('</script', start) > script) continue;
    const end = endOfArray(html, start);
    ARRAY.lastIndex = end;
    const list = listIn(parsed(html.slice(start, end)));
    if (list && list.rows.filter((row) => dateOf(row) !== '').length * 2 >= list.rows.length)
      return html.slice(0, script) + markupOf(list) + html.slice(script);
  }
  return null;
}

/** Behind the bracket that closes the array; brackets in strings do not count. */
function endOfArray(html: string, start: number): number {
  const limit = Math.min(html.length, start + MAX_INLINE_LENGTH);
  let [depth, isText] = [0, false];
  for (let at = start; at < limit; at += 1) {
    const character = html[at];
    if (character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (!isText && character === '[') depth += 1;
    else if (!isText && character === ']' && (depth -= 1) === 0) return at + 1;
  }
  return limit;
}

function markupOf({ rows }: JsonList): string {
  const items = rows.map((fields) => {
    const link = `<a href="${escaped(textOf(fields, URL_KEYS))}">${escaped(textOf(fields, TITLE_KEYS))}</a>`;
    return `<li>${link}<span>${dateOf(fields)}</span></li>`;
  });
  return `<ul>${items.join('\n')}</ul>`;
}

/**
 * Paging of a page whose rows a script asks for: the address of the list itself is its first further page. Null where
 * the page has pages of its own or no script names such an address. `address` captures it from the script's text.
 */
export function jsonPaging(page: FlatPage, url: string, resolve: Resolve, address: RegExp): Paging | null {
  if (pagingOf(page, url, resolve).nextPages.length > 0) return null;
  for (const { text, element } of page.scripts) {
    const found = address.exec(text)?.[1];
    // The number of the page is often put behind by the script: `&page=' + page`.
    const target = found ? resolve(found.endsWith('=') ? `${found}1` : found) : null;
    if (target && isSameHost(target, url))
      return { nextPages: [target], isScripted: false, order: element.order, isSource: true };
  }
  return null;
}

function isSameHost(target: string, url: string): boolean {
  return URL.canParse(url) && new URL(target).host === new URL(url).host;
}

function parsed(text: string): unknown {
  const bare = /^\s*[[{]/.test(text) ? text : text.replace(WRAPPER, '');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined; // a script, a template or a damaged answer: not a list
  }
}

/** The first array of records that name a document and link to it, breadth first. */
function listIn(value: unknown): JsonList | undefined {
  const queue: { value: unknown; around: readonly Fields[] }[] = [{ value, around: [] }];
  for (let at = 0; at < queue.length && at < MAX_NODES; at += 1) {
    const { value: node, around } = queue[at] as (typeof queue)[number];
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      const rows = node.slice(0, MAX_ROWS).filter(isObject).map(fieldsOf).filter(isRow);
      if (rows.length > 0) return { rows, around };
      if (around.length < 8) for (const child of node.slice(0, 50)) queue.push({ value: child, around });
    } else if (around.length < 8) {
      const deeper = [...around, fieldsOf(node)];
      for (const child of Object.values(node)) queue.push({ value: child, around: deeper });
      // The section is often described beside its rows: {classify: {name, post_count}, articles: [...]}.
      deeper.push(...Object.values(node).filter(isObject).slice(0, 10).map(fieldsOf));
    }
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys in one spelling: `publish_time` and `publishTime` are the same. */
function fieldsOf(record: object): Fields {
  return new Map(
    Object.entries(record)
      .slice(0, 200)
      .map(([key, value]) => [key.replace(/[_-]/g, '').toLowerCase(), value]),
  );
}

function isRow(fields: Fields): boolean {
  return textOf(fields, TITLE_KEYS).length >= 2 && /[/.]/.test(textOf(fields, URL_KEYS));
}

function textOf(fields: Fields, keys: readonly string[]): string {
  const value = keys.map((key) => fields.get(key)).find((one) => one !== undefined && one !== null && one !== '');
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  return text
    .slice(0, 2_000)
    .replace(/<[^<>]{0,200}>/g, '')
    .trim();
}

/** A printed date as it stands, a Unix time as the day in China. */
function dateOf(fields: Fields): string {
  const text = textOf(fields, DATE_KEYS);
  if (/^(?:19|20)\d{6}$/.test(text)) return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return escaped(text.slice(0, 40));
  const instant = Number(text) * (text.length === 10 ? 1_000 : 1);
  return new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

function pagesOf(url: string, shown: number, total: number): string {
  const parameter = PAGE_PARAMETER.exec(url);
  const current = Number(parameter?.[2] ?? 0);
  if (!parameter || current < 1 || shown === 0 || shown * current >= total) return '';
  const size = current === 1 ? shown : Number(/[?&]_?(?:pagesize|rows|size|limit)=(\d{1,4})/i.exec(url)?.[1] ?? shown);
  const last = Math.min(Math.ceil(total / size), current + MAX_PAGES);
  const links: string[] = [];
  for (let number = current + 1; number <= last; number += 1) {
    links.push(`<a href="${escaped(url.replace(PAGE_PARAMETER, `$1${number}`))}">${number}</a>`);
  }
  return links.length === 0
    ? ''
    : `<div class="pagination"><span class="current">${current}</span>${links.join('')}</div>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
