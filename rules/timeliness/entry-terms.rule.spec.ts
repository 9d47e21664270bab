import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { documentOf, Given, SITE } from '../rule-input.fixture';
import { localPlanOverdue } from './local-plan-overdue.rule';
import { serviceChangeOverdue } from './service-change-overdue.rule';

const URL_OF_IT = `${SITE}czxx/content_1.html`;

/** Approved on Friday 2026-10-16: the next working day is Monday 10-19. */
const change = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords(
    [entryOf('serviceChange', { texts: { service: '转学办理', approvedOn: '2026-10-16', ...texts }, asOf })],
    more,
  );

describe('办事信息变更公开超期 TIM-09', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the next working day', change({ publishedOn: '2026-10-19', saysStart: '是' }), 'pass'],
    ['fails on the one after', change({ publishedOn: '2026-10-20', saysStart: '是' }), 'fail'],
    ['passes before the approval: it was announced', change({ publishedOn: '2026-10-12' }), 'pass'],
    [
      'asks where the day it takes effect is missing',
      change({ publishedOn: '2026-10-19', saysStart: '否' }),
      'cannotTell',
    ],
    ['fails unpublished when the register was kept after the day', change({}, '2026-10-20'), 'fail'],
    ['asks when it was last kept on the day', change({}, '2026-10-19'), 'cannotTell'],
    ['does not apply on the last day', change({}, '2026-10-19', { today: '2026-10-19' }), 'notApplicable'],
    [
      'cannot tell beyond the covered years',
      change({ approvedOn: '2026-12-31' }, '2027-02-01', { today: '2027-02-01' }),
      'unseen',
    ],
    [
      'asks where the page prints another day',
      change({ publishedOn: '2026-10-20', url: URL_OF_IT }, '2026-11-18', {
        documents: [{ url: URL_OF_IT, publishedOn: '2026-10-19' }],
      }),
      'cannotTell',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(serviceChangeOverdue, given)).toBe(outcome);
  });
});

/** Parent document of Friday 2018-06-29 in the law; here of Monday 2026-08-03: the 30th working day is Monday 09-14. */
const plan = (texts: Record<string, string>, asOf = '2026-11-18', more: Given = {}) =>
  withRecords(
    [entryOf('localPlan', { texts: { parent: '试点实施方案', parentOn: '2026-08-03', ...texts }, asOf })],
    more,
  );

describe('方案公开超期 TIM-10', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 30th working day', plan({ publishedOn: '2026-09-14' }), 'pass'],
    ['fails on the 31st', plan({ publishedOn: '2026-09-15' }), 'fail'],
    ['fails unpublished when the register was kept after the day', plan({}, '2026-09-15'), 'fail'],
    ['asks when it was last kept on the day', plan({}, '2026-09-14'), 'cannotTell'],
    ['does not apply on the last day', plan({}, '2026-09-14', { today: '2026-09-14' }), 'notApplicable'],
    ['does not apply before the look-back', plan({}, '2026-11-18', { since: '2026-09-15' }), 'notApplicable'],
    [
      'passes where the page prints the same day',
      plan({ publishedOn: '2026-09-14', url: URL_OF_IT }, '2026-11-18', {
        documents: [{ url: URL_OF_IT, publishedOn: '2026-09-14' }],
      }),
      'pass',
    ],
    [
      'asks where the page prints another',
      plan({ publishedOn: '2026-09-14', url: URL_OF_IT.replace('http:', 'https:') }, '2026-11-18', {
        documents: [{ url: URL_OF_IT, publishedOn: '2026-09-21' }],
      }),
      'cannotTell',
    ],
    [
      'cannot tell beyond the covered years',
      plan({ parentOn: '2026-12-20' }, '2027-03-01', { today: '2027-03-01' }),
      'unseen',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(localPlanOverdue, given)).toBe(outcome);
  });

  it('counts as the seed does: 2018-06-29 + 30 working days = 2018-08-10', () => {
    const given = plan({ parentOn: '2018-06-29', publishedOn: '2018-08-13' }, '2026-11-18', { since: '2018-01-01' });
    expect(recordFinding(localPlanOverdue, given)).toMatchObject({ outcome: 'fail', dueOn: '2018-08-10' });
    expect(documentOf({}).url).toBe(URL_OF_IT);
  });
});
