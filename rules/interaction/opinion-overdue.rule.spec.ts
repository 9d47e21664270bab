import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { opinionOverdue } from './opinion-overdue.rule';

const grave = { level: '特别重大、重大突发事件', happenedAt: '2026-09-01 20:00' };
const other = { level: '其他政务舆情', happenedAt: '2026-09-01 20:00' };
const opinion = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords([entryOf('publicOpinion', { texts: { number: 'YQ-1', matter: '供水管道破裂', ...texts }, asOf })], more);

describe('政务舆情回应超时 INT-08', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    [
      'passes after exactly 5 and 24 hours',
      opinion({ ...grave, respondedAt: '2026-09-02 01:00', briefedAt: '2026-09-02 20:00' }),
      'pass',
    ],
    [
      'fails a minute after 5 hours',
      opinion({ ...grave, respondedAt: '2026-09-02 01:01', briefedAt: '2026-09-02 20:00' }),
      'fail',
    ],
    [
      'fails a minute after 24 hours',
      opinion({ ...grave, respondedAt: '2026-09-02 01:00', briefedAt: '2026-09-02 20:01' }),
      'fail',
    ],
    ['passes any other after exactly 48 hours', opinion({ ...other, respondedAt: '2026-09-03 20:00' }), 'pass'],
    ['fails any other a minute later', opinion({ ...other, respondedAt: '2026-09-03 20:01' }), 'fail'],
    ['asks no briefing of any other', opinion({ ...other, respondedAt: '2026-09-02 20:00' }), 'pass'],
    ['fails without an answer', opinion(other, '2026-09-04'), 'fail'],
    ['asks when the register was last kept on the day', opinion(other, '2026-09-03'), 'cannotTell'],
    ['does not apply on the day itself', opinion(other, '2026-09-03', { today: '2026-09-03' }), 'notApplicable'],
    ['does not apply before the look-back', opinion(other, '2026-11-18', { since: '2026-09-04' }), 'notApplicable'],
    ['asks about an answer of the future', opinion({ ...other, respondedAt: '2026-11-19 08:00' }), 'cannotTell'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(opinionOverdue, given)).toBe(outcome);
  });

  it('counts hours and minutes', () => {
    expect(recordFinding(opinionOverdue, opinion({ ...other, respondedAt: '2026-09-04 21:05' }))?.explanation).toBe(
      '发生 9月1日20:00 → 48小时内首次回应 → 9月3日20:00，9月4日21:05才首次回应，超时25小时5分',
    );
  });
});
