import { dayOf, LocalDate } from '@app/calendar/local-date';
import { Evaluation, Finding } from '@app/evaluation/finding';
import { Alert, AlertAction, AlertChange, AlertKind, AlertState, fingerprintOf } from './alert';
import { digestOf } from './digest';

/**
 * 告警 after one more evaluation — what changes, in a stable order; applying it twice changes nothing the second time.
 *
 * | finding of the family | no alert, or resolved | warning | proposed, open, confirmed, notified | dismissed |
 * |---|---|---|---|---|
 * | fail | opened / reopened | escalated | updated; a proposal escalates | reopened if the evidence changed |
 * | cannotTell, to be decided | proposed | proposed | violations keep their state | reopened if the evidence changed |
 * | cannotTell, unseen | – | – | – | – |
 * | warning | warned | updated | – | – |
 * | pass, notApplicable | – | resolved | resolved | – |
 *
 * An alert whose subject is no longer examined stays as it is: nothing was seen of it. A lateness that a person closed
 * does not return on the same facts: it is late for ever, and was accepted.
 */
export function reconcile(existing: readonly Alert[], evaluation: Evaluation, at: Date): AlertChange[] {
  const today = evaluation.today ?? dayOf(at);
  const known = new Map(existing.map((alert) => [alert.fingerprint, alert]));
  return [...linesOf(evaluation)]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap(([fingerprint, line]) => {
      const alert = known.get(fingerprint);
      const change = alert ? next(alert, line, today) : first(fingerprint, line, evaluation.unit, today);
      return change ? [change] : [];
    });
}

/** What an evaluation says of one obligation instance and rule family: its gravest finding. */
interface Line {
  readonly finding: Finding;
  readonly says: 'fail' | 'propose' | 'unseen' | 'warn' | 'clear';
}

function linesOf({ unit, findings, warnings }: Evaluation): Map<string, Line> {
  const warned = new Set(warnings.map(({ subject }) => subject));
  const lines = new Map<string, Line>();
  for (const finding of findings) {
    const fingerprint = fingerprintOf(unit, finding.subject, finding.family);
    const line = { finding, says: saysOf(finding, warned) };
    const other = lines.get(fingerprint);
    if (!other || RANK.indexOf(line.says) < RANK.indexOf(other.says)) lines.set(fingerprint, line);
  }
  return lines;
}

const RANK: readonly Line['says'][] = ['fail', 'propose', 'unseen', 'warn', 'clear'];

function saysOf({ outcome, unseen, dueOn, subject, code }: Finding, warned: ReadonlySet<string>): Line['says'] {
  if (outcome === 'fail') return 'fail';
  if (outcome === 'cannotTell') return unseen ? 'unseen' : 'propose';
  return code === WARNING_CODE && outcome === 'notApplicable' && dueOn && warned.has(subject) ? 'warn' : 'clear';
}

/** 临期预警 is the one rule whose finding, though no violation, starts a line. */
const WARNING_CODE = 'TIM-11';

const STARTS: Readonly<Partial<Record<Line['says'], { kind: AlertKind; state: AlertState; action: AlertAction }>>> = {
  fail: { kind: 'violation', state: 'open', action: 'opened' },
  propose: { kind: 'proposal', state: 'proposed', action: 'proposed' },
  warn: { kind: 'warning', state: 'warning', action: 'warned' },
};

function first(fingerprint: string, line: Line, unit: string, today: LocalDate): AlertChange | undefined {
  const start = STARTS[line.says];
  if (!start) return undefined;
  const { finding } = line;
  const alert: Alert = {
    fingerprint,
    unit,
    subject: finding.subject,
    family: finding.family,
    isContested: false,
    firstFoundOn: today,
    resolvedOn: null,
    ...stateOf(start),
    ...factsOf(finding, today),
  };
  return { action: start.action, alert, note: finding.explanation };
}

function next(alert: Alert, line: Line, today: LocalDate): AlertChange | undefined {
  if (line.says === 'unseen') return undefined;
  if (line.says === 'clear') return cleared(alert, line.finding, today);
  if (alert.state === 'dismissed')
    return digestOf(line.finding) === alert.digest ? undefined : again(alert, line, today);
  if (alert.state === 'resolved') return isAccepted(alert, line.finding) ? undefined : again(alert, line, today);
  if (alert.state === 'warning' && line.says !== 'warn') return begin(alert, line, today, 'escalated');
  if (alert.kind === 'proposal' && alert.state === 'proposed' && line.says === 'fail')
    return begin(alert, line, today, 'escalated');
  return kept(alert, line, today);
}

function isAccepted(alert: Alert, finding: Finding): boolean {
  return !finding.isCurable && finding.outcome === 'fail' && digestOf(finding) === alert.digest;
}

/** Nothing is left to complain of. What a person dismissed stays dismissed. */
function cleared(alert: Alert, finding: Finding, today: LocalDate): AlertChange | undefined {
  if (alert.state === 'resolved' || alert.state === 'dismissed') return undefined;
  const resolved: Alert = { ...alert, state: 'resolved', resolvedOn: today };
  return { action: 'resolved', alert: resolved, note: finding.explanation };
}

/** A regression, or a dismissed alert with new evidence: the same line goes on. A warning does not undo either. */
function again(alert: Alert, line: Line, today: LocalDate): AlertChange | undefined {
  if (line.says === 'warn' && alert.kind !== 'warning') return undefined;
  return begin(alert, line, today, 'reopened');
}

function begin(alert: Alert, line: Line, today: LocalDate, action: AlertAction): AlertChange | undefined {
  const start = STARTS[line.says];
  if (!start) return undefined;
  const { finding } = line;
  return {
    action,
    alert: { ...alert, ...stateOf(start), ...factsOf(finding, today), resolvedOn: null },
    note: finding.explanation,
  };
}

/**
 * The alert goes on in its state. Doubt about a violation that was already found does not rewrite what a person saw;
 * the day it was last found moves only with a finding of its own kind. A note is written only for changed facts.
 */
function kept(alert: Alert, line: Line, today: LocalDate): AlertChange | undefined {
  if (!OWN[alert.kind].includes(line.says)) return undefined;
  const facts = factsOf(line.finding, today);
  const isSame = facts.digest === alert.digest && alert.lastFoundOn === today && alert.severity === facts.severity;
  if (isSame) return undefined;
  const note = facts.digest === alert.digest ? '' : line.finding.explanation;
  return { action: 'updated', alert: { ...alert, ...facts }, note };
}

const OWN: Readonly<Record<AlertKind, readonly Line['says'][]>> = {
  violation: ['fail'],
  proposal: ['propose', 'fail'],
  warning: ['warn'],
};

function stateOf({ kind, state }: { kind: AlertKind; state: AlertState }) {
  return { kind, state };
}

function factsOf(finding: Finding, today: LocalDate) {
  return {
    code: finding.code,
    severity: finding.severity,
    dueOn: finding.dueOn,
    digest: digestOf(finding),
    finding,
    lastFoundOn: today,
  };
}
