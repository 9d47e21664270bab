import { Severity } from '@app/evaluation/rule';
import { UnitPeriodRecord, Violation } from './unit-period-record';

export type DimensionName = '完整性' | '时限' | '质量与隐私' | '平台' | '整改';
export type Grade = '优秀' | '良好' | '合格' | '不合格';

/** 评分参数, all editable. */
export interface ScoreParameters {
  /** Sum to 100. */
  readonly weights: Readonly<Record<DimensionName, number>>;
  /** Points per defect of quality or platform, by severity, until the dimension is used up. */
  readonly defectPoints: Readonly<Record<Severity, number>>;
  /** Share of a problem's 整改 points that a late closing costs; an open one beyond its day costs all. */
  readonly lateClosingShare: number;
  /** 一票否决: the most a vetoed unit can have. */
  readonly vetoCap: number;
  /** Least total of each grade. */
  readonly grades: { readonly 优秀: number; readonly 良好: number; readonly 合格: number };
}

/** Proposal of domain practice (完整性40 时限30 质量与隐私15 平台10 整改5); a region sets its own. */
export const DEFAULT_PARAMETERS: ScoreParameters = {
  weights: { 完整性: 40, 时限: 30, 质量与隐私: 15, 平台: 10, 整改: 5 },
  defectPoints: { veto: 15, high: 5, medium: 3, low: 1, tip: 0 },
  lateClosingShare: 0.5,
  vetoCap: 59,
  grades: { 优秀: 90, 良好: 80, 合格: 60 },
};

/** 扣分 — one line of the score sheet; `points` is what was really taken, so the lines add up to 100 minus the total. */
export interface Deduction {
  readonly dimension: DimensionName | '一票否决';
  readonly code: string;
  readonly item: string | null;
  readonly points: number;
  readonly reason: string;
  readonly alertId: number | null;
  /** Null where it rests on a notice rather than on a finding. */
  readonly findingId: string | null;
}

/** 得分, or why a unit has none: 不参与评分 is not 100. */
export type UnitScore =
  | { readonly unit: string; readonly isScored: false; readonly reason: string }
  | {
      readonly unit: string;
      readonly isScored: true;
      readonly total: number;
      readonly grade: Grade;
      readonly isVetoed: boolean;
      readonly dimensions: readonly {
        readonly name: DimensionName;
        readonly weight: number;
        readonly score: number;
      }[];
      readonly deductions: readonly Deduction[];
      /** Share of catalog rows no crawler can see, 0 … 1. */
      readonly unobservable: number;
    };

/**
 * 评分 of one unit by its record. Two decimals; the deductions are traceable and add up exactly.
 * Throws RangeError when the weights do not sum to 100.
 */
export function scoreUnit(record: UnitPeriodRecord, parameters: ScoreParameters = DEFAULT_PARAMETERS): UnitScore {
  const weights = Object.values(parameters.weights).reduce((sum, weight) => sum + weight, 0);
  if (weights !== 100) throw new RangeError(`各项权重之和应为100，实为${weights}`);
  const reason = reasonNotScored(record);
  if (reason) return { unit: record.unit, isScored: false, reason };
  const taken = [
    ...perObligation('完整性', record, parameters, ['missing']),
    ...perObligation('时限', record, parameters, ['missing', 'late']),
    ...perDefect('质量与隐私', record, parameters, 'quality'),
    ...perDefect('平台', record, parameters, 'platform'),
    ...perRectification(record, parameters),
  ];
  const dimensions = (Object.keys(parameters.weights) as DimensionName[]).map((name) => ({
    name,
    weight: parameters.weights[name],
    score: round(parameters.weights[name] - sumOf(taken.filter(({ dimension }) => dimension === name))),
  }));
  const veto = vetoOf(record, round(100 - sumOf(taken)), parameters);
  const deductions = veto ? [...taken, veto] : taken;
  const total = round(100 - sumOf(deductions));
  return {
    unit: record.unit,
    isScored: true,
    total,
    grade: veto ? '不合格' : gradeOf(total, parameters),
    isVetoed: veto !== undefined,
    dimensions,
    deductions,
    unobservable: rate(record.coverage.items - record.coverage.onlineVerifiable, record.coverage.items) ?? 0,
  };
}

