import { findingsOf, Given, outcomeOf, sectionOf, SITE, UNIT } from '../rule-input.fixture';
import { overdueDisclosure } from './overdue-disclosure.rule';

const LIMIT = '自信息形成或者变更之日起20个工作日内';

/** Formed on Sunday 2020-09-27, a 调休 working day; 国庆 and 中秋 close 10-01 to 10-08, Saturday 10-10 works: due 2020-10-30. */
const late = (document: Given['documents'] = [], more: Given = {}): Given => ({
  today: '2020-11-18',
  limit: LIMIT,
  documents: [{ formedOn: '2020-09-27', publishedOn: '2020-11-02', ...document[0] }],
  ...more,
});

const TITLE = '关于财政收支情况的通知';
const listOf = (name: string, entries: { title: string; publishedOn: string }[]) =>
  sectionOf({
    name,
    url: `${SITE}${name}/`,
    entries: entries.map((entry, at) => ({ ...entry, url: `${SITE}${name}/${at}.html` })),
  });
const copyOf = (publishedOn: string): Given => ({
  site: { sections: [listOf('tzgg', [{ title: TITLE, publishedOn }])] },
});
const movedSite = (each: number): Given => ({
  site: {
    sections: ['a', 'b', 'c'].map((name) =>
      listOf(
        name,
        Array.from({ length: each }, (_, at) => ({ title: `第${at}号`, publishedOn: '2020-11-02' })),
      ),
    ),
  },
});

