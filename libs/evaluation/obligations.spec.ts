import { workCalendar } from '@app/calendar/holiday-notices';
import { ItemObservation } from '@app/observation/observation';
import { itemOf } from './evaluation.fixture';
import { obligationsOf } from './obligations';

const calendar = workCalendar();
const context = { today: '2026-11-18', since: '2026-01-01', calendar };
const instances = (item: ItemObservation, changes: Partial<typeof context> = {}) =>
  obligationsOf(item, { ...context, ...changes }).map(
    ({ instance, code, dueOn }) => `${instance} ${code} ${dueOn ?? '–'}`,
  );

describe('obligationsOf', () => {
  it.each<[limit: string, expected: string[]]>([
    [
      '每季度公开',
      ['2026Q1 TIM-05 2026-03-31', '2026Q2 TIM-05 2026-06-30', '2026Q3 TIM-05 2026-09-30', '2026Q4 TIM-05 2026-12-31'],
    ],
    ['半年至少更新1次', ['2026H1 TIM-05 2026-06-30', '2026H2 TIM-05 2026-12-31']],
    ['每年1月31日前公开上年度报告', ['2025 TIM-06 2026-01-31']],
    ['每年6月30日前', ['2026 TIM-06 2026-06-30']],
    [
      '每季度首月20日前公开上季度情况',
      ['2025Q4 TIM-06 2026-01-20', '2026Q1 TIM-06 2026-04-20', '2026Q2 TIM-06 2026-07-20', '2026Q3 TIM-06 2026-10-20'],
    ],
    ['长期公开', []],
    ['定期公开', []],
    ['每日发布', []],
    ['提前10日公告', []],
    ['公示期不得少于7日', []],
    ['随采购公告公开', []],
    ['自收到申请之日起20个工作日内', []],
    ['每年12月底前上报备案', []],
    ['按相关情况的12个单位处理时限执行', ['limit TIM-01 –']],
  ])('%s', (limit, expected) => expect(instances(itemOf(limit))).toEqual(expected));

  it('looks back to the day given, both sides', () => {
    const item = itemOf('每年6月30日前');
    expect(instances(item, { since: '2026-06-30' })).toHaveLength(1);
    expect(instances(item, { since: '2026-07-01' })).toHaveLength(0);
  });

  it('looks ahead for warnings', () => {
    expect(instances(itemOf('每年12月31日前'))).toEqual(['2026 TIM-06 2026-12-31']);
    expect(instances(itemOf('每年12月31日前'), { today: '2026-11-01' })).toEqual([]);
  });

  it('gives each document its own, and none to 情况说明 and one-page sections', () => {
    const item = itemOf('自信息形成之日起20个工作日内', [
      { formedOn: '2026-10-09', publishedOn: '2026-10-10' },
      { formedOn: '2026-10-09', publishedOn: '2026-11-10' },
      { formedOn: '2026-10-09', isSituationNote: true },
      { formedOn: '2026-10-09', isSectionPage: true },
    ]);
    expect(instances(item)).toEqual([
      'url:http://jyj.qinghe.example/1.html TIM-01 2026-11-05',
      'url:http://jyj.qinghe.example/2.html TIM-01 2026-11-05',
    ]);
  });

  it('drops a document that was published before the look-back', () => {
    expect(instances(itemOf('自信息形成之日起20个工作日内', [{ publishedOn: '2025-12-31' }]))).toEqual([]);
    expect(instances(itemOf('自信息形成之日起20个工作日内', [{ publishedOn: '2026-01-01' }]))).toHaveLength(1);
  });

  it('raises one code for one obligation: a day before a period, a due report before its own lateness', () => {
    const report = { title: '2026年第三季度情况', formedOn: '2026-10-09', publishedOn: '2026-11-17' };
    const item = itemOf('每季度首月20日前公开上季度情况；每季度公开；自信息形成之日起20个工作日内', [report]);
    const all = instances(item, { since: '2026-10-01' });
    expect(all.filter((each) => each.startsWith('2026Q3'))).toEqual(['2026Q3 TIM-06 2026-10-20']);
    expect(all.filter((each) => each.startsWith('url:'))).toEqual([]);
  });

  it('counts the age from the newest document, and has none in an empty section', () => {
    const item = itemOf('最迟6个月内必须有更新', [{ publishedOn: '2026-01-05' }, { listedOn: '2026-04-20' }]);
    expect(instances(item)).toEqual(['maxAge TIM-05 2026-10-20']);
    expect(instances(itemOf('最迟6个月内必须有更新'))).toEqual([]);
    expect(instances(itemOf('最迟6个月内必须有更新', [{ publishedOn: '2011-03-03' }]))).toEqual([
      'maxAge TIM-05 2011-09-03',
    ]);
  });

  it('gives the second due day of one period an instance of its own', () => {
    expect(instances(itemOf('每年6月、12月公开'))).toEqual(['2026 TIM-06 2026-06-30', '2026/12-31 TIM-06 2026-12-31']);
  });

  it('is answered by the last of several that a period owes', () => {
    const item = itemOf('每半年不少于2次', [{ publishedOn: '2026-02-02' }, { publishedOn: '2026-05-05' }]);
    const [first, second] = obligationsOf(item, context);
    expect(first).toMatchObject({ instance: '2026H1', count: { owed: 2, seen: 2 } });
    expect(first?.document?.publishedOn).toBe('2026-05-05');
    expect(second).toMatchObject({ instance: '2026H2', count: { owed: 2, seen: 0 } });
    expect(second?.document).toBeUndefined();
  });

  it('moves a fixed date that rolls over by its own words', () => {
    expect(instances(itemOf('每年1月31日前（遇节假日顺延）'))).toEqual(['2026 TIM-06 2026-02-02']);
    expect(instances(itemOf('每年1月31日前'))).toEqual(['2026 TIM-06 2026-01-31']);
    expect(instances(itemOf('每年1月31日前（遇节假日顺延）'), { since: '2026-02-01' })).toHaveLength(1);
  });

  it('has none for rows that cannot be judged online', () => {
    const item = itemOf('每季度公开');
    expect(instances({ ...item, item: { ...item.item, method: 'onRequest' } })).toEqual([]);
  });

  it.each([
    [{ formedOn: null, publishedOn: '2026-10-10' }, '页面未载明成文日期'],
    [{ evidence: null, listedOn: '2026-10-10' }, '正文页面未能采集，成文日期未知'],
  ])('says why a document has no due day: %j', (document, problem) => {
    expect(obligationsOf(itemOf('自信息形成之日起20个工作日内', [document]), context)[0]).toMatchObject({ problem });
  });

  it('counts from the day ruled on an objection, and says whose word it is', () => {
    const document = { formedOn: '2026-09-01', publishedOn: '2026-10-20', ruledFormedOn: '2026-09-27' };
    const item = itemOf('自信息形成之日起20个工作日内', [document, { formedOn: '2026-09-01' }]);
    const [ruled, other] = obligationsOf(item, context);
    expect(ruled).toMatchObject({ triggerOn: '2026-09-27', triggerOrigin: 'manual', dueOn: '2026-10-29' });
    expect(ruled?.deadline?.sentence).toBe(
      '成文日期经申诉认定为2026年9月27日，自9月27日次日起算，20个工作日（跳过国庆节、周末，含10月10日调休上班）至10月29日',
    );
    expect(other).toMatchObject({ triggerOn: '2026-09-01', triggerOrigin: 'box' });
    expect(other?.deadline?.sentence).not.toMatch(/申诉/);
  });

  it('counts from another event only by a day the page labels with it', () => {
    const limit = '合同签订之日起2个工作日内';
    const dates = [{ value: '2026-10-09', from: 'label' as const, label: '签订日期' }];
    expect(instances(itemOf(limit, [{ formedOn: '2026-10-01', publishedOn: '2026-10-20' }]))[0]).toMatch(/–$/);
    expect(instances(itemOf(limit, [{ publishedOn: '2026-10-20', dates }]))[0]).toMatch(/2026-10-12$/);
  });
});
