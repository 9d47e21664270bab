import { AlertListRow } from '@app/alerting/alert-list.store';
import { workCalendar } from '@app/calendar/holiday-notices';
import { accountOf } from '@app/identity/account';
import { Role } from '@app/identity/role';
import { alertRow } from './alert-view';

const TODAY = '2026-11-18';

const row = (changes: Partial<AlertListRow> = {}): AlertListRow => ({
  id: 1,
  kind: 'violation',
  state: 'open',
  severity: 'high',
  code: 'TIM-01',
  unitId: 1,
  unitName: '清河县财政局',
  item: '财政决算',
  row: 4,
  section: '财政决算',
  explanation: '',
  dueOn: '2026-11-16',
  publishedOn: null,
  firstFoundOn: TODAY,
  lastFoundOn: TODAY,
  isContested: false,
  isCurable: true,
  revision: 1,
  ruleTitle: '超期公开',
  ...changes,
});
const account = (role: Role) =>
  accountOf({
    id: 1,
    login: role,
    name: role,
    kind: 'person',
    mustChange: false,
    grants: [
      {
        id: 1,
        role,
        regionId: null,
        unitId: role === 'unitOfficer' ? 1 : null,
        unitName: null,
        domain: null,
        validFrom: new Date(0),
        validUntil: null,
        delegatedFrom: null,
      },
    ],
  });
const seen = (changes: Partial<AlertListRow>, role: Role = 'supervisor') =>
  alertRow(row(changes), account(role), TODAY, workCalendar());

describe('the lateness of an alert', () => {
  it.each<[string, Partial<AlertListRow>, number | null]>([
    ['runs until today while nothing is published', {}, 2],
    ['stops on the day of the late publication', { publishedOn: '2026-11-17' }, 1],
    ['runs on where the last update is older than the due day', { publishedOn: '2026-11-02' }, 2],
    ['runs on where the last update was on the due day', { publishedOn: '2026-11-16' }, 2],
    ['is 0 on the due day', { dueOn: TODAY }, 0],
    ['is negative before it', { dueOn: '2026-11-20' }, -2],
    ['is unknown without a due day', { dueOn: null }, null],
    ['is unknown in a year without a holiday notice', { dueOn: '2099-01-05' }, null],
  ])('%s', (_norm, changes, late) => expect(seen(changes).workingDaysLate).toBe(late));
});

describe('what may be done', () => {
  it.each<[Role, Partial<AlertListRow>, string[]]>([
    ['supervisor', {}, ['confirm', 'dismiss']],
    ['supervisor', { state: 'confirmed' }, ['notice', 'dismiss', 'undo']],
    ['supervisor', { state: 'notified' }, []],
    ['supervisor', { isContested: true }, []],
    ['assessor', {}, []],
    ['unitOfficer', {}, ['object']],
    ['unitOfficer', { isContested: true }, []],
    ['unitOfficer', { kind: 'warning', state: 'warning' }, []],
  ])('by %s with %j: %j', (role, changes, actions) => expect(seen(changes, role).actions).toEqual(actions));
});
