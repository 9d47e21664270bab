import { gridOfText } from '@app/catalog/grid';
import { RegisterKindId } from './register-kind';
import { registerKind } from './register-kinds';
import { readRegisterSheet } from './register-sheet';

const read = (rows: string[][], kind: RegisterKindId = 'disclosureRequest') =>
  readRegisterSheet(registerKind(kind), gridOfText(rows));

describe('readRegisterSheet', () => {
  it('finds columns by what their headers mean, wherever they stand', () => {
    const { entries, problems, ignored } = read([
      ['2026年依申请公开台账', '', '', '', ''],
      ['序号', '答复时间', '收到 申请日期*', '登记号', '申请人姓名'],
      ['1', '2026/11/3', '2026/10/12', 'SQ-1', '某某'],
      ['2', '', '2026/10/13', 'SQ-2', '某某'],
      ['', '', '', '', ''],
    ]);
    expect(problems).toEqual([]);
    expect(entries.map(({ row, unit, entry }) => [row, unit, entry.content])).toEqual([
      [3, null, { number: 'SQ-1', receivedOn: '2026-10-12', answeredOn: '2026-11-03' }],
      [4, null, { number: 'SQ-2', receivedOn: '2026-10-13' }],
    ]);
    expect(ignored).toEqual(['“申请人姓名”列未导入：台账不保存个人信息']);
  });

  it('tells 答复日期 from 答复内容', () => {
    const { entries } = read(
      [
        ['留言编号', '留言时间', '答复内容', '答复时间'],
        ['LY-1', '2026-09-01', '已办结', '2026-09-03'],
      ],
      'message',
    );
    expect(entries[0]?.entry.content).toMatchObject({ reply: '已办结', answeredOn: '2026-09-03' });
  });

  it('takes the unit from its column', () => {
    const { entries } = read([
      ['单位', '申请编号', '收到日期'],
      ['清河县财政局', 'SQ-1', '2026-10-12'],
    ]);
    expect(entries[0]?.unit).toBe('清河县财政局');
  });

  it('names row and column of every problem', () => {
    const { problems } = read([
      ['申请编号', '收到日期'],
      ['SQ-1', '去年'],
      ['SQ-2', '2026-10-12'],
      ['SQ-2', '2026-10-13'],
    ]);
    expect(problems).toEqual([
      { row: 2, column: '收到日期', message: '“收到日期”应为日期（如2026-11-18），实为“去年”' },
      { row: 4, column: null, message: '“SQ-2”与第3行重复' },
    ]);
  });

  it.each<[norm: string, rows: string[][], message: RegExp]>([
    ['no header', [['甲', '乙']], /没有找到表头/],
    [
      'a required column missing',
      [
        ['申请编号', '答复日期'],
        ['SQ-1', '2026-10-12'],
      ],
      /缺少“收到日期”列/,
    ],
    ['nothing below the header', [['申请编号', '收到日期']], /表头之下没有内容/],
  ])('refuses %s', (_norm, rows, message) => {
    const { entries, problems } = read(rows);
    expect(entries).toEqual([]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('reads its own template and the quote before what a spreadsheet would run', () => {
    const { entries, problems } = read([
      ['申请编号（必填）', '收到日期（必填）', '备注'],
      ['填写说明：只填编号', '', ''],
      ['SQ-1', '2026-10-12', "'=1+1"],
    ]);
    expect(problems).toEqual([]);
    expect(entries[0]?.entry.content.remark).toBe('=1+1');
  });
});
