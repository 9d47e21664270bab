import { UnitScore } from '@app/assessment/score';
import { Violation } from '@app/assessment/unit-period-record';
import { Block, TableColumn } from '@app/rectification/official-document';
import { SEVERITY_NAMES } from '@app/rectification/wording';
import { RankingRow, ReportContent } from './report-content';

/** A column of a list, for Word and Excel alike. `share` is its width in Word. */
export interface ListColumn<T> extends TableColumn {
  readonly isPercent?: boolean;
  value(row: T): string | number | null;
}

export type Row<T> = T & { readonly ordinal: number };
export type ProblemRow = Violation & { readonly unit: string };
export type DeductionRow = Extract<UnitScore, { isScored: true }>['deductions'][number] & {
  readonly unit: string;
  readonly total: number;
};
export type RectificationLine = ReportContent['rectifications'][number];

export const RANKING_COLUMNS: readonly ListColumn<Row<RankingRow>>[] = [
  { title: '排名', share: 2, isNumber: true, value: ({ place }) => place },
  { title: '单位', share: 6, value: ({ unit }) => unit },
  { title: '可在线核验/目录事项', share: 3.4, isNumber: true, value: (row) => `${row.onlineVerifiable}/${row.items}` },
  { title: '到期应公开', share: 2.4, isNumber: true, value: ({ due }) => due },
  { title: '已公开', share: 2.2, isNumber: true, value: ({ published }) => published },
  { title: '完整率', share: 3.2, isNumber: true, isPercent: true, value: ({ completeRate }) => completeRate },
  { title: '按时率', share: 3.2, isNumber: true, isPercent: true, value: ({ onTimeRate }) => onTimeRate },
  { title: '超期数', share: 2, isNumber: true, value: ({ late }) => late },
  { title: '未公开数', share: 2, isNumber: true, value: ({ missing }) => missing },
  { title: '质量平台问题', share: 2.4, isNumber: true, value: ({ defects }) => defects },
  { title: '整改率', share: 3.2, isNumber: true, isPercent: true, value: ({ rectifiedRate }) => rectifiedRate },
  { title: '得分', share: 2.6, isNumber: true, value: ({ total }) => total },
  { title: '等次', share: 2.4, isNumber: true, value: ({ grade }) => grade },
  { title: '较上期', share: 2.4, isNumber: true, value: ({ change }) => changeText(change) },
];

export const PROBLEM_COLUMNS: readonly ListColumn<Row<ProblemRow>>[] = [
  { title: '序号', share: 1.3, isNumber: true, value: ({ ordinal }) => ordinal },
  { title: '单位', share: 3.2, value: ({ unit }) => unit },
  { title: '事项（行号）', share: 3.6, value: (row) => subjectOf(row) },
  { title: '问题', share: 3, value: ({ title, code }) => `${title}（${code}）` },
  { title: '情况', share: 7.4, value: ({ explanation }) => explanation },
  { title: '截止日', share: 3.1, isNumber: true, value: ({ dueOn }) => dueOn },
  { title: '风险', share: 2.2, isNumber: true, value: ({ severity }) => SEVERITY_NAMES[severity] },
  { title: '状态', share: 2, isNumber: true, value: (row) => standingOf(row) },
];

export const RECTIFICATION_COLUMNS: readonly ListColumn<Row<RectificationLine>>[] = [
  { title: '序号', share: 1.3, isNumber: true, value: ({ ordinal }) => ordinal },
  { title: '单位', share: 6, value: ({ unit }) => unit },
  { title: '整改通知', share: 2, isNumber: true, value: ({ issued }) => issued },
  { title: '通知问题', share: 2, isNumber: true, value: ({ problems }) => problems },
  { title: '按期销号', share: 2, isNumber: true, value: ({ closedInTime }) => closedInTime },
  { title: '超期销号', share: 2, isNumber: true, value: ({ closedLate }) => closedLate },
  { title: '整改中', share: 2, isNumber: true, value: ({ open }) => open },
  { title: '逾期未整改', share: 2.2, isNumber: true, value: ({ overdue }) => overdue },
  { title: '整改率', share: 2.4, isNumber: true, isPercent: true, value: ({ rate }) => rate },
];

