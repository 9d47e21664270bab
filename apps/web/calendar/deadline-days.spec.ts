import type { DeadlineRow, DeadlineStateName } from '../../api/calendar-views';
import { deadlineDays, stateCounts } from './deadline-days';

const row = (dueOn: string | null, state: DeadlineStateName) => ({ dueOn, state }) as DeadlineRow;
const rows = [
  row('2026-10-20', 'met'),
  row('2026-10-20', 'missed'),
  row('2026-10-20', 'upcoming'),
  row('2026-10-31', 'upcoming'),
  row(null, 'unknown'),
];

describe('deadlineDays', () => {
  it('counts each day and shows the state that asks for most', () => {
    expect([...deadlineDays(rows)]).toEqual([
      ['2026-10-20', { count: 3, state: 'missed' }],
      ['2026-10-31', { count: 1, state: 'upcoming' }],
    ]);
  });
});

describe('stateCounts', () => {
  it('counts every row, in the order of attention', () => {
    expect(stateCounts(rows)).toEqual([
      { state: 'missed', count: 1 },
      { state: 'upcoming', count: 2 },
      { state: 'met', count: 1 },
      { state: 'unknown', count: 1 },
    ]);
  });
});
