import { DimensionName, ScoreParameters, UnitScore } from '@app/assessment/score';
import { LateRectification, Violation } from '@app/assessment/unit-period-record';
import { LocalDate } from '@app/calendar/local-date';
import { ReportKind } from './period';

/** 月报告、季通报、年考核 — every figure and every name it prints, frozen at its cut-off. */
export interface ReportContent {
  readonly kind: ReportKind;
  readonly period: string;
  readonly label: string;
  readonly title: string;
  /** The title as it is broken into lines. */
  readonly titleLines: readonly string[];
  readonly region: string;
  readonly office: string;
  readonly issuedOn: LocalDate;
  /** By when the problems are to be put right; null where the calendar does not reach so far. */
  readonly rectifyBy: LocalDate | null;
  /** 数据截止时间, Shanghai time. */
  readonly cutoff: string;
  readonly totals: ReportTotals;
  readonly ranking: readonly RankingRow[];
  readonly notScored: readonly { readonly unit: string; readonly reason: string }[];
  /** 表扬: scored, nothing to object to. */
  readonly praised: readonly string[];
  readonly problems: readonly UnitProblems[];
  readonly rectifications: readonly RectificationRow[];
  readonly lateRectifications: readonly (LateRectification & { readonly unit: string })[];
  readonly scores: readonly UnitScore[];
  readonly parameters: ScoreParameters;
  /** Units whose site could not be read completely. */
  readonly gaps: readonly { readonly unit: string; readonly gap: string }[];
}

/** Counts; rates in percent with one decimal, absent where there is no base. */
export interface ReportTotals {
  readonly units: number;
  readonly scoredUnits: number;
  readonly items: number;
  readonly onlineVerifiable: number;
  readonly judged: number;
  readonly due: number;
  readonly published: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly quality: number;
  readonly platform: number;
  readonly problems: number;
  readonly confirmed: number;
  readonly proposalsPending: number;
  readonly contested: number;
  readonly notices: number;
  readonly noticeProblems: number;
  readonly closed: number;
  readonly overdue: number;
  readonly completeRate?: number;
  readonly onTimeRate?: number;
  readonly rectifiedRate?: number;
}

export interface RankingRow {
  readonly unit: string;
  readonly place: number;
  /** Places gained since the previous period; null where there is no previous place. */
  readonly change: number | null;
  readonly due: number;
  readonly published: number;
  readonly completeRate: number | null;
  readonly onTimeRate: number | null;
  readonly late: number;
  readonly missing: number;
  readonly defects: number;
  readonly rectifiedRate: number | null;
  readonly total: number;
  readonly grade: string;
  readonly onlineVerifiable: number;
  readonly items: number;
  readonly dimensions: readonly { readonly name: DimensionName; readonly weight: number; readonly score: number }[];
}

export interface UnitProblems {
  readonly unit: string;
  readonly violations: readonly Violation[];
}

export interface RectificationRow {
  readonly unit: string;
  readonly issued: number;
  readonly problems: number;
  readonly closedInTime: number;
  readonly closedLate: number;
  readonly open: number;
  readonly overdue: number;
  readonly rate: number | null;
}
