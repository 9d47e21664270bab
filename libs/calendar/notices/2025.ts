import { HolidayNotice } from '../holiday-notice';

export const notice2025: HolidayNotice = {
  year: 2025,
  source: '国务院办公厅关于2025年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01' },
    { name: '春节', off: '01-28..02-04', makeUp: '01-26 02-08' },
    { name: '清明节', off: '04-04..04-06' },
    { name: '劳动节', off: '05-01..05-05', makeUp: '04-27' },
    { name: '端午节', off: '05-31..06-02' },
    { name: '国庆节、中秋节', off: '10-01..10-08', makeUp: '09-28 10-11' },
  ],
};
