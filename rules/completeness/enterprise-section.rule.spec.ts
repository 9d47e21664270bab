import { UnitObservation } from '@app/observation/observation';
import { SiteFacts } from '@app/observation/site-facts';
import { findingsOf, Given, outcomeOf, sectionOf, SITE } from '../rule-input.fixture';
import { CUT_SHORT, GOVERNMENT, onSite, places, SHARED } from '../site-input.fixture';
import { enterpriseSection } from './enterprise-section.rule';

const NAME = '公共企事业单位信息公开';
const URL_ = `${SITE}qsy/index.html`;
const section = (more = {}) => sectionOf({ url: URL_, name: '供水', path: [NAME, '供水'], ...more });
const kept = (newest: string | null, more: Partial<UnitObservation> = {}): Given =>
  onSite(
    { ...places({ enterprises: [{ name: NAME, url: URL_ }] }), newestOn: newest ? { [URL_]: newest } : {} },
    { ...GOVERNMENT, sections: [section()], ...more },
  );
const on = (facts: Partial<SiteFacts>, more: Partial<UnitObservation> = {}) =>
  onSite(facts, { ...GOVERNMENT, ...more });

describe('公共企事业单位信息公开专栏缺失或不更新 PUB-12', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 365th day', kept('2025-11-18'), 'pass'],
    ['fails on the 366th', kept('2025-11-17'), 'fail'],
    ['cannot tell from a day in the future', kept('2026-11-19'), 'cannotTell'],
    ['cannot tell without any day', kept(null), 'cannotTell'],
    [
      'is unseen when the list was not read to its end',
      kept('2025-11-17', { sections: [section({ isComplete: false, gap: '另有1页' })] }),
      'unseen',
    ],
    ['is unseen when the section was not read', on(places({ enterprises: [{ state: 'unread' }] })), 'unseen'],
    ['proposes when it stands on another site', on(places({ enterprises: [{ state: 'elsewhere' }] })), 'cannotTell'],
    ['fails when there is none', on({}), 'fail'],
    ['fails when its link is dead', on(places({ enterprises: [{ state: 'gone' }] })), 'fail'],
    ['is unseen when a picture may be it', on(places({}, { unnamed: 1 })), 'unseen'],
    ['is unseen when the crawl was cut short', on({}, CUT_SHORT), 'unseen'],
    ['does not ask a bureau for it', onSite(), 'notApplicable'],
    ['does not ask a government without a site of its own', on({}, SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(enterpriseSection, given)).toBe(outcome);
  });

  it('counts the days', () => {
    expect(findingsOf(enterpriseSection, kept('2025-11-17'))[0]).toMatchObject({
      explanation: `专栏“${NAME}”最近更新为2025年11月17日，已366天无更新（应在365天内）`,
      publishedOn: '2025-11-17',
    });
  });
});
