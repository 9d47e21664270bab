import { Evaluation, Finding, Warning } from '@app/evaluation/finding';
import { Alert, AlertState, fingerprintOf } from './alert';
import { digestOf } from './digest';
import { reconcile } from './reconcile';

const AT = new Date('2026-11-18T03:00:00Z');
const SUBJECT = 'item:财政信息 > 财政收支情况|2026Q3';

type Says = 'fail' | 'proposal' | 'unseen' | 'warning' | 'pass' | 'notApplicable';

const finding = (says: Says, changes: Partial<Finding> = {}): Finding => ({
  code: says === 'warning' ? 'TIM-11' : 'TIM-06',
  rule: says === 'warning' ? 'early-warning' : 'fixed-date-missed',
  title: '固定日期未公开',
  family: 'timeliness',
  machine: 'A',
  subject: SUBJECT,
  item: '财政收支情况',
  itemKey: '财政信息 > 财政收支情况',
  row: 7,
  section: '财政信息',
  outcome: says === 'proposal' || says === 'unseen' ? 'cannotTell' : says === 'warning' ? 'notApplicable' : says,
  unseen: says === 'unseen',
  severity: 'high',
  url: 'http://czj.qinghe.example/czxx/',
  explanation: '截至11月18日，栏目“财政信息”共15条，未见第三季度条目；应于10月20日前公开，已逾期21个工作日',
  basis: '事项目录',
  advice: '请公开',
  isCurable: true,
  evidence: [{ url: 'http://czj.qinghe.example/czxx/', capturedAt: '2026-11-18T02:00:00Z', sha256: 'a' }],
  deadline: null,
  dueOn: '2026-10-20',
  publishedOn: null,
  ...changes,
});

const evaluation = (findings: readonly Finding[], today = '2026-11-18'): Evaluation => ({
  unit: '清河县财政局',
  today,
  since: '2026-01-01',
  rulesetVersion: 'test',
  coverage: { items: 1, onlineVerifiable: 1, judged: 1 },
  findings,
  warnings: findings.filter(({ code }) => code === 'TIM-11').map(warning),
});

const warning = ({ subject, dueOn }: Finding): Warning => ({
  subject,
  item: '财政收支情况',
  itemKey: '财政信息 > 财政收支情况',
  row: 7,
  section: '财政信息',
  url: null,
  instance: '2026Q3',
  dueOn: dueOn ?? '',
  workingDaysLeft: 3,
  deadline: null,
});

const KIND: Record<AlertState, Alert['kind']> = {
  warning: 'warning',
  proposed: 'proposal',
  open: 'violation',
  confirmed: 'violation',
  dismissed: 'violation',
  notified: 'violation',
  resolved: 'violation',
};

/** An alert in that state, resting on yesterday's finding. */
const alert = (state: AlertState, changes: Partial<Alert> = {}): Alert => {
  const says = state === 'proposed' ? 'proposal' : state === 'warning' ? 'warning' : 'fail';
  const last = finding(says);
  return {
    fingerprint: fingerprintOf('清河县财政局', SUBJECT, 'timeliness'),
    unit: '清河县财政局',
    subject: SUBJECT,
    family: 'timeliness',
    kind: KIND[state],
    state,
    isContested: false,
    code: last.code,
    severity: 'high',
    dueOn: '2026-10-20',
    digest: digestOf(last),
    finding: last,
    firstFoundOn: '2026-10-21',
    lastFoundOn: '2026-11-17',
    resolvedOn: state === 'resolved' ? '2026-11-17' : null,
    ...changes,
  };
};

/** `action → state (kind)`, or `–` for nothing. */
const outcome = (existing: readonly Alert[], says: Says, changes: Partial<Finding> = {}): string => {
  const [change] = reconcile(existing, evaluation([finding(says, changes)]), AT);
  return change ? `${change.action} → ${change.alert.state} (${change.alert.kind})` : '–';
};

