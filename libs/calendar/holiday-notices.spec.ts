import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticedDays } from './holiday-notice';
import { HOLIDAY_NOTICES, workCalendar } from './holiday-notices';
import { addDays, weekdayOf } from './local-date';

const calendar = workCalendar();
const NOTICES = join(__dirname, '../../../shared/data/holidays');

describe('workCalendar', () => {
  it.each([
    ['2026-11-20', true, '工作日'],
    ['2026-11-21', false, '周末'],
    ['2026-10-01', false, '国庆节'],
    ['2026-10-10', true, '调休上班'],
    ['2020-09-27', true, '调休上班'],
    ['2020-02-01', false, '春节'],
    ['2018-12-29', true, '调休上班'],
    ['2018-12-31', false, '元旦'],
    ['2015-09-03', false, '抗日战争暨世界反法西斯战争胜利70周年纪念日'],
  ])('%s: working %s, because %s', (day, isWorking, reason) => {
    expect(calendar.isWorkingDay(day)).toBe(isWorking);
    expect(calendar.reason(day)).toBe(reason);
  });

  it.each(['2015-01-01', '2026-12-31'])('covers %s', (day) => expect(calendar.covers(day)).toBe(true));

  it.each(['2014-12-31', '2027-01-01', '2099-06-01', 'nonsense'])('refuses %s', (day) => {
    expect(calendar.covers(day)).toBe(false);
    expect(() => calendar.isWorkingDay(day)).toThrow(RangeError);
    expect(() => calendar.reason(day)).toThrow(/尚未收录/);
  });

  it('is built once', () => expect(workCalendar()).toBe(calendar));

  it('holds only the years it was given', () => {
    const of2026 = workCalendar(HOLIDAY_NOTICES.filter(({ year }) => year === 2026));
    expect(of2026.covers('2026-06-01')).toBe(true);
    expect(of2026.covers('2025-06-01')).toBe(false);
    expect(of2026.version).not.toBe(calendar.version);
  });

  it('refuses years with a gap, and no years at all', () => {
    expect(() => workCalendar(HOLIDAY_NOTICES.filter(({ year }) => year !== 2020))).toThrow(/不连续/);
    expect(() => workCalendar([])).toThrow(RangeError);
  });
});

describe('noticedDays', () => {
  it('refuses a day that does not exist', () => {
    const notice = { year: 2026, source: '', holidays: [{ name: '春节', off: '02-28..02-30' }] };
    expect(() => noticedDays(notice)).toThrow('2026年节假日通知中的日期“02-30”不存在');
  });

  it.each(HOLIDAY_NOTICES.map((notice) => [notice.year, notice] as const))('%i names no day twice', (_year, notice) => {
    const days = noticedDays(notice).map(({ day }) => day);
    expect(new Set(days).size).toBe(days.length);
  });
});

(existsSync(NOTICES) ? describe : describe.skip)('every day 2015–2026 against ../shared/data/holidays', () => {
  const expected = new Map<string, boolean>();
  if (existsSync(NOTICES))
    for (const { year } of HOLIDAY_NOTICES) {
      const { days } = JSON.parse(readFileSync(join(NOTICES, `${year}.json`), 'utf8')) as {
        days: { date: string; isOffDay: boolean }[];
      };
      for (const { date, isOffDay } of days) expected.set(date, !isOffDay);
    }

  it('covers a year as soon as its notice is out, and no year before', () => {
    const announced = readdirSync(NOTICES)
      .filter((file) => /^\d{4}\.json$/.test(file))
      .map((file) => JSON.parse(readFileSync(join(NOTICES, file), 'utf8')) as { year: number; days: unknown[] });
    const wrong = announced.filter(({ year, days }) => calendar.covers(`${year}-06-01`) !== days.length > 0);
    expect(wrong.map(({ year }) => year)).toEqual([]);
    expect(announced.length).toBeGreaterThanOrEqual(HOLIDAY_NOTICES.length);
  });

  it('agrees', () => {
    const wrong: string[] = [];
    for (let day = '2015-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      if (calendar.isWorkingDay(day) !== (expected.get(day) ?? weekdayOf(day) <= 5)) wrong.push(day);
    expect(wrong).toEqual([]);
    expect(expected.size).toBeGreaterThan(300);
  });
});
