import { LocalDate } from '@app/calendar/local-date';
import { Severity } from '@app/evaluation/rule';

/** What a violation did to the duty to publish: 未公开, 超期, or a defect of quality or platform. */
export type Effect = 'missing' | 'late' | 'quality' | 'platform';

/** 问题 — a violation of a period: judged by a rule or confirmed by a person, neither dismissed nor contested. */
export interface Violation {
  /** Null where no alert was raised. */
  readonly alertId: number | null;
  readonly findingId: string;
  readonly code: string;
  readonly title: string;
  readonly effect: Effect;
  readonly severity: Severity;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly explanation: string;
  readonly basis: string;
  readonly dueOn: LocalDate | null;
  /** Confirmed by a person. */
  readonly isConfirmed: boolean;
  /** Number of the notice that holds it, and whether its problem was closed there. */
  readonly notice: string | null;
  readonly isClosed: boolean;
}

/** A problem of a notice that was closed after the 整改期限 or is open beyond it. */
export interface LateRectification {
  readonly notice: string;
  readonly alertId: number;
  readonly code: string;
  readonly item: string | null;
  readonly rectifyBy: LocalDate;
  /** Null while it is open. */
  readonly closedOn: LocalDate | null;
}

/** 一个单位一个时期的事实 — everything a score or a report may use, nothing else. Contested problems are in none of it. */
export interface UnitPeriodRecord {
  readonly unitId: number;
  readonly unit: string;
  /** 可在线核验 N / M 项. */
  readonly coverage: { readonly items: number; readonly onlineVerifiable: number; readonly judged: number };
  /** Obligations of the period that were judged: `due` = `published` + `missing`, `published` = `onTime` + `late`. */
  readonly obligations: {
    readonly due: number;
    readonly published: number;
    readonly onTime: number;
    readonly late: number;
    readonly missing: number;
  };
  readonly violations: readonly Violation[];
  /** 待核实: doubts nobody has decided yet. Counted, never scored. */
  readonly proposalsPending: number;
  /** 申诉未决: left out of everything else. */
  readonly contested: number;
  /** Why the site could not be read completely; null when it could. */
  readonly gap: string | null;
  readonly notices: {
    readonly issued: number;
    readonly problems: number;
    readonly closedInTime: number;
    readonly closedLate: number;
    readonly open: number;
    readonly overdue: number;
    readonly late: readonly LateRectification[];
  };
}
