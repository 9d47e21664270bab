import { ExtractedPage } from './extracted-page';
import {
  attachmentsToProbe,
  createFrontier,
  FRONTIER_LIMITS,
  FrontierEntry,
  linksToFollow,
  PRIORITY,
} from './frontier';
import { extractSimply } from './site.fixture';
import { shapeOf, trapOf } from './trap';
import { isPage, keyOf, linkKindOf, normalizeUrl } from './url-key';

const HOME = 'http://www.qinghe.gov.cn/';
const scope = { homeUrl: HOME, pathPrefixes: [] as string[], isOwnSite: true, plans: [] };
const entryOf = (path: string, given: Partial<FrontierEntry> = {}): FrontierEntry => ({
  url: `${HOME}${path}`,
  priority: PRIORITY.other,
  depth: 1,
  listPage: 0,
  ...given,
});

describe('normalizeUrl', () => {
  it.each([
    ['http://www.qinghe.gov.cn/a#top', `${HOME}a`],
    ['HTTP://WWW.Qinghe.GOV.cn:80', HOME],
    ['https://www.qinghe.gov.cn:443/a', 'https://www.qinghe.gov.cn/a'],
    ['http://www.qinghe.gov.cn:8080/a', 'http://www.qinghe.gov.cn:8080/a'],
    [`${HOME}a?`, `${HOME}a`],
    [`${HOME}a/../b/./c`, `${HOME}b/c`],
    [`${HOME}a.jsp;jsessionid=0A1B?id=3`, `${HOME}a.jsp?id=3`],
    [`${HOME}a?utm_source=x&id=3&spm=1.2`, `${HOME}a?id=3`],
    [`${HOME}a?_=1700000000000`, `${HOME}a`],
    [`${HOME}a?t=3`, `${HOME}a?t=3`],
    [`${HOME}a?b=2&a=1`, `${HOME}a?b=2&a=1`],
    [`${HOME}s?q=%C7%E5%BA%D3&_=1700000000000`, `${HOME}s?q=%C7%E5%BA%D3`],
    [`${HOME}index.html`, `${HOME}index.html`],
    [`${HOME}清河/公开.html`, `${HOME}%E6%B8%85%E6%B2%B3/%E5%85%AC%E5%BC%80.html`],
    ['mailto:a@b.cn', undefined],
    ['javascript:void(0)', undefined],
    ['file:///etc/passwd', undefined],
    ['//', undefined],
  ])('of %s is %s', (url, expected) => {
    expect(normalizeUrl(url)).toBe(expected);
  });

  it('takes http and https for one page', () => {
    expect(keyOf('https://www.qinghe.gov.cn/a?b')).toBe(keyOf('http://www.qinghe.gov.cn/a?b'));
  });

  it('takes parameters in any order for one page, and other values for another', () => {
    expect(keyOf(`${HOME}a?x=1&y=2`)).toBe(keyOf(`${HOME}a?y=2&x=1`));
    expect(keyOf(`${HOME}a?x=1&y=2`)).not.toBe(keyOf(`${HOME}a?x=2&y=1`));
  });
});

describe('linkKindOf', () => {
  it.each([
    [HOME, 'page'],
    [`${HOME}a.shtml`, 'page'],
    [`${HOME}show.asp?id=3.pdf`, 'page'],
    [`${HOME}news.2026`, 'page'],
    [`${HOME}a.PDF`, 'attachment'],
    [`${HOME}a.ofd?x=1`, 'attachment'],
    [`${HOME}a.wps`, 'attachment'],
    [`${HOME}a.jpg`, 'asset'],
    [`${HOME}a.mp4`, 'asset'],
    [`${HOME}a.css`, 'asset'],
  ])('of %s is %s', (url, kind) => {
    expect(linkKindOf(url)).toBe(kind);
    expect(isPage(url)).toBe(kind === 'page');
  });
});

describe('trapOf', () => {
  it.each<[url: string, isTrap: boolean]>([
    [`${HOME}zwgk/zwgk/zfxxgk/2026/10/09/a.html`, false],
    [`${HOME}a/a/a/x.html`, false],
    [`${HOME}a/a/a/a/x.html`, true],
    [`${HOME}a/b/a/b/a/b/x.html`, false],
    [`${HOME}a/b/a/b/a/b/a/b/x.html`, true],
    [`${HOME}${'d/'.repeat(3)}${Array.from({ length: 12 }, (_, at) => `s${at}`).join('/')}`, false],
    [`${HOME}${Array.from({ length: 17 }, (_, at) => `s${at}`).join('/')}`, true],
    [`${HOME}a?${Array.from({ length: 10 }, (_, at) => `p${at}=1`).join('&')}`, false],
    [`${HOME}a?${Array.from({ length: 11 }, (_, at) => `p${at}=1`).join('&')}`, true],
    [`${HOME}a?id=1&id=2`, false],
    [`${HOME}a?id=1&id=2&id=3`, true],
    [`${HOME}a?b=${'x'.repeat(900)}`, false],
    [`${HOME}a?b=${'x'.repeat(1_100)}`, true],
  ])('%#: %s → %s', (url, isTrap) => {
    expect(trapOf(url) !== undefined).toBe(isTrap);
  });

  it('counts calendars by their shape, and plain paths not at all', () => {
    expect(shapeOf(`${HOME}calendar/2026/10.html`)).toEqual(shapeOf(`${HOME}calendar/2031/02.html`));
    expect(shapeOf(`${HOME}list.jsp?year=2026&month=1`)?.limit).toBe(60);
    expect(shapeOf(`${HOME}art/2026/10/9/art_1_2.html`)).toBeUndefined();
    expect(shapeOf(`${HOME}a?x=1&y=2&z=3`)?.limit).toBeLessThan(shapeOf(`${HOME}a?x=1`)?.limit ?? 0);
  });
});

