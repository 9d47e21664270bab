import { findingsOf, Given, outcomeOf, SITE, documentOf } from '../rule-input.fixture';
import { interpretationLate } from '../timeliness/interpretation-late.rule';
import { consultationUnanswered } from './consultation-unanswered.rule';
import { gone, PageGiven, pageGiven, unreadNow } from './content-input.fixture';
import { interpretationExcerpt } from './interpretation-excerpt.rule';
import { interpretationUnlinked } from './interpretation-unlinked.rule';

/** Wednesday 2026-09-02; the third working day after is Monday 09-07. */
const policy = (document: object = {}) =>
  documentOf({
    url: `${SITE}zcwj/1.html`,
    title: '关于印发《清河县午托管理办法》的通知',
    publishedOn: '2026-09-02',
    documentNumber: '清教〔2026〕12号',
    ...document,
  });

const interpreting = (facts: object = {}, document: object = {}, ofPolicy: object = {}): PageGiven => ({
  document: { title: '《清河县午托管理办法》解读', publishedOn: '2026-09-07', ...document },
  interpretation: {
    policy: { document: policy(ofPolicy), basis: 'name' },
    isFirst: true,
    linksToPolicy: true,
    policyLinksBack: true,
    hasUnreadInterpretation: false,
    overlap: 0.3,
    ...facts,
  },
});

describe('政策解读超期 TIM-04', () => {
  it.each<[string, PageGiven, string, Given?]>([
    ['passes on the third working day', interpreting(), 'pass'],
    ['fails on the fourth', interpreting({}, { publishedOn: '2026-09-08' }), 'fail'],
    ['passes with the document', interpreting({}, { publishedOn: '2026-09-02' }), 'pass'],
    [
      'does not apply to a second interpretation',
      interpreting({ isFirst: false }, { publishedOn: '2026-09-08' }),
      'notApplicable',
    ],
    ['is unseen without a day', interpreting({}, { publishedOn: null }), 'unseen'],
    ['is unseen where the document has none', interpreting({}, {}, { publishedOn: null }), 'unseen'],
    [
      'cannot tell of a superior’s document',
      interpreting({}, { publishedOn: '2026-09-08' }, { issuingBody: '明州市教育局' }),
      'cannotTell',
    ],
    [
      'cannot tell of another’s interpretation',
      interpreting({}, { publishedOn: '2026-09-08', issuingBody: '清河县财政局' }),
      'cannotTell',
    ],
    [
      'cannot tell where another interpretation was not read',
      interpreting({ hasUnreadInterpretation: true }, { publishedOn: '2026-09-08' }),
      'cannotTell',
    ],
    [
      'cannot tell from a day in a meta tag',
      interpreting({}, { publishedOn: '2026-09-08', dates: [{ value: '2026-09-08', from: 'meta' }] }),
      'cannotTell',
    ],
    [
      'cannot tell where the document’s list shows a later day',
      interpreting({}, { publishedOn: '2026-09-08' }, { listedOn: '2026-09-07' }),
      'cannotTell',
    ],
    [
      'cannot tell on an incomplete crawl',
      interpreting({}, { publishedOn: '2026-09-08' }),
      'cannotTell',
      { site: { isComplete: false, gap: '采集中断' } },
    ],
    [
      'does not apply before the look-back',
      interpreting({}, { publishedOn: '2026-09-08' }),
      'notApplicable',
      { since: '2026-10-01' },
    ],
    [
      'is unseen where the calendar does not reach',
      interpreting({}, { publishedOn: '2027-01-08' }, { publishedOn: '2026-12-30' }),
      'unseen',
      { today: '2027-01-12' },
    ],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) =>
    expect(outcomeOf(interpretationLate, pageGiven(page, more))).toBe(outcome),
  );

  it('writes the sum out', () => {
    const [finding] = findingsOf(interpretationLate, pageGiven(interpreting({}, { publishedOn: '2026-09-09' })));
    expect(finding?.explanation).toBe(
      '“关于印发《清河县午托管理办法》的通知”9月2日公开 → 3个工作日 → 9月7日，解读9月9日公开，超期2个工作日',
    );
    expect(finding).toMatchObject({ dueOn: '2026-09-07', publishedOn: '2026-09-09', isCurable: false });
    expect(finding?.evidence).toHaveLength(2);
  });

  it('takes the term of the row that has it', () => {
    const page = interpreting({}, { publishedOn: '2026-09-09', url: `${SITE}jd/1.html` });
    const row: Given = { limit: '文件发布之日起5个工作日内', documents: [{ url: `${SITE}jd/1.html` }] };
    expect(outcomeOf(interpretationLate, pageGiven(page, row))).toBe('pass');
    expect(outcomeOf(interpretationLate, pageGiven(page))).toBe('fail');
  });

  it.each([
    [3, 'fail'],
    [4, 'pass'],
  ])('allows %i working days → %s', (workdays, outcome) => {
    const settings = [{ code: 'TIM-04', isEnabled: true, parameters: { workdays } }];
    expect(
      outcomeOf(interpretationLate, { ...pageGiven(interpreting({}, { publishedOn: '2026-09-08' })), settings }),
    ).toBe(outcome);
  });
});

