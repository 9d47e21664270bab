import {
  NoticedProblem,
  NoticeEvent,
  NoticeState,
  ProblemState,
  Recheck,
  RecheckedAlert,
  settleRecheck,
  stateAfter,
  stateByProblems,
} from './case';

describe('stateAfter', () => {
  it.each<[NoticeState, NoticeEvent, NoticeState | null]>([
    ['delivered', 'reply', 'replied'],
    ['delivered', 'recheck', 'rechecking'],
    ['delivered', 'accept', 'delivered'],
    ['delivered', 'withdraw', 'withdrawn'],
    ['replied', 'reply', 'replied'],
    ['replied', 'recheck', 'rechecking'],
    ['replied', 'withdraw', 'withdrawn'],
    ['rechecking', 'reply', 'rechecking'],
    ['rechecking', 'recheck', 'rechecking'],
    ['rechecking', 'withdraw', 'withdrawn'],
    ['returned', 'reply', 'replied'],
    ['returned', 'recheck', 'rechecking'],
    ['returned', 'accept', 'returned'],
    ['closed', 'reply', null],
    ['closed', 'recheck', null],
    ['closed', 'accept', null],
    ['closed', 'withdraw', null],
    ['withdrawn', 'reply', null],
    ['withdrawn', 'recheck', null],
    ['withdrawn', 'withdraw', null],
  ])('%s after %s is %s', (state, event, after) => expect(stateAfter(state, event)).toBe(after));
});

describe('stateByProblems', () => {
  it.each<[ProblemState[], NoticeState]>([
    [['closed', 'closed'], 'closed'],
    [['closed', 'withdrawn'], 'closed'],
    [['withdrawn', 'withdrawn'], 'withdrawn'],
    [['closed', 'open'], 'replied'],
    [['withdrawn', 'returned'], 'replied'],
  ])('%j leaves a replied notice %s', (problems, state) => expect(stateByProblems('replied', problems)).toBe(state));
});

const problem = (changes: Partial<NoticedProblem> = {}): NoticedProblem => ({
  alertId: 8,
  ordinal: 1,
  state: 'open',
  note: '',
  isCurable: true,
  ...changes,
});
const finding = (changes: Partial<NonNullable<RecheckedAlert['finding']>> = {}): RecheckedAlert['finding'] => ({
  outcome: 'pass',
  unseen: false,
  explanation: '栏目已公开3条',
  isCurable: true,
  capturedAt: '2026-11-25T01:00:00.000Z',
  ...changes,
});
const alert = (changes: Partial<RecheckedAlert> = {}): RecheckedAlert => ({
  alertId: 8,
  kind: 'violation',
  state: 'resolved',
  isContested: false,
  finding: finding(),
  ...changes,
});
const recheck = (changes: Partial<Recheck> = {}): Recheck => ({
  startedAt: '2026-11-25T00:00:00.000Z',
  today: '2026-11-25',
  round: { startedAt: '2026-11-25T00:00:01.000Z', gap: null },
  ...changes,
});
const before = '2026-11-24T23:59:59.999Z';
const failing = (changes: Partial<RecheckedAlert> = {}) =>
  alert({ state: 'notified', finding: finding({ outcome: 'fail', explanation: '栏目仍为0条' }), ...changes });

