import { HolidayNotice } from '../holiday-notice';

export const notice2020: HolidayNotice = {
  year: 2020,
  source: '国务院办公厅关于2020年部分节假日安排的通知；国务院办公厅关于延长2020年春节假期的通知',
  holidays: [
    { name: '元旦', off: '01-01' },
    { name: '春节', off: '01-24..02-02', makeUp: '01-19 02-03' },
    { name: '清明节', off: '04-04..04-06' },
    { name: '劳动节', off: '05-01..05-05', makeUp: '04-26 05-09' },
    { name: '端午节', off: '06-25..06-27', makeUp: '06-28' },
    { name: '国庆节、中秋节', off: '10-01..10-08', makeUp: '09-27 10-10' },
  ],
};