export const DEDUCTION_COLUMNS: readonly ListColumn<Row<DeductionRow>>[] = [
  { title: '序号', share: 1.3, isNumber: true, value: ({ ordinal }) => ordinal },
  { title: '单位', share: 3.2, value: ({ unit }) => unit },
  { title: '单位得分', share: 2, isNumber: true, value: ({ total }) => total },
  { title: '指标', share: 2.4, isNumber: true, value: ({ dimension }) => dimension },
  { title: '事项', share: 3.6, value: ({ item }) => item },
  { title: '扣分', share: 1.6, isNumber: true, value: ({ points }) => points },
  { title: '扣分事实', share: 8.5, value: ({ reason }) => reason },
  { title: '规则', share: 2.4, isNumber: true, value: ({ code }) => code },
  { title: '告警编号', share: 1.9, isNumber: true, value: ({ alertId }) => alertId },
];

export function rankingRows({ ranking }: ReportContent): Row<RankingRow>[] {
  return numbered(ranking);
}

export function problemRows({ problems }: ReportContent): Row<ProblemRow>[] {
  return numbered(problems.flatMap(({ unit, violations }) => violations.map((violation) => ({ ...violation, unit }))));
}

export function rectificationRows({ rectifications }: ReportContent): Row<RectificationLine>[] {
  return numbered(rectifications);
}

/** Best unit first, as in the ranking; lines that cost nothing are left out. */
export function deductionRows({ ranking, scores }: ReportContent): Row<DeductionRow>[] {
  return numbered(
    ranking.flatMap(({ unit, total }) => {
      const score = scores.find((one) => one.unit === unit);
      const deductions = score?.isScored ? score.deductions : [];
      return deductions.filter(({ points }) => points > 0).map((deduction) => ({ ...deduction, unit, total }));
    }),
  );
}

export function rankingTable(report: ReportContent): Block[] {
  return [
    list(RANKING_COLUMNS, rankingRows(report)),
    note(
      '说明：完整率＝已公开÷到期应公开，按时率＝按时公开÷到期应公开，均只计可在线核验且已作出判定的事项；得分相同的名次并列。',
    ),
    ...report.notScored.map(({ unit, reason }) => note(`${unit}：不参与评分（${reason}）。`)),
  ];
}

export function problemTable(report: ReportContent): Block[] {
  const rows = problemRows(report);
  if (rows.length === 0) return [note('本期没有问题。')];
  return [
    list(PROBLEM_COLUMNS, rows),
    note('说明：“待确认”为平台依规则判定、尚未经人工确认的问题，印发前应当完成确认。申诉未决的问题不在本表。'),
  ];
}

export function rectificationTable(report: ReportContent): Block[] {
  const rows = rectificationRows(report);
  const late = report.lateRectifications.map(({ unit, notice, item, rectifyBy, closedOn }) =>
    note(
      `${unit}　${notice}　${item ?? ''}：期限${rectifyBy}，${closedOn === null ? '逾期未整改' : `${closedOn}销号`}。`,
    ),
  );
  return rows.length === 0 ? [note('本期问题尚未发出整改通知。')] : [list(RECTIFICATION_COLUMNS, rows), ...late];
}

export function deductionTable(report: ReportContent): Block[] {
  const rows = deductionRows(report);
  return rows.length === 0 ? [note('本期没有扣分。')] : [list(DEDUCTION_COLUMNS, rows)];
}

function numbered<T>(rows: readonly T[]): Row<T>[] {
  return rows.map((row, index) => ({ ...row, ordinal: index + 1 }));
}

function list<T>(columns: readonly ListColumn<T>[], rows: readonly T[]): Block {
  const texts = rows.map((row) => columns.map((column) => textOf(column, row)));
  return { kind: 'table', columns, rows: texts };
}

function textOf<T>({ value, isPercent }: ListColumn<T>, row: T): string {
  const content = value(row);
  if (content === null) return '—';
  return isPercent ? `${Number(content).toFixed(1)}%` : String(content);
}

function note(text: string): Block {
  return { kind: 'note', text };
}

function subjectOf({ item, row, section }: ProblemRow): string {
  if (item === null) return section ?? '网站';
  return row === null ? item : `${item}（${row}）`;
}

function standingOf({ isClosed, isConfirmed, notice }: ProblemRow): string {
  if (isClosed) return '已销号';
  if (notice !== null) return '已通知';
  return isConfirmed ? '已确认' : '待确认';
}

function changeText(change: number | null): string {
  if (change === null) return '—';
  if (change === 0) return '持平';
  return change > 0 ? `升${change}` : `降${-change}`;
}
