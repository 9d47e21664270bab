import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given, SITE } from '../rule-input.fixture';
import { filingMismatch } from './filing-mismatch.rule';

const filing = (url: string, more: Record<string, string> = {}) =>
  entryOf('siteFiling', { texts: { url, state: '正常运行', exportedOn: '2026-11-02', ...more } });
const OTHER = 'http://xueqian.qinghe.example/';
const filed = (url: string, more: Record<string, string> = {}, given: Given = {}) =>
  withRecords([filing(url, more)], given);
const portal = { scope: { homeUrl: SITE, pathPrefixes: ['/jyj/'], isOwnSite: false, plans: [] } };

describe('报送系统登记与实际不一致 PLT-17', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes the same address', filed(SITE), 'pass'],
    ['passes it with https, capitals, a port and a path', filed('HTTPS://JYJ.qinghe.example:443/index.html'), 'pass'],
    ['asks about www', filed('http://www.jyj.qinghe.example/'), 'cannotTell'],
    ['fails another address', filed(OTHER), 'fail'],
    ['fails a site that is filed as down and opens', filed(SITE, { state: '永久下线' }), 'fail'],
    ['passes a site under repair', filed(SITE, { state: '正在整改' }), 'pass'],
    ['does not apply to another address that is filed as down', filed(OTHER, { state: '永久下线' }), 'notApplicable'],
    ['does not apply where another entry names the site', withRecords([filing(SITE), filing(OTHER)]), 'notApplicable'],
    ['is unseen when the home page was not read', filed(SITE, {}, { site: { home: null } }), 'unseen'],
    ['is unseen of another address, too, then', filed(OTHER, {}, { site: { home: null } }), 'unseen'],
    ['is unseen while the round is suspended', filed(OTHER, {}, { site: { suspended: '疑似改版' } }), 'unseen'],
    ['uses an export of 90 days ago', filed(OTHER, { exportedOn: '2026-08-20' }), 'fail'],
    ['is unseen with an older one', filed(OTHER, { exportedOn: '2026-08-19' }), 'unseen'],
    ['does not apply to a shared portal', filed(OTHER, {}, { site: portal }), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(filingMismatch, given)).toBe(outcome);
  });

  it('rests on the entry and on the home page', () => {
    expect(recordFinding(filingMismatch, filed(OTHER))?.evidence.map(({ url }) => url)).toEqual([
      `台账：报送系统登记 ${OTHER}（第1版）`,
      SITE,
    ]);
  });
});
