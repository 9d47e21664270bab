import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { requestOverdue } from './request-overdue.rule';

type Texts = Record<string, string>;
/** Received on Monday 2026-10-12: the 20th working day is Monday 11-09, the 40th Monday 12-07. */
const request = (texts: Texts, asOf = '2026-11-18', more: Given = {}) =>
  withRecords(
    [entryOf('disclosureRequest', { texts: { number: 'SQ-1', receivedOn: '2026-10-12', ...texts }, asOf })],
    more,
  );

describe('依申请公开答复超期 INT-05', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 20th working day', request({ answeredOn: '2026-11-09' }), 'pass'],
    ['fails on the 21st', request({ answeredOn: '2026-11-10' }), 'fail'],
    ['fails unanswered when the register was kept after the deadline', request({}, '2026-11-10'), 'fail'],
    ['asks when the register was last kept on the deadline', request({}, '2026-11-09'), 'cannotTell'],
    ['does not apply on the last day', request({}, '2026-11-09', { today: '2026-11-09' }), 'notApplicable'],
    ['counts 20 more when told in time', request({ extendedOn: '2026-11-09', answeredOn: '2026-11-18' }), 'pass'],
    [
      'fails past the extension',
      request({ extendedOn: '2026-11-09', answeredOn: '2026-12-08' }, '2026-12-09', { today: '2026-12-09' }),
      'fail',
    ],
    [
      'passes on the last day of the extension',
      request({ extendedOn: '2026-11-09', answeredOn: '2026-12-07' }, '2026-12-09', { today: '2026-12-09' }),
      'pass',
    ],
    [
      'asks when the extension was told too late',
      request({ extendedOn: '2026-11-10', answeredOn: '2026-11-18' }),
      'cannotTell',
    ],
    [
      'stops the clock while a third party is asked: five working days more',
      request({ consultedFrom: '2026-10-19', consultedTo: '2026-10-23', answeredOn: '2026-11-16' }),
      'pass',
    ],
    [
      'and not a day longer',
      request({ consultedFrom: '2026-10-19', consultedTo: '2026-10-23', answeredOn: '2026-11-17' }),
      'fail',
    ],
    [
      'starts again where the request had to be completed',
      request({ supplementedOn: '2026-10-19', answeredOn: '2026-11-16' }),
      'pass',
    ],
    ['does not apply to a request taken back', request({ outcome: '申请人撤回' }), 'notApplicable'],
    ['does not apply before the look-back', request({}, '2026-11-18', { since: '2026-11-10' }), 'notApplicable'],
    ['applies on the first day of the look-back', request({}, '2026-11-18', { since: '2026-11-09' }), 'fail'],
    ['asks about an answer of the future', request({ answeredOn: '2026-11-19' }), 'cannotTell'],
    [
      'cannot tell beyond the covered years',
      request({ receivedOn: '2026-12-15' }, '2027-02-20', { today: '2027-02-20' }),
      'unseen',
    ],
    [
      'does not apply to an entry taken back',
      withRecords([
        entryOf('disclosureRequest', { texts: { number: 'SQ-1', receivedOn: '2026-10-12' }, isRevoked: true }),
      ]),
      'notApplicable',
    ],
    [
      'says nothing of other registers',
      withRecords([entryOf('faultReport', { texts: { number: 'ZC-1', receivedOn: '2026-10-12' } })]),
      'none',
    ],
    ['says nothing without records', {}, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(requestOverdue, given)).toBe(outcome);
  });

  it('names the entry, shows the sum and rests on what was registered', () => {
    expect(recordFinding(requestOverdue, request({ answeredOn: '2026-11-11' }))).toMatchObject({
      subject: 'entry:disclosureRequest:SQ-1',
      section: '依申请公开办理 SQ-1',
      item: null,
      explanation: '收到申请 10月12日 → 20个工作日 → 11月9日，11月11日答复，超期2个工作日',
      dueOn: '2026-11-09',
      publishedOn: '2026-11-11',
      isCurable: false,
      evidence: [{ url: '台账：依申请公开办理 SQ-1（第1版）' }],
    });
  });

  it('takes its terms from the parameters', () => {
    const settings = [{ code: 'INT-05', parameters: { workdays: 15 } }];
    expect(recordOutcome(requestOverdue, request({ answeredOn: '2026-11-03' }, '2026-11-18', { settings }))).toBe(
      'fail',
    );
    expect(recordOutcome(requestOverdue, request({ answeredOn: '2026-11-02' }, '2026-11-18', { settings }))).toBe(
      'pass',
    );
  });
});
