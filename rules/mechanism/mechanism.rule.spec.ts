import { NoticeCase, RecurrenceCase } from '@app/observation/unit-records';
import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { evidenceOf, findingsOf, Given } from '../rule-input.fixture';
import { problemRecurred } from './problem-recurred.rule';
import { rectificationOverdue } from './rectification-overdue.rule';
import { weightTooLow } from './weight-too-low.rule';
import { yearlyDutyMissing } from './yearly-duty-missing.rule';

const duty = (name: string, heldOn: string, asOf = '2026-02-10') =>
  entryOf('yearlyDuty', { texts: { duty: name, heldOn, proof: '清政办〔2025〕3号' }, asOf });
const TRAINING = duty('集中学习培训', '2025-06-10');
const REVIEW = duty('不予公开信息评估', '2025-12-31');
const CLEAN_UP = duty('失效信息清理', '2025-01-01');

/** What is said of 2025, the year that is over. */
const of2025 = (given: Given) => {
  const finding = findingsOf(yearlyDutyMissing, given).find(({ subject }) => subject === 'year:2025');
  return finding ? (finding.unseen ? 'unseen' : finding.outcome) : 'none';
};

describe('年度培训或评估缺失 MEC-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with one of each, on the first and the last day', withRecords([TRAINING, REVIEW, CLEAN_UP]), 'pass'],
    ['fails without a clean-up', withRecords([TRAINING, REVIEW]), 'fail'],
    ['fails without a review', withRecords([TRAINING, CLEAN_UP]), 'fail'],
    ['fails without a training', withRecords([REVIEW, CLEAN_UP]), 'fail'],
    [
      'fails where the lacking one is of the next year',
      withRecords([TRAINING, REVIEW, duty('失效信息清理', '2026-01-01')]),
      'fail',
    ],
    [
      'asks where the register was not kept after the year',
      withRecords([duty('集中学习培训', '2025-06-10', '2025-12-31')]),
      'cannotTell',
    ],
    ['is unseen without any register', withRecords([]), 'unseen'],
    [
      'is not asked of a unit registered later',
      withRecords([TRAINING], {
        site: { unit: { name: '清河县教育局', aliases: [], kind: 'department', registeredOn: '2026-01-01' } },
      }),
      'none',
    ],
    [
      'asks only what the parameters ask',
      withRecords([TRAINING, REVIEW], { settings: [{ code: 'MEC-01', parameters: { cleanUps: 0 } }] }),
      'pass',
    ],
    ['says nothing without records', {}, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(of2025(given)).toBe(outcome);
  });

  it('does not judge the running year, and says what it holds', () => {
    const findings = findingsOf(yearlyDutyMissing, withRecords([duty('集中学习培训', '2026-03-02')]));
    expect(findings.find(({ subject }) => subject === 'year:2026')).toMatchObject({
      outcome: 'notApplicable',
      explanation: '2026年度尚未结束，已登记集中学习培训1次、不予公开信息评估0次、失效信息清理0次',
    });
  });
});

const weight = (points: string, total = '100', year = '2026') =>
  withRecords([entryOf('assessmentWeight', { texts: { year, points, total, proof: '清考〔2026〕1号' } })]);

describe('政务公开考核权重不足 MEC-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with 4 of 100', weight('4'), 'pass'],
    ['fails with 3.99', weight('3.99'), 'fail'],
    ['passes with 40 of 1000', weight('40', '1000'), 'pass'],
    ['fails with 4 of 120', weight('4', '120'), 'fail'],
    ['judges the year before', weight('3', '100', '2025'), 'fail'],
    ['does not apply to older years', weight('3', '100', '2024'), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(weightTooLow, given)).toBe(outcome);
  });

  it('does not round a share up', () => {
    expect(recordFinding(weightTooLow, weight('3.999', '100'))?.explanation).toContain('占3.99%');
  });
});

const notice = (changes: Partial<NoticeCase> = {}): Given =>
  withRecords([], {
    cases: [
      {
        kind: 'notice',
        number: '清公开整〔2026〕3号',
        issuedOn: '2026-10-19',
        rectifyBy: '2026-11-17',
        state: 'delivered',
        closedOn: null,
        open: 2,
        contested: 0,
        attestation: evidenceOf('整改通知：清公开整〔2026〕3号'),
        ...changes,
      },
    ],
  });

describe('逾期未整改 MEC-03', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails on the day after', notice(), 'fail'],
    ['does not apply on the last day', notice({ rectifyBy: '2026-11-18' }), 'notApplicable'],
    ['fails what was returned and not put right', notice({ state: 'returned' }), 'fail'],
    ['does not apply once the unit replied', notice({ state: 'replied' }), 'notApplicable'],
    ['does not apply while the office looks again', notice({ state: 'rechecking' }), 'notApplicable'],
    ['passes what is closed', notice({ state: 'closed', open: 0, closedOn: '2026-11-18' }), 'pass'],
    ['does not apply to what was withdrawn', notice({ state: 'withdrawn', open: 0 }), 'notApplicable'],
    ['asks while all that is left is contested', notice({ contested: 2 }), 'cannotTell'],
    ['fails for the part that is not', notice({ contested: 1 }), 'fail'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(rectificationOverdue, given)).toBe(outcome);
  });

  it('names the notice', () => {
    expect(recordFinding(rectificationOverdue, notice())).toMatchObject({
      subject: 'case:notice:清公开整〔2026〕3号',
      section: '整改通知 清公开整〔2026〕3号',
      explanation: '整改通知清公开整〔2026〕3号应于11月17日前整改，未反馈，还有2个问题，已逾期1个工作日',
    });
  });
});

const recurrence = (changes: Partial<RecurrenceCase> = {}, more: Given = {}): Given =>
  withRecords([], {
    ...more,
    cases: [
      {
        kind: 'recurrence',
        code: 'PLT-09',
        title: '动态要闻不更新',
        subject: 'section:http://jyj.qinghe.example/dt/',
        place: '教育动态',
        resolvedOn: '2026-08-03',
        returnedOn: '2026-11-01',
        isOver: false,
        isContested: false,
        attestation: evidenceOf('告警：动态要闻不更新 教育动态'),
        ...changes,
      },
    ],
  });

describe('问题整改后反弹 MEC-04', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails after 90 days', recurrence(), 'fail'],
    ['does not apply after 91', recurrence({ returnedOn: '2026-11-02' }), 'notApplicable'],
    ['does not apply once it is over', recurrence({ isOver: true }), 'notApplicable'],
    ['asks while it is contested', recurrence({ isContested: true }), 'cannotTell'],
    ['does not apply before the look-back', recurrence({}, { since: '2026-11-02' }), 'notApplicable'],
    ['says nothing of notices', notice(), 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(problemRecurred, given)).toBe(outcome);
  });

  it('names the problem', () => {
    expect(recordFinding(problemRecurred, recurrence())).toMatchObject({
      subject: 'case:recurrence:PLT-09:section:http://jyj.qinghe.example/dt/',
      section: '教育动态',
      explanation: 'PLT-09 动态要闻不更新：8月3日消除，11月1日再次发现，相隔90天（90天内再现）',
    });
  });
});
