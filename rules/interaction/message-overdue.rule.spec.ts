import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { messageOverdue } from './message-overdue.rule';

const message = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords([entryOf('message', { texts: { number: 'LY-1', ...texts }, asOf })], more);

/** 2026-10-12 + 15 working days = Monday 11-02. */
describe('网民留言超时未答复 INT-01', () => {
  it.each<[norm: string, given: Given, outcome: string, severity?: string]>([
    ['passes on the 15th working day', message({ askedOn: '2026-10-12', answeredOn: '2026-11-02' }), 'pass'],
    ['gives a tip on the 16th', message({ askedOn: '2026-10-12', answeredOn: '2026-11-03' }), 'fail', 'tip'],
    ['gives a tip while it is open for exactly three months', message({ askedOn: '2026-08-18' }), 'fail', 'tip'],
    ['is a veto a day later', message({ askedOn: '2026-08-17' }), 'fail', 'veto'],
    [
      'is no veto once answered, however late',
      message({ askedOn: '2026-06-01', answeredOn: '2026-11-10' }),
      'fail',
      'tip',
    ],
    ['is a veto within the year before the check', message({ askedOn: '2025-11-18' }), 'fail', 'veto'],
    ['does not apply to what is older', message({ askedOn: '2025-11-17' }), 'notApplicable'],
    ['does not apply to an invalid message', message({ askedOn: '2026-06-01', isValid: '否' }), 'notApplicable'],
    ['does not apply while the term runs', message({ askedOn: '2026-11-09' }), 'notApplicable'],
    [
      'asks when the register was last kept within the term',
      message({ askedOn: '2026-10-12' }, '2026-11-02'),
      'cannotTell',
    ],
    ['asks rather than vetoes on an old register', message({ askedOn: '2026-08-17' }, '2026-08-20'), 'cannotTell'],
    [
      'cannot tell beyond the covered years',
      message({ askedOn: '2026-12-25' }, '2027-03-01', { today: '2027-03-01' }),
      'unseen',
    ],
  ])('%s', (...[, given, outcome, severity]) => {
    expect(recordOutcome(messageOverdue, given)).toBe(outcome);
    if (severity) expect(recordFinding(messageOverdue, given)?.severity).toBe(severity);
  });

  it('judges what the website prints as what was registered', () => {
    const page = {
      ...entryOf('message', { texts: { number: 'LY-9', askedOn: '2026-08-03' } }),
      source: 'machine' as const,
    };
    expect(recordFinding(messageOverdue, { site: { messages: [page] } })).toMatchObject({
      outcome: 'fail',
      subject: 'entry:message:LY-9',
      explanation: '留言 8月3日 → 3个月 → 11月3日，截至11月18日仍未答复',
    });
  });
});
