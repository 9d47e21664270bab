import { documentOf, itemOf } from './evaluation.fixture';
import { isDecisionDocument, isPenaltyRow, limitFor } from './limit-choice';

const COMPOSITE = '信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示';

describe('limitFor', () => {
  it.each<[limit: string, title: string, item: string, expected: string | undefined]>([
    ['自信息形成之日起20个工作日内', '关于招生工作的通知', '招生信息', 'TIM-01 20 workday'],
    [COMPOSITE, '关于重大项目的通知', '重大建设项目', 'TIM-01 20 workday'],
    [COMPOSITE, '关于某公司的行政许可决定书', '重大建设项目', 'TIM-02 7 workday'],
    [COMPOSITE, '行政处罚流程图', '行政处罚', 'TIM-01 20 workday'],
    ['自作出行政决定之日起7个工作日内', '对某公司的行政处罚决定', '行政处罚', 'TIM-02 7 workday'],
    ['自作出行政决定之日起7个工作日内', '行政处罚裁量标准', '行政处罚', undefined],
    ['自信息形成之日起20个工作日内', '对某公司的行政处罚决定', '行政处罚', 'TIM-01 20 workday'],
    ['自信息形成之日起20个工作日内公开 自信息形成之日起7个工作日内公开', '招生指南', '招生信息', 'TIM-01 20 workday'],
    ['本级人民代表大会批准后20日内', '2026年部门预算', '部门预算', 'TIM-03 20 day'],
    ['文件公布之日起3个工作日内', '关于《招生办法》的解读', '政策解读', 'TIM-04 3 workday'],
    ['及时公开', '关于招生工作的通知', '招生信息', 'TIM-01 vague'],
    ['长期公开', '关于招生工作的通知', '招生信息', undefined],
    ['信息形成后7个工作日内报备', '关于招生工作的通知', '招生信息', undefined],
    ['20个工作日内公开，更改后7个工作日内上报备案', '关于招生工作的通知', '招生信息', 'TIM-01 20 workday'],
    ['每季度公开', '关于招生工作的通知', '招生信息', undefined],
  ])('%s, “%s” in %s: %s', (limit, title, item, expected) => {
    const chosen = limitFor(documentOf({ title }), itemOf(limit, [], item));
    const amount = chosen?.isVague ? 'vague' : `${chosen?.limit.amount} ${chosen?.limit.unit}`;
    expect(chosen && `${chosen.code} ${amount}`).toBe(expected);
  });

  it('says that it chose the most lenient', () => {
    const item = itemOf('自信息形成之日起20个工作日内公开 自信息形成之日起7个工作日内公开');
    expect(limitFor(documentOf(), item)?.choice).toMatch(/2种时限/);
  });

  it.each([
    ['关于某公司的行政处罚决定书', true],
    ['准予某公司食品经营许可', true],
    ['行政许可结果公示', true],
    ['行政处罚事项目录', false],
    ['行政许可办事指南', false],
    ['关于招生工作的通知', false],
  ])('“%s” is a decision: %s', (title, isDecision) =>
    expect(isDecisionDocument({ title }, ['行政执法'])).toBe(isDecision),
  );

  it.each([
    [['行政处罚决定'], true],
    [['行政执法', '行政处罚结果'], true],
    [['行政处罚依据'], false],
    [['行政许可决定'], false],
  ])('%s is a penalty row: %s', (levels, isPenalty) => expect(isPenaltyRow(levels)).toBe(isPenalty));
});
