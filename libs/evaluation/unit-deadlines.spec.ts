import { Finding, Warning } from './finding';
import { Outcome } from './rule';
import { PlannedDeadline, unitDeadlines } from './unit-deadlines';

const SPAN = { today: '2026-11-18', from: '2026-01-01', to: '2026-12-31' };
const planned = (changes: Partial<PlannedDeadline> = {}): PlannedDeadline => ({
  itemKey: '预算',
  item: '预算',
  group: null,
  isOnline: true,
  instance: '2026Q3',
  kind: 'fixedDate',
  label: '2026年第三季度',
  dueOn: '2026-10-20',
  sentence: '“每季度首月20日前”',
  ...changes,
});
const finding = (outcome: Outcome, changes: Partial<Finding> = {}): Finding => ({
  code: 'TIM-06',
  rule: 'fixed-date-missed',
  title: '',
  family: 'timeliness',
  machine: 'A',
  subject: 'item:预算|2026Q3',
  item: '预算',
  itemKey: '预算',
  row: 3,
  section: null,
  outcome,
  unseen: false,
  severity: 'medium',
  url: null,
  explanation: '未见第三季度条目',
  basis: '',
  advice: '',
  isCurable: true,
  evidence: [],
  deadline: null,
  dueOn: '2026-10-20',
  publishedOn: null,
  ...changes,
});
const stateOf = (line: PlannedDeadline, findings: Finding[], warnings: Partial<Warning>[] = []) =>
  unitDeadlines([line], { findings, warnings: warnings as Warning[] }, SPAN)[0]?.state;

describe('unitDeadlines', () => {
  it.each<[string, PlannedDeadline, Finding[], string]>([
    ['published in time', planned(), [finding('pass')], 'met'],
    ['a violation', planned(), [finding('fail')], 'missed'],
    ['doubt', planned(), [finding('cannotTell')], 'doubt'],
    ['a page that was not read', planned(), [finding('cannotTell', { unseen: true })], 'unseen'],
    ['a violation before a pass of another rule', planned(), [finding('pass'), finding('fail')], 'missed'],
    ['not due yet', planned({ dueOn: '2026-11-18' }), [], 'upcoming'],
    ['past and not judged', planned({ dueOn: '2026-11-17' }), [], 'unjudged'],
    ['no day', planned({ dueOn: null }), [], 'unknown'],
    ['not to be judged online', planned({ isOnline: false }), [finding('fail')], 'offline'],
    ['an attachment is not a matter of time', planned(), [finding('fail', { code: 'PUB-03' })], 'unjudged'],
  ])('%s', (_norm, line, findings, state) => expect(stateOf(line, findings)).toBe(state));

  it('knows what is due soon', () => {
    const line = planned({ dueOn: '2026-11-20' });
    const notYet = finding('notApplicable', { code: 'TIM-11' });
    expect(stateOf(line, [notYet], [{ subject: 'item:预算|2026Q3' }])).toBe('soon');
  });

  it('adds what only an evaluation knows, in order of days', () => {
    const ofDocument = (dueOn: string) =>
      finding('fail', { subject: `item:预算|url:http://jyj.qinghe.example/${dueOn}.html`, code: 'TIM-01', dueOn });
    const ofAge = finding('pass', { subject: 'item:预算|maxAge', dueOn: '2026-12-01' });
    const lines = unitDeadlines(
      [planned()],
      { findings: [ofDocument('2026-03-01'), ofDocument('2025-12-31'), ofAge], warnings: [] },
      SPAN,
    );
    expect(lines.map(({ dueOn, kind, state }) => [dueOn, kind, state])).toEqual([
      ['2026-03-01', 'afterEvent', 'missed'],
      ['2026-10-20', 'fixedDate', 'unjudged'],
      ['2026-12-01', 'maxAge', 'met'],
    ]);
  });

  it('keeps keys apart that hold the separator themselves', () => {
    const odd = finding('pass', { itemKey: '甲|乙', subject: 'item:甲|乙|maxAge', dueOn: '2026-12-01' });
    expect(unitDeadlines([], { findings: [odd], warnings: [] }, SPAN)).toMatchObject([{ instance: 'maxAge' }]);
  });
});
