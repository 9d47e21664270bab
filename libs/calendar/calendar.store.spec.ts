import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { CalendarEdit } from './calendar-edit';
import { CalendarRefused, CalendarStore } from './calendar.store';
import { workCalendar } from './holiday-notices';

let database: TestDatabase | undefined;
let calendars: CalendarStore;

beforeAll(async () => {
  database = await testDatabase();
  calendars = new CalendarStore(database.dataSource);
}, 120_000);
afterAll(() => database?.drop());

const NEW_YEAR: CalendarEdit = {
  kind: 'notice',
  notice: {
    year: 2027,
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    holidays: [{ name: '元旦', off: '01-01' }],
  },
};
const apply = async (edit: CalendarEdit, moved: unknown[] = []) =>
  calendars.apply(edit, { by: '系统管理员', versionBefore: (await calendars.current()).version, moved });

describe('工作日历的在线修改', () => {
  it('is the built-in calendar before anybody edits it', async () => {
    expect((await calendars.current()).version).toBe(workCalendar().version);
    expect(await calendars.current()).toBe(await calendars.current());
  });

  it('covers a year once its notice is entered, and no longer when it is withdrawn', async () => {
    await apply(NEW_YEAR, [{ item: '预算' }]);
    expect((await calendars.current()).covers('2027-06-01')).toBe(true);
    const [change] = await calendars.changes(5);
    expect(change).toMatchObject({
      by: '系统管理员',
      movedCount: 1,
      what: expect.stringContaining('录入2027年放假安排'),
    });
    expect(await calendars.movedBy(change?.id ?? 0)).toEqual([{ item: '预算' }]);
    await apply({ kind: 'noticeRemoved', year: 2027 });
    expect((await calendars.current()).covers('2027-06-01')).toBe(false);
  });

  it('keeps a changed day, replaces it and takes it back', async () => {
    const day = { kind: 'day' as const, day: '2026-11-20', name: '停止办公', source: '应急通知' };
    await apply({ ...day, isWorking: false });
    expect((await calendars.current()).isWorkingDay('2026-11-20')).toBe(false);
    await apply({ ...day, isWorking: true, name: '恢复办公' });
    expect((await calendars.entries()).changedDays).toMatchObject([{ day: '2026-11-20', name: '恢复办公' }]);
    await apply({ kind: 'dayRemoved', day: '2026-11-20' });
    expect((await calendars.entries()).changedDays).toEqual([]);
  });

  it('has another version after every change, also when the days are as before', async () => {
    const versions = [(await calendars.current()).version];
    for (const rollOver of [2, 1]) versions.push((await apply({ kind: 'rollOver', rollOver })).version);
    expect(new Set(versions).size).toBe(3);
    expect((await calendars.current()).version).toBe(versions.at(-1));
  });

  it('knows the local roll-over', async () => {
    await apply({ kind: 'rollOver', rollOver: 3 });
    expect((await calendars.current()).rollOver).toBe(3);
    await apply({ kind: 'rollOver', rollOver: 1 });
  });

  it.each<[string, CalendarEdit]>([
    ['a day of an uncovered year', { kind: 'day', day: '2027-01-04', isWorking: true, name: '上班', source: '' }],
    ['a built-in notice to be withdrawn', { kind: 'noticeRemoved', year: 2026 }],
    ['a day that was never changed', { kind: 'dayRemoved', day: '2026-11-21' }],
  ])('refuses %s', async (_norm, edit) => {
    await expect(apply(edit)).rejects.toThrow(CalendarRefused);
    await expect(calendars.currentWith(edit)).rejects.toThrow(CalendarRefused);
  });

  it('refuses an edit whose preview was made on another calendar', async () => {
    const versionBefore = (await calendars.current()).version;
    await apply(NEW_YEAR);
    const late = { kind: 'rollOver' as const, rollOver: 0 };
    await expect(calendars.apply(late, { by: '', versionBefore, moved: [] })).rejects.toThrow('刚被他人修改');
    expect((await calendars.current()).rollOver).toBe(1);
    await apply({ kind: 'noticeRemoved', year: 2027 });
  });

  it('tells the change even to a store that has cached the calendar before', async () => {
    const other = new CalendarStore(database!.dataSource);
    await other.current();
    await apply(NEW_YEAR);
    expect((await other.current()).covers('2027-01-04')).toBe(true);
  });
});
