import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { CUT_SHORT, ENTERPRISE, NO_FACTS, onSite, places, SHARED } from '../site-input.fixture';
import { directoryBlocks } from './directory-blocks.rule';

const FOUR = { guide: ['公开指南'], system: ['信息公开制度'], content: ['法定主动公开内容'], annualReport: ['年报'] };
const THREE = { ...FOUR, system: [] };

describe('信息公开专栏内容不全 PLT-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with all four', onSite(places(FOUR)), 'pass'],
    ['fails with three', onSite(places(THREE)), 'fail'],
    [
      'passes with three where a region wants three',
      onSite(places(THREE), {}, { settings: [{ code: 'PLT-01', parameters: { leastBlocks: 3 } }] }),
      'pass',
    ],
    ['counts what is there and was not read', onSite(places({ ...FOUR, system: [{ state: 'unread' }] })), 'pass'],
    ['counts what stands on a platform', onSite(places({ ...FOUR, system: [{ state: 'elsewhere' }] })), 'pass'],
    ['does not count a dead link', onSite(places({ ...FOUR, system: [{ state: 'gone' }] })), 'fail'],
    ['is unseen when a section was not read', onSite(places(THREE, { gap: '栏目“制度”未能读取' })), 'unseen'],
    ['is unseen when the crawl was cut short', onSite(places(THREE), CUT_SHORT), 'unseen'],
    ['is unseen without a home page', onSite(places(THREE), { home: null }), 'unseen'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
    ['does not charge a tenant of a portal', onSite(places(THREE), SHARED), 'notApplicable'],
    ['does not apply to an enterprise', onSite(places(THREE), ENTERPRISE), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(directoryBlocks, given)).toBe(outcome);
  });

  it('counts and names', () => {
    expect(findingsOf(directoryBlocks, onSite(places({ ...FOUR, system: [{ state: 'gone' }] })))[0]).toMatchObject({
      subject: 'site',
      explanation: '信息公开专栏应有4项内容，见到3项，未见政府信息公开制度（链接打不开）',
      evidence: [{ sha256: 'a'.repeat(64) }],
    });
  });
});
