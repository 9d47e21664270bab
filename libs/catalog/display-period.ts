import { LocalDate, addDays } from '../calendar/local-date';
import { WorkCalendar } from '../calendar/working-days';
import { DeadlineProblem, deadlineOf, isProblem } from './deadline';
import { Deadline, TimeLimit } from './time-limit';

/** 公示期的最后一日 by both ways of counting that are in use. */
export interface DisplayPeriod {
  /** The day it was put up is not counted (《民法典》第二百零一条), and a last day off rolls over. */
  readonly strict: Deadline;
  /** The day it was put up is the first day, and nothing rolls over: a page stays up on days off. */
  readonly lenient: Deadline;
}

/**
 * 公示期 — until when something put up on `from` must at least stay up. Offices count in two ways, and no rule says
 * which; a display is too short only when it ended before `lenient` was over.
 */
export function displayPeriod(
  limit: TimeLimit,
  from: LocalDate,
  calendar: WorkCalendar,
): DisplayPeriod | DeadlineProblem {
  if (limit.kind !== 'minDisplay') return { problem: `“${limit.wording}”不是公示期限` };
  const strict = deadlineOf(limit, from, calendar);
  if (isProblem(strict)) return strict;
  const counted = deadlineOf(limit, addDays(from, -1), calendar, { rollOver: 0 });
  if (isProblem(counted)) return counted;
  return { strict, lenient: { ...counted, sentence: counted.sentence.replace(/^自.*?次日起算，/, '公示首日计入，') } };
}
