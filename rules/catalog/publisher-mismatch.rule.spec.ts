import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { publisherMismatch } from './publisher-mismatch.rule';

const named = (unit: string | null): GivenCatalogs['rows'] => ({ standard: [row({ unit })] });
const organs: GivenCatalogs['organs'] = {
  县气象局: { resolved: [], unresolved: ['县气象局'], isOwn: false },
  县民政局: { resolved: [2], unresolved: [], isOwn: false },
  '县教育局、县气象局': { resolved: [1], unresolved: ['县气象局'], isOwn: true },
};

describe('公开主体错配 CAT-09', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes for the unit itself', { rows: named('县教育局'), organs }, 'pass'],
    ['proposes a name nobody knows', { rows: named('县气象局'), organs }, 'cannotTell'],
    ['proposes another unit', { rows: named('县民政局'), organs }, 'cannotTell'],
    ['proposes an unknown name beside the own', { rows: named('县教育局、县气象局'), organs }, 'cannotTell'],
    ['does not apply without a register', { rows: named('县气象局') }, 'notApplicable'],
    ['does not apply where rows name nobody', { rows: named(null), organs }, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(publisherMismatch, given)).toBe(outcome);
  });

  it('says which is which', () => {
    const rows = { standard: [row({ row: 5, unit: '县气象局' }), row({ row: 6, name: '低保', unit: '县民政局' })] };
    expect(catalogFinding(publisherMismatch, { rows, organs })).toMatchObject({
      explanation:
        '公开主体名称不在单位名册1行：第5行“招生入学政策”（县气象局）；属于其他单位1行：第6行“低保”（县民政局），请核实',
      rows: [5, 6],
    });
  });
});
