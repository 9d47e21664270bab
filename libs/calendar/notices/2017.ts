import { HolidayNotice } from '../holiday-notice';

export const notice2017: HolidayNotice = {
  year: 2017,
  source: '国务院办公厅关于2017年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01..01-02' },
    { name: '春节', off: '01-27..02-02', makeUp: '01-22 02-04' },
    { name: '清明节', off: '04-02..04-04', makeUp: '04-01' },
    { name: '劳动节', off: '05-01' },
    { name: '端午节', off: '05-28..05-30', makeUp: '05-27' },
    { name: '中秋节、国庆节', off: '10-01..10-08', makeUp: '09-30' },
  ],
};
