import { documentOf, findingsOf, Given } from '../rule-input.fixture';
import { fixedDateMissed } from './fixed-date-missed.rule';

/** 第三季度 is due on Tuesday 2026-10-20; earlier quarters lie before the look-back. */
const quarterly = (documents: Given['documents'] = [], more: Given = {}): Given => ({
  today: '2026-11-18',
  since: '2026-10-01',
  limit: '每季度首月20日前公开上季度情况',
  documents: [{ title: '2026年第二季度财政收支情况', publishedOn: '2026-07-15' }, ...documents],
  ...more,
});
const third = { title: '2026年第三季度财政收支情况' };

describe('固定日期未公开 TIM-06', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the due day', quarterly([{ ...third, publishedOn: '2026-10-20' }]), 'pass'],
    ['fails on the day after', quarterly([{ ...third, publishedOn: '2026-10-21' }]), 'fail'],
    ['fails when it is not there', quarterly(), 'fail'],
    ['does not apply on the due day', quarterly([], { today: '2026-10-20' }), 'notApplicable'],
    ['fails on the day after when it is not there', quarterly([], { today: '2026-10-21' }), 'fail'],
    [
      'is not met by another quarter’s report in time',
      quarterly([{ title: '2026年第二季度财政收支情况', publishedOn: '2026-10-15' }]),
      'fail',
    ],
    [
      'cannot tell when an untitled text of the item came out in time',
      quarterly([{ title: '财政收支情况', publishedOn: '2026-10-15' }]),
      'cannotTell',
    ],
    [
      'is not kept open by a text about something else',
      quarterly([{ title: '关于停电检修的公告', publishedOn: '2026-10-15' }]),
      'fail',
    ],
    [
      'is met by an untitled text in time where titles carry no periods',
      quarterly([], { documents: [{ title: '财政收支情况', publishedOn: '2026-10-15' }] }),
      'pass',
    ],
    ['cannot tell without a day of publication', quarterly([{ ...third, publishedOn: null }]), 'cannotTell'],
    [
      'cannot tell when another copy came out elsewhere',
      quarterly([{ ...third, publishedOn: '2026-10-21' }], {
        match: { elsewhere: [documentOf({ ...third, publishedOn: '2026-10-19' })] },
      }),
      'cannotTell',
    ],
    [
      'cannot tell when it is only found in another section',
      quarterly([], { match: { elsewhere: [documentOf({ ...third, publishedOn: '2026-10-19' })] } }),
      'cannotTell',
    ],
    [
      'does not apply when a 情况说明 covers it',
      quarterly([{ title: '2026年第三季度情况说明', publishedOn: '2026-10-15', isSituationNote: true }]),
      'notApplicable',
    ],
    ['is unseen on an unread list', quarterly([], { section: { isComplete: false, gap: '超时' } }), 'unseen'],
    ['is unseen on an uncertain match', quarterly([], { match: { isCertain: false } }), 'unseen'],
    ['leaves an empty section to PUB-02', quarterly([], { documents: [] }), 'notApplicable'],
    ['never accuses of an absent penalty', quarterly([], { item: { name: '行政处罚信息' } }), 'cannotTell'],
    ['says nothing of what fell due before the look-back', quarterly([], { since: '2026-10-21' }), 'none'],
    ['says nothing of rows disclosed on request', quarterly([], { item: { method: 'onRequest' } }), 'none'],
  ])('%s', (_norm, given, outcome) => {
    const [finding] = findingsOf(fixedDateMissed, given);
    expect(finding ? (finding.unseen ? 'unseen' : finding.outcome) : 'none').toBe(outcome);
  });

  it('writes down what is missing and since when', () => {
    const [finding] = findingsOf(fixedDateMissed, quarterly());
    expect(finding?.explanation).toBe(
      '截至11月18日，栏目“财政信息”共1条，未见2026年第三季度条目；应于10月20日前公开，已逾期21个工作日',
    );
    expect(finding).toMatchObject({ dueOn: '2026-10-20', publishedOn: null, isCurable: true });
  });

  it('says of a late one that it stays late', () => {
    const [finding] = findingsOf(fixedDateMissed, quarterly([{ ...third, publishedOn: '2026-10-23' }]));
    expect(finding?.explanation).toBe(
      '2026年第三季度条目应于10月20日前公开，“2026年第三季度财政收支情况”10月23日公开，逾期3个工作日',
    );
    expect(finding).toMatchObject({ publishedOn: '2026-10-23', isCurable: false });
  });

  /** 每年1月31日前 without 上年度: last year's report and this year's plan are both named in practice. */
  it.each([
    ['2025年政府信息公开工作年度报告', '2026-01-30', 'pass'],
    ['2025年政府信息公开工作年度报告', '2026-02-10', 'fail'],
    ['2026年双随机抽查计划', '2026-01-30', 'pass'],
    ['2024年政府信息公开工作年度报告', '2026-01-30', 'fail'],
    ['2025年政府信息公开工作年度报告', '2025-12-31', 'fail'],
  ])('每年1月31日前 and “%s” of %s: %s', (title, publishedOn, outcome) => {
    const [finding] = findingsOf(fixedDateMissed, { limit: '每年1月31日前', documents: [{ title, publishedOn }] });
    expect(finding?.outcome).toBe(outcome);
  });

  /** 2026-01-31 is a Saturday; the next working day is Monday 02-02. */
  it.each([
    ['2026-01-31', 'pass'],
    ['2026-02-02', 'cannotTell'],
    ['2026-02-03', 'fail'],
  ])('a due day on a Saturday, published on %s: %s', (publishedOn, outcome) => {
    const [finding] = findingsOf(fixedDateMissed, {
      limit: '每年1月31日前公开上年度工作总结',
      item: { name: '年度工作总结' },
      documents: [{ title: '2025年度工作总结', publishedOn }],
    });
    expect(finding?.outcome).toBe(outcome);
  });

  /** Beyond the last notice nobody knows the days off; ten days are longer than any break. */
  it.each([
    ['2028-02-05', 'cannotTell'],
    ['2028-02-20', 'fail'],
  ])('a due day the calendar does not cover, published on %s: %s', (publishedOn, outcome) => {
    const [finding] = findingsOf(fixedDateMissed, {
      today: '2028-03-01',
      limit: '每年1月31日前公开上年度工作总结',
      item: { name: '年度工作总结' },
      documents: [{ title: '2027年度工作总结', publishedOn }],
    });
    expect(finding?.outcome).toBe(outcome);
  });

  it.each([
    ['2026年政府信息公开工作年度报告', '2026-01-30', 'cannotTell'],
    ['2026年政府信息公开工作要点', '2026-01-30', 'fail'],
  ])('last year’s report under this year’s name, “%s” of %s: %s', (title, publishedOn, outcome) => {
    const [finding] = findingsOf(fixedDateMissed, {
      limit: '每年1月31日前公开上年度报告',
      item: { name: '政府信息公开工作年度报告' },
      documents: [{ title, publishedOn }],
    });
    expect(finding?.outcome).toBe(outcome);
  });

  it('takes issues numbered through the year for no titled series', () => {
    const documents = [
      { title: '2026年第9期水环境通报', publishedOn: '2026-09-18' },
      { title: '2026年第10期水环境通报', publishedOn: '2026-10-18' },
    ];
    const given = quarterly([], { item: { name: '水质监测报告' }, documents });
    expect(findingsOf(fixedDateMissed, given)[0]?.outcome).toBe('pass');
  });

  it.each([
    ['12月会见日期安排', '2026-11-20', 'pass'],
    ['11月会见日期安排', '2026-11-02', 'pass'],
    ['12月会见日期安排', '2026-10-30', 'fail'],
  ])('每月25日前 may mean next month’s timetable: “%s” of %s: %s', (title, publishedOn, outcome) => {
    const given: Given = {
      today: '2026-11-30',
      since: '2026-11-01',
      limit: '每月25日前公布',
      item: { name: '会见日期' },
      documents: [{ title, publishedOn }],
    };
    expect(findingsOf(fixedDateMissed, given)[0]?.outcome).toBe(outcome);
  });

  it('does not hold the school year in a title against the year', () => {
    const [finding] = findingsOf(fixedDateMissed, {
      limit: '每年9月10日前公开',
      item: { name: '招生计划' },
      documents: [{ title: '2026-2027学年招生计划', publishedOn: '2026-08-20' }],
    });
    expect(finding?.outcome).toBe('cannotTell');
  });

  it('counts a term after the end of a quarter as a day', () => {
    const given = (publishedOn: string): Given =>
      quarterly([{ ...third, publishedOn }], { limit: '季度结束后10个工作日内' });
    const outcomes = ['2026-10-20', '2026-10-21'].map((day) => findingsOf(fixedDateMissed, given(day))[0]?.outcome);
    expect(outcomes).toEqual(['pass', 'fail']);
  });
});
