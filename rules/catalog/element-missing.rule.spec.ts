import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { catalogFinding, catalogOutcome, COLUMNS, GivenCatalogs, row } from './catalog-input.fixture';
import { elementMissing } from './element-missing.rule';

const rows = (...standard: Partial<DisclosureItem>[]): GivenCatalogs => ({ rows: { standard } });
const full = [row({ row: 5 }), row({ row: 6, name: '学区划分' })];
const { 公开对象: _audience, ...withoutAudience } = COLUMNS;
const noAudience = full.map((each) => ({ ...each, audience: null, cells: withoutAudience }));

describe('目录要素缺失 CAT-02', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes with eight elements', rows(...full), 'pass'],
    ['fails on one empty basis among others', rows(...full, row({ row: 7, basis: [] })), 'fail'],
    ['fails on an empty limit', rows(...full, row({ row: 7, timeLimit: null, limits: [] })), 'fail'],
    ['fails on an empty element', rows(...full, row({ row: 7, elements: [] })), 'fail'],
    ['fails on an empty publisher', rows(...full, row({ row: 7, unit: null })), 'fail'],
    ['fails without a channel', rows(...full, row({ row: 7, channels: [] })), 'fail'],
    ['passes with a method in words nobody lists', rows(...full, row({ row: 7, method: 'unknown' })), 'pass'],
    ['fails with ticks in no method column', rows(...full, row({ row: 7, method: 'unknown', cells: {} })), 'fail'],
    ['fails when half of the rows are empty', rows(full[0]!, row({ row: 7, basis: [] })), 'fail'],
    [
      'proposes when more than half are: one value may stand for many rows',
      rows(full[0]!, row({ row: 7, basis: [] }), row({ row: 8, basis: [] })),
      'cannotTell',
    ],
    ['fails without a whole column', rows(...noAudience), 'fail'],
    [
      'proposes without a column when the table has one nobody knows',
      rows(...noAudience.map((each) => ({ ...each, cells: { ...each.cells, 受众: '全社会' } }))),
      'cannotTell',
    ],
    [
      'proposes when 公开要求 may hold what is missing',
      rows(...noAudience.map((each) => ({ ...each, cells: { ...each.cells, 公开要求: '依法公开' } }))),
      'cannotTell',
    ],
    ['does not apply to a 负面清单', { rows: { negative: [row({ basis: [] })] } }, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(elementMissing, given)).toBe(outcome);
  });

  it('counts a missing column once, and names rows', () => {
    expect(catalogFinding(elementMissing, rows(...noAudience))?.explanation).toBe('目录2行，没有“公开对象”一栏');
    expect(catalogFinding(elementMissing, rows(...full, row({ row: 7, name: '控辍保学', basis: [] })))).toMatchObject({
      explanation: '公开依据为空1行：第7行“控辍保学”',
      row: 7,
      rows: [7],
      evidence: [{ url: '目录文件：standard.xlsx' }],
    });
  });

  it('names at most 20 rows and counts the rest', () => {
    const many = Array.from({ length: 50 }, (_, at) =>
      row({ row: at + 5, name: `事项${at}`, basis: at < 25 ? [] : ['法'] }),
    );
    const finding = catalogFinding(elementMissing, rows(...many));
    expect(finding?.explanation).toMatch(/为空25行.*第24行“事项19”等25行$/);
    expect(finding?.rows).toHaveLength(20);
    expect(finding?.row).toBeNull();
  });
});
