import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { CalendarEdit } from './calendar-edit';
import { CalendarPreviews, NamedDeadline } from './calendar-preview.store';
import { CalendarRefused, CalendarStore } from './calendar.store';
import { workCalendar } from './holiday-notices';

let database: TestDatabase | undefined;
let calendars: CalendarStore;
let previews: CalendarPreviews;

beforeAll(async () => {
  database = await testDatabase();
  calendars = new CalendarStore(database.dataSource);
  previews = new CalendarPreviews(database.dataSource);
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
async function previewOf(edit: CalendarEdit, moved: NamedDeadline[] = []): Promise<number> {
  const id = await previews.ask(edit, { login: 'admin', versionBefore: (await calendars.current()).version });
  await previews.begin(id, moved.length);
  await previews.add(id, moved, moved.length);
  await previews.finish(id);
  return id;
}
const apply = async (edit: CalendarEdit, moved: NamedDeadline[] = []) =>
  calendars.apply(await previewOf(edit, moved), '系统管理员');
const moving = (instance: string) => ({ unitId: 1, itemKey: '财政 > 预算', instance });

describe('工作日历的在线修改', () => {
  it('is the built-in calendar before anybody edits it', async () => {
    expect((await calendars.current()).version).toBe(workCalendar().version);
    expect(await calendars.current()).toBe(await calendars.current());
  });

  it('covers a year once its notice is entered, and no longer when it is withdrawn', async () => {
    await apply(NEW_YEAR, [moving('2026Q4')]);
    expect((await calendars.current()).covers('2027-06-01')).toBe(true);
    const [change] = await calendars.changes(5);
    expect(change).toMatchObject({
      by: '系统管理员',
      movedCount: 1,
      what: expect.stringContaining('录入2027年放假安排'),
    });
    expect(await calendars.movedBy(change?.id ?? 0)).toEqual([moving('2026Q4')]);
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
    const late = await previewOf({ kind: 'rollOver', rollOver: 0 });
    await apply(NEW_YEAR);
    await expect(calendars.apply(late, '')).rejects.toThrow('刚被他人修改');
    expect((await calendars.current()).rollOver).toBe(1);
    await apply({ kind: 'noticeRemoved', year: 2027 });
  });

  it('changes several days at once, in one record', async () => {
    const days = [
      { day: '2026-11-23', isWorking: false, name: '停止办公' },
      { day: '2026-11-28', isWorking: true, name: '调休上班' },
    ];
    const { movedCount } = await apply({ kind: 'days', days, source: '县通知' }, [moving('a'), moving('b')]);
    expect(movedCount).toBe(2);
    expect(days.map(({ day }) => day)).toEqual((await calendars.entries()).changedDays.map(({ day }) => day));
    expect((await calendars.changes(1))[0]?.what).toContain('改定2天');
    for (const { day } of days) await apply({ kind: 'dayRemoved', day });
  });

  it('tells the change even to a store that has cached the calendar before', async () => {
    const other = new CalendarStore(database!.dataSource);
    await other.current();
    await apply(NEW_YEAR);
    expect((await other.current()).covers('2027-01-04')).toBe(true);
  });
});

describe('修改之前的预览', () => {
  const edit: CalendarEdit = { kind: 'rollOver', rollOver: 2 };
  const ask = async (login = 'admin') =>
    previews.ask(edit, { login, versionBefore: (await calendars.current()).version });

  it('counts what is stored twice once, and keeps the order in which it was found', async () => {
    const id = await ask();
    await previews.begin(id, 10);
    for (let twice = 0; twice < 2; twice += 1) {
      expect(await previews.add(id, [moving('b'), moving('a')], 5)).toBe(true);
      expect(await previews.add(id, [moving('c')], 10)).toBe(true);
    }
    expect(await previews.get(id)).toMatchObject({
      state: 'running',
      rowsDone: 10,
      rowsTotal: 10,
      movedCount: 3,
      edit,
    });
    expect(await previews.moved(id, 2)).toEqual([moving('b'), moving('a')]);
  });

  it('is not applied before it is finished, after it failed, twice, or after an hour', async () => {
    const id = await ask();
    await expect(calendars.apply(id, '')).rejects.toThrow('尚未推算完');
    await previews.fail(id, '原因');
    await expect(calendars.apply(id, '')).rejects.toThrow(CalendarRefused);
    const finished = await previewOf(edit);
    await database!.dataSource.query(
      `UPDATE calendar_preview SET asked_at = now() - interval '61 minutes' WHERE id = $1`,
      [finished],
    );
    await expect(calendars.apply(finished, '')).rejects.toThrow('预览已过时');
    const once = await previewOf(edit);
    await calendars.apply(once, '系统管理员');
    await expect(calendars.apply(once, '')).rejects.toThrow('预览已过时');
    await apply({ kind: 'rollOver', rollOver: 1 });
  });

  it('takes the place of the one the same account asked before, and of nobody else’s', async () => {
    const [first, others] = [await ask(), await ask('second')];
    await previews.begin(first, 1);
    await ask();
    expect((await previews.get(first))?.state).toBe('stopped');
    expect(await previews.add(first, [moving('a')], 1)).toBe(false);
    await previews.finish(first);
    expect((await previews.get(first))?.state).toBe('stopped');
    expect((await previews.get(others))?.state).toBe('waiting');
  });

  it('finds those whose job is gone, and clears those of yesterday', async () => {
    const [gone, old] = [await ask('a'), await ask('b')];
    expect(await previews.stalled()).not.toContain(gone);
    const age = (column: string, id: number, by: string) =>
      database!.dataSource.query(`UPDATE calendar_preview SET ${column} = now() - interval '${by}' WHERE id = ${id}`);
    await age('touched_at', gone, '2 minutes');
    expect(await previews.stalled()).toContain(gone);
    await age('asked_at', old, '25 hours');
    await ask('c');
    expect(await previews.get(old)).toBeUndefined();
  });
});
