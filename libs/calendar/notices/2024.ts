import { HolidayNotice } from '../holiday-notice';

export const notice2024: HolidayNotice = {
  year: 2024,
  source: '国务院办公厅关于2024年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01' },
    { name: '春节', off: '02-10..02-17', makeUp: '02-04 02-18' },
    { name: '清明节', off: '04-04..04-06', makeUp: '04-07' },
    { name: '劳动节', off: '05-01..05-05', makeUp: '04-28 05-11' },
    { name: '端午节', off: '06-10' },
    { name: '中秋节', off: '09-15..09-17', makeUp: '09-14' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '09-29 10-12' },
  ],
};
