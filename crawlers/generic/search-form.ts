import { PageElement } from '@app/crawling/page-tree';
import { SearchForm } from '@app/crawling/site-marks';
import { contains, FlatPage } from './flat-page';
import { Resolve } from './links';

/** Words that say what a box is for, in names, prompts and buttons. */
const SEARCH_WORDS = /搜索|检索|查找|关键[词字]|站内|全文|sousuo|jiansuo|search|keyword|searchword|\bq\b|\bwd\b/i;
const TEXT_FIELD = /^(?:|text|search)$/i;
const MOST_FORMS = 20;
const MOST_FIXED = 8;

/** 检索框 or a link to one. */
export function showsSearch(page: FlatPage, edgeText: string): boolean {
  if (/(?:站内|全站|智能|高级|全文)?(?:搜索|检索)/.test(edgeText)) return true;
  return page.tree.named('input').some((element) => isTextField(element) && SEARCH_WORDS.test(wordsOf(element)));
}

/**
 * The first search form of a page that can be tried by asking for an address: method GET, one field for words, an action
 * that is an address. Forms sent by script or POST are left alone, and those of pages in another charset: words that the
 * site reads wrongly would find nothing.
 */
export function searchFormOf(page: FlatPage, resolve: Resolve): SearchForm | null {
  if (!isUtf8(page)) return null;
  const forms = page.tree.named('form').slice(0, MOST_FORMS);
  for (const form of forms) {
    const found = triable(page, form, resolve);
    if (found) return found;
  }
  return null;
}

function isUtf8({ tree }: FlatPage): boolean {
  const declared = tree
    .named('meta')
    .map(
      ({ attributes }) =>
        attributes['charset'] ?? /charset\s{0,3}=\s{0,3}([\w-]{1,20})/i.exec(attributes['content'] ?? '')?.[1],
    );
  return /^utf-?8$/i.test(declared.find(Boolean) ?? 'utf-8');
}

function triable({ tree }: FlatPage, form: PageElement, resolve: Resolve): SearchForm | null {
  const { action, method } = form.attributes;
  if (!action || /^(?:#|javascript)/i.test(action.trim()) || /post/i.test(method ?? '')) return null;
  const inner = tree.elements.slice(form.order + 1, form.lastOrder + 1).filter((element) => contains(form, element));
  const fields = inner.filter((element) => isTextField(element) && element.attributes['name']);
  const [field] = fields;
  const isSearch = [form, ...inner].some((element) => SEARCH_WORDS.test(wordsOf(element)));
  const target = resolve(action);
  if (fields.length !== 1 || !field || !isSearch || !target || inner.some(isSecret)) return null;
  const hidden = inner.filter(
    ({ name, attributes }) => name === 'input' && /^hidden$/i.test(attributes['type'] ?? '') && attributes['name'],
  );
  if (hidden.length > MOST_FIXED) return null;
  const fixed = hidden.map(({ attributes }) => [attributes['name'] as string, attributes['value'] ?? ''] as const);
  return {
    action: target.split('?')[0] ?? target,
    field: field.attributes['name'] as string,
    fixed: Object.fromEntries(fixed),
  };
}

function isTextField({ name, attributes }: PageElement): boolean {
  return name === 'input' && TEXT_FIELD.test(attributes['type'] ?? '');
}

/** A log-in is no search. */
function isSecret({ name, attributes }: PageElement): boolean {
  return name === 'input' && /^password$/i.test(attributes['type'] ?? '');
}

function wordsOf({ attributes, marks }: PageElement): string {
  const { name, placeholder, value, title, action } = attributes;
  return [name, placeholder, value, title, action, marks].filter(Boolean).join(' ').slice(0, 400);
}
