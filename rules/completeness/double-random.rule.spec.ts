import { UnitObservation } from '@app/observation/observation';
import { findingsOf, Given, outcomeOf, sectionOf, siteObservation, SITE } from '../rule-input.fixture';
import { CUT_SHORT, onSite, places } from '../site-input.fixture';
import { doubleRandom } from './double-random.rule';

const entry = (title: string) => ({ title, url: `${SITE}${title}.html`, publishedOn: '2026-04-01' });
const LIST = '随机抽查事项清单（2026年版）';
const PLAN = '2026年度双随机抽查计划';
const RESULT = '2026年第一批双随机抽查结果公示';
const section = (titles: readonly string[], more = {}) =>
  sectionOf({ url: `${SITE}ssj/`, name: '双随机一公开', path: ['双随机一公开'], entries: titles.map(entry), ...more });
const on = (titles: readonly string[], more: Partial<UnitObservation> = {}, facts = {}): Given =>
  onSite(facts, { sections: [section(titles)], items: [], ...more });
const [item] = siteObservation().items;
const owed: UnitObservation['items'] = [{ ...item!, key: '监管 > 双随机抽查结果' }];

describe('双随机一公开三项内容不全 PUB-14', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with list, plan and result', on([LIST, PLAN, RESULT]), 'pass'],
    ['fails without the result', on([LIST, PLAN]), 'fail'],
    [
      'passes with two where a region wants two',
      { ...on([LIST, PLAN]), settings: [{ code: 'PUB-14', parameters: { leastPieces: 2 } }] },
      'pass',
    ],
    [
      'finds the result in another section',
      on([LIST, PLAN], {
        sections: [section([LIST, PLAN]), sectionOf({ name: '通知公告', entries: [entry(RESULT)] })],
      }),
      'pass',
    ],
    [
      'does not take any notice for it',
      on([LIST, PLAN], {
        sections: [section([LIST, PLAN]), sectionOf({ name: '通知公告', entries: [entry('招考结果公示')] })],
      }),
      'fail',
    ],
    ['fails when the catalog owes it and the site has nothing', onSite({}, { sections: [], items: owed }), 'fail'],
    [
      'does not apply to a unit that has nothing to do with it',
      onSite({}, { sections: [], items: [] }),
      'notApplicable',
    ],
    [
      'is unseen when the list was not read to its end',
      on([], { sections: [section([LIST], { isComplete: false, gap: '另有1页' })] }),
      'unseen',
    ],
    ['is unseen when a section was not read', on([LIST], {}, places({}, { gap: '栏目“监管”未能读取' })), 'unseen'],
    ['is unseen when the crawl was cut short', on([LIST], CUT_SHORT), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(doubleRandom, given)).toBe(outcome);
  });

  it('names what is missing', () => {
    expect(findingsOf(doubleRandom, on([PLAN]))[0]?.explanation).toBe(
      '双随机内容应有3项，见到1项，未见抽查事项清单、抽查结果',
    );
  });
});
