import { addDays, LocalDate } from '@app/calendar/local-date';
import { nextWorkingDay, WorkCalendar } from '@app/calendar/working-days';

/** 顺延期: nobody is accused before its end. */
export interface Grace {
  readonly until: LocalDate;
  /** False where the calendar does not hold the days off around the due day. */
  readonly isKnown: boolean;
}

/**
 * 民法典第二百零三条: a term that ends on a day of rest ends on the next working day. Whether a date named by a catalog
 * does is open, so what comes within the grace is a question. Where the calendar does not reach, no break is longer
 * than `LONGEST_BREAK`.
 */
export function graceAfter(dueOn: LocalDate, calendar: WorkCalendar): Grace {
  const next = nextWorkingDay(dueOn, calendar);
  return next ? { until: next, isKnown: true } : { until: addDays(dueOn, LONGEST_BREAK), isKnown: false };
}

/** Why a publication within the grace is a question; Chinese. */
export function graceQuestion({ isKnown }: Grace): string {
  return isKnown ? '而截止日为休息日，是否顺延请核实' : '而工作日历未覆盖截止日前后，是否顺延请核实';
}

const LONGEST_BREAK = 10;
