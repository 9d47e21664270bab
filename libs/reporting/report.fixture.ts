import { UnitPeriodRecord } from '@app/assessment/unit-period-record';
import { parsePeriod, Period, ReportKind } from './period';
import { ReportContent } from './report-content';
import { reportFigures, ReportInput } from './report-figures';

/** A report of 明州市清河县 about the given records. */
export function reportOf(records: readonly UnitPeriodRecord[], changes: Partial<ReportInput> = {}): ReportContent {
  return reportFigures({
    period: period('quarterly', '2026Q3'),
    region: '明州市清河县',
    office: '清河县人民政府办公室',
    issuedOn: '2026-11-20',
    rectifyBy: '2026-12-04',
    cutoffAt: '2026-11-20T01:30:00.000Z',
    records,
    previousPlaces: new Map(),
    ...changes,
  });
}

/** Throws RangeError for a period that does not exist. */
export function period(kind: ReportKind, name: string): Period {
  const found = parsePeriod(kind, name);
  if (!found) throw new RangeError(name);
  return found;
}
