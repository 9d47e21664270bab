import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { limitTooWide } from './limit-too-wide.rule';

const limit = (text: string, name = '招生入学政策'): GivenCatalogs => ({
  rows: { standard: [row({ name, limit: text })] },
});

describe('时限冲突或宽于法定 CAT-06', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes at 20 working days', limit('信息形成之日起20个工作日内'), 'pass'],
    ['proposes 21', limit('信息形成之日起21个工作日内'), 'cannotTell'],
    ['passes at 28 days', limit('信息形成之日起28日内'), 'pass'],
    ['proposes 29 days', limit('信息形成之日起29日内'), 'cannotTell'],
    ['passes at four weeks', limit('信息形成之日起4周内'), 'pass'],
    ['proposes a month', limit('信息形成之日起1个月内'), 'cannotTell'],
    ['passes at 7 working days for a licence', limit('作出行政许可决定之日起7个工作日内', '许可结果'), 'pass'],
    ['proposes 8 for a licence', limit('作出行政许可决定之日起8个工作日内', '许可结果'), 'cannotTell'],
    ['proposes 20 for a penalty', limit('作出行政处罚决定之日起20个工作日内', '处罚结果'), 'cannotTell'],
    ['passes at 20 for other decisions', limit('作出行政决定之日起20个工作日内', '行政强制结果'), 'pass'],
    ['finds the wide one of two', limit('信息形成之日起7个工作日内；其他信息60个工作日内'), 'cannotTell'],
    ['does not measure 及时', limit('及时公开'), 'notApplicable'],
    ['does not measure periods', limit('每季度公开'), 'notApplicable'],
    [
      'proposes two limits of one item',
      { rows: { standard: [row({ row: 5 }), row({ row: 6, limit: '信息形成之日起7个工作日内' })] } },
      'cannotTell',
    ],
    [
      'passes with two limits of two items',
      { rows: { standard: [row({ row: 5 }), row({ row: 6, name: '学区', limit: '信息形成之日起7个工作日内' })] } },
      'pass',
    ],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(limitTooWide, given)).toBe(outcome);
  });

  it('says by how much', () => {
    expect(catalogFinding(limitTooWide, limit('信息形成之日起30个工作日内'))?.explanation).toBe(
      '宽于法定期限1行：第5行“招生入学政策”（30个工作日，法定20个工作日），请核实',
    );
  });
});
