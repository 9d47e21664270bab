import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { villageUnmatched } from './village-unmatched.rule';

const rows = (village: string[], standard = ['村级财务公开', '低保对象公示']): GivenCatalogs['rows'] => ({
  standard: standard.map((name, at) => row({ row: at + 5, name })),
  village: village.map((name, at) => row({ row: at + 2, name })),
});

describe('村居事项无对应 CAT-11', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes when each item has a counterpart', { rows: rows(['村级财务', '低保对象']) }, 'pass'],
    ['proposes one that has none', { rows: rows(['村级财务', '集体鱼塘发包']) }, 'cannotTell'],
    ['passes a name with 3 of 5 pairs in common', { rows: rows(['甲乙丙丁戊己'], ['甲乙丙丁庚辛']) }, 'pass'],
    [
      'proposes one with 16 of 27',
      { rows: rows(['甲乙丙丁戊己庚辛壬癸子丑寅卯'], ['甲乙丙丁戊己庚辛壬辰巳午未申酉']) },
      'cannotTell',
    ],
    ['does not apply without a village catalog', {}, 'notApplicable'],
    ['does not apply without anything to compare', { rows: rows(['村级财务'], []) }, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(villageUnmatched, given)).toBe(outcome);
  });

  it('names it', () => {
    expect(catalogFinding(villageUnmatched, { rows: rows(['村级财务', '集体鱼塘发包']) })?.explanation).toBe(
      '面向村（居）目录2项中1项在本单位目录没有对应事项：面向村（居）目录第3行“集体鱼塘发包”，请核实',
    );
  });
});
