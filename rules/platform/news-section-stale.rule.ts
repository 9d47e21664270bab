import { cannotTell, defineRule } from '@app/evaluation/rule';
import { isDeep, sectionClassOf } from './section-class';
import { judgeStale } from './stale-section';

/** 动态、要闻类栏目不更新. */
export const newsSectionStale = defineRule({
  code: 'PLT-09',
  id: 'news-section-stale',
  title: '动态要闻不更新',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“栏目不更新”第1项（动态、要闻类2周）',
  severity: 'medium',
  machine: 'A',
  subject: 'section',
  family: 'freshness',
  parameters: { days: 14 },
  advice: '请更新该栏目；不再保障的栏目请按程序归并或关闭。',
  isCurable: true,
  doubts: '列表未读完、有信息未载明日期、日期晚于判定日、三级及以下栏目',

  appliesTo: ({ section }) => sectionClassOf(section) === 'news',

  examine({ section }, context) {
    const verdict = judgeStale(section, { days: context.parameters.days }, context);
    return verdict.outcome === 'fail' && isDeep(section)
      ? cannotTell(`${verdict.explanation}；该栏目为三级及以下栏目，是否按2周要求请核实`, verdict.proof)
      : verdict;
  },
});
