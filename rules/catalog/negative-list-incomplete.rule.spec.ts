import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { negativeListIncomplete } from './negative-list-incomplete.rule';

const WHOLE = { 公开事项: '会议纪要', 不予公开理由: '涉及国家秘密', 主管部门审核情况: '2026年1月审核' };
const withheld = (cells: Record<string, string>, item: Partial<DisclosureItem> = {}): GivenCatalogs => ({
  rows: { negative: [row({ cells, ...item })] },
});

describe('负面清单要素不全 CAT-10', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes with basis, reason and review', withheld(WHOLE), 'pass'],
    [
      'passes with the basis in a column of its own',
      withheld({ ...WHOLE, 不予公开依据: '保密法' }, { basis: [] }),
      'pass',
    ],
    ['fails without a basis', withheld(WHOLE, { basis: [] }), 'fail'],
    ['fails without a reason', withheld({ ...WHOLE, 不予公开理由: '' }), 'fail'],
    ['fails where a dash stands for the reason', withheld({ ...WHOLE, 不予公开理由: '—' }), 'fail'],
    ['fails without the review', withheld({ 公开事项: '会议纪要', 不予公开理由: '涉及国家秘密' }), 'fail'],
    [
      'passes without the review where a region asks for none',
      {
        ...withheld({ 公开事项: '会议纪要', 不予公开理由: '涉及国家秘密' }),
        given: { settings: [{ code: 'CAT-10', isEnabled: true, parameters: { needsReview: false } }] },
      },
      'pass',
    ],
    [
      'judges withheld rows of the 标准目录',
      { rows: { standard: [row({ cells: { 公开属性: '不予公开' } })] } },
      'fail',
    ],
    ['does not apply to what is disclosed', {}, 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(negativeListIncomplete, given)).toBe(outcome);
  });

  it('names what each row lacks', () => {
    expect(catalogFinding(negativeListIncomplete, withheld({ 公开事项: '会议纪要' }, { basis: [] }))).toMatchObject({
      explanation: '不予公开的事项要素不全1项：负面清单第5行“招生入学政策”缺依据、理由、审核记录',
      row: 5,
      evidence: [{ url: '目录文件：negative.xlsx' }],
    });
  });
});
