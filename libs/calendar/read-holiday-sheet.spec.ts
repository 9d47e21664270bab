import { workCalendar } from './holiday-notices';
import { readHolidaySheet, sheetEdit } from './read-holiday-sheet';

const rowsOf = (...lines: readonly (readonly string[])[]) => lines.map((cells, index) => ({ row: index + 1, cells }));
const HEADER = ['日期', '休/班', '名称'];
const read = (...lines: readonly (readonly string[])[]) => readHolidaySheet(rowsOf(HEADER, ...lines), 2027);
const listed = ({ days }: ReturnType<typeof read>) =>
  days.map(({ day, isWorking, name }) => `${day}${isWorking ? '班' : '休'}${name}`);

describe('readHolidaySheet', () => {
  it('reads days and spans under a title, columns in any order', () => {
    const reading = readHolidaySheet(
      rowsOf(
        ['2027年放假安排表'],
        [],
        ['序号', '节日名称', '时间', '星期', '类型', '备注'],
        ['1', '元旦', '2027/1/1', '五', '休', ''],
        ['2', '元旦', '2027-01-02 00:00:00', '周六', '放假', '与周末连休'],
        ['3', '春节', '2月5日（周五）至11日（周四）', '', '休', ''],
        ['4', '春节', '2027年2月14日', '星期日', '班', ''],
      ),
      2027,
    );
    expect(reading.problems).toEqual([]);
    expect(listed(reading)).toEqual([
      '2027-01-01休元旦',
      '2027-01-02休元旦',
      ...[5, 6, 7, 8, 9, 10, 11].map((day) => `2027-02-${String(day).padStart(2, '0')}休春节`),
      '2027-02-14班调休上班',
    ]);
  });

  it.each<[string, string[], string]>([
    ['a word that may mean either', ['2027-02-14', '调休', '春节'], '第2行：“调休”不知是休还是班'],
    ['an empty kind', ['2027-02-14', '', '春节'], '第2行：没有写明休还是班'],
    ['a day off without a name', ['2027-02-14', '休', ''], '第2行：没有写明节日名称'],
    ['a day that does not exist', ['2027-02-30', '休', '春节'], '第2行：“2027-02-30”不是日期'],
    ['a number of Excel', ['46388', '休', '元旦'], '第2行：“46388”不是日期'],
    ['a span that runs backwards', ['1月3日至1日', '休', '元旦'], '第2行：“1月3日至1日”不是日期'],
    ['a span of months', ['1月3日至3月1日', '休', '元旦'], '第2行：“1月3日至3月1日”不是日期'],
    ['a day of another year', ['2026-10-01', '休', '国庆节'], '第2行：2026年10月1日不在2027年度内'],
    ['a wrong weekday', ['1月1日（周四）', '休', '元旦'], '第2行：2027年1月1日是周五，文中写作周四'],
    ['a remark in the table', ['以通知为准', '', ''], '第2行：“以通知为准”不是日期'],
  ])('has a problem with %s', (_norm, line, problem) => expect(read(line).problems).toContain(problem));

  it('has a problem with a day named twice, with unknown and repeated columns, and without a header', () => {
    expect(read(['1月1日至3日', '休', '元旦'], ['2027-01-03', '班', '']).problems).toEqual(['2027年1月3日出现两次']);
    expect(readHolidaySheet(rowsOf([...HEADER, '是否带薪', '日期']), 2027).problems).toEqual([
      '第1行：不认识的列“是否带薪”',
      '第1行：列“日期”出现两次',
      '没有读到日期',
    ]);
    expect(readHolidaySheet(rowsOf(['2027-01-01', '休', '元旦']), 2027).problems).toEqual([
      '未找到表头：应有“日期”“休/班”“名称”三列',
    ]);
    expect(read().problems).toEqual(['没有读到日期']);
  });

  it('takes the December before', () => {
    expect(listed(read(['2026-12-31', '休', '元旦']))).toEqual(['2026-12-31休元旦']);
  });
});

describe('sheetEdit', () => {
  const of2026 = { year: 2026, source: '清河县通知' };

  it('keeps of a covered year only the days that differ', () => {
    const { days } = readHolidaySheet(
      rowsOf(HEADER, ['10月1日至3日', '休', '国庆'], ['2026-11-20', '休', '因台风停止办公'], ['2026-10-09', '班', '']),
      2026,
    );
    expect(sheetEdit(days, of2026, workCalendar())).toEqual({
      kind: 'days',
      days: [{ day: '2026-11-20', isWorking: false, name: '因台风停止办公' }],
      source: '清河县通知',
    });
    expect(sheetEdit(days.slice(0, 3), of2026, workCalendar())).toBe('表中各日与现行日历相同，不需要录入');
  });

  it('makes the notice of a new year, and only a complete one', () => {
    const year2027 = { year: 2027, source: '国务院办公厅关于2027年部分节假日安排的通知' };
    const some = read(['1月1日至3日', '休', '元旦']).days;
    expect(sheetEdit(some, year2027, workCalendar())).toBe('未读到春节、清明、劳动节、端午、中秋、国庆的安排');
    const all = read(
      ['2026-12-31', '休', '元旦'],
      ['1月1日', '休', '元旦'],
      ['2月5日至7日', '休', '春节'],
      ['2月14日', '班', '春节'],
      ['4月5日', '休', '清明节'],
      ['5月1日', '休', '劳动节'],
      ['6月9日', '休', '端午节'],
      ['9月15日', '休', '中秋节'],
      ['10月1日', '休', '国庆节'],
    ).days;
    expect(sheetEdit(all, year2027, workCalendar())).toMatchObject({
      kind: 'notice',
      notice: {
        year: 2027,
        holidays: [
          { name: '元旦', off: '2026-12-31 01-01' },
          { name: '春节', off: '02-05 02-06 02-07' },
          { name: '调休上班', off: '', makeUp: '02-14' },
          { name: '清明节', off: '04-05' },
          { name: '劳动节', off: '05-01' },
          { name: '端午节', off: '06-09' },
          { name: '中秋节', off: '09-15' },
          { name: '国庆节', off: '10-01' },
        ],
      },
    });
  });
});
