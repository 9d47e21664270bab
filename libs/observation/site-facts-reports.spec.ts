import { annualReportOf, reportYearOf } from './site-facts-reports';
import { article } from './site.fixture';

const EVIDENCE = { url: 'u', capturedAt: '2026-01-18T02:00:00Z', sha256: 'a' };
const HEADINGS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、因政府信息公开被申请行政复议、提起行政诉讼情况',
  '五、政府信息公开工作存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];
const PROSE = Array.from(
  { length: 8 },
  (_, at) => `全年围绕第${'甲乙丙丁戊己庚辛'[at]}类事项发布信息，督促承办科室按时更新并逐条核对栏目内容。`,
);
const OTHER = Array.from(
  { length: 8 },
  (_, at) => `合并重复栏目之${'子丑寅卯辰巳午未'[at]}，历史数据全部迁移并抽样校验，惠企惠农政策均配有图示说明。`,
);
const report = (lines: readonly string[]) =>
  article('nb.html', '2025年政府信息公开工作年度报告', { text: [...HEADINGS, ...PROSE, ...lines].join('\n') });
const read = (lines: readonly string[]) => annualReportOf(report(lines), { evidence: EVIDENCE, year: 2025 });
const row = (label: string, figures: string) => [label, ...figures.split(' ')];

describe('年度报告', () => {
  it.each([
    ['清河县财政局2025年政府信息公开工作年度报告', 2025],
    ['2025年度政府信息公开年报', 2025],
    ['政府信息公开工作年度报告', 2025],
    ['关于编制2025年政府信息公开工作年度报告的通知', null],
    ['2025年工作报告', null],
  ])('%s', (title, year) => {
    expect(reportYearOf({ title, publishedOn: '2026-01-20' })).toBe(year);
  });

  it('finds six parts, and names the one that has no heading', () => {
    expect(read([]).missing).toEqual([]);
    const five = article('nb.html', '年报', { text: [...HEADINGS.slice(0, 5), ...PROSE].join('\n') });
    expect(annualReportOf(five, { evidence: EVIDENCE, year: 2025 }).missing).toEqual(['其他需要报告的事项']);
  });

  it('adds up rows of seven figures', () => {
    expect(read(row('一、本年新收', '11 1 0 0 0 0 12')).sums).toEqual({ rows: 1, wrong: [] });
    expect(read(row('一、本年新收', '11 1 0 0 0 0 13')).sums).toEqual({
      rows: 1,
      wrong: ['“一、本年新收”各项合计12，总计写为13'],
    });
  });

  it('reads a row printed on one line', () => {
    expect(read(['一、本年新收', '11 1 0 0 0 0 12']).sums.rows).toBe(1);
  });

  it('does not judge a row with blank cells', () => {
    expect(read(row('一、本年新收', '11 1 12')).sums).toEqual({ rows: 0, wrong: [] });
  });

  it('adds up the table of suits in fives', () => {
    const right = '0 0 0 0 0 1 0 0 0 1 0 0 0 2 2';
    expect(read(row('结果维持', right)).sums).toEqual({ rows: 3, wrong: [] });
    expect(read(row('结果维持', right.replace(/2 2$/, '2 3'))).sums.wrong).toEqual([
      '“复议后起诉”各项合计2，总计写为3',
    ]);
  });

  it('balances what came in and what was done', () => {
    const table = (left: number) => [
      ...row('一、本年新收政府信息公开申请数量', '11 1 0 0 0 0 12'),
      ...row('二、上年结转政府信息公开申请数量', '1 0 0 0 0 0 1'),
      ...row('（七）总计', '11 1 0 0 0 0 12'),
      ...row('四、结转下年度继续办理', `${left} 0 0 0 0 0 ${left}`),
    ];
    expect(read(table(1)).sums).toEqual({ rows: 4, wrong: [] });
    expect(read(table(2)).sums.wrong).toEqual(['新收12件、上年结转1件，与办理12件、结转下年度2件不相等']);
  });

  it('is like itself and unlike another year’s words; figures and headings do not count', () => {
    const before = (prose: readonly string[]) => ({
      year: 2024,
      page: article('x.html', '2024年', { text: [...HEADINGS, ...prose, '7'].join('\n') }),
    });
    const likeness = (prose: readonly string[]) =>
      annualReportOf(report([]), { evidence: EVIDENCE, year: 2025, before: before(prose) }).likeness?.value;
    expect(likeness(PROSE)).toBe(1);
    expect(likeness(OTHER)).toBeLessThan(0.2);
    expect(likeness([])).toBeUndefined();
  });

  it('has a gap where the text is elsewhere', () => {
    const bare = article('nb.html', '年报', { text: '见附件', attachments: [{ name: '年报.pdf', url: 'u' }] });
    expect(annualReportOf(bare, { evidence: EVIDENCE, year: 2025 }).gap).toBe('正文在附件中，未读取');
  });
});
