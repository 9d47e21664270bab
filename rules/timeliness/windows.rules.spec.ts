import { findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { gone, PageGiven, pageGiven, unreadNow } from '../content/content-input.fixture';
import { budgetOverdue } from './budget-overdue.rule';
import { consultationShort } from './consultation-short.rule';
import { displayShort } from './display-short.rule';
import { earlyDisclosure } from './early-disclosure.rule';
import { repealedUnmarked } from './repealed-unmarked.rule';

/** Monday 2026-11-02 to Tuesday 11-10: seven working days with the first, six without; nine natural days or eight. */
const shown = (to: string, stated?: object, document: object = {}): PageGiven => ({
  document: { title: '2026年困难学生资助名单公示', url: `${SITE}gs/1.html`, ...document },
  display: { from: '2026-11-02', to, ...(stated ? { stated: stated as never } : {}) },
});
const sevenWorkdays = { amount: 7, unit: 'workday' };
const row = (limit: string, match: object = {}): Given => ({ limit, documents: [{ url: `${SITE}gs/1.html` }], match });

describe('公示期不足 TIM-07', () => {
  it.each<[string, PageGiven, string, Given?]>([
    ['passes seven working days with the first', shown('2026-11-10', sevenWorkdays), 'pass'],
    ['fails on six by either way of counting', shown('2026-11-09', sevenWorkdays), 'fail'],
    ['passes five natural days with the first', shown('2026-11-06', { amount: 5, unit: 'day' }), 'pass'],
    ['fails on four', shown('2026-11-05', { amount: 5, unit: 'day' }), 'fail'],
    ['takes the row’s term', shown('2026-11-05'), 'fail', row('公示期不少于5日')],
    ['passes the row’s term', shown('2026-11-06'), 'pass', row('公示期不少于5日')],
    [
      'cannot tell on an uncertain match',
      shown('2026-11-05'),
      'cannotTell',
      row('公示期不少于5日', { isCertain: false }),
    ],
    [
      'cannot tell of another’s notice',
      shown('2026-11-09', sevenWorkdays, { issuingBody: '清河县民政局' }),
      'cannotTell',
    ],
    ['does not apply where nobody says how long', shown('2026-11-03'), 'notApplicable'],
    [
      'does not apply before the look-back',
      shown('2026-11-09', sevenWorkdays),
      'notApplicable',
      { since: '2026-11-10' },
    ],
    [
      'is unseen beyond the calendar',
      {
        ...shown('2026-11-09', sevenWorkdays),
        display: { from: '2027-11-02', to: '2027-11-04', stated: { amount: 7, unit: 'workday' } },
      },
      'unseen',
    ],
    ['says nothing without a window', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) => expect(outcomeOf(displayShort, pageGiven(page, more))).toBe(outcome));

  it('proposes by the parameter only', () => {
    const settings = [{ code: 'TIM-07', isEnabled: true, parameters: { days: 7 } }];
    expect(outcomeOf(displayShort, { ...pageGiven(shown('2026-11-07')), settings })).toBe('cannotTell');
    expect(outcomeOf(displayShort, { ...pageGiven(shown('2026-11-08')), settings })).toBe('pass');
  });

  it('writes the sum out', () => {
    const [finding] = findingsOf(displayShort, pageGiven(shown('2026-11-09', sevenWorkdays)));
    expect(finding?.explanation).toBe(
      '“2026年困难学生资助名单公示”公示11月2日至11月9日，最多算6个工作日，公示自称7个工作日，不足',
    );
  });
});

describe('征求意见期不足 TIM-08', () => {
  const call = (to: string, facts: object = {}, document: object = {}): PageGiven => ({
    document: {
      title: '关于《清河县午托管理办法（草案）》征求意见的公告',
      url: `${SITE}gs/1.html`,
      publishedOn: '2026-11-02',
      ...document,
    },
    consultation: {
      window: { from: '2026-11-02', to },
      isShortnessExplained: false,
      feedback: null,
      unclear: 0,
      isListComplete: true,
      ...facts,
    },
  });
  it.each<[string, PageGiven, string, Given?]>([
    ['passes thirty days with the first', call('2026-12-01'), 'pass'],
    ['proposes twenty-nine', call('2026-11-30'), 'cannotTell'],
    ['proposes seven working days', call('2026-11-10'), 'cannotTell'],
    ['fails on six', call('2026-11-09'), 'fail'],
    ['passes six with a reason', call('2026-11-09', { isShortnessExplained: true }), 'pass'],
    [
      'fails on twenty-nine where the row says thirty',
      call('2026-11-30'),
      'fail',
      row('公开征求意见的期限不得少于30日'),
    ],
    ['passes thirty where the row says so', call('2026-12-01'), 'pass', row('公开征求意见的期限不得少于30日')],
    ['passes what the row allows', call('2026-11-16'), 'pass', row('公开征求意见的期限不得少于15日')],
    [
      'cannot tell on an uncertain match',
      call('2026-11-30'),
      'cannotTell',
      row('公开征求意见的期限不得少于30日', { isCertain: false }),
    ],
    ['cannot tell where only the end is printed', call('', { window: { from: null, to: '2026-11-09' } }), 'cannotTell'],
    ['cannot tell of another’s call', call('2026-11-09', {}, { issuingBody: '清河县司法局' }), 'cannotTell'],
    ['is unseen without a window', call('', { window: null }), 'unseen'],
    ['is unseen beyond the calendar', call('', { window: { from: '2027-11-02', to: '2027-11-09' } }), 'unseen'],
    ['does not apply before the look-back', call('2026-11-09'), 'notApplicable', { since: '2026-11-10' }],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) =>
    expect(outcomeOf(consultationShort, pageGiven(page, more))).toBe(outcome),
  );
});

describe('预决算超期公开 TIM-03', () => {
  const LIMIT = '本级人民代表大会或其常务委员会批准后20日内';
  /** Approved on 2026-01-21: twenty natural days end on Tuesday 02-10. */
  const budget = (publishedOn: string | null, more: object = {}): Given => ({
    limit: LIMIT,
    item: { name: '部门预算' },
    documents: [
      {
        publishedOn,
        title: '清河县教育局2026年部门预算',
        dates: [
          ...(publishedOn ? [{ value: publishedOn, from: 'box' as const, label: '发布日期' }] : []),
          { value: '2026-01-21', from: 'label' as const, label: '批准日期' },
        ],
        ...more,
      },
    ],
  });
  it.each<[string, Given, string]>([
    ['passes on the twentieth day', budget('2026-02-10'), 'pass'],
    ['fails on the day after', budget('2026-02-11'), 'fail'],
    ['cannot tell from the list’s day alone', budget(null, { listedOn: '2026-02-11' }), 'cannotTell'],
    ['cannot tell of another’s budget', budget('2026-02-11', { issuingBody: '清河县财政局' }), 'cannotTell'],
    ['fails though it was signed after the approval', budget('2026-02-11', { formedOn: '2026-02-03' }), 'fail'],
    [
      'cannot tell where another day of approval would be in time',
      budget('2026-02-11', {
        dates: [
          { value: '2026-02-11', from: 'box' as const, label: '发布日期' },
          { value: '2026-01-21', from: 'label' as const, label: '批准日期' },
          { value: '2026-01-22', from: 'label' as const, label: '批复日期' },
        ],
      }),
      'cannotTell',
    ],
    ['is unseen without the day of approval', budget('2026-02-11', { dates: [] }), 'unseen'],
    [
      'says nothing of other rows',
      { ...budget('2026-02-11'), item: { name: '招生信息' }, limit: '每季度公开' },
      'none',
    ],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(budgetOverdue, given)).toBe(outcome));
});

describe('提前公开 TIM-14', () => {
  const early = (publishedOn: string, formedOn: string, more: object = {}): Given => ({
    documents: [{ publishedOn, formedOn, ...more }],
  });
  it.each<[string, Given, string]>([
    ['passes on the same day', early('2026-09-01', '2026-09-01'), 'pass'],
    ['proposes a day earlier', early('2026-09-01', '2026-09-02'), 'cannotTell'],
    ['takes the day ruled on an objection', early('2026-09-01', '2026-09-02', { ruledFormedOn: '2026-09-01' }), 'pass'],
    ['does not apply to a draft', early('2026-09-01', '2026-09-02', { title: '关于征求意见的公告' }), 'notApplicable'],
    [
      'does not apply to a day in a meta tag',
      early('2026-09-01', '2026-09-02', {
        dates: [
          { value: '2026-09-01', from: 'meta' },
          { value: '2026-09-02', from: 'box', label: '成文日期' },
        ],
      }),
      'notApplicable',
    ],
    ['is unseen where the article was not read', early('2026-09-01', '2026-09-02', { evidence: null }), 'unseen'],
    ['says nothing without both days', { documents: [{ publishedOn: '2026-09-01' }] }, 'none'],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(earlyDisclosure, given)).toBe(outcome));
});

describe('失效信息未标注 TIM-15', () => {
  const repealedBy = {
    url: `${SITE}zc/9.html`,
    title: '关于废止部分文件的决定',
    publishedOn: '2026-06-01',
    evidence: { url: `${SITE}zc/9.html`, capturedAt: '2026-11-18T02:00:00.000Z', sha256: 'c'.repeat(64) },
  };
  const page = (validity: object, document: object = {}): PageGiven => ({
    validity,
    document: { validity: '有效', ...document },
  });
  it.each<[string, PageGiven, string]>([
    ['passes on the last day', page({ until: '2026-11-18' }), 'pass'],
    ['proposes from the day after', page({ until: '2026-11-17' }), 'cannotTell'],
    ['proposes what a later text repeals', page({ repealedBy }), 'cannotTell'],
    ['passes what is marked as repealed', page({ repealedBy }, { validity: '废止' }), 'pass'],
    ['passes what its title marks', page({ until: '2025-12-31' }, { title: '清河县午托管理办法（已失效）' }), 'pass'],
    ['proposes what says nothing of its validity', page({ until: '2025-12-31' }, { validity: null }), 'cannotTell'],
    ['passes once nothing speaks of it', gone('validity'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('validity'), 'unseen'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(repealedUnmarked, pageGiven(given))).toBe(outcome));

  it.each([
    [30, '2026-10-19', 'pass'],
    [30, '2026-10-18', 'cannotTell'],
  ])('with graceDays = %i, expired on %s → %s', (graceDays, until, outcome) => {
    const settings = [{ code: 'TIM-15', isEnabled: true, parameters: { graceDays } }];
    expect(outcomeOf(repealedUnmarked, { ...pageGiven(page({ until })), settings })).toBe(outcome);
  });
});
