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

  it.each([
    ['laypage.render({elem: "p", count: 50, limit: 20, curr: 1})', true],
    ['laypage.render({elem: "p", count: 20, limit: 20})', false],
    ['laypage({cont: "p", pages: 6, curr: 6})', false],
    ['$("#p").pagination(120, {items_per_page: 10, callback: show})', true],
    ['$("#p").pagination({pageIndex: 2, pageSize: 15, total: 40})', false],
    ['$("#p").pagination({pageIndex: 1, pageSize: 15, total: 40})', true],
    ['$(".p").createPage({pageCount: 3, current: 1})', true],
    ['new Swiper(".s", {pagination: ".p", pages: 3})', false],
    ['$.fn.pagination = function (total) { return {pages: 3} }', false],
  ])('of %s says whether more pages follow', (script, more) => {
    expect(paging(`<ul></ul><script>${script}</script>`)).toMatchObject({ nextPages: [], isScripted: more });
  });

  it.each([
    ['first', "location.href='?page='+obj.curr", ['index.html?page=2', 'index.html?page=3']],
    ['with more behind', "location.href='?p='+e.curr+'&id=7'", ['index.html?p=2&id=7', 'index.html?p=3&id=7']],
  ])('reads the addresses a plug-in goes to: number %s', (_norm, jump, pages) => {
    const script = `laypage({cont:'p',pages:3,curr:1,jump:function(obj,first){if(!first){${jump}}}})`;
    expect(names(`<script>${script}</script>`)).toEqual(pages);
  });

  it.each([
    [
      'numbers without addresses',
      '<b>1</b><a href="javascript:;" data-page="2">2</a><a href="javascript:;">下一页</a>',
      true,
    ],
    ['a count', '共 3 页 <a href="#" onclick="go(2)">下一页</a>', true],
    ['a count of one', '共 1 页 <a href="#" onclick="go(1)">下一页</a>', false],
    ['no further number', '<a class="on" href="">1</a><a href="javascript:;">下一页</a>', false],
    ['a disabled next', '<b>1</b><a href="#">2</a><a href="#" disabled="disabled">下一页</a>', false],
    ['the dots of a slide show', '<a href="#">1</a><a href="#">2</a><a href="#">3</a><a href="#">&gt;</a>', false],
  ])('takes a 下一页 to nowhere for a script where there are %s', (_norm, html, more) => {
    expect(paging(html)).toMatchObject({ nextPages: [], isScripted: more });
  });

  it('says when only a script knows the further pages', () => {
    expect(paging('<b>1</b><a href="javascript:goToPage(2)">2</a>').isScripted).toBe(true);
    expect(paging('<b>1</b>').isScripted).toBe(false);
  });
});
