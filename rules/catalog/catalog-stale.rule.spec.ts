import { catalogFinding, catalogOutcome, GivenCatalogs, page } from './catalog-input.fixture';
import { catalogStale } from './catalog-stale.rule';

const shown = (publishedOn: string | null, more = {}): GivenCatalogs => ({
  pages: { found: [page('政务公开事项标准目录', publishedOn, more)] },
});

describe('目录未动态更新 CAT-08', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes on the 365th day', shown('2025-11-18'), 'pass'],
    ['cannot tell on the 366th without history', shown('2025-11-17'), 'cannotTell'],
    ['cannot tell without a date', shown(null), 'cannotTell'],
    ['cannot tell with a day to come', shown('2026-11-19'), 'cannotTell'],
    ['fails when it has read the same for 366 days', shown('2025-03-01', { unchangedSince: '2025-11-17' }), 'fail'],
    ['cannot tell when it has for 365', shown('2025-03-01', { unchangedSince: '2025-11-18' }), 'cannotTell'],
    [
      'passes when it changed while it was watched',
      shown('2024-03-01', { unchangedSince: '2026-05-01', firstSeenOn: '2025-01-01' }),
      'pass',
    ],
    ['fails without a printed date, too', shown(null, { unchangedSince: '2024-01-01' }), 'fail'],
    [
      'passes when another catalog page is newer',
      {
        pages: { found: [page('主动公开基本目录', '2024-01-01'), page('政务公开标准目录', '2026-01-01')] },
      },
      'pass',
    ],
    ['does not apply without a catalog page', {}, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(catalogStale, given)).toBe(outcome);
  });

  it('counts the days', () => {
    expect(catalogFinding(catalogStale, shown(null, { unchangedSince: '2025-11-17' }))?.explanation).toBe(
      '目录“政务公开事项标准目录”自2025年11月17日起没有变化，已366天无更新（应在365天内）',
    );
  });
});
