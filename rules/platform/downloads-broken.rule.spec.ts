import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { NO_FACTS, onSite } from '../site-input.fixture';
import { downloadsBroken } from './downloads-broken.rule';

const PAGE = evidenceOf(`${SITE}tzgg/1.html`);
const attachments = (tried: number, failed: number) => ({
  attachments: {
    tried,
    failed,
    broken: Array.from({ length: failed }, (_, at) => ({
      name: `附件${at + 1}`,
      url: `${SITE}f/${at}.xlsx`,
      state: 'notFound' as const,
      from: PAGE,
    })),
  },
});
const ninety = { settings: [{ code: 'PLT-04', parameters: { leastPercent: 90 } }] };

describe('网站附件下载不可用 PLT-04', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes when all can be had', onSite(attachments(12, 0)), 'pass'],
    ['fails with one of twelve', onSite(attachments(12, 1)), 'fail'],
    ['fails with one of two hundred', onSite(attachments(200, 1)), 'fail'],
    ['passes at the percentage of the region', onSite(attachments(10, 1), {}, ninety), 'pass'],
    ['fails below it', onSite(attachments(10, 2), {}, ninety), 'fail'],
    ['says nothing of a site without attachments', onSite(attachments(0, 0)), 'notApplicable'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(downloadsBroken, given)).toBe(outcome);
  });

  it('counts and rests on the page that offers the file', () => {
    expect(findingsOf(downloadsBroken, onSite(attachments(12, 1)))[0]).toMatchObject({
      evidence: [PAGE],
      explanation: '试下载附件12个，1个不可用，可用率91.6%，低于100%：“附件1”不存在',
    });
  });
});
