import { LocalDate } from '@app/calendar/local-date';
import { CustomRule, ruleOf } from './custom-rule';
import { packSettings } from './rule-pack';
import { Rule, Ruleset } from './rule';
import { RuleSetting } from './rule-setting';
import { SettingVersion, settingsOf, versionsInForce } from './setting-version';

/** 现行规则 — every rule with every setting on one day: built-in values, the region's pack, its settings, its restrictions. */
export interface RulesInForce {
  readonly ruleset: Ruleset;
  /** The widest first within one kind: pack, then settings in the order of their lines, then restrictions. */
  readonly settings: readonly RuleSetting[];
  /** Codes of own rules that can no longer be read. */
  readonly unreadable: readonly string[];
}

export interface RuleSources {
  readonly ruleset: Ruleset;
  readonly pack: string | null;
  readonly versions: readonly SettingVersion[];
  /** 只作提示: what precision asks for. */
  readonly restrictions?: readonly RuleSetting[];
}

export function rulesInForce(
  { ruleset, pack, versions, restrictions = [] }: RuleSources,
  today: LocalDate,
): RulesInForce {
  const own = ownRules(versions, today);
  const office = settingsOf(versions, today);
  const { rules, otherwiseOff } =
    pack === null ? askedFor(ruleset, office) : { rules: ruleset.rules, otherwiseOff: [] };
  const settings = [
    ...packSettings(ruleset.packs ?? [], pack),
    ...otherwiseOff,
    ...own.elsewhere,
    ...office,
    ...restrictions,
  ];
  return { ruleset: { ...ruleset, rules: [...rules, ...own.rules] }, settings, unreadable: own.unreadable };
}

/** Without a pack: the core, and what a setting turns on, which then is on only as far as the setting reaches. */
function askedFor(
  { rules, isCore = () => true }: Ruleset,
  office: readonly RuleSetting[],
): { readonly rules: readonly Rule[]; readonly otherwiseOff: RuleSetting[] } {
  const turnedOn = new Set(office.filter(({ isEnabled }) => isEnabled).map(({ code }) => code));
  const others = rules.filter((rule) => !isCore(rule) && turnedOn.has(rule.code));
  return {
    rules: rules.filter((rule) => isCore(rule) || turnedOn.has(rule.code)),
    otherwiseOff: others.map(({ code }) => ({ code, isEnabled: false })),
  };
}

/** Rules that the office wrote. One written for a unit or a 领域 is off everywhere else, without a word. */
function ownRules(
  versions: readonly SettingVersion[],
  today: LocalDate,
): { readonly rules: Rule[]; readonly elsewhere: RuleSetting[]; readonly unreadable: string[] } {
  const rules: Rule[] = [];
  const elsewhere: RuleSetting[] = [];
  const unreadable: string[] = [];
  for (const { content } of versionsInForce(versions, today)) {
    const { code, definition, unit, domain, itemKey } = content;
    if (!definition) continue;
    const rule = ruleOf(code, definition);
    if (!rule) unreadable.push(code);
    else if (!rules.some((each) => each.code === code)) rules.push(rule);
    if (rule && (unit || domain || itemKey))
      elsewhere.push({ code, isEnabled: false }, { code, unit, domain, itemKey, isEnabled: true });
  }
  return { rules, elsewhere, unreadable };
}

/** What of the settings can concern a unit; others leave its version as it is, so that it is not judged again. */
export function settingsOfUnit({ settings }: RulesInForce, unit: string): RuleSetting[] {
  return settings.filter((setting) => !setting.unit || setting.unit === unit);
}

/** Every rule that has been defined, in force or not, for those who look up a code. */
export function definedRules(versions: readonly SettingVersion[]): ReadonlyMap<string, CustomRule> {
  const defined = new Map<string, { definition: CustomRule; version: number }>();
  for (const { version, content } of versions) {
    const known = defined.get(content.code);
    if (content.definition && (!known || known.version < version))
      defined.set(content.code, { definition: content.definition, version });
  }
  return new Map([...defined].map(([code, { definition }]) => [code, definition]));
}
