import { LocalDate, spokenDay } from '../calendar/local-date';
import { CountedTerm, Term } from './term';
import { DeadlineStep, TimeUnit } from './time-limit';

/** How a day is said within one sentence. */
export type Say = (day: LocalDate) => string;

/** Days are spoken with their year only where the term crosses one. */
export function speakerFor(from: LocalDate, to: LocalDate): Say {
  const withYear = from.slice(0, 4) !== to.slice(0, 4);
  return (day) => spokenDay(day, withYear);
}

/** 20个工作日（跳过国庆节、周末，含10月10日调休上班）至10月30日; 20日至11月21日（周末），顺延至11月23日. */
export function spokenTerm(term: Term, { end, on, steps, isMonthEnd }: CountedTerm): string {
  const say = speakerFor(term.from, on);
  const words = [
    term.unit === 'workday' ? passedOver(steps, say) : '',
    isMonthEnd ? '无对应日，以月末日为最后一日' : '',
    ...pausesIn(steps, term, say),
  ];
  const rolled = on === end ? '' : `（${term.calendar.reason(end)}），顺延至${say(on)}`;
  return `${lengthOf(term)}${bracketed(words)}至${say(end)}${rolled}`;
}

export function lengthOf({ amount, unit }: { readonly amount: number; readonly unit: TimeUnit }): string {
  return `${amount}${UNIT_TEXT[unit]}`;
}

/** 跳过国庆节、周末，含10月10日调休上班; empty where every day counted. */
export function passedOver(steps: readonly DeadlineStep[], say: Say): string {
  const skipped = new Set(steps.filter(({ counted, isPaused }) => !counted && !isPaused).map(({ reason }) => reason));
  const names = [...skipped].filter((reason) => reason !== '周末').concat(skipped.has('周末') ? ['周末'] : []);
  const makeUps = steps.filter(({ counted, reason }) => counted && reason === '调休上班').map(({ date }) => say(date));
  const parts = [
    names.length > 0 ? `跳过${names.join('、')}` : '',
    makeUps.length > 0 ? `含${makeUps.join('、')}调休上班` : '',
  ];
  return parts.filter(Boolean).join('，');
}

/** The parts that say something, in brackets; nothing where none does. */
export function bracketed(parts: readonly string[]): string {
  const said = parts.filter(Boolean);
  return said.length > 0 ? `（${said.join('；')}）` : '';
}

const UNIT_TEXT: Record<TimeUnit, string> = {
  workday: '个工作日',
  day: '日',
  week: '周',
  month: '个月',
  year: '年',
  hour: '小时',
};

/** 10月12日至10月16日征求第三方意见，5个工作日不计入 */
function pausesIn(steps: readonly DeadlineStep[], { unit, calendar, pauses }: Term, say: Say): string[] {
  return pauses.flatMap(({ from, to, reason }) => {
    const days = steps.filter(({ date, isPaused }) => isPaused && from <= date && date <= to).map(({ date }) => date);
    const lost = unit === 'workday' ? days.filter((day) => calendar.isWorkingDay(day)) : days;
    if (days.length === 0) return [];
    return [`${say(from)}至${say(to)}${reason}，${lost.length}${unit === 'workday' ? '个工作日' : '日'}不计入`];
  });
}
