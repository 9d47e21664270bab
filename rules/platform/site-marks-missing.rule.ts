import { cannotTell, defineRule, fail, pass, unseen } from '@app/evaluation/rule';
import { homeProof, ofOwnSite, frameDoubt } from '../site-subject';

/** 网站标识和域名 — 网站标识码, ICP备案, 公安备案 in the footer, and a name under gov.cn. */
export const siteMarksMissing = defineRule({
  code: 'PLT-15',
  id: 'site-marks-missing',
  title: '网站标识或域名不规范',
  dimension: '平台',
  basis:
    '《政府网站发展指引》（国办发〔2017〕47号，页脚功能区和域名，条款待核对原文）；苏府办〔2018〕193号 (十二)（网站名称、域名、标识管理）',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'site-marks',
  parameters: { needsSiteCode: true, needsIcp: true, needsPolice: true, needsGovDomain: true },
  advice: '请在页脚标明网站标识码、ICP备案编号和公安机关备案标识，并使用以gov.cn为后缀的域名。',
  isCurable: true,
  doubts: '页脚由脚本或框架载入、首页未能读取、网站未读完；网址是IP地址或测试域名的不判断域名，其余后缀提请核实',

  examine(_site, { observation, parameters }) {
    return ofOwnSite(observation, ({ marks }) => {
      const proof = homeProof(observation);
      if (!marks) return unseen('本次监测记录没有页眉页脚情况，待下一轮采集', proof);
      const wanted: [name: string, isWanted: boolean, value?: string][] = [
        ['网站标识码', parameters.needsSiteCode, marks.siteCode],
        ['ICP备案编号', parameters.needsIcp, marks.icp],
        ['公安机关备案编号', parameters.needsPolice, marks.police],
      ];
      const missing = wanted.filter(([, isWanted, value]) => isWanted && !value).map(([name]) => name);
      if (missing.length > 0) {
        if (marks.gap) return unseen(`未见${missing.join('、')}，但${marks.gap}，不作认定`, proof);
        const sum = `页脚未标明${missing.join('、')}`;
        return frameDoubt(observation, missing.join('、')) ?? fail(sum, proof);
      }
      const host = new URL(observation.scope.homeUrl).hostname;
      if (parameters.needsGovDomain && isForeignName(host))
        return cannotTell(`网站域名为 ${host}，不以gov.cn结尾，请核实`, proof);
      const shown = wanted.flatMap(([name, , value]) => (value ? [`${name}${value}`] : []));
      return pass(`页脚标明${shown.join('、')}`, proof);
    });
  },
});

/** Addresses and names kept for tests (RFC 6761) say nothing about the name of a site. */
function isForeignName(host: string): boolean {
  if (/^[\d.]+$|^\[/.test(host) || /(?:^|\.)(?:localhost|example|test|invalid)$/.test(host)) return false;
  return !/(?:^|\.)gov\.cn$/i.test(host);
}
