import { SearchTrial } from '@app/observation/site-facts';
import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { CUT_SHORT, marksOf, onSite, SHARED } from '../site-input.fixture';
import { searchUnusable } from './search-unusable.rule';

const URL_ = `${SITE}search?q=x`;
const trial = (outcome: SearchTrial['outcome'], listedOn: string | null = '2026-11-02') =>
  onSite({ search: { url: URL_, query: '学区划分方案', outcome, listedOn, evidence: evidenceOf(URL_) } });
const bare = marksOf({ has: [] });

describe('网站检索不可用 PLT-03', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes when the search finds the title', trial('hit'), 'pass'],
    ['fails when the site says that there is nothing', trial('none'), 'fail'],
    ['fails on the third day after publication', trial('none', '2026-11-15'), 'fail'],
    ['proposes on the second: the index may lag', trial('none', '2026-11-16'), 'cannotTell'],
    ['proposes when the day is not known', trial('none', null), 'cannotTell'],
    ['proposes when other results are shown', trial('miss'), 'cannotTell'],
    ['fails when there is no search', onSite({ marks: bare }), 'fail'],
    ['is unseen when a search is there and cannot be tried', onSite({}), 'unseen'],
    ['is unseen when a script puts the header in', onSite({ marks: { ...bare, gap: '页眉由脚本载入' } }), 'unseen'],
    ['is unseen when the crawl was cut short', onSite({ marks: bare }, CUT_SHORT), 'unseen'],
    ['is unseen without marks', onSite({ marks: null }), 'unseen'],
    ['does not charge a tenant', onSite({ marks: bare }, SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(searchUnusable, given)).toBe(outcome);
  });

  it('rests on the page of results', () => {
    expect(findingsOf(searchUnusable, trial('none'))[0]).toMatchObject({
      evidence: [evidenceOf(URL_)],
      explanation: '以首页所列“学区划分方案”（2026-11-02发布，已16天）试检索，网站提示没有结果',
    });
  });
});
