import { HolidayNotice } from '../holiday-notice';

export const notice2022: HolidayNotice = {
  year: 2022,
  source: '国务院办公厅关于2022年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01..01-03' },
    { name: '春节', off: '01-31..02-06', makeUp: '01-29..01-30' },
    { name: '清明节', off: '04-03..04-05', makeUp: '04-02' },
    { name: '劳动节', off: '04-30..05-04', makeUp: '04-24 05-07' },
    { name: '端午节', off: '06-03..06-05' },
    { name: '中秋节', off: '09-10..09-12' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '10-08..10-09' },
  ],
};
