import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { NO_FACTS, onSite } from '../site-input.fixture';
import { tamperedPage } from './tampered-page.rule';

const suspects = [{ url: `${SITE}a.html`, detail: '标题为“娱乐城官网”', evidence: null }];

describe('网页疑被篡改或链接有害网站 PLT-14', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes without signs', onSite(), 'pass'],
    ['proposes with one sign, and never more', onSite({ suspects }), 'cannotTell'],
    ['is unseen without a home page', onSite({ suspects }, { home: null }), 'unseen'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(tamperedPage, given)).toBe(outcome);
  });

  it('says where and what', () => {
    expect(findingsOf(tamperedPage, onSite({ suspects }))[0]).toMatchObject({
      severity: 'veto',
      explanation: '有1个页面可疑：http://jyj.qinghe.example/a.html 标题为“娱乐城官网”，请立即查看',
      evidence: [evidenceOf(SITE)],
    });
  });
});
