import { Workbook } from 'exceljs';
import { ALERT_KINDS, ALERT_STATES, SEVERITY_NAMES } from '@app/alerting/alert';
import { AlertRow } from './views';

const COLUMNS: readonly { header: string; width: number; value(row: AlertRow): string | number | null }[] = [
  { header: '序号', width: 6, value: (row) => row.id },
  { header: '单位', width: 18, value: (row) => row.unitName },
  { header: '类别', width: 8, value: (row) => ALERT_KINDS[row.kind] },
  { header: '级别', width: 8, value: (row) => SEVERITY_NAMES[row.severity] },
  { header: '规则', width: 22, value: (row) => `${row.code} ${row.ruleTitle}` },
  { header: '公开事项', width: 24, value: (row) => row.item },
  { header: '目录行号', width: 9, value: (row) => row.row },
  { header: '栏目', width: 20, value: (row) => row.section },
  { header: '情况', width: 60, value: (row) => row.explanation },
  { header: '截止日', width: 12, value: (row) => row.dueOn },
  { header: '公开日期', width: 12, value: (row) => row.publishedOn },
  { header: '超期工作日', width: 11, value: (row) => row.workingDaysLate },
  { header: '首次发现', width: 12, value: (row) => row.firstFoundOn },
  { header: '状态', width: 10, value: (row) => ALERT_STATES[row.state] + (row.isContested ? '（异议未决）' : '') },
];

/** The filtered list as .xlsx. Text that a spreadsheet would run as a formula is marked as text. */
export async function writeAlertSheet(rows: readonly AlertRow[], today: string, total: number): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('告警', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.addRow([`截至 ${today}，共 ${total} 条${rows.length < total ? `，导出前 ${rows.length} 条` : ''}`]);
  sheet.addRow(COLUMNS.map(({ header }) => header)).font = { bold: true };
  COLUMNS.forEach(({ width }, index) => (sheet.getColumn(index + 1).width = width));
  for (const row of rows)
    sheet.addRow(COLUMNS.map(({ value }) => inert(value(row)))).alignment = { wrapText: true, vertical: 'top' };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** exceljs writes strings as strings; the quote keeps them so when the file is saved as CSV and opened again. */
function inert(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
