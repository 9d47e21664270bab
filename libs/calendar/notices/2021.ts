import { HolidayNotice } from '../holiday-notice';

export const notice2021: HolidayNotice = {
  year: 2021,
  source: '国务院办公厅关于2021年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01..01-03' },
    { name: '春节', off: '02-11..02-17', makeUp: '02-07 02-20' },
    { name: '清明节', off: '04-03..04-05' },
    { name: '劳动节', off: '05-01..05-05', makeUp: '04-25 05-08' },
    { name: '端午节', off: '06-12..06-14' },
    { name: '中秋节', off: '09-19..09-21', makeUp: '09-18' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '09-26 10-09' },
  ],
};
