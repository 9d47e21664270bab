import { HolidayNotice } from '../holiday-notice';

export const notice2019: HolidayNotice = {
  year: 2019,
  source: '国务院办公厅关于2019年部分节假日安排的通知；国务院办公厅关于调整2019年劳动节假期安排的通知',
  holidays: [
    { name: '元旦', off: '2018-12-30..01-01', makeUp: '2018-12-29' },
    { name: '春节', off: '02-04..02-10', makeUp: '02-02..02-03' },
    { name: '清明节', off: '04-05' },
    { name: '劳动节', off: '05-01..05-04', makeUp: '04-28 05-05' },
    { name: '端午节', off: '06-07' },
    { name: '中秋节', off: '09-13' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '09-29 10-12' },
  ],
};
