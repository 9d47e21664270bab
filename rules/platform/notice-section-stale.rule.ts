import { cannotTell, defineRule } from '@app/evaluation/rule';
import { isDeep, liesDeep, sectionClassOf } from './section-class';
import { judgeStale } from './stale-section';

/** 通知公告、政策文件类栏目不更新. */
export const noticeSectionStale = defineRule({
  code: 'PLT-10',
  id: 'notice-section-stale',
  title: '公告政策不更新',
  dimension: '平台',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“栏目不更新”第1项（通知公告、政策文件类一级栏目6个月）',
  severity: 'medium',
  machine: 'A',
  subject: 'section',
  family: 'freshness',
  parameters: { months: 6 },
  advice: '请更新该栏目；不再保障的栏目请按程序归并或关闭。',
  isCurable: true,
  doubts: '列表未读完、有信息未载明日期、日期晚于判定日、三级及以下栏目；法律法规、解读、专题类不适用',

  appliesTo: ({ section }) => sectionClassOf(section) === 'notices',

  examine({ section }, context) {
    const verdict = judgeStale(section, { months: context.parameters.months }, context);
    return verdict.outcome === 'fail' && (isDeep(section) || liesDeep(section))
      ? cannotTell(`${verdict.explanation}；该栏目为三级及以下栏目，是否按6个月要求请核实`, verdict.proof)
      : verdict;
  },
});
