import { addDays, addMonths, lastDayOfMonth, LocalDate, localDate, partsOf, weekdayOf } from '../calendar/local-date';

/** 公开周期 — one calendar period: its name, its Chinese label, its first and last day. */
export interface CalendarPeriod {
  /** `2026`, `2026H1`, `2026Q3`, `2026-10`, `2026W41`, `2026-10-05`. */
  readonly instance: string;
  /** 2026年第三季度 … */
  readonly label: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** One day on which a fixedDate limit falls due, and the period it speaks of. */
export interface Occurrence {
  readonly instance: string;
  readonly label: string;
  readonly dueOn: LocalDate;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
}

/**
 * The periods of a periodic limit (`yearly`, `half_yearly`, `quarterly`, `monthly`, `weekly`, `daily`) that share a day
 * with `from`…`to`, in order. Empty for `hourly`, `unspecified` and everything unknown: such a limit has no instances.
 */
export function periodsOf(period: string, from: LocalDate, to: LocalDate): CalendarPeriod[] {
  const containing = Object.hasOwn(PERIODS, period) && PERIODS[period];
  if (!containing) return [];
  const periods: CalendarPeriod[] = [];
  for (let day = from; day <= to;) {
    const current = containing(day);
    periods.push(current);
    day = addDays(current.to, 1);
  }
  return periods;
}

/**
 * The due days of a fixedDate limit from `from` to `to`, both included, in order. The period is the one named by
 * `(prev_year)`, `(prev_half_year)`, `(prev_quarter)`, `(prev_month)` or `(prev_week)`, otherwise the one the due day lies in.
 * A day number past the month's end means its last day; a bare month (`yearly:12`) its last day, too.
 * Empty for a period that is not understood.
 */
export function occurrences(period: string, from: LocalDate, to: LocalDate): Occurrence[] {
  const match =
    /^(yearly|quarterly|monthly|weekly|once):([\dM-]+)(?:\(prev_(year|half_year|quarter|month|week)\))?$/.exec(period);
  if (!match) return [];
  const [, cycle = '', day = '', previous] = match;
  if (cycle === 'once') return onceIn(day, from, to);
  return periodsOf(cycle, from, to).flatMap((current) => {
    const dueOn = dueDayIn(current, cycle, day);
    if (!dueOn || dueOn < from || dueOn > to) return [];
    const { instance, label, ...spoken } = reportedBy(current, dueOn, previous);
    return [{ instance, label, dueOn, period: { from: spoken.from, to: spoken.to } }];
  });
}

const PERIODS: Record<string, (day: LocalDate) => CalendarPeriod> = {
  yearly: (day) => yearOf(partsOf(day).year),
  half_yearly: (day) => {
    const { year, month } = partsOf(day);
    return halfYear(year, month <= 6 ? 1 : 2);
  },
  quarterly: (day) => {
    const { year, month } = partsOf(day);
    return quarterOf(year, Math.ceil(month / 3));
  },
  monthly: (day) => {
    const { year, month } = partsOf(day);
    return span(day.slice(0, 7), `${year}年${month}月`, year, month, month);
  },
  weekly: weekOf,
  daily: (day) => {
    const { year, month, day: dayOfMonth } = partsOf(day);
    return { instance: day, label: `${year}年${month}月${dayOfMonth}日`, from: day, to: day };
  },
};

function yearOf(year: number): CalendarPeriod {
  return span(String(year), `${year}年`, year, 1, 12);
}

function halfYear(year: number, half: number): CalendarPeriod {
  return span(`${year}H${half}`, `${year}年${half === 1 ? '上' : '下'}半年`, year, half * 6 - 5, half * 6);
}

function quarterOf(year: number, quarter: number): CalendarPeriod {
  const label = `${year}年第${'一二三四'.charAt(quarter - 1)}季度`;
  return span(`${year}Q${quarter}`, label, year, quarter * 3 - 2, quarter * 3);
}

/** ISO 8601 week: Monday to Sunday, named by the year its Thursday lies in. */
function weekOf(day: LocalDate): CalendarPeriod {
  const from = addDays(day, 1 - weekdayOf(day));
  const { year } = partsOf(addDays(from, 3));
  const firstMonday = addDays(`${year}-01-04`, 1 - weekdayOf(`${year}-01-04`));
  const number = Math.round((Date.parse(from) - Date.parse(firstMonday)) / 604_800_000) + 1;
  return {
    instance: `${year}W${String(number).padStart(2, '0')}`,
    label: `${year}年第${number}周`,
    from,
    to: addDays(from, 6),
  };
}

function span(instance: string, label: string, year: number, first: number, last: number): CalendarPeriod {
  return { instance, label, from: dayIn(year, first, 1), to: dayIn(year, last, 31) };
}

/** Day `day` of the month, or the month's last day where it has none of that number. */
function dayIn(year: number, month: number, day: number): LocalDate {
  return localDate(year, month, Math.min(day, lastDayOfMonth(year, month))) ?? '';
}

function dueDayIn({ from }: CalendarPeriod, cycle: string, day: string): LocalDate | undefined {
  const { year, month } = partsOf(from);
  if (cycle === 'weekly') return addDays(from, Number(day) - 1);
  if (cycle === 'monthly') return dayIn(year, month, Number(day));
  if (cycle === 'yearly') {
    const [dueMonth = 12, dueDay = 31] = day.split('-').map(Number);
    return dayIn(year, dueMonth, dueDay);
  }
  const quarterly = /^M([123])-(\d{2})$/.exec(day);
  return quarterly ? dayIn(year, month + Number(quarterly[1]) - 1, Number(quarterly[2])) : undefined;
}

const MONTHS_BACK: Record<string, readonly [string, number]> = {
  year: ['yearly', 12],
  half_year: ['half_yearly', 6],
  quarter: ['quarterly', 3],
  month: ['monthly', 1],
};

function reportedBy(current: CalendarPeriod, dueOn: LocalDate, previous: string | undefined): CalendarPeriod {
  if (previous === 'week') return weekOf(addDays(dueOn, -7));
  const [unit, months] = MONTHS_BACK[previous ?? ''] ?? [];
  const containing = unit && PERIODS[unit];
  return containing && months ? containing(addMonths(`${dueOn.slice(0, 7)}-01`, -months)) : current;
}

/** `2026-03-15`, or `06-01` where the phrase did not say of which year: then the next one. */
function onceIn(day: string, from: LocalDate, to: LocalDate): Occurrence[] {
  const dueOn = day.length === 10 ? day : nextOf(day, from);
  if (dueOn < from || dueOn > to) return [];
  const { year, month, day: dayOfMonth } = partsOf(dueOn);
  const label = `${year}年${month}月${dayOfMonth}日`;
  return [{ instance: dueOn, label, dueOn, period: { from: `${year}-01-01`, to: dueOn } }];
}

function nextOf(monthAndDay: string, from: LocalDate): LocalDate {
  const { year } = partsOf(from);
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number);
  const thisYear = dayIn(year, month, day);
  return thisYear >= from ? thisYear : dayIn(year + 1, month, day);
}
