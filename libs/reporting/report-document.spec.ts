import { lateRectification, periodRecord, violation } from '@app/assessment/record.fixture';
import { Block } from '@app/rectification/official-document';
import { ReportKind } from './period';
import { reportDocument } from './report-document';
import { ReportContent } from './report-content';
import { period, reportOf } from './report.fixture';

const textOf = (report: ReportContent) =>
  JSON.stringify(reportDocument(report).parts[0]?.blocks.map((block) => Object.values(block).slice(1)));
const headings = (report: ReportContent) =>
  reportDocument(report)
    .parts.flatMap(({ blocks }) => blocks)
    .filter((block): block is Extract<Block, { kind: 'heading' }> => block.kind === 'heading' && block.level === 1)
    .map(({ text }) => text);
const tableRows = (report: ReportContent, appendix: number) =>
  reportDocument(report)
    .parts[appendix]?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
    .map((row) => row.join('|'));

describe('reportDocument', () => {
  it.each<[ReportKind, string, string[], number]>([
    ['monthly', '2026-10', ['一、总体情况', '二、存在的主要问题', '三、整改情况', '四、下步工作'], 3],
    [
      'quarterly',
      '2026Q3',
      ['一、总体情况', '二、考评排名和做得好的单位', '三、存在的主要问题', '四、整改情况', '五、整改要求'],
      3,
    ],
    ['annual', '2026', ['一、考核工作情况', '二、考核结果', '三、存在的主要问题', '四、整改情况', '五、有关要求'], 4],
  ])('the %s report of %s has its parts', (kind, name, expected, appendices) => {
    const report = reportOf([periodRecord({ violations: [violation()] })], { period: period(kind, name) });
    expect(headings(report)).toEqual(expected);
    expect(reportDocument(report).parts.filter(({ isLandscape }) => isLandscape)).toHaveLength(appendices);
  });

  it('prints counts with their base, the cut-off and the day of rectification', () => {
    const text = textOf(reportOf([periodRecord({ violations: [violation()] })]));
    for (const part of [
      '可在线核验30/40项',
      '到期应公开20项，已公开19项，完整率95.0%',
      '数据截至2026年11月20日9时30分',
      '2026年12月4日前逐条整改、销号管理',
      '1.财政收支情况（目录第12行）：未见第三季度条目，应于10月20日前公开。',
    ])
      expect(text).toContain(part);
  });

  it('praises as well as it criticises', () => {
    const notices = { issued: 1, problems: 1, closedInTime: 0, closedLate: 0, open: 0, overdue: 1 };
    const text = textOf(
      reportOf([
        periodRecord({ unit: '教育局' }),
        periodRecord({ violations: [violation()], notices: { ...notices, late: [lateRectification()] } }),
      ]),
    );
    expect(text).toContain('教育局本期应公开事项全部按时公开、未发现问题，予以表扬');
    expect(text).toContain('白石镇人民政府逾期未完成整改，予以通报批评');
  });

  it('says so when there is nothing: no problems, no base, no calendar', () => {
    const text = textOf(reportOf([periodRecord({ obligations: due(0) })], { rectifyBy: null }));
    expect(text).toContain('本期未发现问题');
    expect(text).toContain('本期没有已判定的到期公开事项');
    expect(text).toContain('没有参与评分的单位');
    expect(text).not.toMatch(/NaN|undefined|null|附件2问题清单/);
    const problem = reportOf([periodRecord({ violations: [violation()] })], { rectifyBy: null });
    expect(textOf(problem)).toContain('于本文印发之日起10个工作日内逐条整改');
  });

  it('names five problems of a unit and lists all of them', () => {
    const violations = Array.from({ length: 7 }, (_one, index) => violation({ findingId: String(index), row: index }));
    const report = reportOf([periodRecord({ violations })]);
    expect(textOf(report)).toContain('其余2个问题见附件2');
    expect(tableRows(report, 2)).toHaveLength(7);
  });

  it('keeps what is contested or doubtful out of the list and counts it', () => {
    const report = reportOf([periodRecord({ contested: 1, proposalsPending: 2 })]);
    expect(textOf(report)).toContain('另有2个疑点待核实，1个问题申诉未决，均未列入本期问题');
    expect(tableRows(report, 2)).toEqual([]);
  });

  it.each<[Parameters<typeof violation>[0], string]>([
    [{ isConfirmed: false }, '待确认'],
    [{ isConfirmed: true }, '已确认'],
    [{ notice: '清政公开督〔2026〕1号' }, '已通知'],
    [{ notice: '清政公开督〔2026〕1号', isClosed: true }, '已销号'],
  ])('shows where a problem stands: %j %s', (changes, standing) => {
    const [row] = tableRows(reportOf([periodRecord({ violations: [violation(changes)] })]), 2) ?? [];
    expect(row).toMatch(new RegExp(`${standing}$`));
  });

  it('prints every deduction of the year with its fact, rule and alert', () => {
    const report = reportOf([periodRecord({ violations: [violation()] })], { period: period('annual', '2026') });
    expect(tableRows(report, 4)).toEqual([
      '1|白石镇人民政府|96.5|完整性|财政收支情况|2|未见第三季度条目，应于10月20日前公开（本项40分÷应公开20项）|TIM-06|7',
      '2|白石镇人民政府|96.5|时限|财政收支情况|1.5|未见第三季度条目，应于10月20日前公开（本项30分÷应公开20项）|TIM-06|7',
    ]);
  });
});

function due(count: number) {
  return { due: count, published: 0, onTime: 0, late: 0, missing: 0 };
}
