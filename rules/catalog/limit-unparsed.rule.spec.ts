import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { limitUnparsed } from './limit-unparsed.rule';

const rows = (good: number, unread: number): GivenCatalogs => ({
  rows: {
    standard: [
      ...Array.from({ length: good }, (_, at) => row({ row: at + 5, name: `事项${at}` })),
      ...Array.from({ length: unread }, (_, at) => row({ row: at + 105, name: `另项${at}`, limit: '随工程节点' })),
    ],
  },
});

describe('公开时限不能解读 CAT-03', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes with none', rows(3, 0), 'pass'],
    ['passes at exactly 5 %', rows(19, 1), 'pass'],
    ['fails above 5 %', rows(18, 1), 'fail'],
    ['does not count empty limits', { rows: { standard: [row({ timeLimit: null, limits: [] })] } }, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(limitUnparsed, given)).toBe(outcome);
  });

  it('quotes the wording', () => {
    expect(catalogFinding(limitUnparsed, rows(1, 1))?.explanation).toBe(
      '2行公开时限中，1行不能解读，超过5%：第105行“另项0”（随工程节点）',
    );
  });
});
