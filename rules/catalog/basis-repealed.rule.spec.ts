import { catalogFinding, catalogOutcome, GivenCatalogs, row } from './catalog-input.fixture';
import { basisRepealed } from './basis-repealed.rule';

const cited = (...basis: string[]): GivenCatalogs => ({ rows: { standard: [row({ basis })] } });

describe('公开依据过期 CAT-07', () => {
  it.each<[norm: string, given: GivenCatalogs, outcome: string]>([
    ['passes on the regulation in force', cited('《政府信息公开条例》（国务院令第711号）'), 'pass'],
    ['passes on the regulation without a number', cited('《政府信息公开条例》'), 'pass'],
    ['proposes 国务院令第492号', cited('《政府信息公开条例》（国务院令第492号）'), 'cannotTell'],
    ['proposes 国令492号, blanks or not', cited('《政府信息公开条例》(国令 第 492 号)'), 'cannotTell'],
    ['passes where both numbers stand', cited('国务院令第492号公布，国务院令第711号修订'), 'pass'],
    ['proposes the law that the civil code took up', cited('《中华人民共和国物权法》'), 'cannotTell'],
    ['does not take a longer title for it', cited('《物权法司法解释》'), 'pass'],
    ['does not take 城乡规划法 for 城市规划法', cited('《中华人民共和国城乡规划法》'), 'pass'],
    ['does not take 噪声污染防治法 for its forerunner', cited('《噪声污染防治法》'), 'pass'],
    ['looks at the 负面清单, too', { rows: { negative: [row({ basis: ['《婚姻法》'] })] } }, 'cannotTell'],
    ['does not apply without any basis', cited(), 'notApplicable'],
    ['says nothing without catalogs', { rows: null }, 'none'],
  ])('%s', (_norm, given, outcome) => {
    expect(catalogOutcome(basisRepealed, given)).toBe(outcome);
  });

  it('says what took its place, and what is still to be checked', () => {
    expect(catalogFinding(basisRepealed, cited('《合同法》'))?.explanation).toBe(
      '《合同法》已由《中华人民共和国民法典》（2021年1月1日施行）替代，待核对，仍被引用1行：第5行“招生入学政策”，请核实',
    );
  });
});
