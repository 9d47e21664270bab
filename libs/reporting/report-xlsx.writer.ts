import { Cell, PageSetup, Row as ExcelRow, Workbook, Worksheet } from 'exceljs';
import { printedWidth } from '@app/rectification/official-document';
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
/** Excel's widths are in digits; the shares were made for a landscape page in Word. */
const WIDTH_PER_SHARE = 5;

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
  const sheet = book.addWorksheet('总体情况', { pageSetup: PAGE });
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
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: PAGE });
  const widths = columns.map(({ share }) => Math.max(8, share * WIDTH_PER_SHARE));
  sheet.columns = widths.map((width) => ({ width }));
  sheet.pageSetup.printTitlesRow = '1:1';
  const titles = columns.map(({ title }) => title);
  framed(writeRow(sheet, titles), titles, widths).font = { bold: true };
  for (const row of rows) {
    const values = columns.map(({ value }) => value(row));
    const line = framed(writeRow(sheet, values), values, widths);
    columns.forEach(({ isPercent }, index) => {
      if (isPercent) percentCell(line.getCell(index + 1), values[index]);
    });
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

const PAGE: Partial<PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};
const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const LINE_HEIGHT = 15;

/** Borders, wrapped text, and a height that shows all of it: not every reader works the height out by itself. */
function framed(row: ExcelRow, values: readonly (string | number | null)[], widths: readonly number[]): ExcelRow {
  row.alignment = { vertical: 'top', wrapText: true };
  row.border = { top: THIN, bottom: THIN, left: THIN, right: THIN };
  const lines = values.map((value, index) =>
    Math.ceil((printedWidth(String(value ?? '')) * 2.2) / (widths[index] ?? 8)),
  );
  row.height = LINE_HEIGHT * Math.min(20, Math.max(1, ...lines));
  return row;
}

function percentCell(cell: Cell, value: string | number | null | undefined): void {
  if (typeof value !== 'number') return;
  cell.value = value / 100;
  cell.numFmt = '0.0%';
}

function writeRow(sheet: Worksheet, values: readonly (string | number | null)[]): ExcelRow {
  const row = sheet.addRow([]);
  values.forEach((value, index) => {
    const cell = row.getCell(index + 1);
    cell.value = typeof value === 'string' ? printable(value).slice(0, LONGEST) : value;
    // As text a crawled `=HYPERLINK(…)` stays text even when somebody edits the cell.
    if (typeof value === 'string') cell.numFmt = '@';
  });
  return row;
}
