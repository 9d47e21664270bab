import { documentOf, findingsOf, Given, outcomeOf, sectionOf, SITE } from '../rule-input.fixture';
import { periodMissing } from './period-missing.rule';

/** Judged on 2026-10-15 since 2026-07-01: only the third quarter has ended within the look-back. */
const quarter = (documents: Given['documents'] = [], more: Given = {}): Given => ({
  today: '2026-10-15',
  since: '2026-07-01',
  limit: '每季度公开',
  documents: [{ title: '关于资金拨付的公告', publishedOn: '2026-06-30' }, ...documents],
  ...more,
});

const entry = { title: '关于资金拨付的公告', url: `${SITE}czxx/1.html`, publishedOn: '2026-06-30' };

/** Thirteen entries from new to old, the last of `oldest`. */
const longList = (oldest: string) => ({ seenSince: oldest, entries: Array.from({ length: 13 }, () => entry) });

describe('周期缺期 TIM-05', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails when nothing came out within the quarter', quarter(), 'fail'],
    ['passes with a publication on its first day', quarter([{ publishedOn: '2026-07-01' }]), 'pass'],
    ['passes with a publication on its last day', quarter([{ publishedOn: '2026-09-30' }]), 'pass'],
    ['fails with a publication the day after', quarter([{ publishedOn: '2026-10-01' }]), 'fail'],
    [
      'passes with a later document that names it',
      quarter([{ title: '2026年第三季度财政收支情况', publishedOn: '2026-10-12' }]),
      'pass',
    ],
    ['passes with 1—9月', quarter([{ title: '清河县2026年1-9月财政收支情况', publishedOn: '2026-10-12' }]), 'pass'],
    [
      'fails with a document that names another',
      quarter([{ title: '2026年第二季度财政收支情况', publishedOn: '2026-10-12' }]),
      'fail',
    ],
    ['passes by the day in the list', quarter([{ publishedOn: null, listedOn: '2026-08-01', evidence: null }]), 'pass'],
    ['does not apply while the quarter runs', quarter([], { today: '2026-09-30' }), 'notApplicable'],
    ['fails on the day after it ended', quarter([], { today: '2026-10-01' }), 'fail'],
    [
      'does not apply when a 情况说明 covers it',
      quarter([{ title: '关于三季度无相关事项的情况说明', publishedOn: '2026-09-28', isSituationNote: true }]),
      'notApplicable',
    ],
    [
      'cannot tell while an undated document may be the one',
      quarter([{ title: '财政收支', publishedOn: null }]),
      'cannotTell',
    ],
    [
      'cannot tell when one elsewhere names it',
      quarter([], { match: { elsewhere: [documentOf({ title: '2026年第三季度财政收支情况' })] } }),
      'cannotTell',
    ],
    [
      'cannot tell when one that is nobody’s may be it',
      quarter([], { match: { unassigned: [documentOf({ publishedOn: '2026-08-08' })] } }),
      'cannotTell',
    ],
    [
      'is unseen when the list was not read to its end',
      quarter([], { section: { isComplete: false, gap: '另有1页列表未能读取' } }),
      'unseen',
    ],
    [
      'fails when the unread part is older than the quarter',
      quarter([], { section: { isComplete: false, gap: '另有1页', seenSince: '2026-06-30' } }),
      'fail',
    ],
    ['is unseen when a full page may hide older entries', quarter([], { section: longList('2026-07-01') }), 'unseen'],
    [
      'fails when a full page reaches back before the quarter',
      quarter([], { section: longList('2026-06-30') }),
      'fail',
    ],
    [
      'is unseen when the section page itself could not be read',
      quarter([], { section: { evidence: [], isComplete: false, gap: '超时' }, match: { isUnread: true } }),
      'unseen',
    ],
    [
      'is unseen when the crawl was cut short',
      quarter([], { site: { isComplete: false, gap: '采集被中止' } }),
      'unseen',
    ],
    ['is unseen on an uncertain match', quarter([], { match: { isCertain: false } }), 'unseen'],
    ['leaves an empty section to PUB-02', quarter([], { documents: [], section: { entries: [] } }), 'notApplicable'],
    ['never accuses of an absent penalty', quarter([], { item: { name: '行政处罚信息' } }), 'cannotTell'],
    [
      'cannot tell of a section that is one page',
      quarter([], { documents: [{ publishedOn: '2026-06-01', isSectionPage: true }] }),
      'cannotTell',
    ],
    [
      'cannot tell from a title that names a part of the quarter',
      quarter([{ title: '截至2026年9月末财政收支情况', publishedOn: '2026-10-12' }]),
      'cannotTell',
    ],
    ['says nothing of 定期', quarter([], { limit: '定期公开' }), 'none'],
    ['says nothing without a section, which is PUB-01’s', quarter([], { section: null }), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    const findings = findingsOf(periodMissing, given).filter(({ subject }) => !subject.endsWith('Q4'));
    const [finding] = findings;
    expect(finding ? (finding.unseen ? 'unseen' : finding.outcome) : 'none').toBe(outcome);
  });

  /** 2026-10-31 is a Saturday; the next working day is Monday 11-02. */
  it.each<[publishedOn: string, today: string, outcome: string]>([
    ['2026-09-30', '2026-11-02', 'notApplicable'],
    ['2026-09-30', '2026-11-03', 'fail'],
    ['2026-11-02', '2026-11-18', 'cannotTell'],
    ['2026-11-03', '2026-11-18', 'fail'],
  ])('a month that ends on a Saturday, published on %s, judged on %s: %s', (publishedOn, today, outcome) => {
    const documents = [{ publishedOn }];
    const findings = findingsOf(periodMissing, { today, since: '2026-10-01', limit: '每月公开', documents });
    expect(findings.find(({ subject }) => subject.endsWith('2026-10'))?.outcome).toBe(outcome);
  });

  /** 春节 2026 closes 02-15 to 02-23, so the week of Monday 02-16 has no working day. */
  it('asks nothing of a week without a working day', () => {
    const documents = [{ publishedOn: '2026-02-02' }];
    const given = { today: '2026-03-10', since: '2026-02-09', limit: '每周公开', documents };
    const outcomes = findingsOf(periodMissing, given).map(({ outcome, subject }) => `${subject.slice(-3)} ${outcome}`);
    expect(outcomes.slice(0, 3)).toEqual(['W07 fail', 'W08 notApplicable', 'W09 fail']);
  });

  it('writes down what was read and since when it is overdue', () => {
    const finding = findingsOf(periodMissing, quarter()).find(({ outcome }) => outcome === 'fail');
    expect(finding?.explanation).toBe(
      '截至10月15日，栏目“财政信息”共1条，未见2026年第三季度条目；应于9月30日前公开，已逾期7个工作日',
    );
    expect(finding).toMatchObject({
      subject: 'item:财政信息 > 财政收支情况|2026Q3',
      dueOn: '2026-09-30',
      isCurable: true,
    });
    expect(finding?.evidence).toEqual(sectionOf().evidence);
  });
});

