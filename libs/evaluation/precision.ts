import { LocalDate } from '@app/calendar/local-date';
import { Rule } from './rule';
import { RuleSetting } from './rule-setting';
import { SettingVersion, versionsInForce } from './setting-version';

/** 认定情况 of one rule: what people decided about what it found. One alert is one case, by its newest decision. */
export interface RuleTally {
  readonly code: string;
  /** Confirmed, or contested in vain. */
  readonly upheld: number;
  /** Dismissed for a reason that speaks against the finding, or an objection that was upheld. */
  readonly overturned: number;
  /** Of these, decided on an objection. */
  readonly objectionsRejected: number;
  readonly objectionsUpheld: number;
}

/** 准确率 with what it rests on. */
export interface Precision {
  readonly cases: number;
  /** Null without cases. */
  readonly share: number | null;
  /** 95 % interval of Wilson: how sure one can be with so few cases. */
  readonly from: number;
  readonly to: number;
}

/** 准确率下限 of a rule and the cases it takes to fall below it. */
export interface PrecisionBar {
  readonly bar: number;
  readonly cases: number;
}

/** Ours, until a region says otherwise: nine of ten, and never on fewer than twenty decisions. */
export const DEFAULT_BAR: PrecisionBar = { bar: 0.9, cases: 20 };

export function precisionOf({ upheld, overturned }: Pick<RuleTally, 'upheld' | 'overturned'>): Precision {
  const cases = upheld + overturned;
  if (cases === 0) return { cases, share: null, from: 0, to: 1 };
  const share = upheld / cases;
  const z = 1.96;
  const spread = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  const centre = share + (z * z) / (2 * cases);
  const base = 1 + (z * z) / cases;
  return { cases, share, from: Math.max(0, (centre - spread) / base), to: Math.min(1, (centre + spread) / base) };
}

/**
 * Below its bar a rule proposes and no longer judges. The share itself counts and not the lower end of the interval: with
 * twenty cases that lies under nine tenths even when all of them were right.
 */
export function isBelowBar(tally: Pick<RuleTally, 'upheld' | 'overturned'>, { bar, cases }: PrecisionBar): boolean {
  const precision = precisionOf(tally);
  return precision.share !== null && precision.cases >= cases && precision.share < bar;
}

/** The bar in force for a rule: of a setting for the whole region, the newest that names one. */
export function barOf(code: string, versions: readonly SettingVersion[], today: LocalDate): PrecisionBar {
  const setting = versionsInForce(versions, today)
    .map(({ content }) => content)
    .findLast((each) => each.code === code && !each.unit && (each.precisionBar ?? each.precisionCases) !== undefined);
  return { bar: setting?.precisionBar ?? DEFAULT_BAR.bar, cases: setting?.precisionCases ?? DEFAULT_BAR.cases };
}

/** Without figures, so that the sentence of a finding stays the same while cases come in. */
export const RESTRICTION = '本规则的准确率低于下限，暂只作提示，须人工核实';

/** 只作提示 — what falls back by itself, and comes back by itself once it is right often enough or a person resets it. */
export function restrictionsOf(
  rules: readonly Pick<Rule, 'code' | 'machine'>[],
  tallies: readonly RuleTally[],
  { versions, today }: { readonly versions: readonly SettingVersion[]; readonly today: LocalDate },
): RuleSetting[] {
  const byCode = new Map(tallies.map((tally) => [tally.code, tally]));
  return rules.flatMap(({ code, machine }): RuleSetting[] => {
    const tally = byCode.get(code);
    if (!tally || machine === 'S' || !isBelowBar(tally, barOf(code, versions, today))) return [];
    return [{ code, restriction: RESTRICTION, origin: { kind: 'precision' } }];
  });
}
