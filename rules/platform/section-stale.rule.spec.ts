import { ObservedSection } from '@app/observation/observation';
import { SectionPlan } from '@app/sites/unit';
import { findingsOf, Given, outcomeOf, sectionOf, SITE } from '../rule-input.fixture';
import { newsSectionStale } from './news-section-stale.rule';
import { noticeSectionStale } from './notice-section-stale.rule';
import { plannedSectionStale } from './planned-section-stale.rule';

const listed = (...days: (string | null)[]) =>
  days.map((publishedOn, at) => ({ title: `第${at + 1}条`, url: `${SITE}${at}.html`, publishedOn }));
const site = (section: Partial<ObservedSection>, plans: SectionPlan[] = []): Given => ({
  section: null,
  site: { sections: [sectionOf(section)], scope: { homeUrl: SITE, pathPrefixes: [], isOwnSite: true, plans } },
});
const news = (section: Partial<ObservedSection>) => site({ name: '工作动态', path: ['工作动态'], ...section });
const notices = (section: Partial<ObservedSection>) =>
  site({ name: '通知公告', path: ['政务公开', '通知公告'], ...section });
const inFolders = (folders: string) =>
  notices({ entries: listed('2026-05-17'), path: ['通知公告'], url: `${SITE}${folders}index.html` });
const planned = (updateLimit: string, section: Partial<ObservedSection>, name = '政务公开 > 财政信息') =>
  site(section, [{ section: name, updateLimit }]);

describe('动态要闻不更新 PLT-09', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 14th day', news({ entries: listed('2026-11-04', '2026-01-01') }), 'pass'],
    ['fails on the 15th', news({ entries: listed('2026-11-03', '2026-01-01') }), 'fail'],
    ['finds the newest entry wherever it stands', news({ entries: listed('2026-01-01', '2026-11-04') }), 'pass'],
    ['cannot tell while an entry has no day', news({ entries: listed('2026-11-03', null) }), 'cannotTell'],
    ['passes although an entry has no day', news({ entries: listed('2026-11-04', null) }), 'pass'],
    [
      'passes with a day in the future, which is another rule’s',
      news({ entries: listed('2027-11-04', '2026-01-01') }),
      'pass',
    ],
    ['is unseen without any day', news({ entries: listed(null, null) }), 'unseen'],
    ['leaves an empty section to PUB-02', news({ entries: [] }), 'notApplicable'],
    [
      'is unseen when a short list was not read to its end',
      news({ entries: listed('2026-11-03'), isComplete: false, gap: '超时' }),
      'unseen',
    ],
    [
      'fails when the unread rest of an ordered list is older',
      news({
        entries: listed('2026-11-03', '2026-11-02', '2026-11-01', '2026-10-02', '2026-10-01'),
        isComplete: false,
        gap: '另有1页',
        seenSince: '2026-10-01',
      }),
      'fail',
    ],
    [
      'is unseen when the top of an ordered list was not read, or a section below it',
      news({
        entries: listed('2026-11-03', '2026-11-02', '2026-11-01', '2026-10-02', '2026-10-01'),
        isComplete: false,
        gap: '首页沿用此前的快照',
      }),
      'unseen',
    ],
    [
      'is unseen when the page was not read',
      news({ entries: [], evidence: [], isComplete: false, gap: '超时' }),
      'unseen',
    ],
    [
      'cannot tell of the third level',
      news({ entries: listed('2026-11-03'), path: ['政务公开', '部门', '工作动态'] }),
      'cannotTell',
    ],
    [
      'says nothing of a closed campaign',
      news({ entries: listed('2021-01-01'), path: ['专题专栏', '工作动态'] }),
      'none',
    ],
    ['says nothing of an archive', news({ entries: listed('2021-01-01'), path: ['往年信息', '工作动态'] }), 'none'],
    ['judges 应急动态 alike', news({ name: '应急动态', entries: listed('2026-11-03') }), 'fail'],
    ['says nothing of 价格动态', news({ name: '价格动态', entries: listed('2020-01-01') }), 'none'],
    ['says nothing of other sections', news({ name: '政策解读', entries: listed('2020-01-01') }), 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(newsSectionStale, given)).toBe(outcome);
  });

  it('counts the days and names the list page', () => {
    const [finding] = findingsOf(newsSectionStale, news({ entries: listed('2026-11-03', '2026-01-01') }));
    expect(finding?.explanation).toBe(
      '截至11月18日，栏目“工作动态”共2条，最近更新为11月3日，已15天未更新（应在14天内更新）',
    );
    expect(finding?.subject).toBe(`section:${SITE}czxx/index.html`);
  });
});

describe('公告政策不更新 PLT-10', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes after six months to the day', notices({ entries: listed('2026-05-18') }), 'pass'],
    ['fails on the day after', notices({ entries: listed('2026-05-17') }), 'fail'],
    ['cannot tell of folders four deep without a breadcrumb', inFolders('a/b/c/tzgg/'), 'cannotTell'],
    ['fails of folders three deep without a breadcrumb', inFolders('a/b/tzgg/'), 'fail'],
    [
      'judges 公示公告 and 政策文件 alike',
      notices({ name: '政策文件', path: ['政策文件'], entries: listed('2026-05-17') }),
      'fail',
    ],
    [
      'cannot tell of the third level',
      notices({ entries: listed('2026-05-17'), path: ['政务公开', '财政', '通知公告'] }),
      'cannotTell',
    ],
    ['cannot tell while an entry has no day', notices({ entries: listed('2026-05-17', null) }), 'cannotTell'],
    ['leaves an empty section to PUB-02', notices({ entries: [] }), 'notApplicable'],
    [
      'is unseen when the page was not read',
      notices({ entries: [], evidence: [], isComplete: false, gap: '超时' }),
      'unseen',
    ],
    ...['政策法规', '法律法规', '政策解读', '专题专栏', '行政处罚公示', '招标公告', '双随机公示'].map(
      (name): [string, Given, string] => [
        `says nothing of ${name}`,
        notices({ name, entries: listed('2020-01-01') }),
        'none',
      ],
    ),
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(noticeSectionStale, given)).toBe(outcome);
  });
});

describe('应更新未更新 PLT-11', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes within the plan’s interval', planned('最迟3个月内必须有更新', { entries: listed('2026-08-18') }), 'pass'],
    ['fails on the day after', planned('最迟3个月内必须有更新', { entries: listed('2026-08-17') }), 'fail'],
    [
      'passes 每月更新 with an entry of the last full month',
      planned('每月更新', { entries: listed('2026-10-01') }),
      'pass',
    ],
    ['fails 每月更新 with none since', planned('每月更新', { entries: listed('2026-09-30') }), 'fail'],
    ['does not apply to 及时更新', planned('及时更新', { entries: listed('2020-01-01') }), 'notApplicable'],
    [
      'cannot tell from words nobody understood',
      planned('按相关情况的12个单位处理时限执行', { entries: listed('2020-01-01') }),
      'cannotTell',
    ],
    [
      'does not apply to sections without a plan',
      planned('每月更新', { entries: listed('2020-01-01') }, '通知公告'),
      'notApplicable',
    ],
    [
      'does not take a namesake under another parent',
      planned('每月更新', { entries: listed('2020-01-01') }, '乡镇 > 财政信息'),
      'notApplicable',
    ],
    [
      'is unseen on an unread list',
      planned('每月更新', { entries: listed('2020-01-01'), isComplete: false, gap: '超时' }),
      'unseen',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(plannedSectionStale, given)).toBe(outcome);
  });
});
