import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { CUT_SHORT, NO_FACTS, onSite } from '../site-input.fixture';
import { deadLink } from './dead-link.rule';

const dead = (count: number, more: Given = {}, site = {}, carried = 0): Given =>
  onSite(
    {
      deadLinks: {
        count,
        carried,
        listed: Array.from({ length: Math.min(count, 20) }, (_, at) => ({
          url: `${SITE}old/${at}.html`,
          text: `旧栏目${at + 1}`,
          status: 404,
          from: evidenceOf(SITE),
          isOnHome: at === 0,
        })),
      },
    },
    site,
    more,
  );
const two = { settings: [{ code: 'PLT-13', parameters: { most: 2 } }] };
const inward = {
  inwardLinks: [{ url: 'http://10.1.2.3/', detail: '链接“内网”指向内网地址 10.1.2.3', evidence: evidenceOf(SITE) }],
};

describe('站内链接不可用 PLT-13', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes without any', dead(0), 'pass'],
    ['fails with one', dead(1), 'fail'],
    ['passes at the number of the region', dead(2, two), 'pass'],
    ['fails above it', dead(3, two), 'fail'],
    ['fails in a round that was cut short, too: what was seen was seen', dead(1, {}, CUT_SHORT), 'fail'],
    ['is unseen when the page with the link was not read again', dead(0, {}, {}, 1), 'unseen'],
    ['fails by those read now, whatever else there is', dead(1, {}, {}, 1), 'fail'],
    ['proposes for a link into an office network', onSite(inward), 'cannotTell'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(deadLink, given)).toBe(outcome);
  });

  it('names links of the home page first', () => {
    expect(findingsOf(deadLink, dead(2))[0]).toMatchObject({
      explanation: '有2个站内链接打不开，超过0个：“旧栏目1”（首页，404）、“旧栏目2”（404）',
      evidence: [evidenceOf(SITE)],
    });
  });
});
