import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { NO_FACTS, onSite, SHARED, textOf } from '../site-input.fixture';
import { guideElementsMissing } from './guide-elements-missing.rule';

const guide = (text: Parameters<typeof textOf>[0], more: Given = {}) =>
  onSite({ guide: textOf({ title: '公开指南', ...text }) }, {}, more);
const noFax = { settings: [{ code: 'PLT-06', parameters: { optional: '传真号码' } }] };

describe('公开指南要素不全 PLT-06', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with all six', guide({}), 'pass'],
    ['fails with five', guide({ missing: ['传真号码'] }), 'fail'],
    ['passes where a region does not ask for the sixth', guide({ missing: ['传真号码'] }, noFax), 'pass'],
    ['proposes when a name has no value', guide({ bare: ['联系电话'] }), 'cannotTell'],
    ['proposes when the rest may be in a file', guide({ missing: ['传真号码'], gap: '另有1个附件' }), 'cannotTell'],
    ['leaves a site without a guide to PLT-01', onSite(), 'notApplicable'],
    ['reads a tenant’s own guide', { site: { ...guide({ missing: ['办公时间'] }).site, ...SHARED } }, 'fail'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(guideElementsMissing, given)).toBe(outcome);
  });

  it('names what is missing', () => {
    expect(findingsOf(guideElementsMissing, guide({ missing: ['办公时间', '传真号码'] }))[0]?.explanation).toBe(
      '“公开指南”缺办公时间、传真号码，共缺2项',
    );
  });
});
