import { Ruleset } from '@app/evaluation/rule';
import { isCore } from './core';
import { ruleset } from './index';

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
