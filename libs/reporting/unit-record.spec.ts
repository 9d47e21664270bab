import { periodOf } from './period';
import { JudgedFinding, JudgedUnit, NoticedLine, unitPeriodRecord } from './unit-record';

const TODAY = '2026-11-20';
const thirdQuarter = periodOf('quarterly', '2026-09-30');
const fourthQuarter = periodOf('quarterly', TODAY);

const finding = (changes: Partial<JudgedFinding> = {}): JudgedFinding => ({
  id: '101',
  code: 'TIM-06',
  title: '固定日期未公开',
  family: 'timeliness',
  subject: 'item:财政收支情况|2026Q3',
  outcome: 'fail',
  unseen: false,
  severity: 'high',
  item: '财政收支情况',
  row: 12,
  section: '财政信息',
  url: null,
  explanation: '未见第三季度条目',
  basis: '目录',
  dueOn: '2026-10-20',
  publishedOn: null,
  alert: alert(),
  ...changes,
});
const alert = (changes: Partial<NonNullable<JudgedFinding['alert']>> = {}): JudgedFinding['alert'] => ({
  id: 7,
  kind: 'violation',
  state: 'open',
  isContested: false,
  firstFoundOn: '2026-11-18',
  notice: null,
  ...changes,
});
const judged = (findings: JudgedFinding[], noticed: NoticedLine[] = []): JudgedUnit => ({
  unitId: 1,
  unit: '白石镇人民政府',
  coverage: { items: 40, onlineVerifiable: 30, judged: 20 },
  judgedOn: TODAY,
  gap: null,
  findings,
  noticed,
});
const record = (findings: JudgedFinding[], noticed: NoticedLine[] = [], period = fourthQuarter) =>
  unitPeriodRecord(judged(findings, noticed), period, TODAY);

describe('unitPeriodRecord, one obligation', () => {
  const met = { due: 1, published: 1, onTime: 1, late: 0, missing: 0 };
  const missed = { due: 1, published: 0, onTime: 0, late: 0, missing: 1 };
  const late = { due: 1, published: 1, onTime: 0, late: 1, missing: 0 };
  const nothing = { due: 0, published: 0, onTime: 0, late: 0, missing: 0 };

  it.each<[string, JudgedFinding[], object]>([
    ['met', [finding({ outcome: 'pass' })], met],
    ['missing', [finding()], missed],
    ['published after its day', [finding({ publishedOn: '2026-10-21' })], late],
    ['a document after its limit', [finding({ code: 'TIM-01', subject: 'item:规划|url:http://x/' })], late],
    ['an empty section', [finding({ family: 'completeness', subject: 'item:救助', dueOn: null })], missed],
    [
      'one section, three rules',
      ['PUB-01', 'PUB-02', 'PUB-03'].map((code) =>
        finding({ code, family: 'completeness', subject: 'item:救助', dueOn: null, outcome: 'pass' }),
      ),
      met,
    ],
    ['a doubt', [finding({ outcome: 'cannotTell', alert: alert({ state: 'proposed', kind: 'proposal' }) })], nothing],
    [
      'a doubt a person confirmed',
      [finding({ outcome: 'cannotTell', alert: alert({ state: 'confirmed', kind: 'proposal' }) })],
      missed,
    ],
    ['not seen', [finding({ outcome: 'cannotTell', unseen: true, alert: null })], nothing],
    ['not applicable', [finding({ outcome: 'notApplicable', alert: null })], nothing],
    ['dismissed by a person', [finding({ alert: alert({ state: 'dismissed' }) })], nothing],
    ['contested', [finding({ alert: alert({ isContested: true }) })], nothing],
    ['accepted late', [finding({ publishedOn: '2026-10-21', alert: alert({ state: 'resolved' }) })], late],
    ['a defect of quality', [finding({ family: 'attachment', code: 'PUB-06', dueOn: null })], nothing],
  ])('%s', (_what, findings, obligations) => expect(record(findings).obligations).toEqual(obligations));
});

