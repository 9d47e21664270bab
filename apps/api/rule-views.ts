import type { FlipLine, UnitBacktest } from '@app/reporting/rule-backtest';
import type { LabelledCase } from '@app/evaluation/precision.store';
import type { CustomRule, CustomRuleProblem } from '@app/evaluation/custom-rule';
import type { CustomSubject, Fact } from '@app/evaluation/rule-facts';
import type { SettingOrigin } from '@app/evaluation/rule-setting';
import type { SettingContent, SettingDifference, VersionState } from '@app/evaluation/setting-version';
import type { AlertDifference } from '@app/reporting/rule-backtest';
import type { RuleRow, Severity } from './views';

export type {
  AlertDifference,
  CustomRule,
  CustomSubject,
  Fact,
  LabelledCase,
  SettingContent,
  SettingDifference,
  VersionState,
};

export interface PrecisionView {
  upheld: number;
  overturned: number;
  objectionsUpheld: number;
  objectionsRejected: number;
  cases: number;
  /** Null without cases. */
  share: number | null;
  from: number;
  to: number;
  bar: number;
  barCases: number;
}

/** GET /api/rules: `severity` and `parameters` are those in force for the whole region. */
export interface RuleInForceRow extends RuleRow {
  isCustom: boolean;
  subject: string;
  isEnabled: boolean;
  rectificationDays: number | null;
  /** Chinese; the rule only proposes for the time being. */
  restriction: string | null;
  declared: { severity: Severity; parameters: Record<string, number | string | boolean> };
  origins: {
    isEnabled?: SettingOrigin;
    severity?: SettingOrigin;
    rectificationDays?: SettingOrigin;
    parameters: Record<string, SettingOrigin>;
  };
  /** Settings in force for parts of the region, and versions that wait for approval. */
  narrower: number;
  waiting: number;
  precision: PrecisionView;
}

export interface SettingEventView {
  at: string;
  by: string;
  kind: string;
  note: string;
}

export interface SettingView {
  id: number;
  line: number;
  version: number;
  state: VersionState;
  isInForce: boolean;
  content: SettingContent;
  unitId: number | null;
  createdName: string;
  createdAt: string;
  events: SettingEventView[];
  /** Against the version before it in its line. */
  differences: SettingDifference[];
  /** The newest finished trial of it; null when it was never tried. */
  backtestId: number | null;
  canDecide: boolean;
}

/** GET /api/rules/:code */
export interface RuleDetailView {
  rule: RuleInForceRow;
  definition: CustomRule | null;
  settings: SettingView[];
  cases: LabelledCase[];
  reset: SettingEventView | null;
  canChange: boolean;
}

export interface PackView {
  id: string;
  name: string;
  inherits: string | null;
  entries: {
    code: string;
    says: string;
    basis: string;
    isUnverified: boolean;
    isEnabled: boolean | null;
    severity: Severity | null;
    parameters: Record<string, number | string | boolean>;
  }[];
}

/** GET /api/rules/packs */
export interface PacksView {
  chosen: string | null;
  packs: PackView[];
  canChange: boolean;
}

export interface ExpressionCheckView {
  problems: CustomRuleProblem[];
}

/** GET /api/rules/facts */
export interface FactsView {
  facts: Record<CustomSubject, Fact[]>;
  functions: { name: string; insert: string; says: string }[];
}

/** POST /api/rules/expressions/try: what the rule would say of a unit's newest observation. */
export interface TryView {
  problems: CustomRuleProblem[];
  unit: string;
  observedOn: string | null;
  counts: Record<'fail' | 'pass' | 'cannotTell' | 'unseen' | 'notApplicable', number>;
  lines: {
    subject: string;
    item: string | null;
    outcome: string;
    unseen: boolean;
    explanation: string;
    url: string | null;
  }[];
}

export interface UnitBacktestView extends UnitBacktest {
  unitId: number;
  alerts: AlertDifference[];
}

/** GET /api/rules/backtests/:id */
export interface BacktestView {
  id: number;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  code: string;
  content: SettingContent;
  settingId: number | null;
  from: string;
  to: string;
  askedName: string;
  askedAt: string;
  unitsDone: number;
  unitsTotal: number;
  problem: string | null;
  totals: Record<
    'observations' | 'flips' | 'toFail' | 'fromFail' | 'toDoubt' | 'alertsOpened' | 'alertsClosed' | 'alertsChanged',
    number
  >;
  units: UnitBacktestView[];
}

export type FlipView = FlipLine & { unitId: number };
