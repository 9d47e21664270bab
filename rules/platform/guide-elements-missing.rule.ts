import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { ofSite } from '../site-subject';

/** 指南要素 — who is responsible for disclosure, where, when and how they are reached. */
export const guideElementsMissing = defineRule({
  code: 'PLT-06',
  id: 'guide-elements-missing',
  title: '公开指南要素不全',
  dimension: '平台',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条（条款待核对原文）',
  severity: 'medium',
  machine: 'A/S',
  subject: 'site',
  family: 'guide-elements',
  parameters: { optional: '' },
  advice: '请在公开指南中补充工作机构的名称、办公地址、办公时间、联系电话、传真号码和互联网联系方式。',
  isCurable: true,
  doubts: '指南正文在附件、图片中或过长未读完，或只有要素名称而没有读到内容；本地不要求的要素写入 optional',

  examine(_site, { observation, parameters }) {
    return ofSite(observation, ({ guide }) => {
      if (!guide) return notApplicable('没有读取到公开指南正文，是否设置由PLT-01判定');
      const optional = new Set(String(parameters.optional).split(/[,，、\s]+/u));
      const proof = { url: guide.url, evidence: [guide.evidence] };
      const missing = guide.missing.filter((name) => !optional.has(name));
      const bare = guide.bare.filter((name) => !optional.has(name));
      if (missing.length === 0 && bare.length === 0) return pass(`“${guide.title}”要素齐全`, proof);
      const sum = `“${guide.title}”${missing.length > 0 ? `缺${missing.join('、')}` : ''}`;
      if (missing.length > 0 && guide.gap) return cannotTell(`${sum}；${guide.gap}，请核实`, proof);
      if (missing.length > 0) return fail(`${sum}，共缺${missing.length}项`, proof);
      return cannotTell(`${sum}写有${bare.join('、')}，但没有读到具体内容，请核实`, proof);
    });
  },
});
