import { ExtractedPage } from './extracted-page';
import { FRONTIER_LIMITS, linksOf, linksToFollow } from './frontier';
import { foundTasks } from './found-tasks';
import { isSameQuestion, isSearchAnswer, searchQuestionOf, TRIAL_PAGE } from './search-trial';

const HOME = 'http://www.qinghe.example/';
const FORM = { action: `${HOME}search/index.html`, field: 'q', fixed: { site: '9' } };
const scope = { homeUrl: HOME, pathPrefixes: [], isOwnSite: true, plans: [] };
const entry = (title: string, publishedOn: string | null) => ({ title, publishedOn, url: `${HOME}${title}.html` });
const home = (entries: ExtractedPage['entries'], search: object | undefined = FORM): ExtractedPage =>
  ({
    url: HOME,
    kind: 'home',
    title: '清河',
    entries,
    nextPages: [],
    links: [],
    attachments: [],
    signals: [],
    text: '',
    marks: { has: [], search },
  }) as unknown as ExtractedPage;
const TITLES = [entry('全县重点项目推进会召开', '2026-11-17'), entry('关于“学区划分”的公开征求意见公告', '2026-10-08')];

describe('试检索', () => {
  it('asks for the oldest dated title, by its longest stretch of words', () => {
    expect(searchQuestionOf(home(TITLES))).toEqual({
      url: `${HOME}search/index.html?site=9&q=${encodeURIComponent('的公开征求意见公告')}`,
      query: '的公开征求意见公告',
      listedOn: '2026-10-08',
    });
  });

  it.each([
    ['a home page without titles', home([])],
    ['titles too short to tell anything', home([entry('公告（一）', '2026-10-08')])],
    ['a search on another host', home(TITLES, { ...FORM, action: 'http://so.example/s' })],
    ['a page without a search', home(TITLES, null as unknown as object)],
  ])('does not ask on %s', (_norm, page) => {
    expect(searchQuestionOf(page)).toBeUndefined();
  });

  it('takes an undated title where there is no other', () => {
    expect(searchQuestionOf(home([entry('全县重点项目推进会召开', null)]))?.listedOn).toBeNull();
  });

  it('knows answers of the search from other pages', () => {
    expect(isSearchAnswer(`${FORM.action}?q=a&page=2`, FORM)).toBe(true);
    expect(isSearchAnswer(`${FORM.action}?page=2`, FORM)).toBe(false);
    expect(isSearchAnswer(`${HOME}search/?q=a`, FORM)).toBe(false);
    expect(isSameQuestion(`${FORM.action}?q=a&site=9`, `${FORM.action}?site=9&q=a`)).toBe(true);
    expect(isSameQuestion(`${FORM.action}?q=a`, `${FORM.action}?q=b`)).toBe(false);
  });

  it('is one request of the home page, and leads nowhere', () => {
    const from = { url: HOME, priority: 0, depth: 0, listPage: 0 };
    const trials = linksToFollow(home(TITLES), from, scope).filter(({ listPage }) => listPage === TRIAL_PAGE);
    expect(trials).toHaveLength(1);
    expect(
      linksToFollow(home(TITLES), { ...from, url: `${HOME}a.html` }, scope).some(
        ({ listPage }) => listPage === TRIAL_PAGE,
      ),
    ).toBe(false);
    expect(linksOf(home(TITLES), trials[0]!)).toEqual([]);
    expect(trials[0]?.depth).toBeLessThan(FRONTIER_LIMITS.maxDepth);
    const tasks = foundTasks(home(TITLES), { url: HOME, via: 'http', depth: 0, listPage: 0 }, scope);
    expect(tasks.filter(({ listPage }) => listPage === TRIAL_PAGE).map(({ via }) => via)).toEqual(['http']);
  });
});
