import { workCalendar } from '@app/calendar/holiday-notices';
import { LocalDate } from '@app/calendar/local-date';
import { addWorkingDays } from '@app/calendar/working-days';
import { county } from './county';
import { DocumentPlan, RowPlan } from './plan';
import { truth } from './truth';

// Reckoned by hand from the State Council's holiday notice for 2026, independent of the calendar the product uses: days off 02-15–02-23,
// 04-04–04-06, 05-01–05-05, 06-19–06-21, 09-25–09-27, 10-01–10-07; working Saturdays and Sundays 02-14, 02-28, 05-09,
// 09-20, 10-10.
const LATE: [formed: LocalDate, days: number, due: LocalDate, published: LocalDate, title: string][] = [
  ['2026-01-12', 20, '2026-02-09', '2026-02-12', '养犬管理办法'],
  ['2026-06-22', 20, '2026-07-20', '2026-07-24', '户外广告设置管理规定'],
  ['2026-08-24', 20, '2026-09-20', '2026-09-21', '职务任免的通知（第9号）'],
  ['2026-09-08', 20, '2026-10-12', '2026-10-14', '清财采〔2026〕6号'],
  ['2026-01-26', 20, '2026-02-28', '2026-03-03', '基层医疗卫生服务能力建设'],
  ['2026-05-06', 20, '2026-06-02', '2026-06-03', '地理标志保护'],
  ['2026-04-07', 20, '2026-05-08', '2026-05-12', '最低生活保障标准的通知'],
  ['2026-06-08', 20, '2026-07-07', '2026-07-09', '普惠性民办幼儿园认定结果'],
  ['2026-07-13', 20, '2026-08-10', '2026-08-13', '重大火灾隐患挂牌督办'],
  ['2026-03-16', 20, '2026-04-14', '2026-04-20', '白石镇森林防灭火'],
  ['2026-09-07', 20, '2026-10-10', '2026-10-12', '柳溪镇防汛应急预案'],
  ['2026-08-03', 20, '2026-08-31', '2026-09-03', '云台乡集体资产管理办法'],
  ['2026-04-28', 7, '2026-05-11', '2026-05-13', '清财罚〔2026〕1号'],
  ['2026-09-11', 7, '2026-09-21', '2026-09-22', '清财许〔2026〕8号'],
  ['2026-03-03', 7, '2026-03-12', '2026-03-17', '清卫医〔2026〕2号'],
  ['2026-10-20', 7, '2026-10-29', '2026-11-02', '清卫公〔2026〕31号'],
  ['2026-06-15', 7, '2026-06-25', '2026-06-29', '清卫公〔2026〕18号'],
  ['2026-08-05', 7, '2026-08-14', '2026-08-20', '清市监处罚〔2026〕57号'],
  ['2026-02-11', 7, '2026-02-27', '2026-03-02', '清市监食许〔2026〕14号'],
  ['2026-07-07', 7, '2026-07-16', '2026-07-21', '清民社许〔2026〕9号'],
  ['2026-04-01', 7, '2026-04-13', '2026-04-15', '清教许〔2026〕2号'],
];
const LAST_DAY: [formed: LocalDate, days: number, due: LocalDate, title: string][] = [
  ['2026-07-06', 20, '2026-08-03', '电动自行车停放管理办法》的通知'],
  ['2026-09-07', 20, '2026-10-10', '农村自建房管理办法'],
  ['2026-09-28', 20, '2026-10-30', '2025年度县级预算执行审计结果'],
  ['2026-05-06', 20, '2026-06-02', '取消部分证明事项'],
  ['2026-03-16', 20, '2026-04-14', '清财采〔2026〕2号'],
  ['2026-02-03', 20, '2026-03-09', '2026年基层卫生工作要点'],
  ['2026-08-26', 20, '2026-09-22', '商标代理检查'],
  ['2026-05-25', 20, '2026-06-23', '普惠性民办幼儿园年度考核'],
  ['2026-10-12', 20, '2026-11-09', '矿山重大隐患'],
  ['2026-09-14', 20, '2026-10-16', '机械伤害事故'],
  ['2026-06-15', 20, '2026-07-14', '柳溪镇2026年农村危房'],
  ['2026-09-18', 20, '2026-10-22', '云台乡村道改造项目竣工'],
  ['2026-09-24', 7, '2026-10-12', '清财罚〔2026〕3号'],
  ['2026-05-06', 7, '2026-05-14', '清卫公〔2026〕12号'],
  ['2026-02-10', 7, '2026-02-26', '清卫公〔2026〕5号'],
  ['2026-09-28', 7, '2026-10-13', '清市监处罚〔2026〕71号'],
  ['2026-11-09', 7, '2026-11-18', '清民社许〔2026〕15号'],
  ['2026-09-21', 7, '2026-10-08', '清教许〔2026〕6号'],
  ['2026-04-28', 7, '2026-05-11', '清应急许〔2026〕4号'],
];
const calendar = workCalendar();
const documents = county().units.flatMap(({ catalog }) =>
  catalog.rows.flatMap((row) => row.documents.map((document) => ({ row, document }))),
);
/** What bad weather hides may be late: nobody can tell. */
const hidden = new Set(
  county().channels.flatMap(({ weather, articles }) => (weather ? articles.map(({ plan }) => plan) : [])),
);
const documentOf = (title: string) => documents.filter(({ document }) => document.title.includes(title));

describe('late documents', () => {
  it.each(LATE)('formed %s + %i working days is %s, published %s: %s', (formed, days, due, published, title) => {
    const isLate = /^TIM-0[12]$/;
    const [found, ...others] = documentOf(title).filter(({ document }) => isLate.test(document.planted?.code ?? ''));
    expect(others).toEqual([]);
    expect(found?.document).toMatchObject({ formed, published });
    expect(found?.document.planted?.code).toBe(days === 7 ? 'TIM-02' : 'TIM-01');
    expect(published > due).toBe(true);
    expect(addWorkingDays(formed, days, calendar)).toBe(due);
  });

  it('are all of them', () => {
    const { planted } = truth(county());
    expect(planted.filter(({ code }) => code === 'TIM-01' || code === 'TIM-02')).toHaveLength(LATE.length);
  });

  it.each(LAST_DAY)('formed %s + %i working days is %s, the day of publication: %s', (formed, days, due, title) => {
    const found = documentOf(title).find(({ document }) => document.near);
    expect(found?.document).toMatchObject({ formed, published: due });
    expect(addWorkingDays(formed, days, calendar)).toBe(due);
  });

  it('do not hide among the unmarked ones', () => {
    const stray = documents.filter(
      ({ row, document }) => !document.planted && !document.near && !hidden.has(document) && isLate(row, document),
    );
    expect(stray.map(({ document }) => document.title)).toEqual([]);
  });
});

/** Against the limits in working days, where the document is the unit's own. */
function isLate({ timeLimit }: RowPlan, { formed, published, issuer, decision }: DocumentPlan): boolean {
  const days = decision ? 7 : /(\d+)个工作日内/.exec(timeLimit)?.[1];
  if (!formed || issuer || !days || !calendar.covers(formed)) return false;
  return published > (addWorkingDays(formed, Number(days), calendar) ?? '9999');
}
