import { defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { SiteFacts } from '@app/observation/site-facts';
import { homeProof, ofOwnSite, frameDoubt } from '../site-subject';

/** IPv6、无障碍、适老化 — an AAAA record of the host, and what the pages offer. */
export const accessMarksMissing = defineRule({
  code: 'PLT-16',
  id: 'access-marks-missing',
  title: '不支持IPv6、无障碍或适老化',
  dimension: '平台',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“IPv6改造”（条款待核对原文）；《政府网站发展指引》（国办发〔2017〕47号，无障碍，条款待核对原文）；苏府办〔2018〕193号 (十二)（IPv6）',
  severity: 'low',
  machine: 'A',
  subject: 'site',
  family: 'access-marks',
  parameters: { needsIpv6: true, needsBarrierFree: true, needsElderly: true },
  advice: '请完成IPv6改造，并提供无障碍浏览和适老化版本。',
  isCurable: true,
  doubts: '页眉由脚本或框架载入、网站未读完；没有查询域名解析记录且页面也未声明的，不判断IPv6',

  examine(_site, { observation, parameters }) {
    return ofOwnSite(observation, ({ marks, ipv6 }) => {
      const proof = homeProof(observation);
      if (!marks) return unseen('本次监测记录没有页眉页脚情况，待下一轮采集', proof);
      const states: [name: string, isWanted: boolean, isThere: boolean | null][] = [
        ['IPv6', parameters.needsIpv6, supportsIpv6(marks, ipv6)],
        ['无障碍浏览', parameters.needsBarrierFree, marks.has.includes('barrierFree')],
        ['适老化', parameters.needsElderly, marks.has.includes('elderly')],
      ];
      const wanted = states.filter(([, isWanted]) => isWanted);
      if (wanted.length === 0) return notApplicable('本地不要求');
      const missing = wanted.filter(([, , isThere]) => isThere === false).map(([name]) => name);
      const there = wanted.filter(([, , isThere]) => isThere).map(([name]) => name);
      if (missing.length === 0) {
        if (there.length === 0) return unseen('没有查询到域名解析记录，页面也未声明', proof);
        return pass(`支持${there.join('、')}`, proof);
      }
      const sum = `未见${missing.join('、')}${ipv6?.state === 'no' ? `（${ipv6.host}没有AAAA记录）` : ''}`;
      const isOnlyDns = missing.length === 1 && missing[0] === 'IPv6';
      if (isOnlyDns) return fail(sum, proof);
      if (marks.gap) return unseen(`${sum}，但${marks.gap}，不作认定`, proof);
      return frameDoubt(observation, missing.join('、')) ?? fail(sum, proof);
    });
  },
});

/** The record decides where it was asked for; else the site's own word. Null: nobody knows. */
function supportsIpv6(marks: NonNullable<SiteFacts['marks']>, ipv6: SiteFacts['ipv6']): boolean | null {
  if (ipv6?.state === 'yes') return true;
  if (ipv6?.state === 'no') return false;
  return marks.has.includes('ipv6') ? true : null;
}
