import type { DeadlineRow, DeadlineStateName } from '../../api/calendar-views';

/** What stands on one day of the 期限日历. */
export interface DeadlineDay {
  readonly count: number;
  /** The state that asks for most attention. */
  readonly state: DeadlineStateName;
}

export const DEADLINE_STATE: Record<DeadlineStateName, string> = {
  missed: '逾期或未公开',
  soon: '即将到期',
  doubt: '待核实',
  unseen: '未能采集',
  upcoming: '未到期',
  met: '已公开',
  unjudged: '未作判断',
  offline: '不以网站核验',
  unknown: '不能推算',
};

/** In the order of attention. */
export const DEADLINE_STATES = Object.keys(DEADLINE_STATE) as DeadlineStateName[];

export function deadlineDays(rows: readonly DeadlineRow[]): Map<string, DeadlineDay> {
  const days = new Map<string, DeadlineDay>();
  for (const { dueOn, state } of rows) {
    if (!dueOn) continue;
    const known = days.get(dueOn);
    days.set(dueOn, { count: (known?.count ?? 0) + 1, state: known ? moreUrgent(known.state, state) : state });
  }
  return days;
}

/** How many rows each state has, in the order of attention; states without rows are left out. */
export function stateCounts(rows: readonly DeadlineRow[]): { state: DeadlineStateName; count: number }[] {
  return DEADLINE_STATES.map((state) => ({ state, count: rows.filter((row) => row.state === state).length })).filter(
    ({ count }) => count > 0,
  );
}

function moreUrgent(a: DeadlineStateName, b: DeadlineStateName): DeadlineStateName {
  return DEADLINE_STATES.indexOf(a) <= DEADLINE_STATES.indexOf(b) ? a : b;
}
