import { HolidayNotice } from '../holiday-notice';

export const notice2023: HolidayNotice = {
  year: 2023,
  source: '国务院办公厅关于2023年部分节假日安排的通知',
  holidays: [
    { name: '元旦', off: '2022-12-31..01-02' },
    { name: '春节', off: '01-21..01-27', makeUp: '01-28..01-29' },
    { name: '清明节', off: '04-05' },
    { name: '劳动节', off: '04-29..05-03', makeUp: '04-23 05-06' },
    { name: '端午节', off: '06-22..06-24', makeUp: '06-25' },
    { name: '中秋节、国庆节', off: '09-29..10-06', makeUp: '10-07..10-08' },
  ],
};
