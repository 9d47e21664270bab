import { AlertListRow } from '@app/alerting/alert-list.store';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';
import { Account, hasRole, isUnitOnly } from '@app/identity/account';
import { AlertRow } from './views';

/** One row as the asking account sees it: distances in working days, and what it may do now. */
export function alertRow(row: AlertListRow, account: Account, today: LocalDate, calendar: WorkCalendar): AlertRow {
  return {
    id: row.id,
    kind: row.kind as AlertRow['kind'],
    state: row.state as AlertRow['state'],
    severity: row.severity as AlertRow['severity'],
    code: row.code,
    ruleTitle: row.ruleTitle,
    unitId: row.unitId,
    unitName: row.unitName,
    item: row.item,
    row: row.row,
    section: row.section,
    explanation: row.explanation,
    dueOn: row.dueOn,
    publishedOn: row.publishedOn,
    workingDaysLate: workingDaysLate(row, today, calendar),
    firstFoundOn: row.firstFoundOn,
    lastFoundOn: row.lastFoundOn,
    isContested: row.isContested,
    actions: actionsFor(row, account),
    revision: row.revision,
  };
}

/** What was published late stopped being late that day; anything else runs on until today. */
function workingDaysLate(
  { dueOn, publishedOn }: AlertListRow,
  today: LocalDate,
  calendar: WorkCalendar,
): number | null {
  if (!dueOn) return null;
  const until = publishedOn && publishedOn > dueOn ? publishedOn : today;
  return workingDaysBetween(dueOn, until, calendar) ?? null;
}

const OFFICE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  open: ['confirm', 'dismiss'],
  proposed: ['confirm', 'dismiss'],
  confirmed: ['notice', 'dismiss', 'undo'],
  dismissed: ['undo'],
};

function actionsFor(row: AlertListRow, account: Account): string[] {
  if (isUnitOnly(account))
    return ['open', 'confirmed', 'notified'].includes(row.state) && row.kind !== 'warning' && !row.isContested
      ? ['object']
      : [];
  if (!hasRole(account, 'admin', 'supervisor') || row.isContested) return [];
  return [...(OFFICE_ACTIONS[row.state] ?? [])];
}