/** A share, or null where there is no base: never a division by zero, never 100 % of nothing. */
export function rate(part: number, base: number): number | null {
  return base > 0 ? part / base : null;
}

function reasonNotScored({ coverage, obligations }: UnitPeriodRecord): string | undefined {
  if (coverage.onlineVerifiable === 0) return '目录中没有可在线核验的事项';
  if (obligations.due === 0) return '本期没有已判定的到期公开事项';
  return undefined;
}

/** Each obligation of the period is worth the same share of the dimension. */
function perObligation(
  dimension: DimensionName,
  { violations, obligations }: UnitPeriodRecord,
  { weights }: ScoreParameters,
  effects: readonly Violation['effect'][],
): Deduction[] {
  const concerned = violations.filter(({ effect }) => effects.includes(effect));
  const weight = weights[dimension];
  const share = `本项${weight}分÷应公开${obligations.due}项`;
  // The running sum is rounded, not each line: three thirds of 40 are 40, not 39.99.
  const upTo = (count: number) => round((weight * Math.min(count, obligations.due)) / obligations.due);
  return concerned.map((violation, index) =>
    deduction(dimension, violation, round(upTo(index + 1) - upTo(index)), `${violation.explanation}（${share}）`),
  );
}

function perDefect(
  dimension: DimensionName,
  { violations }: UnitPeriodRecord,
  { weights, defectPoints }: ScoreParameters,
  effect: Violation['effect'],
): Deduction[] {
  let left = weights[dimension];
  return violations
    .filter((violation) => violation.effect === effect)
    .map((violation) => {
      const points = Math.min(left, defectPoints[violation.severity]);
      const isCut = points < defectPoints[violation.severity];
      left = round(left - points);
      return deduction(dimension, violation, points, `${violation.explanation}${isCut ? '（本项已扣完）' : ''}`);
    });
}

function perRectification({ notices }: UnitPeriodRecord, { weights, lateClosingShare }: ScoreParameters): Deduction[] {
  const weight = weights.整改;
  let before = 0;
  return notices.late.map((late) => {
    const isOpen = late.closedOn === null;
    const until = Math.min(weight, before + (weight * (isOpen ? 1 : lateClosingShare)) / Math.max(notices.problems, 1));
    const points = round(round(until) - round(before));
    before = until;
    const what = isOpen
      ? `逾期未整改（期限${late.rectifyBy}）`
      : `超期整改（期限${late.rectifyBy}，${late.closedOn}销号）`;
    return {
      dimension: '整改',
      code: late.code,
      item: late.item,
      points,
      reason: `${late.notice}${what}（本项${weight}分÷通知问题${notices.problems}个）`,
      alertId: late.alertId,
      findingId: null,
    };
  });
}

function deduction(dimension: DimensionName, violation: Violation, points: number, reason: string): Deduction {
  const { code, item, alertId, findingId } = violation;
  return { dimension, code, item, points, reason, alertId, findingId };
}

function vetoOf(record: UnitPeriodRecord, total: number, { vetoCap }: ScoreParameters): Deduction | undefined {
  const veto = record.violations.find(({ severity }) => severity === 'veto');
  if (!veto) return undefined;
  const { code, item, alertId, findingId, explanation } = veto;
  const points = round(Math.max(0, total - vetoCap));
  const reason = `${explanation}（单项否决，得分不超过${vetoCap}分，等次为不合格）`;
  return { dimension: '一票否决', code, item, points, reason, alertId, findingId };
}

function gradeOf(total: number, { grades }: ScoreParameters): Grade {
  if (total >= grades.优秀) return '优秀';
  if (total >= grades.良好) return '良好';
  return total >= grades.合格 ? '合格' : '不合格';
}

function sumOf(deductions: readonly Deduction[]): number {
  return round(deductions.reduce((sum, { points }) => sum + points, 0));
}

function round(value: number): number {
  return Math.round((value + Number.EPSILON) * 100) / 100;
}
