import fc from 'fast-check';
import { parsePage } from '@app/crawling/page-tree';
import { flatten } from './flat-page';
import { linksOf, resolverFor } from './links';

const PAGE = 'http://www.qinghe.example:8080/zwgk/tz/1.html?a=1#top';
const resolverOf = (html = '', url = PAGE) => resolverFor(flatten(parsePage(html)), url);
/** What the standard says, without the short way for plain addresses. */
function byStandard(href: string, base: string): string | null {
  if (href.trim() === '' || /^(?:javascript|mailto|tel|data|about|vbscript|blob)/i.test(href.trim())) return null;
  try {
    const url = new URL(href.trim(), base);
    return /^https?:$/.test(url.protocol) ? url.href.replace(/#.*$/, '') : null;
  } catch {
    return null;
  }
}

describe('resolverFor', () => {
  it.each([
    ['/a/b.html', 'http://www.qinghe.example:8080/a/b.html'],
    ['/a/../b', 'http://www.qinghe.example:8080/b'],
    ['/a/./b', 'http://www.qinghe.example:8080/a/b'],
    ['/a/%2e%2e/b', 'http://www.qinghe.example:8080/b'],
    ['/a/.b', 'http://www.qinghe.example:8080/a/.b'],
    ['//other.example/a', 'http://other.example/a'],
    ['/清河', 'http://www.qinghe.example:8080/%E6%B8%85%E6%B2%B3'],
    ['\\a\\b', 'http://www.qinghe.example:8080/a/b'],
    ['/a?', 'http://www.qinghe.example:8080/a?'],
    ['/a#b', 'http://www.qinghe.example:8080/a'],
    ['http://www.qinghe.example', 'http://www.qinghe.example/'],
    ['http://WWW.qinghe.example/A', 'http://www.qinghe.example/A'],
    ['http://www.qinghe.example:80/', 'http://www.qinghe.example/'],
    ['http://127.1/a', 'http://127.0.0.1/a'],
    ['http://0x7f.1/a', 'http://127.0.0.1/a'],
    ['http://xn--fiqs8s.example/a', 'http://xn--fiqs8s.example/a'],
    ['http://xn--a.example/a', null],
    ['http://user@www.qinghe.example/', 'http://user@www.qinghe.example/'],
    ['javascript:void(0)', null],
    ['', null],
    ['#x', null],
  ])('%s', (href, target) => expect(resolverOf()(href)).toBe(target));

  it('reads plain addresses as the standard does', () => {
    const part = fc.stringMatching(/^[\w.~%-]{0,6}$/);
    const host = fc.stringMatching(/^(?:[a-z0-9-]{1,4}\.){0,2}[a-z0-9-]{1,4}$/);
    const address = fc
      .tuple(fc.constantFrom('', 'http://', 'https://', '//'), host, fc.array(part), fc.constantFrom('', '?', '?a=1&b'))
      .map(([scheme, name, parts, query]) => `${scheme ? scheme + name : ''}/${parts.join('/')}${query}`);
    fc.assert(
      fc.property(address, (href) => {
        expect(resolverOf()(href)).toBe(byStandard(href, PAGE));
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes by the page’s <base>', () => {
    const resolve = resolverOf('<base href="http://cdn.qinghe.example/x/">');
    expect([resolve('/a'), resolve('b')]).toEqual(['http://cdn.qinghe.example/a', 'http://cdn.qinghe.example/x/b']);
  });

  it('keeps file addresses for a page read from a file, and only there', () => {
    expect(resolverOf('', 'file:///pages/1.html')('/a.html')).toBe('file:///a.html');
    expect(resolverOf()('file:///etc/passwd')).toBeNull();
  });
});

describe('linksOf', () => {
  it('names each address once, by the first link that has words', () => {
    const html =
      '<a href="/a"><img></a><a href="/a">通知</a><a href="/a">更多</a><area href="/b" alt="图"><iframe src="/c">';
    const page = flatten(parsePage(html));
    expect(linksOf(page, resolverFor(page, 'http://q.example/'))).toEqual([
      { url: 'http://q.example/a', text: '通知' },
      { url: 'http://q.example/b', text: '图' },
      { url: 'http://q.example/c', text: '' },
    ]);
  });
});
