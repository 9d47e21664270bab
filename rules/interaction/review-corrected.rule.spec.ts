import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { reviewCorrected } from './review-corrected.rule';

const review = (number: string, texts: Record<string, string>) =>
  entryOf('reviewCase', { texts: { number, form: '行政复议', filedOn: '2026-03-02', ...texts } });
const corrected = (number: string, concludedOn = '2026-05-06') => review(number, { concludedOn, outcome: '结果纠正' });
const upheld = (number: string) => review(number, { concludedOn: '2026-05-08', outcome: '结果维持' });

describe('依申请公开被复议诉讼纠错 INT-06', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes what was upheld', withRecords([upheld('FY-1')]), 'pass'],
    ['fails what was put right', withRecords([corrected('FY-1')]), 'fail'],
    [
      'passes as many as are tolerated',
      withRecords([corrected('FY-1')], { settings: [{ code: 'INT-06', parameters: { tolerated: 1 } }] }),
      'pass',
    ],
    [
      'fails one more',
      withRecords([corrected('FY-1'), corrected('FY-2')], {
        settings: [{ code: 'INT-06', parameters: { tolerated: 1 } }],
      }),
      'fail',
    ],
    ['does not apply to a running case', withRecords([review('FY-1', {})]), 'notApplicable'],
    [
      'does not apply before the look-back',
      withRecords([review('FY-1', { filedOn: '2025-03-02', concludedOn: '2025-12-31', outcome: '结果纠正' })]),
      'notApplicable',
    ],
    [
      'applies on its first day',
      withRecords([review('FY-1', { filedOn: '2025-03-02', concludedOn: '2026-01-01', outcome: '结果纠正' })]),
      'fail',
    ],
    ['is unseen without a result', withRecords([review('FY-1', { concludedOn: '2026-05-06' })]), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(reviewCorrected, given)).toBe(outcome);
  });

  it('says the year’s share', () => {
    const given = withRecords([upheld('FY-1'), upheld('FY-2'), corrected('FY-3')]);
    expect(recordFinding(reviewCorrected, given)?.explanation).toBe(
      '行政复议5月6日审结，结果纠正；2026年审结3件，其中被纠错1件（占33.3%），容许0件',
    );
  });
});
