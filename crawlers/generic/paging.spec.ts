import { parsePage } from '@app/crawling/page-tree';
import { flatten } from './flat-page';
import { resolverFor } from './links';
import { pagingOf } from './paging';

const LIST = 'https://a.gov.cn/zwgk/tzgg/index.html';
const paging = (html: string, url = LIST) => {
  const page = flatten(parsePage(html));
  return pagingOf(page, url, resolverFor(page, url));
};
const names = (html: string, url = LIST) =>
  paging(html, url).nextPages.map((page) => page.replace('https://a.gov.cn/zwgk/tzgg/', ''));

describe('pagingOf', () => {
  it.each([
    ['createPageHTML(3, 0, "index", "html")', ['index_1.html', 'index_2.html']],
    ['createPageHTML(3, 2, "index", "html")', []],
    ['createPageHTML(1, 0, "index", "html")', []],
    ["createPageHTML('page_div', 3, 1, 'nav_list', 'html', 60)", ['nav_list_2.html', 'nav_list_3.html']],
    [
      'var currentPage = 0; var countPage = 3; document.write("index_" + i + ".shtml")',
      ['index_1.shtml', 'index_2.shtml'],
    ],
  ])('plans the pages of %s', (script, pages) => expect(names(`<script>${script}</script>`)).toEqual(pages));

  it.each([
    ['next only', '<a href="index_2.html">下一页</a>', ['index_2.html']],
    ['numbers', '<b>1</b><a href="index_2.html">2</a><a href="index_3.html">3</a>', ['index_2.html', 'index_3.html']],
    [
      'only what comes after the current page',
      '<a href="index.html">1</a> <span class="cur">2</span> <a href="index_3.html">3</a>',
      ['index_3.html'],
    ],
    ['nothing on the last page', '<a href="index.html">1</a><b>2</b><a href="index.html">上一页</a>', []],
    ['a query', '<span>1</span><a href="?page=2">2</a><a href="?page=2">下一页</a>', ['index.html?page=2']],
    ['a disabled next', '<a class="next disabled" href="index_9.html">下一页</a>', []],
    ['another section with a number for a name', '<a href="/gonggao/index.html">2</a>', []],
  ])('reads %s', (_norm, html, pages) => expect(names(html)).toEqual(pages));

  it('says when only a script knows the further pages', () => {
    expect(paging('<b>1</b><a href="javascript:goToPage(2)">2</a>').isScripted).toBe(true);
    expect(paging('<b>1</b>').isScripted).toBe(false);
  });
});
