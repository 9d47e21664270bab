import { Place, rank } from '@app/assessment/ranking';
import { DEFAULT_PARAMETERS, rate, ScoreParameters, scoreUnit, UnitScore } from '@app/assessment/score';
import { UnitPeriodRecord, Violation } from '@app/assessment/unit-period-record';
import { LocalDate } from '@app/calendar/local-date';
import { Severity } from '@app/evaluation/rule';
import { spokenMinute } from '@app/rectification/wording';
import { Period, ReportKind } from './period';
import { RankingRow, RectificationRow, ReportContent, ReportTotals, UnitProblems } from './report-content';

export interface ReportInput {
  readonly period: Period;
  readonly region: string;
  readonly office: string;
  readonly issuedOn: LocalDate;
  readonly rectifyBy: LocalDate | null;
  /** ISO instant at which the records were read. */
  readonly cutoffAt: string;
  readonly records: readonly UnitPeriodRecord[];
  /** Place of each unit in the period before. */
  readonly previousPlaces: ReadonlyMap<string, number>;
  readonly parameters?: ScoreParameters;
}

/** The figures of a report. Pure: the same records give the same report, however often. */
export function reportFigures(input: ReportInput): ReportContent {
  const { period, region, records, parameters = DEFAULT_PARAMETERS } = input;
  const scores = records.map((record) => scoreUnit(record, parameters));
  const places = rank(scores, input.previousPlaces);
  const titleLines = [`${region}${period.label}`, TITLES[period.kind]];
  return {
    kind: period.kind,
    period: period.name,
    label: period.label,
    title: titleLines.join(''),
    titleLines,
    region,
    office: input.office,
    issuedOn: input.issuedOn,
    rectifyBy: input.rectifyBy,
    cutoff: spokenMinute(input.cutoffAt),
    totals: totalsOf(records, scores),
    ranking: places.map((place) => rankingRow(place, records, scores)),
    notScored: scores.flatMap((score) => (score.isScored ? [] : [{ unit: score.unit, reason: score.reason }])),
    praised: praisedUnits(records, places),
    problems: problemsOf(records),
    rectifications: records.filter(({ notices }) => notices.issued > 0).map(rectificationRow),
    lateRectifications: records.flatMap(({ unit, notices }) => notices.late.map((late) => ({ unit, ...late }))),
    scores,
    parameters,
    gaps: records.flatMap(({ unit, gap }) => (gap === null ? [] : [{ unit, gap }])),
  };
}

/** Percent with one decimal. */
export function percent(part: number, base: number): number | null {
  const share = rate(part, base);
  return share === null ? null : Math.round(share * 1000) / 10;
}

const TITLES: Readonly<Record<ReportKind, string>> = {
  monthly: '政务公开在线监督情况的报告',
  quarterly: '政务公开在线监督情况的通报',
  annual: '政务公开考核情况的通报',
};

const GRAVEST_FIRST: readonly Severity[] = ['veto', 'high', 'medium', 'low', 'tip'];

function totalsOf(records: readonly UnitPeriodRecord[], scores: readonly UnitScore[]): ReportTotals {
  const sum = (value: (record: UnitPeriodRecord) => number) =>
    records.reduce((total, record) => total + value(record), 0);
  const count = (is: (violation: Violation) => boolean) => sum(({ violations }) => violations.filter(is).length);
  const due = sum(({ obligations }) => obligations.due);
  const published = sum(({ obligations }) => obligations.published);
  const onTime = sum(({ obligations }) => obligations.onTime);
  const noticeProblems = sum(({ notices }) => notices.problems);
  const closed = sum(({ notices }) => notices.closedInTime + notices.closedLate);
  return {
    units: records.length,
    scoredUnits: scores.filter(({ isScored }) => isScored).length,
    items: sum(({ coverage }) => coverage.items),
    onlineVerifiable: sum(({ coverage }) => coverage.onlineVerifiable),
    judged: sum(({ coverage }) => coverage.judged),
    due,
    published,
    onTime,
    late: sum(({ obligations }) => obligations.late),
    missing: sum(({ obligations }) => obligations.missing),
    quality: count(({ effect }) => effect === 'quality'),
    platform: count(({ effect }) => effect === 'platform'),
    problems: count(() => true),
    confirmed: count(({ isConfirmed }) => isConfirmed),
    proposalsPending: sum(({ proposalsPending }) => proposalsPending),
    contested: sum(({ contested }) => contested),
    notices: sum(({ notices }) => notices.issued),
    noticeProblems,
    closed,
    overdue: sum(({ notices }) => notices.overdue),
    ...present({
      completeRate: percent(published, due),
      onTimeRate: percent(onTime, due),
      rectifiedRate: percent(closed, noticeProblems),
    }),
  };
}

function present(rates: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(rates).filter((entry): entry is [string, number] => entry[1] !== null));
}

function rankingRow(
  { unit, place, change, total }: Place,
  records: readonly UnitPeriodRecord[],
  scores: readonly UnitScore[],
): RankingRow {
  const record = records.find((one) => one.unit === unit)!;
  const score = scores.find((one) => one.unit === unit)!;
  const { due, published, onTime, late, missing } = record.obligations;
  return {
    unit,
    place,
    change,
    due,
    published,
    completeRate: percent(published, due),
    onTimeRate: percent(onTime, due),
    late,
    missing,
    defects: record.violations.filter(({ effect }) => effect === 'quality' || effect === 'platform').length,
    rectifiedRate: rectificationRow(record).rate,
    total,
    grade: score.isScored ? score.grade : '',
    onlineVerifiable: record.coverage.onlineVerifiable,
    items: record.coverage.items,
    dimensions: score.isScored ? score.dimensions : [],
  };
}

/** Scored, not a single problem, nothing overdue, and read completely: praise is a claim too. */
function praisedUnits(records: readonly UnitPeriodRecord[], places: readonly Place[]): string[] {
  const spotless = new Set(
    records
      .filter(({ violations, notices, gap }) => violations.length === 0 && notices.overdue === 0 && gap === null)
      .map(({ unit }) => unit),
  );
  return places.map(({ unit }) => unit).filter((unit) => spotless.has(unit));
}

/** Units with most problems first, the gravest problem of each first. */
function problemsOf(records: readonly UnitPeriodRecord[]): UnitProblems[] {
  return records
    .filter(({ violations }) => violations.length > 0)
    .map(({ unit, violations }) => ({ unit, violations: [...violations].sort(byGravity) }))
    .sort((a, b) => b.violations.length - a.violations.length || (a.unit < b.unit ? -1 : 1));
}

function byGravity(a: Violation, b: Violation): number {
  const gravity = GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity);
  return gravity || (a.row ?? Infinity) - (b.row ?? Infinity) || (a.findingId < b.findingId ? -1 : 1);
}

function rectificationRow({ unit, notices }: UnitPeriodRecord): RectificationRow {
  const { issued, problems, closedInTime, closedLate, open, overdue } = notices;
  const closed = closedInTime + closedLate;
  return { unit, issued, problems, closedInTime, closedLate, open, overdue, rate: percent(closed, problems) };
}
