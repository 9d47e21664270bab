import { calendarOf } from './calendar-content';
import { HolidayNotice } from './holiday-notice';
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

const defaultCalendar = calendarOf({ notices: HOLIDAY_NOTICES });

/**
 * 工作日历 of `notices`; without argument the one of all notices held here, built once. What administrators changed
 * online stands in the database and is added by `CalendarStore`.
 * Throws RangeError when the notices are not of consecutive years.
 */
export function workCalendar(notices: readonly HolidayNotice[] = HOLIDAY_NOTICES): WorkCalendar {
  return notices === HOLIDAY_NOTICES ? defaultCalendar : calendarOf({ notices });
}
