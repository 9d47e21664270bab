import { addDays, daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { asOf, spoken } from '../wording';

/** 首页不更新 — no day within two weeks on the home page or one click behind it. */
export const homepageStale = defineRule({
  code: 'PLT-08',
  id: 'homepage-stale',
  title: '首页不更新',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“首页不更新”',
  severity: 'veto',
  machine: 'A',
  subject: 'site',
  family: 'homepage',
  parameters: { days: 14 },
  advice: '请更新首页信息，并注明发布时间。',
  isCurable: true,
  doubts: '首页或其链接的页面未能读取、内容由脚本载入、没有任何日期或日期晚于判定日',

  examine(_site, { observation, today, parameters }) {
    const { home, scope } = observation;
    if (!scope.isOwnSite) return notApplicable('本单位没有独立网站，首页不属于本单位');
    if (!home) return unseen(`首页未能采集（${observation.gap ?? '原因未记录'}），不作更新判断`);
    const proof = { url: scope.homeUrl, evidence: [home.evidence], publishedOn: home.newestOn };
    const { newestOn } = home;
    if (newestOn && newestOn > today) return cannotTell(`首页有晚于判定日的日期（${newestOn}），请核实`, proof);
    if (newestOn && newestOn >= addDays(today, -parameters.days))
      return pass(`首页最近更新为${spoken(newestOn, today)}，在${parameters.days}天内`, proof);
    if (home.gap) return unseen(`首页${parameters.days}天内未见更新，但${home.gap}，不作认定`, proof);
    if (!observation.isComplete) return unseen(`本次采集不完整（${observation.gap ?? '原因未记录'}），不作认定`, proof);
    if (!newestOn) return cannotTell('首页及其链接的页面没有任何日期，请核实', proof);
    const where = home.isPortal ? '首页仅为导航，其链接的页面' : '首页及其链接的页面';
    return fail(
      `${asOf(today)}，${where}最近更新为${spoken(newestOn, today)}，已${daysBetween(newestOn, today)}天无更新（应在${parameters.days}天内）`,
      { ...proof, dueOn: addDays(newestOn, parameters.days) },
    );
  },
});
