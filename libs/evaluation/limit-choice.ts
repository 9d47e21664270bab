import { TimeLimit } from '@app/catalog/time-limit';
import { coreName } from '@app/observation/names';
import { ItemObservation, ObservedDocument } from '@app/observation/observation';
import { isInternal } from './schedule';

/** Which of a row's limits binds one document, and by which rule it is judged. */
export interface LimitChoice {
  readonly limit: TimeLimit;
  readonly code: string;
  readonly isVague?: boolean;
  readonly choice?: string;
}

/**
 * 一格多限 — the limit of a row that binds this document; undefined where none does. What is said of 许可、处罚决定
 * binds those only, and what is owed to other offices (7个工作日内报备) binds none. Where several remain, the most
 * lenient one is taken and named: the row does not say more.
 */
export function limitFor(document: ObservedDocument, { item }: ItemObservation): LimitChoice | undefined {
  const hard = item.limits.filter(
    (limit) => limit.kind === 'afterEvent' && limit.amount !== undefined && !isInternal(limit, item),
  );
  if (hard.length === 0) return vagueLimit(item.limits);
  const isDecision = isDecisionDocument(document, item.levels);
  const ofDecisions = hard.filter(isOfDecisions);
  const general = hard.filter((limit) => !isOfDecisions(limit));
  const binding = isDecision && ofDecisions.length > 0 ? ofDecisions : general;
  const limit = mostLenient(binding);
  if (!limit) return undefined;
  const choice =
    binding.length > 1 ? `目录载明${binding.length}种时限，未指明各自范围，按最宽的“${limit.wording}”计算` : undefined;
  return { limit, code: codeOf(limit, isDecision, item.levels), ...(choice ? { choice } : {}) };
}

/** 许可、处罚决定 (not the guides, lists and rules about them). */
export function isDecisionDocument({ title }: Pick<ObservedDocument, 'title'>, levels: readonly string[]): boolean {
  if (GUIDE.test(title)) return false;
  return DECISION_TITLE.test(title) || DECISION_ITEM.test(coreName(levels.at(-1) ?? ''));
}

/** The row is about 许可 or 处罚, where short terms in 日 are working days by law (行政处罚法 第八十五条, 行政许可法 第八十二条). */
export function isDecisionRow(levels: readonly string[], limit: TimeLimit): boolean {
  return isOfDecisions(limit) || levels.some((level) => /许可|处罚/u.test(level));
}

/** 处罚 alone: its absence proves nothing (行政处罚法 第四十八条). */
export function isPenaltyRow(levels: readonly string[]): boolean {
  return levels.some((level) => /处罚/u.test(level)) && !GUIDE.test(levels.at(-1) ?? '');
}

const GUIDE =
  /指南|流程|依据|目录|清单|裁量|标准|办法|规定|条例|程序|制度|须知|规则|通知|解读|总结|报告|方案|计划|职责|权限|救济|监督/u;
const DECISION_TITLE = /(?:许可|处罚)(?:案件?|的)?(?:决定|结果|信息|公示|公开)|决定书|双公示|准予.{0,20}许可/u;
const DECISION_ITEM = /(?:许可|处罚)(?:案件?|的)?(?:决定书?|结果)?$/u;

function isOfDecisions({ wording, trigger }: TimeLimit): boolean {
  return trigger === 'decision_made' || /许可|处罚|行政决定/u.test(wording);
}

function vagueLimit(limits: readonly TimeLimit[]): LimitChoice | undefined {
  const limit = limits.find(({ kind }) => kind === 'prompt' || kind === 'immediate');
  return limit && { limit, code: 'TIM-01', isVague: true };
}

/** The families of the rule list: 预决算 after approval is TIM-03, 解读 after its policy TIM-04, 许可处罚 TIM-02. */
function codeOf({ trigger, unit, amount = 0 }: TimeLimit, isDecision: boolean, levels: readonly string[]): string {
  const name = levels.join(' ');
  if (trigger === 'approved' && /预算|决算/u.test(name)) return 'TIM-03';
  if (trigger === 'policy_document_published' || /解读/u.test(levels.at(-1) ?? '')) return 'TIM-04';
  const isShort = (unit === 'workday' || unit === 'day') && amount <= 7;
  return isDecision && (isShort || trigger === 'decision_made') ? 'TIM-02' : 'TIM-01';
}

const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, workday: 1.45, week: 7, month: 30, year: 365 };

function mostLenient(limits: readonly TimeLimit[]): TimeLimit | undefined {
  const days = ({ amount = 0, unit = 'day' }: TimeLimit) => amount * (DAYS[unit] ?? 1);
  return limits.reduce<TimeLimit | undefined>(
    (best, limit) => (!best || days(limit) > days(best) ? limit : best),
    undefined,
  );
}
