import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fingerprintOf } from '@app/alerting/alert';
import { CalendarStore } from '@app/calendar/calendar.store';
import { LocalDate } from '@app/calendar/local-date';
import { Trial, trialOf } from '@app/evaluation/backtest';
import type { Ruleset } from '@app/evaluation/rule';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { RULESET } from '@app/evaluation/ruleset.token';
import { SettingContent } from '@app/evaluation/setting-version';
import { ObservationStore } from '@app/observation/observation.store';
import { SiteStore } from '@app/sites/site.store';
import { BacktestThreads } from './backtest-threads.client';
import { Period } from './period';
import { AlertDifference, FlipLine, StandingAlerts, UnitBacktest, UnitTrial } from './rule-backtest';
import { JudgedFinding } from './unit-record';

/** What is to be tried, on what. */
export interface BacktestQuestion {
  readonly content: SettingContent;
  /** The line whose place it takes; absent for a new setting. */
  readonly line?: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Absent: every unit. */
  readonly unitIds?: readonly number[];
}

/** One unit and its observations that are looked at, in the order of their days. */
export interface SampledUnit {
  readonly unitId: number;
  readonly unit: string;
  readonly ids: readonly number[];
}

export interface UnitOutcome {
  readonly unitId: number;
  readonly result: UnitBacktest;
  readonly flips: readonly FlipLine[];
  readonly alerts: readonly AlertDifference[];
}

export interface BacktestRun {
  readonly trial: Trial;
  /** How many units have observations in the period. */
  readonly units: number;
  /** As they are done, in no order. */
  outcomes(): AsyncGenerator<UnitOutcome>;
}

/** One question with the settings and the calendar it is answered by. */
export interface BacktestDesk {
  readonly trial: Trial;
  /** Holds one observation at a time. */
  outcomeOf(unit: SampledUnit): Promise<UnitOutcome>;
}

/**
 * One observation of a unit in so many days, the shortest term of the national indicators; what was published or missed
 * shows for longer than that.
 */
const DAYS_APART = 14;

/** A thread takes about a second to begin. */
const LEAST_FOR_THREADS = 8;

/** Tries settings on stored observations, in threads where the caller has them. */
@Injectable()
export class BacktestRuns {
  constructor(
    @Inject(RULESET) private readonly ruleset: Ruleset,
    private readonly settings: RuleSettingStore,
    private readonly observations: ObservationStore,
    private readonly calendars: CalendarStore,
    private readonly sites: SiteStore,
    private readonly db: DataSource,
    @Optional() private readonly threads?: BacktestThreads,
  ) {}

  async begin(question: BacktestQuestion): Promise<BacktestRun> {
    const desk = await this.desk(question);
    const units = await this.sampled(question);
    const inPlace = async function* (): AsyncGenerator<UnitOutcome> {
      for (const unit of units) yield await desk.outcomeOf(unit);
    };
    const threads = units.length < LEAST_FOR_THREADS ? undefined : this.threads;
    return {
      trial: desk.trial,
      units: units.length,
      outcomes: () => (threads ? threads.outcomes({ question, rules: versionsOf(desk.trial) }, units) : inPlace()),
    };
  }

  async desk(question: BacktestQuestion): Promise<BacktestDesk> {
    const { today } = await this.sites.region();
    const [pack, versions, calendar] = await Promise.all([
      this.settings.pack(),
      this.settings.approved(),
      this.calendars.current(),
    ]);
    const trial = trialOf({ ruleset: this.ruleset, pack, versions }, question, today);
    const { from, to } = question;
    const period: Period = { kind: 'quarterly', name: `${from}–${to}`, label: `${from}至${to}`, from, to };
    const outcomeOf = async ({ unitId, unit, ids }: SampledUnit): Promise<UnitOutcome> => {
      const standing = await this.standing(unitId, unit);
      const tried = new UnitTrial(unit, { trial, calendar, period, standing });
      for await (const { observation } of this.observations.each(ids)) tried.add(observation);
      return { unitId, result: tried.result(), flips: tried.flipLines(), alerts: tried.alertDifferences() };
    };
    return { trial, outcomeOf };
  }

  /** The newest observation of each unit in every fortnight, in the order of their days; ids only. */
  private async sampled({ from, to, unitIds }: BacktestQuestion): Promise<SampledUnit[]> {
    return this.db.query(
      `SELECT s.unit_id AS "unitId", u.name AS unit, array_agg(s.id ORDER BY s.observed_on, s.id) AS ids
         FROM (SELECT DISTINCT ON (unit_id, (observed_on - $1::date) / $4) unit_id, id, observed_on FROM observation
                WHERE observed_on BETWEEN $1 AND $2 AND ($3::int[] IS NULL OR unit_id = ANY($3))
                ORDER BY unit_id, (observed_on - $1::date) / $4, observed_on DESC, round_id DESC, id DESC) s
         JOIN unit u ON u.id = s.unit_id GROUP BY s.unit_id, u.name ORDER BY s.unit_id`,
      [from, to, unitIds ?? null, DAYS_APART],
    );
  }

  private async standing(unitId: number, unit: string): Promise<StandingAlerts> {
    const rows: ({ subject: string; family: string } & NonNullable<JudgedFinding['alert']>)[] = await this.db.query(
      `SELECT subject, family, id, kind, state, is_contested AS "isContested", first_found_on::text AS "firstFoundOn", NULL AS notice
         FROM alert WHERE unit_id = $1`,
      [unitId],
    );
    return new Map(rows.map(({ subject, family, ...alert }) => [fingerprintOf(unit, subject, family), alert]));
  }
}

/** Both sides of a trial by name: who counts on a thread must hold the same rules. */
export const versionsOf = ({ before, after }: Trial): string => `${before.ruleset.version} ${after.ruleset.version}`;
