import { AlertListRow } from '@app/alerting/alert-list.store';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';
import { Account } from '@app/identity/identity.store';
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
    workingDaysLate: row.dueOn ? (workingDaysBetween(row.dueOn, today, calendar) ?? null) : null,
    firstFoundOn: row.firstFoundOn,
    lastFoundOn: row.lastFoundOn,
    isContested: row.isContested,
    actions: actionsFor(row, account),
    revision: row.revision,
  };
}

const OFFICE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  open: ['confirm', 'dismiss'],
  proposed: ['confirm', 'dismiss'],
  confirmed: ['notice', 'dismiss', 'undo'],
  dismissed: ['undo'],
};

function actionsFor(row: AlertListRow, { role }: Account): string[] {
  if (role === 'unitOfficer')
    return ['open', 'confirmed', 'notified'].includes(row.state) && row.kind !== 'warning' && !row.isContested
      ? ['object']
      : [];
  if (role === 'assessor' || row.isContested) return [];
  return [...(OFFICE_ACTIONS[row.state] ?? [])];
}
