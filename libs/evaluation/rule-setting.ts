import { LocalDate } from '@app/calendar/local-date';
import { Parameters, Rule, Severity } from './rule';

/** 设置范围. Nothing named = the whole region. */
export interface SettingScope {
  /** 领域, by the name of the dictionary. */
  readonly domain?: string | null;
  /** Unit name. */
  readonly unit?: string | null;
  /** Key of a catalog row. */
  readonly itemKey?: string | null;
}

/** Where a value comes from: a rule pack with its document, a version of a setting, or the precision of the rule. */
export type SettingOrigin =
  | { readonly kind: 'pack'; readonly pack: string; readonly basis: string }
  | { readonly kind: 'setting'; readonly id: number; readonly line: number; readonly version: number }
  | { readonly kind: 'precision' };

/**
 * 规则设置 — which rule is on, and with which values; data, versioned and edited online. A setting says only what it
 * changes. Wider ones go first and narrower ones over them, value by value: region, 领域, unit, row; of equally wide ones
 * the later one holds.
 */
export interface RuleSetting extends SettingScope {
  readonly code: string;
  readonly isEnabled?: boolean;
  /** Overrides single parameters; unknown names and other types are ignored. */
  readonly parameters?: Parameters;
  readonly severity?: Severity;
  /** 整改期限 of its problems, in working days. */
  readonly rectificationDays?: number;
  readonly effectiveFrom?: LocalDate | null;
  readonly effectiveTo?: LocalDate | null;
  /** Chinese; who is exempted or what is switched off is told why. */
  readonly reason?: string;
  /** Chinese; the rule only proposes for the time being, whatever else is set. */
  readonly restriction?: string;
  readonly origin?: SettingOrigin;
}

/** Whose rule is asked for: a unit on a day, and where it matters one of its rows. */
export interface SettingPlace {
  readonly unit: string;
  readonly today: LocalDate;
  readonly domain?: string | null;
  readonly itemKey?: string | null;
}

/** A rule as it is in force in one place, and whose word each value is; what is not named there is the rule's own. */
export interface RuleInForce {
  readonly rule: Rule;
  readonly isEnabled: boolean;
  readonly rectificationDays?: number;
  readonly restriction?: string;
  /** The setting that switched it off. */
  readonly offBy?: RuleSetting;
  readonly origins: {
    readonly isEnabled?: SettingOrigin;
    readonly severity?: SettingOrigin;
    readonly rectificationDays?: SettingOrigin;
    readonly parameters: Readonly<Record<string, SettingOrigin>>;
  };
}

export function ruleInForce(rule: Rule, settings: readonly RuleSetting[], place: SettingPlace): RuleInForce {
  return layered(rule, settingsAt(rule.code, settings, place));
}

/**
 * As `ruleInForce` for many rows of one unit: rows are told apart only where a setting does, since an evaluation asks
 * for every obligation.
 */
export function rulesOfUnit(
  rule: Rule,
  settings: readonly RuleSetting[],
  { unit, today }: SettingPlace,
): (row: () => Pick<SettingPlace, 'domain' | 'itemKey'>) => RuleInForce {
  const own = settings.filter((each) => each.code === rule.code && isAbout(each, { unit, today }, true));
  const whole = ruleInForce(rule, own, { unit, today });
  if (!own.some(({ domain, itemKey }) => domain || itemKey)) return () => whole;
  return (row) => ruleInForce(rule, own, { unit, today, ...row() });
}

/** Settings that say something of a rule in a place, the widest first. */
export function settingsAt(code: string, settings: readonly RuleSetting[], place: SettingPlace): RuleSetting[] {
  return settings
    .filter((setting) => setting.code === code && isAbout(setting, place, false))
    .sort((a, b) => narrowness(a) - narrowness(b));
}

/** A row goes before a unit, a unit before a 领域; two together before either of them. */
function narrowness({ domain, unit, itemKey }: SettingScope): number {
  return (itemKey ? 4 : 0) + (unit ? 2 : 0) + (domain ? 1 : 0);
}

function isAbout(setting: RuleSetting, place: SettingPlace, isAnyRow: boolean): boolean {
  const { unit, domain, itemKey, effectiveFrom, effectiveTo } = setting;
  if (unit && unit !== place.unit) return false;
  if (!isAnyRow && domain && domain !== place.domain) return false;
  if (!isAnyRow && itemKey && itemKey !== place.itemKey) return false;
  return (!effectiveFrom || effectiveFrom <= place.today) && (!effectiveTo || place.today <= effectiveTo);
}

function layered(declared: Rule, layers: readonly RuleSetting[]): RuleInForce {
  const said = <K extends 'isEnabled' | 'severity' | 'rectificationDays' | 'restriction'>(key: K) =>
    layers.findLast((layer) => layer[key] !== undefined);
  const [enabled, severity, term] = [said('isEnabled'), said('severity'), said('rectificationDays')];
  const restriction = said('restriction')?.restriction;
  const parameters: Record<string, number | string | boolean> = { ...declared.parameters };
  const origins: Record<string, SettingOrigin> = {};
  for (const { parameters: given = {}, origin } of layers)
    for (const [name, value] of Object.entries(given)) {
      if (!Object.hasOwn(parameters, name) || typeof parameters[name] !== typeof value) continue;
      parameters[name] = value;
      if (origin) origins[name] = origin;
    }
  const rule: Rule = {
    ...declared,
    severity: restriction ? 'tip' : (severity?.severity ?? declared.severity),
    machine: restriction ? 'S' : declared.machine,
    parameters,
  };
  return {
    rule: layers.length === 0 ? declared : rule,
    isEnabled: enabled?.isEnabled ?? true,
    ...(enabled?.isEnabled === false ? { offBy: enabled } : {}),
    ...(term ? { rectificationDays: term.rectificationDays } : {}),
    ...(restriction ? { restriction } : {}),
    origins: {
      isEnabled: enabled?.origin,
      severity: severity?.origin,
      rectificationDays: term?.origin,
      parameters: origins,
    },
  };
}

/**
 * Why nothing is judged where a person switched the rule off: the unit is told, and what was open under it ends. A rule
 * that a pack does not contain says nothing at all.
 */
export function whyOff({ offBy }: RuleInForce): string | undefined {
  if (!offBy?.reason) return undefined;
  const { unit, itemKey, domain, effectiveTo, reason } = offBy;
  const until = effectiveTo ? `至${effectiveTo}` : '';
  return unit || itemKey || domain ? `豁免${until}：${reason}` : `规则停用${until}：${reason}`;
}