describe('每年不少于2次 TIM-05', () => {
  const twice = (documents: Given['documents'], more: Given = {}): Given => ({
    today: '2026-03-10',
    since: '2025-01-01',
    limit: '每年不少于2次',
    documents,
    ...more,
  });
  const may = { title: '财政收支情况一', publishedOn: '2025-05-12' };
  const june = { title: '财政收支情况二', publishedOn: '2025-06-30' };
  const of2025 = (given: Given) => findingsOf(periodMissing, given).find(({ subject }) => subject.endsWith('|2025'));

  it.each<[norm: string, documents: Given['documents'], outcome: string, words: RegExp]>([
    ['passes two, however close together', [may, june], 'pass', /2025年已见2条，不少于2次/],
    ['fails one', [may], 'fail', /2025年只见1条，应不少于2次；应于2025年12月31日前公开/],
    ['fails none', [{ publishedOn: '2024-12-31' }], 'fail', /未见2025年条目，应不少于2次/],
    ['does not count the year after', [may, { ...june, publishedOn: '2026-02-10' }], 'fail', /只见1条/],
    ['cannot tell while an undated text may be the second', [may, { title: '财政收支情况' }], 'cannotTell', /可能属于/],
    [
      'cannot tell of a page that is kept current',
      [may, { isSectionPage: true, publishedOn: null }],
      'cannotTell',
      /./,
    ],
  ])('%s', (_norm, documents, outcome, words) => {
    const finding = of2025(twice(documents));
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.explanation).toMatch(words);
  });

  it('fails although an undated text was seen, where it could not make up the number', () => {
    const finding = of2025(twice([may, { title: '财政收支情况' }], { limit: '每年不少于4次' }));
    expect(finding?.outcome).toBe('fail');
  });
});

/** Updated last on 2026-04-20: six months end on 2026-10-20. */
const age = (documents: Given['documents'] = [], more: Given = {}): Given => ({
  today: '2026-10-21',
  limit: '及时更新，最迟6个月内必须有更新',
  documents: [{ publishedOn: '2026-04-20' }, ...documents],
  ...more,
});

describe('最长间隔 TIM-05', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the last day', age([], { today: '2026-10-20' }), 'pass'],
    ['fails on the day after', age(), 'fail'],
    [
      'passes on the Monday after a Sunday, to which the term runs on',
      age([], { today: '2026-10-19', documents: [{ publishedOn: '2026-04-18' }] }),
      'pass',
    ],
    [
      'is unseen on that Monday where the office lets no term run on',
      age([], { today: '2026-10-19', documents: [{ publishedOn: '2026-04-18' }], rollOver: 0 }),
      'unseen',
    ],
    ['fails on the Tuesday', age([], { today: '2026-10-20', documents: [{ publishedOn: '2026-04-18' }] }), 'fail'],
    ['counts from the newest document', age([{ publishedOn: '2026-05-06' }]), 'pass'],
    ['cannot tell while an undated document may be newer', age([{ publishedOn: null }]), 'cannotTell'],
    [
      'cannot tell while a newer one stands elsewhere',
      age([], { match: { elsewhere: [documentOf({ publishedOn: '2026-08-01' })] } }),
      'cannotTell',
    ],
    ['is unseen when nothing carries a day', age([], { documents: [{ publishedOn: null }] }), 'unseen'],
    ['is unseen on an unread list', age([], { section: { isComplete: false, gap: '超时' } }), 'unseen'],
    ['is a lasting state without look-back', age([], { documents: [{ publishedOn: '2024-01-05' }] }), 'fail'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(periodMissing, given)).toBe(outcome);
  });

  it('writes the sum out', () => {
    expect(findingsOf(periodMissing, age())[0]?.explanation).toBe(
      '截至10月21日，栏目“财政信息”共1条，最近一次更新 4月20日 → 6个月 → 10月20日，已超期1个工作日',
    );
  });
});
