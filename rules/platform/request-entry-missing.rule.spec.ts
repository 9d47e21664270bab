import { evidenceOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { CUT_SHORT, onSite, places, SHARED } from '../site-input.fixture';
import { requestEntryMissing } from './request-entry-missing.rule';

const channel = { requestChannel: { url: `${SITE}zn.html`, evidence: evidenceOf(`${SITE}zn.html`) } };
const own = { settings: [{ code: 'PLT-05', parameters: { acceptsGuide: false } }] };

describe('无依申请公开入口 PLT-05', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with a section', onSite(places({ onRequest: ['依申请公开'] })), 'pass'],
    ['passes with a link to another system', onSite(places({ onRequest: [{ state: 'elsewhere' }] })), 'pass'],
    ['passes when the guide says how to apply', onSite(channel), 'pass'],
    ['fails then where a region wants an entry', onSite(channel, {}, own), 'fail'],
    ['fails without either', onSite(), 'fail'],
    ['fails when the entry is dead', onSite(places({ onRequest: [{ state: 'gone' }] })), 'fail'],
    ['is unseen when a picture may be the entry', onSite(places({}, { unnamed: 1 })), 'unseen'],
    ['is unseen when a section was not read', onSite(places({}, { gap: '栏目未能读取' })), 'unseen'],
    ['is unseen when the crawl was cut short', onSite({}, CUT_SHORT), 'unseen'],
    ['does not charge a tenant', onSite({}, SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(requestEntryMissing, given)).toBe(outcome);
  });
});
