import { calendarOf, ChangedDay } from './calendar-content';
import { edited, refusalOf, spokenEdit } from './calendar-edit';
import { HOLIDAY_NOTICES, workCalendar } from './holiday-notices';
import { missingNotice } from './missing-notice';

const content = { notices: HOLIDAY_NOTICES };
const storm: ChangedDay = { day: '2026-11-20', isWorking: false, name: '因台风停止办公', source: '清河县应急通知' };
const notice2027 = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: [{ name: '元旦', off: '01-01..01-03' }],
};

describe('calendarOf', () => {
  it('puts changed days over the notices', () => {
    const calendar = calendarOf({ ...content, changedDays: [storm] });
    expect([calendar.isWorkingDay('2026-11-20'), calendar.reason('2026-11-20')]).toEqual([false, '因台风停止办公']);
    expect(calendar.workingDaysThrough?.('2026-11-20')).toBe(workCalendar().workingDaysThrough?.('2026-11-19'));
  });

  it('does not know a year by one changed day', () => {
    const calendar = calendarOf({ ...content, changedDays: [{ ...storm, day: '2027-01-01' }] });
    expect(calendar.covers('2027-01-01')).toBe(false);
    expect(calendar.version).toBe(workCalendar().version);
  });

  it('knows a further year by its notice, and takes the later of two', () => {
    const later = {
      ...notice2027,
      holidays: [
        { name: '元旦', off: '01-01' },
        { name: '春节', off: '02-05' },
      ],
    };
    const calendar = calendarOf({ notices: [...HOLIDAY_NOTICES, notice2027, later] });
    expect(calendar.isWorkingDay('2027-02-05')).toBe(false);
    expect(calendar.reason('2027-01-02')).toBe('周末');
  });

  it('has a version that is made of its days and its roll-over', () => {
    const { version } = workCalendar();
    expect(calendarOf(content).version).toBe(version);
    expect(calendarOf({ ...content, changedDays: [storm] }).version).not.toBe(version);
    expect(calendarOf({ ...content, rollOver: 3 }).version).not.toBe(version);
    const undone = edited(edited(content, { kind: 'day', ...storm }), { kind: 'dayRemoved', day: storm.day });
    expect(calendarOf(undone).version).toBe(version);
  });
});

describe('calendar edits', () => {
  it('changes several days at once, over those changed before', () => {
    const { source: _source, ...day } = storm;
    const days = [
      { ...day, name: '停止办公' },
      { day: '2026-11-21', isWorking: true, name: '调休上班' },
    ];
    const after = edited({ ...content, changedDays: [storm] }, { kind: 'days', days, source: '县通知' });
    expect(after.changedDays).toEqual(days.map((each) => ({ ...each, source: '县通知' })));
    expect(spokenEdit({ kind: 'days', days, source: '县通知' })).toBe(
      '改定2天：2026年11月20日休息（停止办公）、2026年11月21日上班（调休上班）（依据：县通知）',
    );
  });

  it.each([
    [{ kind: 'day' as const, ...storm }, undefined],
    [{ kind: 'day' as const, ...storm, day: '2027-01-01' }, '2027年放假安排尚未收录，请先录入该年度的通知'],
    [{ kind: 'day' as const, ...storm, day: '2026-02-30' }, '“2026-02-30”不是日期'],
    [{ kind: 'days' as const, days: [storm], source: '通知' }, undefined],
    [{ kind: 'days' as const, days: [], source: '通知' }, '一次可改定1至366天'],
    [{ kind: 'days' as const, days: [storm, storm], source: '通知' }, '2026年11月20日出现两次'],
    [
      { kind: 'days' as const, days: [storm, { ...storm, day: '2027-01-01' }], source: '' },
      expect.stringContaining('2027'),
    ],
    [{ kind: 'notice' as const, notice: notice2027 }, undefined],
    [{ kind: 'notice' as const, notice: { ...notice2027, year: 2029 } }, expect.stringContaining('不连续')],
    [{ kind: 'notice' as const, notice: { ...notice2027, holidays: [] } }, '通知中没有放假日期'],
    [
      { kind: 'notice' as const, notice: { ...notice2027, holidays: [{ name: '春节', off: '02-30' }] } },
      expect.stringContaining('不存在'),
    ],
    [{ kind: 'noticeRemoved' as const, year: 2020 }, expect.stringContaining('不连续')],
    [{ kind: 'rollOver' as const, rollOver: 3 }, undefined],
    [{ kind: 'rollOver' as const, rollOver: 11 }, expect.stringContaining('0至10')],
  ])('%j is refused: %s', (edit, refusal) => expect(refusalOf(content, edit)).toEqual(refusal));

  it('says what was done', () => {
    expect(spokenEdit({ kind: 'day', ...storm })).toBe(
      '2026年11月20日改为休息日（因台风停止办公，依据：清河县应急通知）',
    );
    expect(spokenEdit({ kind: 'rollOver', rollOver: 3 })).toBe('期限末日遇节假日顺延至节后第3个工作日');
  });
});

describe('missingNotice', () => {
  const until2027 = calendarOf({ notices: [...HOLIDAY_NOTICES, notice2027] });
  it.each([
    ['2026-10-31', undefined],
    ['2026-11-01', '2027年放假安排尚未收录'],
    ['2026-12-31', '2027年放假安排尚未收录'],
    ['2027-02-01', '2027年放假安排尚未收录'],
  ])('on %s: %s', (today, title) => expect(missingNotice(workCalendar(), today)?.title).toBe(title));

  it('is silent once the notice is held', () => {
    expect(missingNotice(until2027, '2026-12-31')).toBeUndefined();
    expect(missingNotice(until2027, '2027-11-01')?.year).toBe(2028);
  });
});
