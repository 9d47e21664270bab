import { LocalDate } from '@app/calendar/local-date';

/** 公开时限的种类 — what a phrase asks for; the same words as the command line prints. */
export type TimeLimitKind =
  | 'afterEvent' // 信息形成或者变更之日起20个工作日内
  | 'onRequest' // 自收到申请之日起20个工作日内
  | 'maxAge' // 最迟6个月内必须有更新
  | 'minDisplay' // 公示期不得少于7日
  | 'beforeEvent' // 提前一周
  | 'fixedDate' // 每年1月31日前
  | 'periodic' // 每季度公开
  | 'simultaneous' // 随采购公告公开
  | 'continuous' // 长期公开
  | 'immediate' // 实时公开
  | 'prompt' // 及时公开
  | 'external' // 按通知要求
  | 'reference' // 同上
  | 'unparsed'; // not understood: work for a person, never a default

export type TimeUnit = 'workday' | 'day' | 'week' | 'month' | 'year' | 'hour';

/**
 * 公开时限 — one limit read from a catalog cell. A cell may hold several.
 * `period`: yearly, half_yearly, quarterly, monthly, weekly, daily, hourly, unspecified; for fixedDate with its day:
 * `yearly:01-31`, `quarterly:M1-20`, `monthly:05`, `once:2023-06-01`, and `(prev_year)`, `(prev_quarter)`,
 * `(prev_month)` … behind it where the text says that the period before is reported.
 * `amount` without `unit`: so many publications in each period (每年不少于4次).
 * `trigger`: the event that starts the clock, e.g. info_formed_or_changed, decision_made, policy_document_published.
 */
export interface TimeLimit {
  readonly kind: TimeLimitKind;
  readonly amount?: number;
  readonly unit?: TimeUnit;
  readonly period?: string;
  readonly trigger?: string;
  /** Where the cell itself says 遇节假日顺延 of a fixed date (true), or 不顺延 of a term (false). */
  readonly rollsOver?: boolean;
  /** The part of the cell this limit was read from, as written. */
  readonly wording: string;
}

/** One day of a derivation: counted with its number, or skipped with the reason (周末, 国庆节, 调休上班 …). */
export interface DeadlineStep {
  readonly date: LocalDate;
  readonly counted: boolean;
  readonly reason: string;
  /** The clock stood still (中止), whatever kind of day it was. */
  readonly isPaused?: boolean;
}

/** 公开截止日 with its derivation: every day between trigger and due date, and one Chinese sentence. */
export interface Deadline {
  readonly on: LocalDate;
  readonly sentence: string;
  readonly steps: readonly DeadlineStep[];
}