describe('reconcile', () => {
  it.each<[AlertState | 'none', Record<Says, string>]>([
    [
      'none',
      {
        fail: 'opened → open (violation)',
        proposal: 'proposed → proposed (proposal)',
        unseen: '–',
        warning: 'warned → warning (warning)',
        pass: '–',
        notApplicable: '–',
      },
    ],
    [
      'warning',
      {
        fail: 'escalated → open (violation)',
        proposal: 'escalated → proposed (proposal)',
        unseen: '–',
        warning: 'updated → warning (warning)',
        pass: 'resolved → resolved (warning)',
        notApplicable: 'resolved → resolved (warning)',
      },
    ],
    [
      'proposed',
      {
        fail: 'escalated → open (violation)',
        proposal: 'updated → proposed (proposal)',
        unseen: '–',
        warning: '–',
        pass: 'resolved → resolved (proposal)',
        notApplicable: 'resolved → resolved (proposal)',
      },
    ],
    [
      'open',
      {
        fail: 'updated → open (violation)',
        proposal: '–',
        unseen: '–',
        warning: '–',
        pass: 'resolved → resolved (violation)',
        notApplicable: 'resolved → resolved (violation)',
      },
    ],
    [
      'confirmed',
      {
        fail: 'updated → confirmed (violation)',
        proposal: '–',
        unseen: '–',
        warning: '–',
        pass: 'resolved → resolved (violation)',
        notApplicable: 'resolved → resolved (violation)',
      },
    ],
    [
      'notified',
      {
        fail: 'updated → notified (violation)',
        proposal: '–',
        unseen: '–',
        warning: '–',
        pass: 'resolved → resolved (violation)',
        notApplicable: 'resolved → resolved (violation)',
      },
    ],
    [
      'dismissed',
      {
        fail: '–',
        proposal: 'reopened → proposed (proposal)',
        unseen: '–',
        warning: '–',
        pass: '–',
        notApplicable: '–',
      },
    ],
    [
      'resolved',
      {
        fail: 'reopened → open (violation)',
        proposal: 'reopened → proposed (proposal)',
        unseen: '–',
        warning: '–',
        pass: '–',
        notApplicable: '–',
      },
    ],
  ])('%s', (state, expected) => {
    const existing = state === 'none' ? [] : [alert(state)];
    const says = Object.keys(expected) as Says[];
    expect(Object.fromEntries(says.map((each) => [each, outcome(existing, each)]))).toEqual(expected);
  });

  it.each<[norm: string, changes: Partial<Finding>, expected: string]>([
    [
      'stays dismissed on the same facts of a later day',
      { explanation: '截至11月19日，栏目“财政信息”共16条，未见第三季度条目；应于10月20日前公开，已逾期22个工作日' },
      '–',
    ],
    [
      'stays dismissed on new bytes of the same page',
      { evidence: [{ url: 'u', capturedAt: '2026-11-19T02:00:00Z', sha256: 'b' }] },
      '–',
    ],
    ['returns when a late publication appears', { publishedOn: '2026-11-18' }, 'reopened → open (violation)'],
    ['returns when the due day changes', { dueOn: '2026-10-21' }, 'reopened → open (violation)'],
    ['returns when another rule of the family fails', { code: 'TIM-01' }, 'reopened → open (violation)'],
  ])('a dismissed alert %s', (_norm, changes, expected) => {
    expect(outcome([alert('dismissed')], 'fail', changes)).toBe(expected);
  });

  it('keeps a confirmed proposal confirmed, whatever the machine still doubts', () => {
    const confirmed = alert('confirmed', { kind: 'proposal', digest: digestOf(finding('proposal')) });
    expect(outcome([confirmed], 'proposal')).toBe('updated → confirmed (proposal)');
    expect(outcome([confirmed], 'pass')).toBe('resolved → resolved (proposal)');
  });

  it('does not bring back a lateness that a person closed', () => {
    const late = { publishedOn: '2026-10-23', isCurable: false };
    const closed = alert('resolved', { digest: digestOf(finding('fail', late)) });
    expect(outcome([closed], 'fail', late)).toBe('–');
    expect(outcome([closed], 'fail', { ...late, publishedOn: '2026-10-24' })).toBe('reopened → open (violation)');
  });

  it('takes the gravest finding of a family for the line', () => {
    const changes = reconcile(
      [],
      evaluation([finding('pass', { code: 'TIM-11' }), finding('fail'), finding('unseen', { code: 'TIM-05' })]),
      AT,
    );
    expect(changes.map(({ action, alert: { code } }) => [action, code])).toEqual([['opened', 'TIM-06']]);
  });

  it('gives each document and each family a line of its own, in a stable order', () => {
    const findings = ['b', 'a'].flatMap((url) => [
      finding('fail', { subject: `item:x|url:${url}` }),
      finding('fail', { subject: `item:x|url:${url}`, family: 'attachment', code: 'PUB-06' }),
    ]);
    const once = reconcile([], evaluation(findings), AT);
    expect(once.map(({ alert: { fingerprint } }) => fingerprint)).toEqual([
      'v1|清河县财政局|item:x|url:a|attachment',
      'v1|清河县财政局|item:x|url:a|timeliness',
      'v1|清河县财政局|item:x|url:b|attachment',
      'v1|清河县财政局|item:x|url:b|timeliness',
    ]);
    expect(reconcile([], evaluation([...findings].reverse()), AT)).toEqual(once);
  });

  it('changes nothing the second time', () => {
    const result = evaluation([finding('fail'), finding('warning', { subject: 'item:y|2026Q4' })]);
    const after = reconcile([], result, AT).map((change) => change.alert);
    expect(reconcile(after, result, AT)).toEqual([]);
  });

  it('leaves an alert alone whose subject was not examined', () => {
    expect(reconcile([alert('open')], evaluation([]), AT)).toEqual([]);
  });

  it('moves the day last found without a line in the history when nothing else changed', () => {
    const [change] = reconcile([alert('open')], evaluation([finding('fail')]), AT);
    expect(change).toMatchObject({
      action: 'updated',
      note: '',
      alert: { lastFoundOn: '2026-11-18', firstFoundOn: '2026-10-21' },
    });
  });

  it('writes a line when the facts changed', () => {
    const [change] = reconcile([alert('open')], evaluation([finding('fail', { publishedOn: '2026-11-18' })]), AT);
    expect(change?.note).toMatch(/第三季度/);
  });
});
