import { Rule, Ruleset } from '@app/evaluation/rule';
import { ruleset } from './index';

/** What can be said of any catalog and site. The other groups rest on local duties, registers or a region's own wish. */
const CORE_GROUPS = /^(?:CAT|PUB|TIM|PLT)-/;
/** Of the rules about a site as a whole only these two; what else it must have, a region has to ask for. */
const CORE_OF_SITE = new Set(['PLT-08', 'PLT-12']);

const isCore = ({ code, subject }: Rule): boolean =>
  CORE_GROUPS.test(code) && (subject !== 'site' || CORE_OF_SITE.has(code));

/**
 * The rules that a single audit asks: without a region nobody has said which of the others hold there. `wanted`: codes
 * to ask instead, or `all`. Undefined where a code is unknown.
 */
export function auditRuleset(wanted?: string): Ruleset | undefined {
  if (wanted === undefined) return { ...ruleset, rules: ruleset.rules.filter(isCore) };
  if (wanted === 'all') return ruleset;
  const codes = new Set(wanted.toUpperCase().split(/[,，\s]+/));
  const rules = ruleset.rules.filter(({ code }) => codes.delete(code));
  return codes.size === 0 ? { ...ruleset, rules } : undefined;
}
