import { LocalDate } from '@app/calendar/local-date';
import { Evaluation, Finding } from './finding';
import { Outcome, Rule, Severity } from './rule';
import { RuleSetting } from './rule-setting';
import { RulesInForce, rulesInForce, RuleSources } from './rules-in-force';
import { SettingContent, SettingVersion } from './setting-version';

/** The rules as they are, and as they would be with one more setting. */
export interface Trial {
  readonly before: RulesInForce;
  readonly after: RulesInForce;
  /** Families in which anything can differ; rules of others need not be asked. */
  readonly families: ReadonlySet<string>;
}

/**
 * 试算 of a setting: what is in force today against the same with this setting in the place of its line. Both hold for the
 * whole period, whatever their days: the question is what they would have said. Restrictions are left out on both sides,
 * since they follow from what people decided since.
 */
export function trialOf(
  sources: Omit<RuleSources, 'restrictions'>,
  proposed: { readonly content: SettingContent; readonly line?: number },
  today: LocalDate,
): Trial {
  const { content, line = Number.MAX_SAFE_INTEGER } = proposed;
  const version: SettingVersion = {
    id: 0,
    line,
    version: Number.MAX_SAFE_INTEGER,
    state: 'approved',
    createdBy: '',
    content: { ...content, effectiveFrom: today, effectiveTo: null },
  };
  const before = undated(rulesInForce(sources, today));
  const after = undated(rulesInForce({ ...sources, versions: [...sources.versions, version] }, today));
  const families = new Set(
    [...before.ruleset.rules, ...after.ruleset.rules]
      .filter(({ code }) => code === content.code)
      .map(({ family }) => family),
  );
  return { before, after, families };
}

function undated(inForce: RulesInForce): RulesInForce {
  const settings = inForce.settings.map(
    ({ effectiveFrom: _from, effectiveTo: _to, ...setting }): RuleSetting => setting,
  );
  return { ...inForce, settings };
}

/** Only the rules whose findings can differ, or share an alert with one that can. */
export function concernedRules({ ruleset, settings }: RulesInForce, families: ReadonlySet<string>) {
  return { ruleset: { ...ruleset, rules: ruleset.rules.filter((rule: Rule) => families.has(rule.family)) }, settings };
}

/** One side of a flip. */
export interface FlipSide {
  readonly outcome: Outcome;
  readonly unseen: boolean;
  readonly severity: Severity;
  readonly explanation: string;
}

/** 改变的结论 — one subject on which the rule would have said something else. Null: it says nothing at all. */
export interface Flip {
  readonly code: string;
  readonly title: string;
  readonly subject: string;
  readonly family: string;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly dueOn: LocalDate | null;
  readonly before: FlipSide | null;
  readonly after: FlipSide | null;
}

/** Where two evaluations of one observation differ in outcome or severity, in the order of the findings. */
export function flipsOf(before: Evaluation, after: Evaluation): Flip[] {
  const old = new Map(before.findings.map((finding) => [nameOf(finding), finding]));
  const now = new Map(after.findings.map((finding) => [nameOf(finding), finding]));
  const names = [...now.keys(), ...[...old.keys()].filter((name) => !now.has(name))];
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const known = is ?? was;
    if (!known || (was && is && isAlike(was, is))) return [];
    const { code, title, subject, family, item, row, section, url, dueOn } = known;
    return [{ code, title, subject, family, item, row, section, url, dueOn, before: sideOf(was), after: sideOf(is) }];
  });
}

function isAlike(a: Finding, b: Finding): boolean {
  return a.outcome === b.outcome && a.unseen === b.unseen && a.severity === b.severity;
}

function sideOf(finding: Finding | undefined): FlipSide | null {
  if (!finding) return null;
  const { outcome, unseen, severity, explanation } = finding;
  return { outcome, unseen, severity, explanation };
}

function nameOf({ code, subject }: Finding): string {
  return `${code}\n${subject}`;
}
