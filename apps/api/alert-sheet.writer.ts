import { ALERT_KINDS, ALERT_STATES, SEVERITY_NAMES } from '@app/alerting/alert';
import { SheetColumn, writeSheet } from './sheet.writer';
import { AlertRow } from './views';

const COLUMNS: readonly SheetColumn<AlertRow>[] = [
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

/** The filtered list as .xlsx. */
export function writeAlertSheet(rows: readonly AlertRow[], today: string, total: number): Promise<Buffer> {
  const title = `截至 ${today}，共 ${total} 条${rows.length < total ? `，导出前 ${rows.length} 条` : ''}`;
  return writeSheet({ name: '告警', title, columns: COLUMNS }, rows);
}
