import { LocalDate } from '@app/calendar/local-date';
import { addWorkingDays, WorkCalendar } from '@app/calendar/working-days';
import { Severity } from '@app/evaluation/rule';

/** Working days by severity. */
export type RectificationTerms = Readonly<Record<Severity, number>>;

/**
 * 整改期限 by severity, in working days after the notice. A veto's 24 hours end on the next working day, because a unit
 * is not asked to repair on a holiday; the notice itself asks for it at once. Our proposal, editable per region.
 */
const DEFAULT_TERMS: RectificationTerms = { veto: 1, high: 3, medium: 5, low: 10, tip: 10 };

/**
 * 整改期限 of a notice issued on `issuedOn`: the shortest term among its problems, each by its severity or, where a setting
 * of its rule names one, in working days.
 * Undefined when the calendar does not cover the days: then a person names the day.
 * Throws RangeError without any severity.
 */
export function rectifyByFor(
  severities: Severity | readonly (Severity | number)[],
  issuedOn: LocalDate,
  calendar: WorkCalendar,
  terms: RectificationTerms = DEFAULT_TERMS,
): LocalDate | undefined {
  const all = typeof severities === 'string' ? [severities] : severities;
  if (all.length === 0) throw new RangeError('整改期限至少需要一个问题');
  return addWorkingDays(
    issuedOn,
    Math.min(...all.map((each) => (typeof each === 'number' ? each : terms[each]))),
    calendar,
  );
}