describe('settleRecheck, one problem', () => {
  it.each<[string, NoticedProblem, RecheckedAlert[], Recheck, ProblemState, RegExp]>([
    ['closes what newer evidence cured', problem(), [alert()], recheck(), 'closed', /11月25日复查.*栏目已公开3条/],
    [
      'takes the start of the round where a pass carries no evidence',
      problem(),
      [alert({ finding: finding({ capturedAt: null }) })],
      recheck(),
      'closed',
      /栏目已公开3条/,
    ],
    [
      'returns what is still failing, with the new explanation',
      problem(),
      [failing()],
      recheck(),
      'returned',
      /仍为0条/,
    ],
    [
      'returns on evidence although the rest of the crawl was incomplete',
      problem(),
      [failing()],
      recheck({ round: { startedAt: '2026-11-25T00:00:01Z', gap: '3个页面未能采集' } }),
      'returned',
      /仍为0条/,
    ],
    [
      'counts evidence of the very instant of the start',
      problem(),
      [failing({ finding: finding({ outcome: 'fail', capturedAt: '2026-11-25T00:00:00.000Z' }) })],
      recheck(),
      'returned',
      /复查/,
    ],
    [
      'does not close on evidence older than the recheck',
      problem(),
      [alert({ finding: finding({ capturedAt: before }) })],
      recheck(),
      'open',
      /尚未重新采集/,
    ],
    [
      'does not return on evidence older than the recheck',
      problem(),
      [failing({ finding: finding({ outcome: 'fail', capturedAt: before }) })],
      recheck(),
      'open',
      /尚未重新采集/,
    ],
    ['waits while no round was evaluated', problem(), [alert()], recheck({ round: null }), 'open', /尚未完成/],
    [
      'waits until the alert itself is resolved',
      problem(),
      [alert({ state: 'notified' })],
      recheck(),
      'open',
      /告警尚未解除/,
    ],
    [
      'says nothing about what an incomplete crawl did not show',
      problem(),
      [alert({ finding: finding({ outcome: 'cannotTell', unseen: true }) })],
      recheck({ round: { startedAt: '2026-11-25T00:00:01Z', gap: '连接超时' } }),
      'open',
      /采集不完整（连接超时），不作判断/,
    ],
    [
      'says nothing about a page that could not be read',
      problem(),
      [alert({ finding: finding({ outcome: 'cannotTell', unseen: true, explanation: '栏目未能采集' }) })],
      recheck(),
      'open',
      /不作判断：栏目未能采集/,
    ],
    [
      'says so when the obligation is not seen at all',
      problem(),
      [alert({ finding: null })],
      recheck(),
      'open',
      /未见/,
    ],
    [
      'leaves doubt to a person',
      problem(),
      [alert({ state: 'notified', kind: 'proposal', finding: finding({ outcome: 'cannotTell' }) })],
      recheck(),
      'open',
      /监督人员审定/,
    ],
    [
      'keeps a lateness open for a person',
      problem({ isCurable: false }),
      [alert()],
      recheck(),
      'open',
      /超期事实不可逆/,
    ],
    [
      'never returns a lateness by machine',
      problem({ isCurable: false }),
      [failing()],
      recheck(),
      'open',
      /超期事实不可逆/,
    ],
    [
      'leaves to a person what was missing and came late',
      problem(),
      [
        failing({
          finding: finding({ outcome: 'fail', isCurable: false, explanation: '11月24日公开，逾期3个工作日' }),
        }),
      ],
      recheck(),
      'open',
      /逾期3个工作日。超期事实不可逆/,
    ],
    ['leaves out a contested problem', problem(), [failing({ isContested: true })], recheck(), 'open', /申诉未决/],
    [
      'leaves out a contested problem even when it looks cured',
      problem(),
      [alert({ isContested: true })],
      recheck(),
      'open',
      /申诉未决/,
    ],
    ['withdraws with a dismissed alert', problem(), [alert({ state: 'dismissed' })], recheck(), 'withdrawn', /撤销/],
    ['asks for a person when the alert is gone', problem(), [], recheck(), 'open', /人工核对/],
    [
      'leaves a closed problem closed',
      problem({ state: 'closed', note: '已销号' }),
      [failing()],
      recheck(),
      'closed',
      /已销号/,
    ],
    [
      'leaves a withdrawn problem withdrawn',
      problem({ state: 'withdrawn', note: '申诉成立' }),
      [failing()],
      recheck(),
      'withdrawn',
      /申诉成立/,
    ],
  ])('%s', (_norm, given, alertsNow, at, state, note) => {
    const { problems } = settleRecheck([given], alertsNow, at);
    expect(problems).toEqual([{ alertId: 8, state, note: expect.stringMatching(note) }]);
  });
});

describe('settleRecheck, the notice', () => {
  const other = (changes: Partial<RecheckedAlert> = {}) => alert({ alertId: 9, ...changes });
  const both = [problem(), problem({ alertId: 9, ordinal: 2 })];

  it.each<[string, RecheckedAlert[], NoticeState]>([
    ['closes when all problems are closed', [alert(), other()], 'closed'],
    ['closes when the rest is withdrawn', [alert(), other({ state: 'dismissed' })], 'closed'],
    [
      'is withdrawn when nothing of it stands',
      [alert({ state: 'dismissed' }), other({ state: 'dismissed' })],
      'withdrawn',
    ],
    ['returns when one is returned', [alert(), failing({ alertId: 9 })], 'returned'],
    ['stays under recheck while one is undecided', [alert(), other({ finding: null })], 'rechecking'],
  ])('%s', (_norm, alertsNow, state) => {
    expect(settleRecheck(both, alertsNow, recheck()).notice).toBe(state);
  });
});
