import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { REFERENCE_DUTIES } from '@app/catalog/reference-duties';
import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { evidenceOf } from '../rule-input.fixture';
import { dutyOmitted } from './duty-omitted.rule';

const named = (...names: string[]): Partial<DisclosureItem>[] => names.map((name, at) => row({ row: at + 5, name }));
const OTHERS = ['招生入学', '学区划分', '控辍保学'];
const whole = named('机构职能', '部门预算', '政府信息公开年度报告', ...OTHERS);
const lacking = named('部门预算', '政府信息公开年度报告', ...OTHERS);

/** The county's catalog, as far as it lists the 领域 义务教育. */
const above = (...items: [name: string, ...tiers: string[]][]): GivenCatalogs['site'] => ({
  superiors: [
    {
      unit: '清河县人民政府',
      evidence: evidenceOf('目录文件：县目录.xlsx'),
      items: items.map(([name, ...tiers], at) => ({
        row: at + 9,
        name,
        levels: ['义务教育', name],
        tiers,
        unit: '清河县教育局',
        domain: '义务教育',
      })),
    },
  ],
});

describe('目录疑有遗漏 CAT-05', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes when every duty of a bureau is answered', { rows: { standard: whole } }, 'pass'],
    ['proposes what is not', { rows: { standard: lacking } }, 'cannotTell'],
    ['takes the 补充目录 into account', { rows: { standard: lacking, supplementary: named('机构职能') } }, 'pass'],
    [
      'leaves out what a region exempts',
      {
        rows: { standard: lacking },
        given: { settings: [{ code: 'CAT-05', isEnabled: true, parameters: { exempt: '20-2、20-8' } }] },
      },
      'pass',
    ],
    ['does not compare a catalog of four rows', { rows: { standard: lacking.slice(0, 4) } }, 'notApplicable'],
    ['compares one of five', { rows: { standard: lacking.slice(0, 5) } }, 'cannotTell'],
    ['has no list for an enterprise', { rows: { standard: lacking }, unit: { kind: 'enterprise' } }, 'notApplicable'],
    [
      'proposes what a catalog above lists',
      { rows: { standard: whole }, site: above(['民办学校年检', '县级']) },
      'cannotTell',
    ],
    [
      'knows it under a name like it',
      { rows: { standard: whole }, site: above(['义务教育控辍保学情况', '县级']) },
      'pass',
    ],
    [
      'knows it under a name with 3 of 5 pairs in common',
      { rows: { standard: [...whole, row({ row: 20, name: '甲乙丙丁戊己' })] }, site: above(['甲乙丙丁庚辛', '县级']) },
      'pass',
    ],
    [
      'and not with 16 of 27',
      {
        rows: { standard: [...whole, row({ row: 20, name: '甲乙丙丁戊己庚辛壬癸子丑寅卯' })] },
        site: above(['甲乙丙丁戊己庚辛壬辰巳午未申酉', '县级']),
      },
      'cannotTell',
    ],
    [
      'knows it among the elements of another row',
      {
        rows: { standard: [...whole, row({ row: 20, name: '学校管理', elements: ['1.民办学校年检结果'] })] },
        site: above(['民办学校年检', '县级']),
      },
      'pass',
    ],
    ['leaves out what is for towns', { rows: { standard: whole }, site: above(['民办学校年检', '乡级']) }, 'pass'],
    ['leaves out what is for no level', { rows: { standard: whole }, site: above(['民办学校年检']) }, 'pass'],
    [
      'compares an enterprise with a catalog above it, too',
      { rows: { standard: whole }, unit: { kind: 'enterprise' }, site: above(['民办学校年检', '县级']) },
      'cannotTell',
    ],
    [
      'compares no catalog of four rows with it',
      { rows: { standard: whole.slice(0, 4) }, site: above(['民办学校年检', '县级']) },
      'notApplicable',
    ],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(dutyOmitted, given)).toBe(outcome);
  });

  it('names duty and clause', () => {
    expect(catalogFinding(dutyOmitted, { rows: { standard: lacking } })?.explanation).toBe(
      '对照3项法定主动公开内容，目录中未见1项：机关职能、机构设置（第二十条第（二）项），请核实',
    );
  });

  it('names the catalog above, its 领域 and the row, with its file as evidence', () => {
    const finding = catalogFinding(dutyOmitted, {
      rows: { standard: whole },
      site: above(['民办学校年检', '县级'], ['学区划分', '县级']),
    })!;
    expect(finding.explanation).toBe(
      '对照3项法定主动公开内容，未见遗漏；对照清河县人民政府目录“义务教育”领域本级应公开的2项，目录中未见1项：“民办学校年检”（该目录第9行），请核实',
    );
    expect(finding.evidence.map(({ url }) => url)).toContain('目录文件：县目录.xlsx');
  });

  it('marks what was not read in the official text', () => {
    const { explanation } = catalogFinding(dutyOmitted, {
      rows: { standard: OTHERS.concat('教材', '食堂').flatMap((name) => named(name)) },
    })!;
    expect(explanation).toContain('政府信息公开工作年度报告（第四十九条，待核对）');
  });

  it('holds each duty once, under its clause', () => {
    expect(new Set(REFERENCE_DUTIES.map(({ id }) => id)).size).toBe(REFERENCE_DUTIES.length);
    expect(REFERENCE_DUTIES.find(({ id }) => id === '20-14')?.clause).toBe('第二十条第（十四）项');
  });
});
