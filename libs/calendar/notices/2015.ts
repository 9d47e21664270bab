import { HolidayNotice } from '../holiday-notice';

export const notice2015: HolidayNotice = {
  year: 2015,
  source:
    '国务院办公厅关于2015年部分节假日安排的通知；国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知',
  holidays: [
    { name: '元旦', off: '01-01..01-03', makeUp: '01-04' },
    { name: '春节', off: '02-18..02-24', makeUp: '02-15 02-28' },
    { name: '清明节', off: '04-05..04-06' },
    { name: '劳动节', off: '05-01' },
    { name: '端午节', off: '06-20 06-22' },
    { name: '抗日战争暨世界反法西斯战争胜利70周年纪念日', off: '09-03..09-05', makeUp: '09-06' },
    { name: '中秋节', off: '09-27' },
    { name: '国庆节', off: '10-01..10-07', makeUp: '10-10' },
  ],
};
