import { ruleset } from '../../rules';
import { UsageError } from './usage-error';

/** `rules list`: what is in force, without the code. */
export function rulesList() {
  return {
    version: ruleset.version,
    rules: ruleset.rules.map(({ code, id, title, basis, severity, machine, parameters }) => ({
      code,
      id,
      title,
      basis,
      severity,
      machine,
      parameters,
    })),
  };
}

/** `rules show CODE`: one rule with everything it declares. */
export function rulesShow(code: string) {
  const rule = ruleset.rules.find((one) => one.code === code.toUpperCase() || one.id === code);
  if (!rule) throw new UsageError(`no rule ${code}; known: ${ruleset.rules.map((one) => one.code).join(' ')}`);
  const { examine: _examine, ...declared } = rule;
  return declared;
}
