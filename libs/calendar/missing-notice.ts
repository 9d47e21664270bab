import { LocalDate, partsOf } from './local-date';
import { WorkCalendar } from './working-days';

/** 日历缺口 — a year that will be counted in, or is, and that no notice covers. */
export interface CalendarGap {
  readonly year: number;
  /** 2027年放假安排尚未收录 */
  readonly title: string;
  /** What follows from it and what to do, in Chinese. */
  readonly advice: string;
}

/**
 * The State Council announces the next year's days off in late October or November. From 1 November on a missing notice
 * is an operator's work, because 20 working days from December reach into January; an uncovered present year always is.
 */
export function missingNotice(calendar: WorkCalendar, today: LocalDate): CalendarGap | undefined {
  const { year, month } = partsOf(today);
  if (!calendar.covers(today)) return gapOf(year, '本年度的工作日期限均不能推算');
  if (month < ANNOUNCED_FROM_MONTH || calendar.covers(`${year + 1}-01-01`)) return undefined;
  return gapOf(year + 1, `截止日落入${year + 1}年的期限暂不能推算`);
}

const ANNOUNCED_FROM_MONTH = 11;

function gapOf(year: number, consequence: string): CalendarGap {
  return {
    year,
    title: `${year}年放假安排尚未收录`,
    advice: `${consequence}；请在工作日历中录入《国务院办公厅关于${year}年部分节假日安排的通知》。`,
  };
}
