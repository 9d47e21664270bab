import { addDays, lastDayOfMonth, LocalDate, localDate, partsOf } from '@app/calendar/local-date';
import { chineseNumeral } from '@app/rectification/official-document';

export type ReportKind = 'monthly' | 'quarterly' | 'annual';

export const REPORT_KINDS: Readonly<Record<ReportKind, string>> = {
  monthly: '月报告',
  quarterly: '季通报',
  annual: '年考核',
};

/** 报告期 — first and last day included. */
export interface Period {
  readonly kind: ReportKind;
  /** `2026-10`, `2026Q3`, `2026`. */
  readonly name: string;
  /** `2026年10月`, `2026年第三季度`, `2026年度`. */
  readonly label: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export function isReportKind(text: string): text is ReportKind {
  return Object.hasOwn(REPORT_KINDS, text);
}

/** The period `name` of a kind, or undefined when it is not written as that kind asks or does not exist. */
export function parsePeriod(kind: ReportKind, name: string): Period | undefined {
  const match = PATTERNS[kind].exec(name);
  if (!match) return undefined;
  const year = Number(match[1]);
  const part = Number(match[2] ?? 1);
  const month = kind === 'quarterly' ? part * 3 - 2 : part;
  const from = localDate(year, month, 1);
  return from === undefined ? undefined : periodOf(kind, from);
}

/** The period that holds `day`. */
export function periodOf(kind: ReportKind, day: LocalDate): Period {
  const { year, month } = partsOf(day);
  const quarter = Math.ceil(month / 3);
  switch (kind) {
    case 'monthly':
      return { kind, name: day.slice(0, 7), label: `${year}年${month}月`, ...months(year, month, month) };
    case 'quarterly':
      return {
        kind,
        name: `${year}Q${quarter}`,
        label: `${year}年第${chineseNumeral(quarter)}季度`,
        ...months(year, quarter * 3 - 2, quarter * 3),
      };
    case 'annual':
      return { kind, name: String(year), label: `${year}年度`, ...months(year, 1, 12) };
  }
}

/** The period before, of the same kind. */
export function previousPeriod({ kind, from }: Period): Period {
  return periodOf(kind, addDays(from, -1));
}

export function isWithin({ from, to }: Period, day: LocalDate): boolean {
  return from <= day && day <= to;
}

const PATTERNS: Readonly<Record<ReportKind, RegExp>> = {
  monthly: /^(\d{4})-(\d{2})$/,
  quarterly: /^(\d{4})Q([1-4])$/,
  annual: /^(\d{4})$/,
};

function months(year: number, first: number, last: number): { from: LocalDate; to: LocalDate } {
  const day = (month: number, ofMonth: number) =>
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
  return { from: day(first, 1), to: day(last, lastDayOfMonth(year, last)) };
}
