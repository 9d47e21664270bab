import { AlertKind, AlertState } from '@app/alerting/alert';
import { Effect, LateRectification, UnitPeriodRecord, Violation } from '@app/assessment/unit-period-record';
import { LocalDate } from '@app/calendar/local-date';
import { Outcome, Severity } from '@app/evaluation/rule';
import { ProblemState } from '@app/rectification/case';
import { isWithin, Period } from './period';

/** A finding of the evaluation a period is judged by, with the alert that stands for it. */
export interface JudgedFinding {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly family: string;
  readonly subject: string;
  readonly outcome: Outcome;
  readonly unseen: boolean;
  readonly severity: Severity;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly explanation: string;
  readonly basis: string;
  readonly dueOn: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  /** Null where no alert was raised. */
  readonly alert: {
    readonly id: number;
    readonly kind: AlertKind;
    readonly state: AlertState;
    readonly isContested: boolean;
    readonly firstFoundOn: LocalDate;
    /** Number of the notice that holds it. */
    readonly notice: string | null;
  } | null;
}

/** One problem of a notice, with the day on which it belongs to a period. */
export interface NoticedLine {
  readonly noticeId: number;
  readonly notice: string;
  readonly alertId: number;
  readonly code: string;
  readonly item: string | null;
  readonly state: ProblemState;
  readonly rectifyBy: LocalDate;
  readonly closedOn: LocalDate | null;
  /** Due date of its alert, or the day it was first found. */
  readonly belongsTo: LocalDate;
  readonly isContested: boolean;
}

export interface JudgedUnit {
  readonly unitId: number;
  readonly unit: string;
  readonly coverage: UnitPeriodRecord['coverage'];
  /** The day the evaluation judged by; null where the unit was never evaluated. */
  readonly judgedOn: LocalDate | null;
  readonly gap: string | null;
  readonly findings: readonly JudgedFinding[];
  readonly noticed: readonly NoticedLine[];
}

/**
 * The record of a unit in a period. A finding belongs to the period of its due date; without one a problem belongs to
 * the day it was first found and a fulfilled duty to the day it was judged. Dismissed and contested problems leave
 * their obligation out altogether: neither met nor missed.
 */
export function unitPeriodRecord(judged: JudgedUnit, period: Period, today: LocalDate): UnitPeriodRecord {
  const groups = obligationGroups(judged.findings).filter((group) => isWithin(period, belongsTo(group, judged, today)));
  const decided = groups.filter((group) => !group.some(isOut));
  const violations = decided.flatMap((group) => violationOf(group) ?? []);
  return {
    unitId: judged.unitId,
    unit: judged.unit,
    coverage: judged.coverage,
    obligations: obligationsOf(decided),
    violations,
    proposalsPending: groups.filter((group) => group.some(isPending)).length,
    contested: groups.filter((group) => group.some(({ alert }) => alert?.isContested)).length,
    gap: judged.gap,
    notices: noticesOf(
      judged.noticed.filter((line) => isWithin(period, line.belongsTo) && !line.isContested),
      today,
    ),
  };
}

/** Families whose findings are obligations to publish; all others are defects of what is there. */
const DUTIES: ReadonlySet<string> = new Set(['completeness', 'timeliness']);
const BY_PERSON: ReadonlySet<AlertState> = new Set(['confirmed', 'notified']);

/** Findings of one family about one subject speak of one obligation. */
function obligationGroups(findings: readonly JudgedFinding[]): JudgedFinding[][] {
  const groups = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const key = `${finding.family}|${finding.subject}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function belongsTo(group: readonly JudgedFinding[], { judgedOn }: JudgedUnit, today: LocalDate): LocalDate {
  const { dueOn } = group.find((finding) => finding.dueOn !== null) ?? {};
  if (dueOn) return dueOn;
  const problem = group.find((finding) => isViolation(finding) || isPending(finding));
  return problem?.alert?.firstFoundOn ?? judgedOn ?? today;
}

function isOut({ alert }: JudgedFinding): boolean {
  return alert !== null && (alert.isContested || alert.state === 'dismissed');
}

function isPending({ outcome, unseen, alert }: JudgedFinding): boolean {
  return outcome === 'cannotTell' && !unseen && alert?.state === 'proposed';
}

/** A `fail`, or a doubt that a person confirmed. */
function isViolation({ outcome, alert }: JudgedFinding): boolean {
  return outcome === 'fail' || (outcome === 'cannotTell' && alert !== null && BY_PERSON.has(alert.state));
}

function obligationsOf(groups: readonly JudgedFinding[][]): UnitPeriodRecord['obligations'] {
  const duties = groups.filter(([first]) => first && DUTIES.has(first.family));
  const effects = duties.flatMap((group) => violationOf(group)?.effect ?? []);
  const missing = effects.filter((effect) => effect === 'missing').length;
  const late = effects.filter((effect) => effect === 'late').length;
  const onTime = duties.filter((group) => !group.some(isViolation) && group.some(isMet)).length;
  return { due: onTime + late + missing, published: onTime + late, onTime, late, missing };
}

function isMet({ outcome }: JudgedFinding): boolean {
  return outcome === 'pass';
}

/** The violation of one obligation; several rules of a family may name it, the first is enough. */
function violationOf(group: readonly JudgedFinding[]): Violation | undefined {
  const finding = group.find(isViolation);
  if (!finding) return undefined;
  const { alert } = finding;
  return {
    alertId: alert?.id ?? null,
    findingId: finding.id,
    code: finding.code,
    title: finding.title,
    effect: effectOf(finding),
    severity: finding.severity,
    item: finding.item,
    row: finding.row,
    section: finding.section,
    url: finding.url,
    explanation: finding.explanation,
    basis: finding.basis,
    dueOn: finding.dueOn,
    isConfirmed: alert !== null && alert.state !== 'open' && alert.state !== 'proposed',
    notice: alert?.notice ?? null,
    isClosed: alert?.state === 'resolved',
  };
}

function effectOf({ family, code, subject, publishedOn }: JudgedFinding): Effect {
  if (family === 'completeness') return 'missing';
  if (family === 'timeliness') return publishedOn !== null || subject.includes('|url:') ? 'late' : 'missing';
  return code.startsWith('PLT-') ? 'platform' : 'quality';
}

function noticesOf(lines: readonly NoticedLine[], today: LocalDate): UnitPeriodRecord['notices'] {
  const standing = lines.filter(({ state }) => state !== 'withdrawn');
  const closed = standing.filter(({ state }) => state === 'closed');
  const closedLate = closed.filter(({ closedOn, rectifyBy }) => closedOn !== null && closedOn > rectifyBy);
  const open = standing.filter(({ state }) => state !== 'closed');
  const overdue = open.filter(({ rectifyBy }) => rectifyBy < today);
  return {
    issued: new Set(standing.map(({ noticeId }) => noticeId)).size,
    problems: standing.length,
    closedInTime: closed.length - closedLate.length,
    closedLate: closedLate.length,
    open: open.length - overdue.length,
    overdue: overdue.length,
    late: [...closedLate, ...overdue.map((line) => ({ ...line, closedOn: null }))].map(lateOf),
  };
}

function lateOf({ notice, alertId, code, item, rectifyBy, closedOn }: NoticedLine): LateRectification {
  return { notice, alertId, code, item, rectifyBy, closedOn };
}