describe('unitPeriodRecord, violations', () => {
  it.each<[string, string, string]>([
    ['completeness', 'PUB-02', 'missing'],
    ['timeliness', 'TIM-06', 'missing'],
    ['attachment', 'PUB-06', 'quality'],
    ['dating', 'TIM-13', 'quality'],
    ['freshness', 'PLT-09', 'platform'],
    ['homepage', 'PLT-08', 'platform'],
  ])('of %s (%s) are %s', (family, code, effect) => {
    expect(record([finding({ family, code })]).violations).toMatchObject([{ effect, alertId: 7, findingId: '101' }]);
  });

  it.each<[string, ReturnType<typeof alert>, boolean, boolean]>([
    ['open', alert(), false, false],
    ['confirmed', alert({ state: 'confirmed' }), true, false],
    ['notified', alert({ state: 'notified', notice: '清政公开督〔2026〕1号' }), true, false],
    ['resolved', alert({ state: 'resolved' }), true, true],
    ['without an alert', null, false, false],
  ])('%s: confirmed %s, closed %s', (_state, given, isConfirmed, isClosed) => {
    expect(record([finding({ alert: given })]).violations).toMatchObject([{ isConfirmed, isClosed }]);
  });

  it('count a contested one apart and show it nowhere', () => {
    const { violations, contested } = record([finding({ alert: alert({ isContested: true }) })]);
    expect({ violations, contested }).toEqual({ violations: [], contested: 1 });
  });

  it('count pending doubts, not what could not be seen', () => {
    const proposed = alert({ state: 'proposed', kind: 'proposal' });
    const doubts = [
      finding({ outcome: 'cannotTell', alert: proposed }),
      finding({ subject: 'item:b', outcome: 'cannotTell', unseen: true, alert: null }),
    ];
    expect(record(doubts)).toMatchObject({ proposalsPending: 1, violations: [] });
  });
});

describe('unitPeriodRecord, the period', () => {
  const undated = (changes: Partial<JudgedFinding>) =>
    finding({ family: 'completeness', subject: 'item:救助', dueOn: null, ...changes });

  it.each<[string, JudgedFinding, number, number]>([
    ['due on its last day', finding({ dueOn: '2026-09-30' }), 1, 0],
    ['due on the day after', finding({ dueOn: '2026-10-01' }), 0, 1],
    ['undated, first found in it', undated({ alert: alert({ firstFoundOn: '2026-09-30' }) }), 1, 0],
    ['undated, first found later', undated({}), 0, 1],
    ['undated and met: of the day it was judged', undated({ outcome: 'pass', alert: null }), 0, 1],
  ])('%s', (_what, given, third, fourth) => {
    expect(record([given], [], thirdQuarter).obligations.due).toBe(third);
    expect(record([given], [], fourthQuarter).obligations.due).toBe(fourth);
  });
});

describe('unitPeriodRecord, notices', () => {
  const line = (changes: Partial<NoticedLine> = {}): NoticedLine => ({
    noticeId: 1,
    notice: '清政公开督〔2026〕1号',
    alertId: 7,
    code: 'TIM-06',
    item: '财政收支情况',
    state: 'open',
    rectifyBy: '2026-11-20',
    closedOn: null,
    belongsTo: '2026-10-20',
    isContested: false,
    ...changes,
  });
  const none = { issued: 1, problems: 1, closedInTime: 0, closedLate: 0, open: 0, overdue: 0 };

  it.each<[string, Partial<NoticedLine>, object]>([
    ['open on its last day', {}, { ...none, open: 1 }],
    ['open on the day after', { rectifyBy: '2026-11-19' }, { ...none, overdue: 1 }],
    ['closed on its last day', { state: 'closed', closedOn: '2026-11-20' }, { ...none, closedInTime: 1 }],
    ['closed on the day after', { state: 'closed', closedOn: '2026-11-21' }, { ...none, closedLate: 1 }],
    ['returned', { state: 'returned' }, { ...none, open: 1 }],
    ['withdrawn', { state: 'withdrawn' }, { ...none, issued: 0, problems: 0 }],
    ['contested', { isContested: true }, { ...none, issued: 0, problems: 0 }],
    ['of another period', { belongsTo: '2026-09-30' }, { ...none, issued: 0, problems: 0 }],
  ])('%s', (_what, changes, counts) => expect(record([], [line(changes)]).notices).toMatchObject(counts));

  it('name what was late', () => {
    const lines = [line({ rectifyBy: '2026-11-19' }), line({ alertId: 8, state: 'closed', closedOn: '2026-11-21' })];
    expect(record([], lines).notices.late).toMatchObject([
      { alertId: 8, closedOn: '2026-11-21' },
      { alertId: 7, closedOn: null },
    ]);
  });
});
