import { AvailabilityWeek } from '@app/crawling/availability';
import { defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { spoken } from '../wording';

/** 站点无法访问 — a home page that did not open within 15 seconds in five of a hundred looks or more over a week. */
export const siteUnreachable = defineRule({
  code: 'PLT-12',
  id: 'site-unreachable',
  title: '站点无法访问',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“站点无法访问”',
  severity: 'veto',
  machine: 'A',
  subject: 'site',
  family: 'availability',
  parameters: { probesADay: 20, percent: 5 },
  advice: '请检查网站服务器、网络和域名解析，保证首页能够稳定打开。',
  isCurable: true,
  doubts: '有一天的有效探测不足20次、对照探测同时失败，或探测被网站限制',

  examine(_site, { observation, today, parameters: { probesADay, percent } }) {
    const { availability, scope } = observation;
    if (!scope.isOwnSite) return notApplicable('本单位没有独立网站，可用性不由本单位承担');
    if (!availability) return unseen('尚无可用性探测记录，不作判断');
    const { from, to, probes, failing, evidence } = availability;
    const proof = { url: scope.homeUrl, evidence: evidence ? [evidence] : [] };
    const when = `${spoken(from, today)}至${spoken(to, today)}`;
    const thin = thinDay(availability, probesADay);
    if (thin) return unseen(`${when}中${thin}，不作判断`, proof);
    const share = `有效探测${probes}次，其中${failing}次超过15秒（含）仍打不开，占${percentOf(failing, probes)}%`;
    const verdict = `${when}${share}（标准：每天${probesADay}次以上，占比不得达到${percent}%）`;
    return failing * 100 < probes * percent ? pass(verdict, proof) : fail(verdict, proof);
  },
});

/** The day with the fewest probes, where they are too few; Chinese. */
function thinDay({ days }: AvailabilityWeek, least: number): string | undefined {
  const [fewest] = [...days].sort((a, b) => a.probes - b.probes);
  if (!fewest || fewest.probes >= least) return undefined;
  const lost = fewest.isVoid > 0 ? `，另有${fewest.isVoid}次无效` : '';
  return `${fewest.day}的有效探测只有${fewest.probes}次${lost}，不足${least}次`;
}

/** Two decimals, so that 4.99 % is not printed as 5 %; cut, not rounded. */
function percentOf(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole) / 100;
}
