import { cannotTell, defineRule, fail, pass, unseen } from '@app/evaluation/rule';
import { homeProof, listed, ofSite, pagesSeen } from '../site-subject';

/** 错断链 — links on the unit's own pages that the site itself answers with 404 or 410. */
export const deadLink = defineRule({
  code: 'PLT-13',
  id: 'dead-link',
  title: '站内链接不可用',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“可用性”（链接不可用，条款待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'dead-link',
  parameters: { most: 0 },
  advice: '请删除或更正打不开的链接。',
  isCurable: true,
  doubts: '指向内网地址的链接只提请核实；超时、限制访问和服务器错误不算错断链，其他网站的链接不判断',

  examine(_site, { observation, parameters: { most } }) {
    return ofSite(observation, ({ deadLinks: { count, carried, listed: links }, inwardLinks }) => {
      const [first] = links;
      if (first && count > most) {
        const names = links.map(
          ({ text, status, isOnHome }) => `“${text || '无文字'}”（${isOnHome ? '首页，' : ''}${status}）`,
        );
        return fail(`有${count}个站内链接打不开，超过${most}个：${listed(names, 5)}`, {
          url: first.url,
          evidence: [...new Map(links.map(({ from }) => [from.url, from])).values()],
        });
      }
      if (count + carried > most)
        return unseen(`有${carried}个打不开的站内链接所在的页面本轮未读取，是否已更正尚未看到`, homeProof(observation));
      const [inward] = inwardLinks;
      if (inward)
        return cannotTell(`${inward.detail}，公众无法访问，请核实`, {
          url: inward.url,
          evidence: inward.evidence ? [inward.evidence] : [],
        });
      return pass(`已读取${pagesSeen(observation)}个页面，打不开的站内链接${count}个`, homeProof(observation));
    });
  },
});
