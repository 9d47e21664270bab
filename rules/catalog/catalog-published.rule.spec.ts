import { evidenceOf, SITE } from '../rule-input.fixture';
import { catalogFinding, catalogOutcome, GivenCatalogs, page } from './catalog-input.fixture';
import { catalogPublished } from './catalog-published.rule';

const government: GivenCatalogs['unit'] = { kind: 'government' };
const CATALOG = '清河县政务公开事项标准目录';

describe('标准目录未发布 CAT-01', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes when a page is the catalog', { pages: { found: [page(CATALOG, '2026-01-05')] } }, 'pass'],
    ['fails when a government’s site was read and shows none', { unit: government }, 'fail'],
    ['proposes for a bureau: the portal may hold it', {}, 'cannotTell'],
    [
      'fails for a bureau where a region wants it on the own page',
      { given: { settings: [{ code: 'CAT-01', isEnabled: true, parameters: { needsOwnPage: true } }] } },
      'fail',
    ],
    [
      'proposes when the page has neither table nor file',
      { unit: government, pages: { found: [page(CATALOG, '2026-01-05', { isReadable: false })] } },
      'cannotTell',
    ],
    ['is unseen when something may hide it', { unit: government, pages: { gap: '有1个栏目未能读完' } }, 'unseen'],
    [
      'is unseen when the crawl was cut short',
      { unit: government, site: { isComplete: false, gap: '采集中断' } },
      'unseen',
    ],
    ['is unseen without a home page', { unit: government, site: { home: null } }, 'unseen'],
    ['says nothing without catalogs', { rows: null }, 'none'],
    ['looks at the site of a unit without rows, too', { rows: {}, unit: government }, 'fail'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(catalogPublished, given)).toBe(outcome);
  });

  it('rests on the home page and is one line of its own', () => {
    expect(catalogFinding(catalogPublished, { unit: government })).toMatchObject({
      subject: 'catalog:CAT-01',
      item: null,
      row: null,
      section: '公开目录',
      evidence: [evidenceOf(SITE)],
      explanation: '截至11月18日，已读取网站120个页面，未见政务公开事项标准目录',
    });
  });
});