describe('政策与解读未相互关联 CNT-11', () => {
  const uninterpreted: PageGiven = { document: policy(), isUninterpreted: true };
  it.each<[string, PageGiven, string, Given?]>([
    ['passes with links both ways', interpreting(), 'pass'],
    ['fails where the interpretation has no link', interpreting({ linksToPolicy: false }), 'fail'],
    ['fails where the document has none', interpreting({ policyLinksBack: false }), 'fail'],
    [
      'cannot tell where the document leads to an earlier one',
      interpreting({ policyLinksBack: false, isFirst: false }),
      'cannotTell',
    ],
    [
      'cannot tell where it leads to one that was not read',
      interpreting({ policyLinksBack: false, hasUnreadInterpretation: true }),
      'cannotTell',
    ],
    [
      'cannot tell of a superior’s document',
      interpreting({ policyLinksBack: false }, {}, { issuingBody: '明州市教育局' }),
      'cannotTell',
    ],
    ['proposes a normative document without any', uninterpreted, 'cannotTell'],
    [
      'does not propose a superior’s',
      { ...uninterpreted, document: policy({ issuingBody: '明州市教育局' }) },
      'notApplicable',
    ],
    ['does not propose an old one', uninterpreted, 'notApplicable', { since: '2026-09-03' }],
    ['proposes one of the first day of the look-back', uninterpreted, 'cannotTell', { since: '2026-09-02' }],
    ['is unseen on an incomplete crawl', uninterpreted, 'unseen', { site: { isComplete: false, gap: '采集中断' } }],
    ['passes once the document has one', gone('isUninterpreted'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('interpretation'), 'unseen'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) =>
    expect(outcomeOf(interpretationUnlinked, pageGiven(page, more))).toBe(outcome),
  );

  it.each<[string, object, PageGiven, string]>([
    ['one way is enough where the office says so', { bothWays: false }, interpreting({ linksToPolicy: false }), 'pass'],
    ['none is not', { bothWays: false }, interpreting({ linksToPolicy: false, policyLinksBack: false }), 'fail'],
    [
      'missing ones are not proposed where the office says so',
      { proposesMissing: false },
      uninterpreted,
      'notApplicable',
    ],
  ])('%s', (_norm, parameters, page, outcome) => {
    const settings = [{ code: 'CNT-11', isEnabled: true, parameters: { ...parameters } }];
    expect(outcomeOf(interpretationUnlinked, { ...pageGiven(page), settings })).toBe(outcome);
  });
});

describe('解读为要点摘抄 CNT-12', () => {
  it.each<[string, PageGiven, string]>([
    ['passes below the share', interpreting({ overlap: 0.79 }), 'pass'],
    ['proposes from the share on', interpreting({ overlap: 0.8 }), 'cannotTell'],
    ['does not apply to short texts', interpreting({ overlap: undefined }), 'notApplicable'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome) => expect(outcomeOf(interpretationExcerpt, pageGiven(page))).toBe(outcome));
});

describe('征集结果未反馈 INT-04', () => {
  /** Ended on 2026-10-18: thirty days are over on 11-17. */
  const call = (facts: object = {}, document: object = {}): PageGiven => ({
    document: { title: '关于《清河县午托管理办法（草案）》公开征求意见的公告', ...document },
    consultation: {
      window: { from: '2026-09-18', to: '2026-10-18' },
      isShortnessExplained: false,
      feedback: null,
      unclear: 0,
      isListComplete: true,
      ...facts,
    },
  });
  const feedback = (isSubstantial: boolean) => ({
    url: `${SITE}zj/2.html`,
    title: '意见采纳情况',
    publishedOn: null,
    isSubstantial,
  });
  it.each<[string, PageGiven, string, Given?]>([
    ['fails after thirty days', call(), 'fail'],
    ['does not apply on the thirtieth', call(), 'notApplicable', { today: '2026-11-17' }],
    ['passes with a result', call({ feedback: feedback(true) }), 'pass'],
    ['cannot tell of a result that says nothing', call({ feedback: feedback(false) }), 'cannotTell'],
    ['cannot tell beside a result it could not place', call({ unclear: 1 }), 'cannotTell'],
    ['cannot tell of another’s call', call({}, { issuingBody: '清河县司法局' }), 'cannotTell'],
    ['is unseen without its end', call({ window: null }), 'unseen'],
    ['is unseen where its list was not read to the end', call({ isListComplete: false }), 'unseen'],
    ['is unseen on an incomplete crawl', call(), 'unseen', { site: { isComplete: false, gap: '采集中断' } }],
    ['does not apply before the look-back', call(), 'notApplicable', { since: '2026-11-18' }],
    ['passes once it is no call any more', gone('consultation'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('consultation'), 'unseen'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) =>
    expect(outcomeOf(consultationUnanswered, pageGiven(page, more))).toBe(outcome),
  );

  it('says the days', () => {
    const [finding] = findingsOf(consultationUnanswered, pageGiven(call()));
    expect(finding?.explanation).toBe(
      '“关于《清河县午托管理办法（草案）》公开征求意见的公告”10月18日截止，满30日（11月17日）仍未见反馈',
    );
    expect(finding).toMatchObject({ dueOn: '2026-11-17', isCurable: true });
  });
});
