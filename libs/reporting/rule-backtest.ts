import { Alert, AlertKind, fingerprintOf } from '@app/alerting/alert';
import { reconcile } from '@app/alerting/reconcile';
import { scoreUnit, UnitScore } from '@app/assessment/score';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { evaluateTrial, Flip, flipsOf, Trial, wholeTrial } from '@app/evaluation/backtest';
import { Evaluation } from '@app/evaluation/finding';
import { UnitObservation } from '@app/observation/observation';
import { Period } from './period';
import { JudgedFinding, JudgedUnit, unitPeriodRecord } from './unit-record';

/** A flip with the days on which it showed; its sides are those of the gravest, and of equally grave ones the last. */
export interface FlipLine extends Flip {
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
  readonly times: number;
  /** The alert that stands for the subject today; null where there is none. */
  readonly alertId: number | null;
}

/** An alert of one side only, or of another kind on the other. */
export interface AlertDifference {
  readonly subject: string;
  readonly family: string;
  readonly code: string;
  readonly item: string | null;
  readonly before: AlertKind | null;
  readonly after: AlertKind | null;
}

/** 试算所得 for one unit. */
export interface UnitBacktest {
  readonly unit: string;
  readonly observations: number;
  /** Days of the first and last observation that was judged; null without any. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly flips: number;
  /** How many flips lead to and away from a violation, and to a proposal. */
  readonly toFail: number;
  readonly fromFail: number;
  readonly toDoubt: number;
  readonly alertsOpened: number;
  readonly alertsClosed: number;
  readonly alertsChanged: number;
  /** 不计整改: what notices cost is the same on both sides. */
  readonly scoreBefore: ScoreFigure | null;
  readonly scoreAfter: ScoreFigure | null;
}

export interface ScoreFigure {
  readonly total: number;
  readonly grade: string;
}

/** What people decided about the alerts of a unit, by fingerprint: a dismissed or contested one counts on neither side. */
export type StandingAlerts = ReadonlyMap<string, NonNullable<JudgedFinding['alert']>>;

export interface BacktestContext {
  readonly trial: Trial;
  readonly calendar: WorkCalendar;
  readonly period: Period;
  readonly standing: StandingAlerts;
}

/** Goes through the observations of one unit in the order of their days; holds what differs, never the observations. */
export class UnitTrial {
  private readonly flips = new Map<string, FlipLine>();
  private readonly alerts: [Map<string, Alert>, Map<string, Alert>] = [new Map(), new Map()];
  private last: { readonly observation: UnitObservation; readonly sides: [Evaluation, Evaluation] } | undefined;
  private observations = 0;
  private firstOn: LocalDate | null = null;

  constructor(
    private readonly unit: string,
    private readonly context: BacktestContext,
  ) {}

  /** Judges one observation by both, as on the day it was taken. */
  add(observation: UnitObservation): void {
    const { trial, calendar } = this.context;
    const today = observation.observedOn;
    const sides = evaluateTrial(trial, observation, { today, calendar });
    const [before, after] = sides;
    for (const flip of flipsOf(before, after)) this.keep(flip, today);
    raise(this.alerts[0], before, today);
    raise(this.alerts[1], after, today);
    this.last = { observation, sides };
    this.observations += 1;
    this.firstOn ??= today;
  }

  flipLines(): FlipLine[] {
    return [...this.flips.values()];
  }

  alertDifferences(): AlertDifference[] {
    const [before, after] = this.alerts;
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((fingerprint) => {
      const [was, is] = [before.get(fingerprint), after.get(fingerprint)];
      const known = is ?? was;
      if (!known || was?.kind === is?.kind) return [];
      const { subject, family, code, finding } = known;
      return [{ subject, family, code, item: finding.item, before: was?.kind ?? null, after: is?.kind ?? null }];
    });
  }

