import { ExtractedPage } from '@app/crawling/extracted-page';
import { pageIdentity } from './page-identity';

/** 菜单里的名称: the short text by which links call a page, and how many pages do. */
export interface LinkName {
  readonly text: string;
  readonly count: number;
}

/** The first page's word counts, so the home page comes first. A menu stands on every page, so each spelling of an address is taken apart once. */
export function linkNames(pages: Iterable<ExtractedPage>): ReadonlyMap<string, LinkName> {
  const names = new Map<string, LinkName>();
  const identities = new Map<string, string>();
  for (const page of new Set(pages)) {
    const met = new Set<string>();
    for (const { url, text } of page.links) {
      const name = text.trim();
      const id = identities.get(url) ?? pageIdentity(url);
      identities.set(url, id);
      if (met.has(id) || !isMenuName(name)) continue;
      met.add(id);
      const known = names.get(id);
      names.set(id, { text: known?.text ?? name, count: (known?.count ?? 0) + 1 });
    }
  }
  return names;
}

const MENU_NAME_LENGTH = 16;

function isMenuName(text: string): boolean {
  return text.length >= 2 && text.length <= MENU_NAME_LENGTH && !NOT_A_NAME.test(text);
}

const NOT_A_NAME = /^(?:更多|首页|网站首页|详情|查看|more|上一页|下一页|尾页|返回.*|\d+|[>»›+]+)$/iu;
