import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { complaintOverdue } from './complaint-overdue.rule';

/** Taken in on Monday 2026-10-12: the 15th working day is Monday 11-02. */
const complaint = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords(
    [entryOf('complaint', { texts: { number: 'TS-1', channel: '电话', receivedOn: '2026-10-12', ...texts }, asOf })],
    more,
  );

describe('投诉件办理超期 INT-09', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 15th working day', complaint({ closedOn: '2026-11-02' }), 'pass'],
    ['fails on the 16th', complaint({ closedOn: '2026-11-03' }), 'fail'],
    ['goes by the day promised', complaint({ dueOn: '2026-10-20', closedOn: '2026-10-21' }), 'fail'],
    ['and passes on it', complaint({ dueOn: '2026-10-20', closedOn: '2026-10-20' }), 'pass'],
    ['fails open when the register was kept after the deadline', complaint({}, '2026-11-03'), 'fail'],
    ['asks when it was last kept on it', complaint({}, '2026-11-02'), 'cannotTell'],
    ['does not apply on the last day', complaint({}, '2026-11-02', { today: '2026-11-02' }), 'notApplicable'],
    [
      'cannot tell beyond the covered years',
      complaint({ receivedOn: '2026-12-25' }, '2027-03-01', { today: '2027-03-01' }),
      'unseen',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(complaintOverdue, given)).toBe(outcome);
  });

  it('says how it came in', () => {
    expect(recordFinding(complaintOverdue, complaint({}))?.explanation).toBe(
      '电话投诉10月12日受理 → 15个工作日 → 11月2日，截至11月18日登记尚未办结，已超期12个工作日',
    );
  });
});
