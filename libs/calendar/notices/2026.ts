import { HolidayNotice } from '../holiday-notice';

export const notice2026: HolidayNotice = {
  year: 2026,
  source: '国务院办公厅关于2026年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01..01-03', makeUp: '01-04' },
    { name: '春节', off: '02-15..02-23', makeUp: '02-14 02-28' },
    { name: '清明节', off: '04-04..04-06' },
    { name: '劳动节', off: '05-01..05-05', makeUp: '05-09' },
    { name: '端午节', off: '06-19..06-21' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '09-20 10-10' },
    { name: '中秋节', off: '09-25..09-27' },
  ],
};