  result(): UnitBacktest {
    const flips = this.flipLines();
    const alerts = this.alertDifferences();
    const [scoreBefore, scoreAfter] = this.scores();
    const count = (of: (flip: FlipLine) => boolean) => flips.filter(of).length;
    return {
      unit: this.unit,
      observations: this.observations,
      from: this.firstOn,
      to: this.last?.observation.observedOn ?? null,
      flips: flips.length,
      toFail: count(({ before, after }) => after?.outcome === 'fail' && before?.outcome !== 'fail'),
      fromFail: count(({ before, after }) => before?.outcome === 'fail' && after?.outcome !== 'fail'),
      toDoubt: count(({ before, after }) => isProposal(after) && !isProposal(before)),
      alertsOpened: alerts.filter(({ before }) => before === null).length,
      alertsClosed: alerts.filter(({ after }) => after === null).length,
      alertsChanged: alerts.filter(({ before, after }) => before !== null && after !== null).length,
      scoreBefore,
      scoreAfter,
    };
  }

  private keep(flip: Flip, today: LocalDate): void {
    const name = `${flip.code}\n${flip.subject}`;
    const known = this.flips.get(name);
    const alertId = this.context.standing.get(fingerprintOf(this.unit, flip.subject, flip.family))?.id ?? null;
    const shown = known && gravity(known) > gravity(flip) ? known : flip;
    this.flips.set(name, {
      ...shown,
      firstOn: known?.firstOn ?? today,
      lastOn: today,
      times: (known?.times ?? 0) + 1,
      alertId,
    });
  }

  /** By all rules, on what was seen last in the period. */
  private scores(): [ScoreFigure | null, ScoreFigure | null] {
    if (!this.last) return [null, null];
    const { trial, calendar, period, standing } = this.context;
    const { observation, sides } = this.last;
    const both = wholeTrial(trial, sides, observation, { today: observation.observedOn, calendar });
    const [before, after] = both.map((evaluation) => {
      const judged = judgedUnit(evaluation, { standing, period, gap: observation.gap });
      return figureOf(scoreUnit(unitPeriodRecord(judged, period, period.to)));
    });
    return [before ?? null, after ?? null];
  }
}

/** What was a problem on one day must not hide behind a day on which all was well. */
function gravity({ before, after }: Flip): number {
  if (before?.outcome === 'fail' || after?.outcome === 'fail') return 2;
  return isProposal(before) || isProposal(after) ? 1 : 0;
}

function isProposal(side: Flip['before']): boolean {
  return side?.outcome === 'cannotTell' && !side.unseen;
}

/** The line of life that every alert would have had; warnings are no accusations and are left out. */
function raise(alerts: Map<string, Alert>, evaluation: Evaluation, today: LocalDate): void {
  const judged = { ...evaluation, warnings: [] };
  for (const { alert } of reconcile([...alerts.values()], judged, new Date(`${today}T12:00:00+08:00`)))
    alerts.set(alert.fingerprint, alert);
}

function judgedUnit(
  evaluation: Evaluation,
  { standing, period, gap }: Pick<BacktestContext, 'standing' | 'period'> & { readonly gap: string | null },
): JudgedUnit {
  const findings = evaluation.findings.flatMap((finding, at): JudgedFinding[] => {
    const { outcome, dueOn, subject, family } = finding;
    if (outcome === 'notApplicable' || (dueOn && (dueOn < period.from || dueOn > period.to))) return [];
    const alert = (standing.size > 0 && standing.get(fingerprintOf(evaluation.unit, subject, family))) || null;
    return outcome === 'cannotTell' && !alert ? [] : [{ ...finding, id: String(at), alert }];
  });
  const { unit, coverage, today } = evaluation;
  return { unitId: 0, unit, coverage, judgedOn: today, gap, findings, noticed: [] };
}

function figureOf(score: UnitScore): ScoreFigure | null {
  return score.isScored ? { total: score.total, grade: score.grade } : null;
}
