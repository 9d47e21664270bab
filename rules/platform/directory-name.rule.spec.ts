import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { CUT_SHORT, onSite, places, SHARED } from '../site-input.fixture';
import { directoryName } from './directory-name.rule';

const home = (name: string, more = {}) => ({ name, isOnHome: true, ...more });
const directory = (...list: object[]) => places({ directory: list });
const PLATFORM = { state: 'elsewhere' as const, url: 'http://xxgk.mingzhou.example/qh/' };

describe('信息公开专栏名称或位置不规范 PLT-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes by the name of the standard', onSite(directory(home('政府信息公开'))), 'pass'],
    ['fails by another name', onSite(directory(home('信息公开'))), 'fail'],
    ['passes when both names are there', onSite(directory(home('政务公开'), home('政府信息公开'))), 'pass'],
    ['proposes when it leads to another site', onSite(directory(home('政府信息公开', PLATFORM))), 'cannotTell'],
    [
      'passes when that is the platform of the region',
      onSite(
        directory(home('政府信息公开', PLATFORM)),
        {},
        {
          settings: [{ code: 'PLT-02', parameters: { platformHosts: 'a.example,xxgk.mingzhou.example' } }],
        },
      ),
      'pass',
    ],
    ['proposes when it is not on the home page', onSite(directory({ name: '政府信息公开' })), 'cannotTell'],
    ['leaves a site without any to PLT-01', onSite(places({})), 'notApplicable'],
    ['is unseen when the crawl was cut short', onSite(directory(home('信息公开')), CUT_SHORT), 'unseen'],
    ['does not charge a tenant', onSite(directory(home('信息公开')), SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(directoryName, given)).toBe(outcome);
  });

  it('names what it is called', () => {
    expect(findingsOf(directoryName, onSite(directory(home('信息公开'))))[0]?.explanation).toBe(
      '首页专栏名称为“信息公开”，未使用统一名称“政府信息公开”',
    );
  });
});
