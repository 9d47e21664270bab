import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { deadlineOf } from '@app/catalog/deadline';
import { TimeLimit } from '@app/catalog/time-limit';

/** So many answers are kept for each calendar; then all are forgotten. A deadline holds every day it was counted by. */
const MOST_KEPT = 4000;

const kept = new WeakMap<WorkCalendar, Map<string, unknown>>();

/**
 * The answer to a question about a calendar, worked out once: rows of one wording and documents of one day ask the same
 * thing hundreds of times in one evaluation, and a trial asks it again for every unit.
 */
export function workedOut<T>(calendar: WorkCalendar, question: string, answer: () => T): T {
  let known = kept.get(calendar);
  if (!known) kept.set(calendar, (known = new Map()));
  if (known.has(question)) return known.get(question) as T;
  if (known.size >= MOST_KEPT) known.clear();
  const worked = answer();
  known.set(question, worked);
  return worked;
}

/** As `deadlineOf`, each worked out once. */
export function deadlineFor(
  limit: TimeLimit,
  from: LocalDate,
  calendar: WorkCalendar,
  options: { readonly rollOver?: boolean } = {},
): ReturnType<typeof deadlineOf> {
  const question = `deadline ${from} ${options.rollOver ?? ''} ${JSON.stringify(limit)}`;
  return workedOut(calendar, question, () => deadlineOf(limit, from, calendar, options));
}
