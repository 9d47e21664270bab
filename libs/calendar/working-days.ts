import { LocalDate } from './local-date';

/** 工作日历 — knows working days for the years whose State Council notice it holds, and refuses all others. */
export interface WorkCalendar {
  /** Identifies the data, so that a deadline can be recomputed when a notice changes. */
  readonly version: string;
  covers(day: LocalDate): boolean;
  /** Throws RangeError for a day it does not cover. */
  isWorkingDay(day: LocalDate): boolean;
  /** 工作日, 周末, 国庆节, 调休上班 … Throws RangeError for a day it does not cover. */
  reason(day: LocalDate): string;
}
