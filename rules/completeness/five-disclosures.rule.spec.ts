import { UnitObservation } from '@app/observation/observation';
import { documentOf, findingsOf, Given, outcomeOf, siteObservation } from '../rule-input.fixture';
import { CUT_SHORT, GOVERNMENT, onSite } from '../site-input.fixture';
import { fiveDisclosures } from './five-disclosures.rule';

const NAMES = ['重大决策', '重点工作进展', '行政许可', '办事指南', '审计结果'];
const [item] = siteObservation().items;
const items = (names: readonly string[], documents = [documentOf({})]): UnitObservation['items'] =>
  Array.from({ length: 10 }, (_, at) => ({ ...item!, key: names[at % names.length] ?? '', documents }));
const government = (given: Partial<UnitObservation>): Given => onSite({}, { ...GOVERNMENT, ...given });

describe('五公开覆盖不全 PUB-11', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes when each of the five has a row and a text', government({ items: items(NAMES) }), 'pass'],
    [
      'proposes when one has no row',
      government({ items: items(NAMES.filter((name) => name !== '行政许可')) }),
      'cannotTell',
    ],
    ['proposes when one has rows without texts', government({ items: items(NAMES, []) }), 'cannotTell'],
    ['says nothing of nine rows', government({ items: items(NAMES).slice(0, 9) }), 'notApplicable'],
    ['says nothing of a bureau', onSite({}, { items: items(['行政许可']) }), 'notApplicable'],
    [
      'looks at bureaus where a region wants it',
      onSite(
        {},
        { items: items(['行政许可']) },
        { settings: [{ code: 'PUB-11', parameters: { onlyGovernment: false } }] },
      ),
      'cannotTell',
    ],
    ['is unseen when the crawl was cut short', government({ items: items(NAMES), ...CUT_SHORT }), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(fiveDisclosures, given)).toBe(outcome);
  });

  it('counts rows by name', () => {
    expect(findingsOf(fiveDisclosures, government({ items: items(NAMES.slice(0, 4)) }))[0]?.explanation).toBe(
      '结果公开没有事项（按事项名称归类：决策公开3项、执行公开3项、管理公开2项、服务公开2项、结果公开0项），请核实',
    );
  });
});
