import { Workbook, Worksheet } from 'exceljs';
import { printable } from '@app/rectification/wording';
import { ReportContent } from './report-content';
import {
  DEDUCTION_COLUMNS,
  deductionRows,
  ListColumn,
  PROBLEM_COLUMNS,
  problemRows,
  RANKING_COLUMNS,
  rankingRows,
  RECTIFICATION_COLUMNS,
  rectificationRows,
  Row,
} from './report-tables';

/** The .xlsx of a report: 总体情况, 排名, 问题清单, 整改情况, 扣分明细. Every cell is a value; there is no formula in it. */
export async function writeReportXlsx(report: ReportContent): Promise<Buffer> {
  const book = new Workbook();
  book.creator = '政务公开在线监督平台';
  summarySheet(book, report);
  listSheet(book, '排名', RANKING_COLUMNS, rankingRows(report));
  listSheet(book, '问题清单', [...PROBLEM_COLUMNS, ...PROOF_COLUMNS], problemRows(report));
  listSheet(book, '整改情况', RECTIFICATION_COLUMNS, rectificationRows(report));
  listSheet(book, '扣分明细', [...DEDUCTION_COLUMNS, FINDING_COLUMN], deductionRows(report));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A cell of Excel holds no more. */
const LONGEST = 32_767;
const WIDTH_PER_SHARE = 4.5;

/** What Word has no room for. */
const PROOF_COLUMNS: readonly ListColumn<ReturnType<typeof problemRows>[number]>[] = [
  { title: '依据', share: 6, value: ({ basis }) => basis },
  { title: '栏目', share: 4, value: ({ section }) => section },
  { title: '网址', share: 6, value: ({ url }) => url },
  { title: '整改通知', share: 4, value: ({ notice }) => notice },
  { title: '告警编号', share: 2, isNumber: true, value: ({ alertId }) => alertId },
];

const FINDING_COLUMN: ListColumn<ReturnType<typeof deductionRows>[number]> = {
  title: '检查结果编号',
  share: 2.4,
  isNumber: true,
  value: ({ findingId }) => findingId,
};

const TOTAL_NAMES: Readonly<Record<keyof ReportContent['totals'], string>> = {
  units: '监督单位',
  scoredUnits: '参与评分单位',
  items: '目录事项',
  onlineVerifiable: '可在线核验事项',
  judged: '已判定事项',
  due: '到期应公开',
  published: '已公开',
  onTime: '按时公开',
  late: '超期公开',
  missing: '未公开',
  quality: '内容质量问题',
  platform: '平台栏目问题',
  problems: '问题合计',
  confirmed: '已经人工确认',
  proposalsPending: '待核实疑点',
  contested: '申诉未决',
  notices: '整改通知',
  noticeProblems: '通知问题',
  closed: '已销号',
  overdue: '逾期未整改',
  completeRate: '完整率（%）',
  onTimeRate: '按时率（%）',
  rectifiedRate: '整改率（%）',
};

function summarySheet(book: Workbook, report: ReportContent): void {
  const sheet = book.addWorksheet('总体情况');
  sheet.columns = [{ width: 26 }, { width: 60 }];
  const names = Object.keys(TOTAL_NAMES) as (keyof typeof TOTAL_NAMES)[];
  const lines: [string, string | number | null][] = [
    ['标题', report.title],
    ['数据截止时间', report.cutoff],
    ...names.map((name): [string, number | null] => [TOTAL_NAMES[name], report.totals[name] ?? null]),
    ...report.notScored.map(({ unit, reason }): [string, string] => [`${unit}（不参与评分）`, reason]),
    ...report.gaps.map(({ unit, gap }): [string, string] => [`${unit}（未能完整采集）`, gap]),
  ];
  for (const [name, value] of lines) writeRow(sheet, [name, value ?? '无基数']);
  sheet.getColumn(1).font = { bold: true };
  sheet.getColumn(2).alignment = { horizontal: 'left', wrapText: true };
}

function listSheet<T>(
  book: Workbook,
  name: string,
  columns: readonly ListColumn<Row<T>>[],
  rows: readonly Row<T>[],
): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ share }) => ({ width: Math.max(8, share * WIDTH_PER_SHARE) }));
  writeRow(
    sheet,
    columns.map(({ title }) => title),
  ).font = { bold: true };
  for (const row of rows)
    writeRow(
      sheet,
      columns.map(({ value }) => value(row)),
    ).alignment = { vertical: 'top', wrapText: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

function writeRow(sheet: Worksheet, values: readonly (string | number | null)[]) {
  const row = sheet.addRow([]);
  values.forEach((value, index) => {
    if (value === null) return;
    const cell = row.getCell(index + 1);
    cell.value = typeof value === 'number' ? value : printable(value).slice(0, LONGEST);
    // As text a crawled `=HYPERLINK(…)` stays text even when somebody edits the cell.
    if (typeof value === 'string') cell.numFmt = '@';
  });
  return row;
}
