import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { CUT_SHORT, onSite, places, SHARED } from '../site-input.fixture';
import { consultationChannelMissing } from './consultation-channel-missing.rule';

describe('无网上咨询建言渠道 INT-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with a letterbox', onSite(places({ consultation: ['局长信箱'] })), 'pass'],
    ['passes with a link to a common platform', onSite(places({ consultation: [{ state: 'elsewhere' }] })), 'pass'],
    ['proposes with a name that promises nothing', onSite(places({ interaction: ['互动交流'] })), 'cannotTell'],
    ['fails without any', onSite(), 'fail'],
    ['fails when the channel is dead', onSite(places({ consultation: [{ state: 'gone' }] })), 'fail'],
    ['is unseen when a picture may be the channel', onSite(places({}, { unnamed: 2 })), 'unseen'],
    ['is unseen when a section was not read', onSite(places({}, { gap: '栏目未能读取' })), 'unseen'],
    ['is unseen when the crawl was cut short', onSite({}, CUT_SHORT), 'unseen'],
    ['does not charge a tenant', onSite({}, SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(consultationChannelMissing, given)).toBe(outcome);
  });

  it('is a veto and says how much was read', () => {
    expect(findingsOf(consultationChannelMissing, onSite())[0]).toMatchObject({
      severity: 'veto',
      explanation: '已读取120个页面，未见网上咨询建言渠道（信访、举报渠道不计）',
    });
  });
});
