import { LocalDate } from '@app/calendar/local-date';
import { Parameters, Rule, Severity } from './rule';

/**
 * 规则设置 — which rule is on, and with which values; data, versioned and edited online. The narrowest setting in force
 * wins: one for the unit before one for all; of equals the later one.
 */
export interface RuleSetting {
  readonly code: string;
  readonly isEnabled: boolean;
  /** Overrides single parameters; unknown names and other types are ignored. */
  readonly parameters?: Parameters;
  readonly severity?: Severity;
  /** Unit name; absent or null = all units. */
  readonly unit?: string | null;
  readonly effectiveFrom?: LocalDate | null;
  readonly effectiveTo?: LocalDate | null;
}

/** A rule as it is in force for one unit on one day; null when it is switched off. */
export function ruleInForce(
  rule: Rule,
  settings: readonly RuleSetting[],
  { unit, today }: { readonly unit: string; readonly today: LocalDate },
): Rule | null {
  const inForce = settings.filter((setting) => setting.code === rule.code && isInForce(setting, unit, today));
  const setting = inForce.filter((each) => each.unit).at(-1) ?? inForce.at(-1);
  if (!setting) return rule;
  if (!setting.isEnabled) return null;
  return {
    ...rule,
    severity: setting.severity ?? rule.severity,
    parameters: mergedParameters(rule.parameters, setting.parameters ?? {}),
  };
}

function isInForce({ unit, effectiveFrom, effectiveTo }: RuleSetting, name: string, today: LocalDate): boolean {
  if (unit && unit !== name) return false;
  return (!effectiveFrom || effectiveFrom <= today) && (!effectiveTo || today <= effectiveTo);
}

function mergedParameters(declared: Parameters, given: Parameters): Parameters {
  const known = Object.entries(given).filter(([name, value]) => typeof declared[name] === typeof value);
  return { ...declared, ...Object.fromEntries(known) };
}
