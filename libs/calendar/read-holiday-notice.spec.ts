import { notice2020 } from './notices/2020';
import { notice2024 } from './notices/2024';
import { notice2026 } from './notices/2026';
import { HolidayNotice, noticedDays } from './holiday-notice';
import { noticeProblems, readHolidayNotice } from './read-holiday-notice';

const TEXT_2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日`;

const TEXT_2024 = `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`;

const TEXT_2020 = `一、元旦：2020年1月1日放假，共1天。
二、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。
三、清明节：4月4日至6日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月26日（星期日）、5月9日（星期六）上班。
五、端午节：6月25日至27日放假调休，共3天。6月28日（星期日）上班。
六、国庆节、中秋节：10月1日至8日放假调休，共8天。9月27日（星期日）、10月10日（星期六）上班。`;

const weekdays = (notice: HolidayNotice) =>
  noticedDays(notice)
    .map(({ day, isOff }) => `${day}${isOff ? '休' : '班'}`)
    .sort();

describe('readHolidayNotice', () => {
  it('reads the notice of 2026 as it was announced', () => {
    const { notice, problems } = readHolidayNotice(TEXT_2026, 2026);
    expect(problems).toEqual([]);
    expect(notice.source).toBe('国务院办公厅关于2026年部分节假日安排的通知');
    expect(weekdays(notice)).toEqual(weekdays(notice2026));
  });

  it('reads the wording of 2024: 与周末连休, and advice to employers that changes no day', () => {
    const { notice, problems } = readHolidayNotice(TEXT_2024, 2024);
    expect(problems).toEqual([]);
    const named = weekdays(notice);
    expect(named).not.toContain('2024-02-09休');
    expect(weekdays(notice2024)).toEqual(expect.arrayContaining(named));
  });

  it('reads two holidays of one paragraph and days with their year', () => {
    const { notice, problems } = readHolidayNotice(TEXT_2020, 2020);
    expect(problems).toEqual([]);
    expect(weekdays(notice)).toContain('2020-10-08休');
    expect(weekdays(notice).filter((day) => day > '2020-03')).toEqual(
      weekdays(notice2020).filter((day) => day > '2020-03'),
    );
  });

  it('reads a holiday that begins in the year before', () => {
    const { notice } = readHolidayNotice('一、元旦:2022年12月31日至2023年1月2日放假调休,共3天。', 2023);
    expect(notice.holidays[0]).toEqual({ name: '元旦', off: '2022-12-31..01-02' });
  });

  it.each([
    ['the notice of another year', TEXT_2026, 2027, '这是2026年的通知，不是2027年的'],
    ['a wrong count', TEXT_2026.replace('共9天', '共8天'), 2026, '春节：文中写作共8天，实为9天'],
    ['a wrong weekday', TEXT_2026.replace('5月9日（周六）', '5月9日（周日）'), 2026, '2026年5月9日是周六'],
    ['a make-up day that is a working day', TEXT_2026.replace('1月4日（周日）', '1月5日'), 2026, '不是周末'],
    ['a day that does not exist', TEXT_2026.replace('6月19日（周五）', '6月31日'), 2026, '“6月31日”不存在'],
    ['a range that runs backwards', TEXT_2026.replace('至6日（周一）', '至3日'), 2026, '区间止于“3日”有误'],
    ['a holiday left out', TEXT_2026.replace(/六、中秋节.*\n/, ''), 2026, '未读到中秋的安排'],
    [
      'a sentence it does not know',
      TEXT_2026.replace('5月9日（周六）上班', '5月9日（周六）另行通知'),
      2026,
      '未能读懂',
    ],
    ['no notice at all', '今天天气很好。', 2027, '未读到元旦'],
    ['a day that is off and worked', TEXT_2026.replace('1月4日（周日）上班', '1月3日（周六）上班'), 2026, '出现两次'],
    ['an endless text', '一、'.repeat(20_000), 2026, '文本过长'],
  ])('does not trust %s', (_norm, text, year, problem) => {
    expect(readHolidayNotice(text, year).problems.join('\n')).toContain(problem);
  });
});

describe('noticeProblems', () => {
  it('refuses days far outside the year', () => {
    const notice = { year: 2027, source: '', holidays: [{ name: '元旦', off: '2026-10-01' }] };
    expect(noticeProblems(notice)).toEqual(['元旦：2026年10月1日不在2027年度内']);
  });
});
