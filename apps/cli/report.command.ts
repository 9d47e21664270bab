import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DataSource } from 'typeorm';
import { CalendarStore } from '@app/calendar/calendar.store';
import { loadConfig } from '@app/platform/config';
import { officeOf } from '@app/rectification/notice';
import { isReportKind, parsePeriod, Period, ReportKind } from '@app/reporting/period';
import { ReportContent, ReportTotals } from '@app/reporting/report-content';
import { writeReportDocx } from '@app/reporting/report-docx.writer';
import { writeReportXlsx } from '@app/reporting/report-xlsx.writer';
import { ReportStore } from '@app/reporting/report.store';
import { SiteStore } from '@app/sites/site.store';
import { UsageError } from './usage-error';

const WRITERS: Readonly<Record<string, (report: ReportContent) => Promise<Buffer>>> = {
  '.docx': (report) => writeReportDocx(report),
  '.xlsx': writeReportXlsx,
};

/** `report KIND --period P --out FILE`: writes the report of a period into the database and into `out`. */
export async function reportCommand(
  db: DataSource,
  kind: string,
  periodName: string,
  out: string,
): Promise<{ file: string; period: string; totals: ReportTotals }> {
  if (!isReportKind(kind)) throw new UsageError(`expected monthly, quarterly or annual, found ${JSON.stringify(kind)}`);
  const write = WRITERS[extname(out).toLowerCase()];
  if (!write) throw new UsageError(`expected a .docx or .xlsx file, found ${JSON.stringify(basename(out))}`);
  const reports = new ReportStore(db);
  const period = await wantedPeriod(reports, kind, periodName);
  const region = await new SiteStore(db).region();
  const { content } = await reports.write({
    period,
    region: region.name,
    office: officeOf(region.name, loadConfig().organization).name,
    today: region.today,
    calendar: await new CalendarStore(db).current(),
    by: '命令行',
  });
  await writeFile(out, await write(content));
  return { file: out, period: period.name, totals: content.totals };
}

const EXAMPLES: Readonly<Record<ReportKind, string>> = { monthly: '2026-10', quarterly: '2026Q3', annual: '2026' };

async function wantedPeriod(reports: ReportStore, kind: ReportKind, name: string): Promise<Period> {
  if (name !== 'latest') {
    const period = parsePeriod(kind, name);
    if (period) return period;
    throw new UsageError(`--period: expected ${EXAMPLES[kind]} or latest, found ${JSON.stringify(name)}`);
  }
  const latest = await reports.latestPeriod(kind);
  if (!latest) throw new UsageError('--period latest: nothing has been judged yet');
  return latest;
}
