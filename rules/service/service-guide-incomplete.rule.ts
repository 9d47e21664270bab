import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { TextElements } from '@app/observation/site-facts';
import { quoted } from '../wording';
import { listed, ofSite } from '../site-subject';

/** Fewer as labels or headings: the text is called a guide and may be none, or is written in sentences. */
const LEAST_LABELLED = 2;

/** 办事指南要素缺失 — of the eight categories of 19号文 a guide may lack three. */
export const serviceGuideIncomplete = defineRule({
  code: 'SRV-01',
  id: 'service-guide-incomplete',
  title: '办事指南要素缺失',
  dimension: '内容',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“服务不实用”第2项（八类重点要素，数目待核对原文）',
  severity: 'veto',
  machine: 'A/S',
  subject: 'site',
  family: 'service-guide',
  parameters: { mostMissing: 3, vetoGuides: 5 },
  advice: '请在办事指南中补充事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话和办理流程。',
  isCurable: true,
  doubts: '指南另有附件、正文很短或过长，或分项书写的要素不足两类',

  examine(_site, { observation, parameters: { mostMissing, vetoGuides } }) {
    return ofSite(observation, ({ serviceGuides }) => {
      if (serviceGuides.length === 0) return notApplicable('没有读取到办事指南');
      const poor = serviceGuides.filter(({ missing }) => missing.length > mostMissing);
      const clear = poor.filter((guide) => !doubtOf(guide));
      if (clear.length > 0) {
        const veto = clear.length >= vetoGuides ? `，达到单项否决的${vetoGuides}项` : '';
        const sum = `读取办事指南${serviceGuides.length}项，${clear.length}项缺少的重点要素超过${mostMissing}类${veto}：`;
        const severity = clear.length >= vetoGuides ? 'veto' : 'medium';
        return fail(`${sum}${listed(clear.map(wordsOf), 5)}`, { ...proofOf(clear), severity });
      }
      if (poor.length > 0)
        return cannotTell(
          `有${poor.length}项办事指南认得的要素较少，请核实：${listed(
            poor.map((guide) => `${quoted(guide)}${doubtOf(guide)}`),
            5,
          )}`,
          { ...proofOf(poor), severity: 'medium' },
        );
      return pass(
        `读取办事指南${serviceGuides.length}项，缺少的重点要素均不超过${mostMissing}类`,
        proofOf(serviceGuides),
      );
    });
  },
});

function doubtOf({ gap, labelled }: TextElements): string | undefined {
  if (gap) return gap;
  return labelled < LEAST_LABELLED ? '没有分项书写' : undefined;
}

const wordsOf = (guide: TextElements): string =>
  `${quoted(guide)}缺${guide.missing.join('、')}（${guide.missing.length}类）`;

function proofOf(guides: readonly TextElements[]) {
  return { url: guides[0]?.url ?? '', evidence: guides.slice(0, 20).map(({ evidence }) => evidence) };
}
