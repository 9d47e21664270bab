import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { homepageStale } from './homepage-stale.rule';

const home = (newestOn: string | null, gap: string | null = null): Given => ({
  site: { home: { evidence: evidenceOf(SITE), newestOn, isPortal: false, gap } },
});
const shared: Given = {
  site: { scope: { homeUrl: SITE, pathPrefixes: ['/zz/'], isOwnSite: false, plans: [] } },
};

describe('首页不更新 PLT-08', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 14th day', home('2026-11-04'), 'pass'],
    ['fails on the 15th', home('2026-11-03'), 'fail'],
    ['cannot tell without any day', home(null), 'cannotTell'],
    ['cannot tell with a day in the future', home('2026-11-19'), 'cannotTell'],
    ['passes with a day of today', home('2026-11-18'), 'pass'],
    [
      'is unseen when the home page was not read',
      { site: { home: null, isComplete: false, gap: '首页无法读取' } },
      'unseen',
    ],
    ['is unseen when a page one click away was not read', home('2026-11-03', '首页链接的1个页面未能读取'), 'unseen'],
    ['passes all the same when another one is fresh', home('2026-11-04', '首页链接的1个页面未能读取'), 'pass'],
    [
      'is unseen when the site was not read to its end',
      { site: { ...home('2026-11-03').site, isComplete: false, gap: '采集被中止' } },
      'unseen',
    ],
    ['does not apply to a shared portal', shared, 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(homepageStale, given)).toBe(outcome);
  });

  it('counts the days', () => {
    expect(findingsOf(homepageStale, home('2026-11-03'))[0]).toMatchObject({
      explanation: '截至11月18日，首页及其链接的页面最近更新为11月3日，已15天无更新（应在14天内）',
      severity: 'veto',
      subject: 'site',
      dueOn: '2026-11-17',
    });
  });
});
