import { UnitObservation } from '@app/observation/observation';
import { OpenDataset, SiteFacts } from '@app/observation/site-facts';
import { evidenceOf, findingsOf, Given, outcomeOf, sectionOf, SITE } from '../rule-input.fixture';
import { CUT_SHORT, GOVERNMENT, onSite, places } from '../site-input.fixture';
import { openData } from './open-data.rule';

const dataset = (title: string, more: Partial<OpenDataset> = {}): OpenDataset => {
  const url = `${SITE}data/${title}.html`;
  return { title, url, evidence: evidenceOf(url), hasFile: true, hasInterface: true, ...more };
};
const TWO = [dataset('城乡低保数据'), dataset('养老机构数据')];
const on = (datasets: OpenDataset[], more: Partial<UnitObservation> = {}, given: Given = {}) =>
  onSite({ ...places({ openData: ['数据开放'] }), datasets }, { ...GOVERNMENT, sections: [], ...more }, given);
const without = (facts: Partial<SiteFacts>) => onSite(facts, GOVERNMENT);
const domains = (names: string) => ({ settings: [{ code: 'PUB-13', parameters: { domains: names } }] });
const halfRead = { sections: [sectionOf({ name: '数据开放', path: ['数据开放'], isComplete: false, gap: '另有1页' })] };

describe('数据开放不足 PUB-13', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with two that can be had', on(TWO), 'pass'],
    ['fails with one', on(TWO.slice(1)), 'fail'],
    ['counts by domain', on(TWO, {}, domains('低保')), 'fail'],
    ['passes when each domain has two', on([...TWO, dataset('农村低保数据')], {}, domains('低保')), 'pass'],
    ['fails when one cannot be downloaded', on([...TWO, dataset('目录', { hasFile: false })]), 'fail'],
    ['proposes without a word of an interface', on(TWO.map((one) => ({ ...one, hasInterface: false }))), 'cannotTell'],
    ['is unseen when the list was not read to its end', on([], halfRead), 'unseen'],
    ['is unseen when the crawl was cut short', on([], CUT_SHORT), 'unseen'],
    ['proposes when it stands on another site', without(places({ openData: [{ state: 'elsewhere' }] })), 'cannotTell'],
    ['fails when there is no such section', without({}), 'fail'],
    ['fails when its link is dead', without(places({ openData: [{ state: 'gone' }] })), 'fail'],
    ['is unseen when a picture may be it', without(places({}, { unnamed: 1 })), 'unseen'],
    ['does not ask a bureau for it', onSite(), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(openData, given)).toBe(outcome);
  });

  it('counts', () => {
    expect(findingsOf(openData, on(TWO, {}, domains('低保、养老')))[0]?.explanation).toBe(
      '数据开放栏目有低保1个、养老1个，少于2个',
    );
  });
});
