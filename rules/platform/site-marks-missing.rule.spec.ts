import { siteObservation, findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { CUT_SHORT, ENTERPRISE, marksOf, onSite, SHARED } from '../site-input.fixture';
import { siteMarksMissing } from './site-marks-missing.rule';

const noIcp = { marks: marksOf({ icp: undefined }) };
const at = (homeUrl: string) => ({ scope: { ...siteObservation().scope, homeUrl } });
const set = (parameters: object) => ({ settings: [{ code: 'PLT-15', parameters: { ...parameters } }] });

describe('网站标识或域名不规范 PLT-15', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with all three', onSite(), 'pass'],
    ['fails without one of them', onSite(noIcp), 'fail'],
    ['passes where a region does not ask for it', onSite(noIcp, {}, set({ needsIcp: false })), 'pass'],
    ['passes under gov.cn', onSite({}, at('https://www.qinghe.gov.cn/')), 'pass'],
    ['proposes under another name', onSite({}, at('https://www.qinghe.com/')), 'cannotTell'],
    ['is not taken in by a name that only contains it', onSite({}, at('https://www.qinghegov.cn/')), 'cannotTell'],
    ['does not judge an address', onSite({}, at('http://198.51.100.7:8080/')), 'pass'],
    [
      'does not judge the name where a region does not ask for it',
      onSite({}, at('https://www.qinghe.com/'), set({ needsGovDomain: false })),
      'pass',
    ],
    [
      'is unseen when a script puts the footer in',
      onSite({ marks: { ...noIcp.marks, gap: '页脚由脚本载入' } }),
      'unseen',
    ],
    ['is unseen when the crawl was cut short', onSite(noIcp, CUT_SHORT), 'unseen'],
    ['is unseen without marks', onSite({ marks: null }), 'unseen'],
    ['does not charge a tenant with the footer of the portal', onSite(noIcp, SHARED), 'notApplicable'],
    ['does not apply to an enterprise', onSite(noIcp, ENTERPRISE), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(siteMarksMissing, given)).toBe(outcome);
  });

  it('names what is missing', () => {
    const marks = marksOf({ icp: undefined, siteCode: undefined });
    expect(findingsOf(siteMarksMissing, onSite({ marks }))[0]?.explanation).toBe('页脚未标明网站标识码、ICP备案编号');
  });
});
