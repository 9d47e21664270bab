import type { MeantLimit } from '@app/catalog/limit-meaning';
import type { TimeUnit } from '@app/catalog/time-limit';

/** One limit as it is being put together on the form; everything may still be missing. */
export interface MeaningDraft {
  kind: MeantLimit['kind'] | null;
  amount: number | null;
  unit: TimeUnit;
  trigger: string;
  /** Of a periodic limit. */
  period: string;
  /** How often in each period. */
  times: number | null;
  /** Of a fixed date. */
  cycle: 'yearly' | 'quarterly' | 'monthly' | 'weekly';
  month: number | null;
  day: number | null;
  /** 公开上一期情况. */
  isPrevious: boolean;
}

export const EMPTY_DRAFT: MeaningDraft = {
  kind: null,
  amount: null,
  unit: 'workday',
  trigger: 'info_formed_or_changed',
  period: 'quarterly',
  times: 1,
  cycle: 'yearly',
  month: 1,
  day: 31,
  isPrevious: false,
};

const TERMS = new Set(['afterEvent', 'onRequest', 'maxAge', 'minDisplay', 'beforeEvent']);

/** What the draft says, as the API takes it; undefined while it is not complete. */
export function limitOf(draft: MeaningDraft): MeantLimit | undefined {
  const { kind, amount, unit, trigger, period, times } = draft;
  if (kind === null) return undefined;
  if (TERMS.has(kind)) {
    if (amount === null) return undefined;
    return { kind, amount, unit, ...(kind === 'afterEvent' ? { trigger } : {}) };
  }
  if (kind === 'periodic') return times === null ? undefined : { kind, period, ...(times > 1 && { amount: times }) };
  if (kind !== 'fixedDate') return { kind };
  const day = dayOf(draft);
  return day === undefined ? undefined : { kind, period: day };
}

const PREVIOUS = { yearly: 'prev_year', quarterly: 'prev_quarter', monthly: 'prev_month', weekly: null } as const;

/** `yearly:01-31(prev_year)`, `quarterly:M1-20`, `monthly:05`, `weekly:5`. */
function dayOf({ cycle, month, day, isPrevious }: MeaningDraft): string | undefined {
  if (day === null || ((cycle === 'yearly' || cycle === 'quarterly') && month === null)) return undefined;
  const two = (number: number | null) => String(number ?? 0).padStart(2, '0');
  const days = {
    yearly: `${two(month)}-${two(day)}`,
    quarterly: `M${month}-${two(day)}`,
    monthly: two(day),
    weekly: String(day),
  };
  const before = isPrevious ? PREVIOUS[cycle] : null;
  return `${cycle}:${days[cycle]}${before ? `(${before})` : ''}`;
}
