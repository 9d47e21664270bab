import { HolidayNotice } from '../holiday-notice';

export const notice2016: HolidayNotice = {
  year: 2016,
  source: '国务院办公厅关于2016年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '01-01' },
    { name: '春节', off: '02-07..02-13', makeUp: '02-06 02-14' },
    { name: '清明节', off: '04-04' },
    { name: '劳动节', off: '05-01..05-02' },
    { name: '端午节', off: '06-09..06-11', makeUp: '06-12' },
    { name: '中秋节', off: '09-15..09-17', makeUp: '09-18' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '10-08..10-09' },
  ],
};