describe('createFrontier', () => {
  it('gives home, lists, articles and far list pages in this order, each once', () => {
    const frontier = createFrontier();
    const priorities = [PRIORITY.farPage, PRIORITY.article, PRIORITY.list, PRIORITY.nextPage, PRIORITY.home];
    for (const priority of priorities) expect(frontier.add(entryOf(`p${priority}`, { priority }))).toBe(true);
    expect(frontier.add(entryOf(`p${PRIORITY.list}`))).toBe(false);
    expect(frontier.size).toBe(5);
    const order = priorities.map(() => frontier.take()?.priority);
    expect(order).toEqual([...priorities].sort((a, b) => a - b));
    expect(frontier.take()).toBeUndefined();
  });

  it('keeps the order of discovery within a priority, over a thousand entries', () => {
    const frontier = createFrontier();
    for (let at = 0; at < 2_500; at++) frontier.add(entryOf(`${at}.html`));
    const taken = Array.from({ length: 2_500 }, () => frontier.take()?.url);
    expect(taken).toEqual(Array.from({ length: 2_500 }, (_, at) => `${HOME}${at}.html`));
  });

  it('puts a failed page behind all others', () => {
    const frontier = createFrontier();
    frontier.add(entryOf('a'));
    frontier.addAgain(frontier.take() as FrontierEntry);
    frontier.add(entryOf('far', { priority: PRIORITY.farPage }));
    expect([frontier.take()?.url, frontier.take()?.url]).toEqual([`${HOME}far`, `${HOME}a`]);
  });

  it('does not queue what was read under another address', () => {
    const frontier = createFrontier();
    expect(frontier.note(`${HOME}a`)).toBe(true);
    expect(frontier.note(`${HOME}a`)).toBe(false);
    expect(frontier.add(entryOf('a'))).toBe(false);
  });

  it.each<[norm: string, entries: FrontierEntry[], kept: number]>([
    ['depth', [entryOf('a', { depth: 20 }), entryOf('b', { depth: 21 })], 1],
    ['list pages', [entryOf('a', { listPage: 300 }), entryOf('b', { listPage: 301 })], 1],
    ['calendars', Array.from({ length: 100 }, (_, at) => entryOf(`rili/?month=${at}`)), 60],
    ['query explosion', Array.from({ length: 2_100 }, (_, at) => entryOf(`a?x=${at}&y=1&z=2`)), 2_000],
    ['pages of a section', Array.from({ length: 30 }, (_, at) => entryOf(`zwgk/${at}.html`)), 25],
  ])('limits %s', (_norm, entries, kept) => {
    const frontier = createFrontier({
      ...FRONTIER_LIMITS,
      maxPagesPerSection: _norm.startsWith('pages') ? 25 : 10_000,
    });
    for (const entry of entries) frontier.add(entry);
    expect(frontier.size).toBe(kept);
    expect(Object.values(frontier.heldBack)).toEqual([entries.length - kept]);
  });
});

describe('linksToFollow', () => {
  const page = (html: string): ExtractedPage => extractSimply({ url: HOME, html });

  it('follows pages in scope, with the further pages of a list as deep as the first', () => {
    const html = `<a rel="item" href="/a/1.html">x</a><a rel="next" href="/a/index_2.html">x</a><a href="/b/">x</a>
      <a href="http://www.other.cn/">x</a><a href="/a.pdf">x</a><a href="/a.jpg">x</a><a href="/1/1/1/1/">x</a>`;
    const found = linksToFollow(page(html), entryOf('a/', { depth: 2 }), scope);
    const unique = new Map(found.map((entry) => [entry.url, entry]).reverse() as [string, FrontierEntry][]);
    expect(
      Object.fromEntries(
        [...unique].map(([url, { priority, depth, listPage }]) => [
          url.slice(HOME.length),
          [priority, depth, listPage],
        ]),
      ),
    ).toEqual({
      'a/1.html': [PRIORITY.article, 3, 0],
      'a/index_2.html': [PRIORITY.nextPage, 2, 1],
      'b/': [PRIORITY.list, 3, 0],
    });
  });

  it('stays under the unit’s path', () => {
    const own = { ...scope, pathPrefixes: ['/jyj/'] };
    const found = linksToFollow(page('<a href="/jyj/1.html">x</a><a href="/czj/1.html">x</a>'), entryOf(''), own);
    expect(found.map(({ url }) => url)).toEqual([`${HOME}jyj/1.html`]);
  });

  it('probes attachments on the own host only', () => {
    const html = `<a download href="/a.pdf">x</a><a download href="http://www.other.cn/b.pdf">x</a><a download href="/c.html">x</a>`;
    expect(attachmentsToProbe(page(html), scope)).toEqual([`${HOME}a.pdf`]);
  });
});
