import { numberOf } from './limit-text';
import { TimeUnit } from './time-limit';

/** How long a term is: 两周, 半年, 一个半月, 20(工作日)日. */
export interface Length {
  readonly amount: number;
  readonly unit: TimeUnit;
}

/** The units as catalogs write and damage them, for patterns. */
export const UNIT =
  '(?:个?(?:(?:法定)?工作日|工作天|工日|作日|自然日|日历日|日历天)|个?日|天|个?(?:周|星期|礼拜)|个半?月|年|个?小时|个?钟头)';

/** Undefined for nothing, more than a thousand, or half of something that cannot be halved. */
export function lengthOf(number: string, unit: string, note: string): Length | undefined {
  const amount = numberOf(number);
  if (amount === undefined || amount === 0 || amount > 1000) return undefined;
  const read = unitOf(unit, note);
  if (unit.includes('半月')) return { amount: amount * 30 + 15, unit: 'day' };
  if (amount !== 0.5) return { amount, unit: read };
  if (read === 'year') return { amount: 6, unit: 'month' };
  if (read === 'month') return { amount: 15, unit: 'day' };
  return read === 'day' ? { amount: 12, unit: 'hour' } : undefined;
}

function unitOf(unit: string, note: string): TimeUnit {
  if (/工|作/.test(unit) || /工作日/.test(note)) return 'workday';
  if (/小时|钟头/.test(unit)) return 'hour';
  if (/月/.test(unit)) return 'month';
  if (/年/.test(unit)) return 'year';
  return /周|星期|礼拜/.test(unit) ? 'week' : 'day';
}
