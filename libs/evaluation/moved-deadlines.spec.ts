import { calendarOf } from '@app/calendar/calendar-content';
import { HOLIDAY_NOTICES, workCalendar } from '@app/calendar/holiday-notices';
import { documentOf, itemOf } from './evaluation.fixture';
import { catalogInstances, DatedInstance, movedDeadlines, observedInstances } from './moved-deadlines';

const before = workCalendar();
const storm = calendarOf({
  notices: HOLIDAY_NOTICES,
  changedDays: [{ day: '2026-11-20', isWorking: false, name: '停止办公', source: '应急通知' }],
});
const with2027 = calendarOf({
  notices: [...HOLIDAY_NOTICES, { year: 2027, source: '', holidays: [{ name: '元旦', off: '01-01' }] }],
});
const instance = (dueOn: string | null, changes: Partial<DatedInstance> = {}): DatedInstance => ({
  itemKey: '预算',
  item: '预算',
  instance: '2026Q3',
  label: '2026年第三季度',
  dueOn,
  sentence: '自…',
  ...changes,
});

describe('movedDeadlines', () => {
  it.each<[string, (string | null)[], unknown[]]>([
    ['a day later', ['2026-11-25', '2026-11-26'], [{ from: '2026-11-25', to: '2026-11-26' }]],
    ['the same day', ['2026-11-25', '2026-11-25'], []],
    ['computable now', [null, '2027-01-18'], [{ from: null, to: '2027-01-18' }]],
    ['no longer computable', ['2027-01-18', null], [{ from: '2027-01-18', to: null }]],
    ['still not computable', [null, null], []],
  ])('%s', (_norm, [from = null, to = null], expected) => {
    expect(movedDeadlines([instance(from)], [instance(to)])).toEqual(
      expected.map((moved) => expect.objectContaining({ ...(moved as object), instance: '2026Q3' })),
    );
  });

  it('leaves out what stands in one schedule only', () => {
    const other = instance('2026-11-26', { itemKey: '决算' });
    expect(movedDeadlines([instance('2026-11-25')], [other])).toEqual([]);
  });
});

describe('the instances of a unit', () => {
  const today = '2026-11-18';
  const observed = { items: [itemOf('自信息形成之日起20个工作日内', [documentOf({ formedOn: '2026-11-02' })])] };

  it('move with a day off inside the term of a document', () => {
    const moved = movedDeadlines(
      observedInstances(observed, { today, calendar: before }),
      observedInstances(observed, { today, calendar: storm }),
    );
    expect(moved).toMatchObject([{ item: '招生信息', from: '2026-11-30', to: '2026-12-01' }]);
    expect(moved[0]?.sentence).toContain('跳过停止办公');
  });

  it('become computable with the next year', () => {
    const late = { items: [itemOf('自信息形成之日起20个工作日内', [documentOf({ formedOn: '2026-12-10' })])] };
    const moved = movedDeadlines(
      observedInstances(late, { today, calendar: before }),
      observedInstances(late, { today, calendar: with2027 }),
    );
    expect(moved).toMatchObject([{ from: null, to: '2027-01-08' }]);
  });

  it('of the catalog move where a term runs from the end of a period, and stay where a date is named', () => {
    const rows = ['每季度结束后15个工作日内公开', '每季度首月20日前公开'].map((limit) => ({
      key: limit,
      item: itemOf(limit).item,
    }));
    const span = { from: '2026-01-01', until: '2027-03-31' };
    const moved = movedDeadlines(
      catalogInstances(rows, { ...span, calendar: before }),
      catalogInstances(rows, { ...span, calendar: with2027 }),
    );
    expect(moved).toMatchObject([{ instance: '2026Q4', from: null, to: '2027-01-22' }]);
  });
});
