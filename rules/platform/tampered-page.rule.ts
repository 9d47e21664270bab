import { cannotTell, defineRule, pass } from '@app/evaluation/rule';
import { homeProof, listed, ofSite, pagesSeen } from '../site-subject';

/** 暗链、挂马、异常外链 — pages that are not the unit's own words any more. Only ever a proposal. */
export const tamperedPage = defineRule({
  code: 'PLT-14',
  id: 'tampered-page',
  title: '网页疑被篡改或链接有害网站',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“安全、泄密事故等严重问题”第3、4项',
  severity: 'veto',
  machine: 'S',
  subject: 'site',
  family: 'tampered-page',
  parameters: {},
  advice: '请立即核查网页和链接，清除有害内容，查明原因并加固网站。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：由人查看网页后确认；打击赌博、反诈宣传和福利彩票、体育彩票不计',

  examine(_site, { observation }) {
    return ofSite(observation, ({ suspects }) => {
      const [first] = suspects;
      if (!first) return pass(`已读取${pagesSeen(observation)}个页面，未见被篡改迹象`, homeProof(observation));
      const evidence = suspects.flatMap(({ evidence: one }) => one ?? []);
      return cannotTell(
        `有${suspects.length}个页面可疑：${listed(
          suspects.map(({ url, detail }) => `${url} ${detail}`),
          5,
        )}，请立即查看`,
        { url: first.url, evidence: evidence.length > 0 ? evidence : homeProof(observation).evidence },
      );
    });
  },
});
