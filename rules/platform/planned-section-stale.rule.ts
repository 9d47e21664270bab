import { addDays, LocalDate } from '@app/calendar/local-date';
import { periodsOf } from '@app/catalog/periods';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { TimeLimit } from '@app/catalog/time-limit';
import { cannotTell, defineRule, notApplicable } from '@app/evaluation/rule';
import { sectionLevels } from '@app/observation/match';
import { normalName } from '@app/observation/names';
import { ObservedSection } from '@app/observation/observation';
import { SectionPlan } from '@app/sites/unit';
import { Interval, judgeStale } from './stale-section';

/** 应更新未更新 — a section against the site's own 内容保障方案. */
export const plannedSectionStale = defineRule({
  code: 'PLT-11',
  id: 'planned-section-stale',
  title: '应更新未更新',
  dimension: '平台',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“栏目不更新”第2项；本网站内容保障方案载明的更新标准',
  severity: 'medium',
  machine: 'A',
  subject: 'section',
  family: 'freshness',
  parameters: {},
  advice: '请按内容保障方案更新该栏目；更新标准不合适的，请按程序调整方案。',
  isCurable: true,
  doubts: '更新标准未能解析、列表未读完、有信息未载明日期、日期晚于判定日',

  examine({ section }, context) {
    const plan = context.observation.scope.plans.find((each) => isPlanOf(each, section));
    if (!plan) return notApplicable('内容保障方案没有该栏目');
    const limits = readTimeLimits(plan.updateLimit);
    const interval = limits.map((limit) => intervalOf(limit, context.today)).find((each) => each !== undefined);
    if (interval) return judgeStale(section, interval, context);
    const isUnknown = limits.every(({ kind }) => kind === 'unparsed');
    const standard = `更新标准“${plan.updateLimit}”`;
    return isUnknown ? cannotTell(`${standard}未能解析，须人工确定`) : notApplicable(`${standard}没有确定的间隔`);
  },
});

/** The plan's path ends with the section's name, and what it names above it stands above the section. */
function isPlanOf({ section: planned }: SectionPlan, section: ObservedSection): boolean {
  const levels = sectionLevels(planned).map(normalName);
  const path = section.path.map(normalName);
  if (levels.at(-1) !== path.at(-1)) return false;
  return (
    levels.length === 1 || path.length === 1 || levels.slice(0, -1).some((level) => path.slice(0, -1).includes(level))
  );
}

/** 每季度更新: an entry in the last full quarter or later; 最迟3个月: in the last three months. */
function intervalOf({ kind, amount, unit, period = '' }: TimeLimit, today: LocalDate): Interval | undefined {
  if (kind === 'periodic') return periodInterval(period, today);
  if (kind !== 'maxAge' || amount === undefined) return undefined;
  if (unit === 'month') return { months: amount };
  if (unit === 'year') return { months: amount * 12 };
  return unit === 'day' || unit === 'week' ? { days: amount * (unit === 'week' ? 7 : 1) } : undefined;
}

function periodInterval(period: string, today: LocalDate): Interval | undefined {
  const ended = periodsOf(period, addDays(today, -800), today).filter(({ to }) => to < today);
  const last = ended.at(-1);
  return last && { since: last.from, label: last.label };
}
