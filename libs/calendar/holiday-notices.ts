import { HolidayNotice, noticedDays } from './holiday-notice';
import { addDays, LocalDate, weekdayOf } from './local-date';
import { notice2015 } from './notices/2015';
import { notice2016 } from './notices/2016';
import { notice2017 } from './notices/2017';
import { notice2018 } from './notices/2018';
import { notice2019 } from './notices/2019';
import { notice2020 } from './notices/2020';
import { notice2021 } from './notices/2021';
import { notice2022 } from './notices/2022';
import { notice2023 } from './notices/2023';
import { notice2024 } from './notices/2024';
import { notice2025 } from './notices/2025';
import { notice2026 } from './notices/2026';
import { WorkCalendar } from './working-days';

/** Every notice held. A new year is one file in `notices/` and one line here. */
export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [
  notice2015,
  notice2016,
  notice2017,
  notice2018,
  notice2019,
  notice2020,
  notice2021,
  notice2022,
  notice2023,
  notice2024,
  notice2025,
  notice2026,
];

const defaultCalendar = buildCalendar(HOLIDAY_NOTICES);

/**
 * 工作日历 of `notices`; without argument the one of all notices held, built once.
 * Throws RangeError when the notices are not of consecutive years.
 */
export function workCalendar(notices: readonly HolidayNotice[] = HOLIDAY_NOTICES): WorkCalendar {
  return notices === HOLIDAY_NOTICES ? defaultCalendar : buildCalendar(notices);
}

function buildCalendar(notices: readonly HolidayNotice[]): WorkCalendar {
  const years = notices.map(({ year }) => year).sort((a, b) => a - b);
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('工作日历至少需要一个年度的节假日通知');
  if (years.some((year, index) => year !== first + index))
    throw new RangeError(`节假日通知的年度不连续：${years.join('、')}`);

  const days = indexDays(notices, first, last);
  const lookUp = (day: LocalDate) => days.get(day) ?? refuse(day, first, last);
  return {
    version: `国务院办公厅节假日通知 ${first}-${last}`,
    covers: (day) => days.has(day),
    isWorkingDay: (day) => lookUp(day).isWorking,
    reason: (day) => lookUp(day).reason,
    workingDaysThrough: (day) => lookUp(day).through,
  };
}

interface CalendarDay {
  readonly isWorking: boolean;
  readonly reason: string;
  /** Working days from the first covered day up to and including this one. */
  readonly through: number;
}

function indexDays(notices: readonly HolidayNotice[], first: number, last: number): Map<LocalDate, CalendarDay> {
  const noticed = new Map(notices.flatMap(noticedDays).map((each) => [each.day, each]));
  const days = new Map<LocalDate, CalendarDay>();
  let through = 0;
  for (let day = `${first}-01-01`; day <= `${last}-12-31`; day = addDays(day, 1)) {
    const notice = noticed.get(day);
    const isWorking = notice ? !notice.isOff : weekdayOf(day) <= 5;
    const reason = notice ? (notice.isOff ? notice.holiday : '调休上班') : isWorking ? '工作日' : '周末';
    through += isWorking ? 1 : 0;
    days.set(day, { isWorking, reason, through });
  }
  return days;
}

function refuse(day: LocalDate, first: number, last: number): never {
  throw new RangeError(`工作日历只含${first}年至${last}年，不含${day}：该年度节假日通知尚未收录`);
}