describe('超期公开 TIM-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 20th working day', late([{ publishedOn: '2020-10-30' }]), 'pass'],
    ['fails on the 21st', late(), 'fail'],
    ['passes when published before it was signed', late([{ publishedOn: '2020-09-01' }]), 'pass'],
    ['is unseen without a formation date', late([{ formedOn: null }]), 'unseen'],
    ['is unseen without a publication date', late([{ publishedOn: null }]), 'unseen'],
    ['takes the list’s day where the page has none', late([{ publishedOn: null, listedOn: '2020-11-02' }]), 'fail'],
    [
      'cannot tell from a day that stands in a meta tag only',
      late([{ dates: [{ value: '2020-11-02', from: 'meta' }] }]),
      'cannotTell',
    ],
    ['cannot tell when the list shows an earlier day in time', late([{ listedOn: '2020-10-30' }]), 'cannotTell'],
    [
      'cannot tell from a day of revision',
      late([{ dates: [{ value: '2020-11-02', from: 'label', label: '更新时间' }] }]),
      'cannotTell',
    ],
    ['cannot tell when it was first seen in time', late([{ firstSeenOn: '2020-10-30' }]), 'cannotTell'],
    ['fails when it was first seen after the due day', late([{ firstSeenOn: '2020-11-02' }]), 'fail'],
    [
      'cannot tell when the signature is later and makes it timely',
      late([
        {
          dates: [
            { value: '2020-11-02', from: 'box', label: '发布日期' },
            { value: '2020-09-27', from: 'box', label: '成文日期' },
            { value: '2020-09-28', from: 'signature' },
          ],
        },
      ]),
      'cannotTell',
    ],
    [
      'fails when the signature is later and it is still late',
      late([
        {
          publishedOn: '2020-11-04',
          dates: [
            { value: '2020-11-04', from: 'box', label: '发布日期' },
            { value: '2020-09-27', from: 'box', label: '成文日期' },
            { value: '2020-09-28', from: 'signature' },
          ],
        },
      ]),
      'fail',
    ],
    [
      'cannot tell when the document number is of a later year',
      late([{ documentNumber: '清教〔2021〕3号' }]),
      'cannotTell',
    ],
    ['cannot tell of a superior’s text', late([{ issuingBody: '明州市教育局' }]), 'cannotTell'],
    ['cannot tell of a reprint signed by a superior', late([{ signedBy: '明州市教育局' }]), 'cannotTell'],
    ['cannot tell of a State Council document', late([{ documentNumber: '国办发〔2020〕8号' }]), 'cannotTell'],
    [
      'cannot tell of a government’s number on a bureau’s site',
      late([{ documentNumber: '明政办发〔2020〕8号' }]),
      'cannotTell',
    ],
    ['fails with the bureau’s own number', late([{ documentNumber: '清教〔2020〕8号' }]), 'fail'],
    [
      'cannot tell when the title says whose text it is',
      late([{ title: '明州市教育局关于做好收支公开的通知' }]),
      'cannotTell',
    ],
    ['cannot tell without issuer and signature', late([{ issuingBody: null }]), 'cannotTell'],
    ['fails when the source on its own site is the unit', late([{ issuingBody: null, source: UNIT }]), 'fail'],
    ['fails when an office of the unit signs', late([{ signedBy: '清河县教育局财务科' }]), 'fail'],
    ['fails when the unit signs with its full name', late([{ signedBy: '明州市清河县教育局' }]), 'fail'],
    ['fails when the unit signs first of several', late([{ signedBy: '清河县教育局 清河县财政局' }]), 'fail'],
    ['cannot tell when another organ signs first', late([{ signedBy: '清河县财政局 清河县教育局' }]), 'cannotTell'],
    [
      'cannot tell when another organ issues first',
      late([{ issuingBody: '清河县财政局、清河县教育局' }]),
      'cannotTell',
    ],
    ['cannot tell when the same title came out in time elsewhere', late([], copyOf('2020-10-30')), 'cannotTell'],
    ['fails when the copy came out late too', late([], copyOf('2020-10-31')), 'fail'],
    ['fails when the copy is older than the document', late([], copyOf('2020-09-26')), 'fail'],
    ['cannot tell when the whole site bears one day', late([], movedSite(10)), 'cannotTell'],
    ['fails when few texts bear that day', late([], movedSite(9)), 'fail'],
    ['cannot tell on an uncertain match', late([], { match: { isCertain: false } }), 'cannotTell'],
    ['is unseen when the article was not read', late([{ evidence: null, listedOn: '2020-11-02' }]), 'unseen'],
    ['says nothing of a 情况说明', late([{ isSituationNote: true }]), 'none'],
    ['says nothing of what was published before the year began', late([{ publishedOn: '2019-12-31' }]), 'none'],
    ['says nothing of what fell due before the look-back', late([], { since: '2020-10-31' }), 'none'],
    ['judges what fell due on the first day of the look-back', late([], { since: '2020-10-30' }), 'fail'],
    ['says nothing of rows disclosed on request', late([], { item: { method: 'onRequest' } }), 'none'],
    [
      'says nothing of rows whose channels are offline',
      late([], { item: { channels: [{ name: '公示栏', selected: true }] } }),
      'none',
    ],
    ['passes 及时 within the outer bound', late([{ publishedOn: '2020-10-30' }], { limit: '及时公开' }), 'pass'],
    ['cannot tell of 及时 beyond it', late([], { limit: '及时公开' }), 'cannotTell'],
    ['cannot tell from words nobody understood', { limit: '按相关情况的12个单位处理时限执行' }, 'cannotTell'],
    [
      'takes the most lenient of several limits',
      late([{ publishedOn: '2020-10-30' }], { limit: `${LIMIT}予以公开 自信息形成或者变更之日起7个工作日内予以公开` }),
      'pass',
    ],
    [
      'leaves the 7 days of decisions to decisions',
      late([{ publishedOn: '2020-10-30' }], {
        limit: '信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示',
      }),
      'pass',
    ],
    [
      'cannot tell beyond the covered years',
      late([{ formedOn: '2027-01-04', publishedOn: '2027-03-01' }], { today: '2027-03-02' }),
      'unseen',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(overdueDisclosure, given)).toBe(outcome);
  });

  it('writes the sum out', () => {
    const [finding] = findingsOf(overdueDisclosure, late([{ publishedOn: '2020-11-04' }]));
    expect(finding?.explanation).toBe(
      '“关于财政收支情况的通知”成文 9月27日 → 20个工作日 → 10月30日，11月4日公开，超期3个工作日',
    );
    expect(finding).toMatchObject({ dueOn: '2020-10-30', publishedOn: '2020-11-04', isCurable: false, code: 'TIM-01' });
    expect(finding?.evidence).toHaveLength(1);
  });

  it('finds two late documents of one item apart', () => {
    const documents = [
      { formedOn: '2020-09-27', publishedOn: '2020-11-02' },
      { formedOn: '2020-09-27', publishedOn: '2020-11-03' },
    ];
    const findings = findingsOf(overdueDisclosure, { today: '2020-11-18', limit: LIMIT, documents });
    expect(findings.map(({ outcome, subject }) => [outcome, subject.split('content_')[1]])).toEqual([
      ['fail', '1.html'],
      ['fail', '2.html'],
    ]);
  });

  /** 2026-09-27 + 20 working days = 2026-10-29; counted from 2026-09-01 it would be 2026-09-30. */
  it('counts from the day ruled on an objection and says so', () => {
    const document = { formedOn: '2026-09-01', publishedOn: '2026-10-29' };
    const explained = (changes: object) => {
      const [finding] = findingsOf(overdueDisclosure, {
        limit: LIMIT,
        since: '2026-01-01',
        documents: [{ ...document, ...changes }],
      });
      return `${finding?.outcome} ${finding?.explanation}`;
    };
    expect(explained({})).toMatch(/^fail .*成文 9月1日 → 20个工作日/);
    expect(explained({ ruledFormedOn: '2026-09-27' })).toMatch(
      /^pass .*的成文日期经申诉认定为9月27日 → 20个工作日 → 10月29日，10月29日公开，未超期/,
    );
    expect(explained({ ruledFormedOn: '2026-09-27', publishedOn: '2026-10-30' })).toMatch(
      /^fail .*的成文日期经申诉认定为9月27日 → 20个工作日 → 10月29日，10月30日公开，超期1个工作日/,
    );
  });
});
