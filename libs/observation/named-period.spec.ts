import { periodRelation, periodsNamed, withoutPeriods } from './named-period';

const Q3 = { from: '2026-07-01', to: '2026-09-30' };
const SEPTEMBER = { from: '2026-09-01', to: '2026-09-30' };
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const HALF = { from: '2026-01-01', to: '2026-06-30' };
const Q4 = { from: '2026-10-01', to: '2026-12-31' };

describe('periods named by titles', () => {
  it.each([
    ['2026年第三季度财政收支情况', Q3, 'names'],
    ['2026年三季度财政收支情况', Q3, 'names'],
    ['2026年3季度财政收支情况', Q3, 'names'],
    ['2026年前三季度财政收支情况', Q3, 'names'],
    ['2026年1-9月财政收支情况', Q3, 'names'],
    ['2026年1—9月份财政收支情况', Q3, 'names'],
    ['二〇二六年第三季度财政收支情况', Q3, 'names'],
    ['2026年第二季度财政收支情况', Q3, 'other'],
    ['2025年第三季度财政收支情况', Q3, 'other'],
    ['2026年8月财政收支情况', Q3, 'silent'],
    ['2026年财政收支情况', Q3, 'silent'],
    ['财政收支情况', Q3, 'silent'],
    ['关于印发清政办〔2026〕5号文件的通知', Q3, 'silent'],
    ['2026年9月水质监测信息', SEPTEMBER, 'names'],
    ['2026年九月水质监测信息', SEPTEMBER, 'names'],
    ['2026年9月份水质监测信息', SEPTEMBER, 'names'],
    ['2026年10月水质监测信息', SEPTEMBER, 'other'],
    ['2026年9月15日会议纪要', SEPTEMBER, 'silent'],
    ['2026年上半年工作总结', HALF, 'names'],
    ['2026年1-6月工作总结', HALF, 'names'],
    ['2026年下半年工作计划', HALF, 'other'],
    ['2025年政府信息公开工作年度报告', YEAR, 'names'],
    ['2025年度部门决算', YEAR, 'names'],
    ['2026年部门预算', YEAR, 'other'],
    ['2026年财政收支', Q4, 'silent'],
    ['2025-2026学年校历', YEAR, 'silent'],
    ['2023-2024学年校历', YEAR, 'other'],
    ['2021—2025年规划', YEAR, 'silent'],
    ['2019—2021年规划', YEAR, 'other'],
    ['2026年1-3季度财政收支情况', Q3, 'names'],
    ['2026年第一至三季度财政收支情况', Q3, 'names'],
    ['2026年三四季度财政收支情况', Q3, 'silent'],
  ])('%s', (title, period, relation) => expect(periodRelation(title, period, null)).toBe(relation));

  it.each([
    ['第三季度财政收支情况', '2026-10-12', 'names'],
    ['第三季度财政收支情况', '2025-10-12', 'other'],
    ['9月份财政收支情况', '2026-10-12', 'silent'],
    ['第三季度财政收支情况', null, 'silent'],
  ])('%s of %s takes its year from the day of publication', (title, publishedOn, relation) =>
    expect(periodRelation(title, Q3, publishedOn)).toBe(relation),
  );

  it.each([
    ['2026年第三季度全县预算执行情况', '全县预算执行情况'],
    ['2026年1—9月全县预算执行情况', '全县预算执行情况'],
    ['全县预算执行情况', '全县预算执行情况'],
  ])('%s is of the series %s', (title, series) => expect(withoutPeriods(title)).toBe(series));

  it('reads December in January as last year’s', () => {
    expect(periodsNamed('12月份水质监测信息', '2026-01-09')).toEqual([{ from: '2025-12-01', to: '2025-12-31' }]);
  });

  it('reads months in the wrong order as the year alone', () => {
    expect(periodsNamed('2026年9-3月', null)).toEqual([{ from: '2026-01-01', to: '2026-12-31' }]);
  });
});
