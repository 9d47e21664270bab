import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { quoted } from '../wording';
import { noLonger, proofOf } from './page-facts';

/** 解读质量 — the interpretation repeats the document word for word (要点摘抄). Only proposes. */
export const interpretationExcerpt = defineRule({
  code: 'CNT-12',
  id: 'interpretation-excerpt',
  title: '解读为要点摘抄',
  dimension: '内容',
  basis:
    '国办发〔2016〕80号（政策解读，条款待核对原文）；地方解读质量评价口径（“文件要点摘抄”“文件压缩”，以本地方案为准）',
  severity: 'medium',
  machine: 'S',
  subject: 'page',
  family: 'interpretation-quality',
  parameters: { overlap: 0.8 },
  advice: '请补充背景依据、目标任务、主要内容、涉及范围、执行标准、注意事项和新旧政策差异，不以摘抄代替解读。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：重合比例按连续八字计算，引用条文较多的问答也可能偏高',

  appliesTo: ({ page }) => page.interpretation !== undefined,

  examine({ page }, { parameters }) {
    const { interpretation, document } = page;
    if (!interpretation) return noLonger(page, '解读');
    const { overlap, policy } = interpretation;
    const proof = proofOf(page, [policy.document.evidence]);
    if (overlap === undefined) return notApplicable(`${quoted(document)}或所解读的文件文字太少，不作比较`);
    const percent = `${Math.round(overlap * 100)}%`;
    const said = `${quoted(document)}的文字有${percent}与${quoted(policy.document)}逐字相同`;
    return overlap < parameters.overlap ? pass(said, proof) : cannotTell(`${said}，疑为要点摘抄，请核实`, proof);
  },
});
