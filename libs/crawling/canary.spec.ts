import fc from 'fast-check';
import { canaryVerdict, measuresOf, SiteMeasures } from './canary';
import { ExtractedPage } from './extracted-page';
import { extractSimply } from './site.fixture';
import { keyOf } from './url-key';

const SITE = 'http://www.qinghe.example/';
const EMPTY = extractSimply({ url: SITE, html: '' });
const titleAt = (at: number) => `关于清河县第${at}号事项的公告`;
const list = (path: string, from: number, to: number, changes: Partial<ExtractedPage> = {}): ExtractedPage => ({
  ...EMPTY,
  url: SITE + path,
  kind: 'list',
  family: 'hanweb',
  sectionName: path,
  entries: Array.from({ length: to - from }, (_, at) => ({
    title: titleAt(from + at),
    url: `${SITE}art_${from + at}.html`,
    publishedOn: null,
  })),
  ...changes,
});
const articles = (count: number, dated: number, changes: Partial<ExtractedPage> = {}): ExtractedPage[] =>
  Array.from({ length: count }, (_, at) => ({
    ...EMPTY,
    url: `${SITE}text_${at}.html`,
    kind: 'article',
    family: 'hanweb',
    title: `第${at}篇文章的完整标题`,
    publishedOn: at < dated ? '2026-11-01' : null,
    ...changes,
  }));
const known = (...pages: ExtractedPage[]) => new Map(pages.map((page) => [keyOf(page.url), page]));
const LISTS = [list('a', 0, 10), list('b', 10, 20), list('c', 20, 30)];
const FIRST = measuresOf([...LISTS, ...articles(20, 19)], new Map());
const judge = (pages: ExtractedPage[], earlier: SiteMeasures[] = [FIRST]) =>
  canaryVerdict(measuresOf(pages, known(...LISTS)), earlier);

describe('canaryVerdict', () => {
  it('trusts a round that meets what it knows', () => {
    expect(judge([...LISTS, ...articles(20, 19)])).toEqual({ suspended: null, doubtful: [] });
  });

  it('trusts lists on which newer entries pushed nearly all known ones out', () => {
    expect(judge([list('a', 9, 19), list('b', 19, 29), list('c', 29, 39)])).toEqual({ suspended: null, doubtful: [] });
  });

  it('meets entries again by title when the site changed its addresses', () => {
    const moved = LISTS.map((page) => ({
      ...page,
      entries: page.entries.map(({ title }, at) => ({
        title,
        url: `${SITE}new/${page.url.length}-${at}`,
        publishedOn: null,
      })),
    }));
    expect(judge(moved).suspended).toBeNull();
  });

  it('suspends a site that changed its template, and names that', () => {
    const redesigned = LISTS.map((page) => ({ ...page, entries: [], family: 'generic' }));
    const { suspended } = judge([...redesigned, ...articles(20, 0, { family: 'generic', title: null })]);
    expect(suspended).toBe(
      '网站疑似改版（网页模板由hanweb变为generic）：3个栏目中有3个（“a”、“b”、“c”）原有的条目在本轮全部未见；' +
        '能读到发布日期的文章由95%降至0%；能读到标题的文章由100%降至0%',
    );
  });

  it('puts one list that lost everything in doubt, and suspends nothing', () => {
    expect(judge([list('a', 0, 10), list('b', 10, 20), list('c', 20, 20)])).toEqual({
      suspended: null,
      doubtful: [`${SITE}c`],
    });
  });

  it('suspends when half of the lists lost everything', () => {
    expect(judge([list('a', 0, 10), list('b', 10, 10), list('c', 20, 20)]).suspended).toMatch(/3个栏目中有2个/);
  });

  it.each([
    ['half of the lowest share so far is still trusted', 10, 5, null],
    ['less is not', 10, 4, /由100%降至40%/],
    ['nine articles have no share', 9, 0, null],
  ])('%s', (_norm, count, dated, expected) => {
    const earlier = [measuresOf(articles(20, 20), new Map())];
    const { suspended } = canaryVerdict(measuresOf(articles(count, dated), new Map()), earlier);
    if (expected) expect(suspended).toMatch(expected);
    else expect(suspended).toBeNull();
  });

  it('holds the first round against nothing', () => {
    expect(judge([list('a', 0, 0), list('b', 0, 0)], []).suspended).toBeNull();
  });

  it('never suspends for finding more', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), (more, dated, lists) => {
        const grown = [
          ...LISTS,
          ...Array.from({ length: lists }, (_, at) => list(`new${at}`, 100 * at, 100 * at + more)),
          ...articles(20 + more, 19 + Math.min(more, dated)),
        ];
        expect(judge(grown)).toEqual({ suspended: null, doubtful: [] });
      }),
    );
  });
});
