import { HolidayNotice } from '../holiday-notice';

export const notice2018: HolidayNotice = {
  year: 2018,
  source: '国务院办公厅关于2018年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01' },
    { name: '春节', off: '02-15..02-21', makeUp: '02-11 02-24' },
    { name: '清明节', off: '04-05..04-07', makeUp: '04-08' },
    { name: '劳动节', off: '04-29..05-01', makeUp: '04-28' },
    { name: '端午节', off: '06-18' },
    { name: '中秋节', off: '09-24' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '09-29..09-30' },
  ],
};
