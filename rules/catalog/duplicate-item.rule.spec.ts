import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { duplicateItem } from './duplicate-item.rule';

const rows = (...standard: Partial<DisclosureItem>[]): GivenCatalogs => ({ rows: { standard } });
const LONG = '义务教育学校招生入学的范围、对象、条件、程序、时间、联系方式和监督电话';
const one = row({ row: 5, elements: [LONG] });
/** So many different letters: of two such texts the shorter is the beginning of the longer. */
const letters = (count: number) => String.fromCodePoint(...Array.from({ length: count }, (_, at) => 0x5000 + at));
const alike = (a: number, b: number) =>
  rows(row({ row: 5, elements: [letters(a)] }), row({ row: 9, elements: [letters(b)] }));

describe('目录事项重复 CAT-04', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['proposes the same name and content twice', rows(one, row({ row: 9, elements: [LONG] })), 'cannotTell'],
    ['proposes a content with a letter more', rows(one, row({ row: 9, elements: [`${LONG}等`] })), 'cannotTell'],
    ['proposes what has 46 of 54 pairs in common, 92 of 100', alike(55, 47), 'cannotTell'],
    ['passes what has 46 of 55, 92 of 101', alike(56, 47), 'pass'],
    ['passes with another content', rows(one, row({ row: 9, elements: ['招生结果和录取名单'] })), 'pass'],
    ['passes with another name', rows(one, row({ row: 9, name: '学区划分', elements: [LONG] })), 'pass'],
    ['passes for another unit', rows(one, row({ row: 9, elements: [LONG], unit: '白石镇' })), 'pass'],
    ['passes for another level of government', rows(one, row({ row: 9, elements: [LONG], tiers: ['乡级'] })), 'pass'],
    ['passes in another 领域', rows(one, row({ row: 9, elements: [LONG], domain: '民办教育' })), 'pass'],
    [
      'proposes across catalogs',
      { rows: { standard: [one], supplementary: [row({ row: 3, elements: [LONG] })] } },
      'cannotTell',
    ],
    [
      'leaves the village catalog to its own rule',
      { rows: { standard: [one], village: [row({ elements: [LONG] })] } },
      'notApplicable',
    ],
    ['does not apply to a single row', rows(one), 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(duplicateItem, given)).toBe(outcome);
  });

  it('names both rows', () => {
    const { explanation } = catalogFinding(duplicateItem, {
      rows: { standard: [one], supplementary: [row({ row: 3, elements: [LONG] })] },
    })!;
    expect(explanation).toBe('疑似重复的事项1处：主动公开补充目录第3行“招生入学政策”与第5行，请核实');
  });

  it('stays linear on a catalog of one name', () => {
    const many = Array.from({ length: 4_000 }, (_, at) =>
      row({ row: at, elements: [`第${at}号${'甲乙丙丁'[at % 4]}项`] }),
    );
    const start = process.hrtime.bigint();
    catalogOutcome(duplicateItem, rows(...many));
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(8);
  });
});
