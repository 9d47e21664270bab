import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { faultOverdue } from './fault-overdue.rule';

/** Passed on on Monday 2026-10-12: the third working day is Thursday 10-15, the month ends on Thursday 11-12. */
const fault = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords([entryOf('faultReport', { texts: { number: 'ZC-1', receivedOn: '2026-10-12', ...texts }, asOf })], more);

describe('网民找错处理超时 INT-07', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    [
      'passes on the third working day and within the month',
      fault({ answeredOn: '2026-10-15', resolvedOn: '2026-11-12' }),
      'pass',
    ],
    ['fails answered on the fourth', fault({ answeredOn: '2026-10-16', resolvedOn: '2026-10-20' }), 'fail'],
    ['fails settled a day after the month', fault({ answeredOn: '2026-10-15', resolvedOn: '2026-11-13' }), 'fail'],
    ['takes the settlement for the answer', fault({ resolvedOn: '2026-10-15' }), 'pass'],
    [
      'fails unsettled when the register was kept after the month',
      fault({ answeredOn: '2026-10-15' }, '2026-11-13'),
      'fail',
    ],
    ['asks when it was last kept on its last day', fault({ answeredOn: '2026-10-15' }, '2026-11-12'), 'cannotTell'],
    [
      'does not apply while the month runs and the answer was in time',
      fault({ answeredOn: '2026-10-15' }, '2026-10-16', { today: '2026-10-16' }),
      'notApplicable',
    ],
    ['fails unanswered while the month runs', fault({}, '2026-10-16', { today: '2026-10-16' }), 'fail'],
    ['does not apply before the look-back', fault({}, '2026-11-18', { since: '2026-11-13' }), 'notApplicable'],
    [
      'cannot tell beyond the covered years',
      fault({ receivedOn: '2026-12-30' }, '2027-02-01', { today: '2027-02-01' }),
      'unseen',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(faultOverdue, given)).toBe(outcome);
  });

  it('speaks of the term that was broken', () => {
    expect(
      recordFinding(faultOverdue, fault({ answeredOn: '2026-10-19', resolvedOn: '2026-10-20' }))?.explanation,
    ).toBe('转办 10月12日 → 3个工作日答复 → 10月15日，10月19日答复，超期2个工作日');
  });
});
