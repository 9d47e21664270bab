import { LocalDate } from '@app/calendar/local-date';
import { UnitObservation } from '@app/observation/observation';
import { byPlace, coverageOf, evaluate, EvaluateOptions, hearingOf, Judge, Judgement } from './evaluate';
import { Evaluation, Finding } from './finding';
import { Outcome, Rule, Severity } from './rule';
import { RuleSetting } from './rule-setting';
import { RulesInForce, rulesInForce, RuleSources } from './rules-in-force';
import { SettingContent, SettingVersion } from './setting-version';

/** The rules as they are, and as they would be with one more setting. */
export interface Trial {
  readonly before: RulesInForce;
  readonly after: RulesInForce;
  /** The code whose rules alone can find something else. */
  readonly code: string;
  /** Their families, whose rules share alerts with them. */
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
  return { before, after, code: content.code, families };
}

function undated(inForce: RulesInForce): RulesInForce {
  const settings = inForce.settings.map(
    ({ effectiveFrom: _from, effectiveTo: _to, ...setting }): RuleSetting => setting,
  );
  return { ...inForce, settings };
}

/**
 * One observation by both sides: by the rules of the code, and of what these say something by the others of their families.
 * Of everything else both sides find the same.
 */
export function evaluateTrial(
  { before, after, code, families }: Trial,
  observation: UnitObservation,
  options: Omit<EvaluateOptions, 'settings'>,
): [before: Evaluation, after: Evaluation] {
  const hear = hearingOf(observation, options);
  const [was, is] = [before, after].map((side) => hear(chosen(side, (rule) => rule.code === code))) as [
    Judgement,
    Judgement,
  ];
  const kin = chosen(before, (rule) => rule.code !== code && families.has(rule.family));
  const others = hear(kin, new Set([...was.subjects, ...is.subjects])).evaluation;
  return [joined(was.evaluation, others, observation), joined(is.evaluation, others, observation)];
}

/** Both sides by all rules, from what `evaluateTrial` found by those of the code. */
export function wholeTrial(
  { before, code }: Trial,
  sides: readonly [before: Evaluation, after: Evaluation],
  observation: UnitObservation,
  options: Omit<EvaluateOptions, 'settings'>,
): [before: Evaluation, after: Evaluation] {
  const { ruleset, settings } = chosen(before, (rule) => rule.code !== code);
  const others = evaluate(ruleset, observation, { ...options, settings });
  const whole = (side: Evaluation) =>
    joined({ ...side, findings: side.findings.filter((finding) => finding.code === code) }, others, observation);
  return [whole(sides[0]), whole(sides[1])];
}

function joined(evaluation: Evaluation, others: Evaluation, observation: UnitObservation): Evaluation {
  const findings = [...evaluation.findings, ...others.findings].sort(byPlace);
  return { ...evaluation, findings, coverage: coverageOf(observation, findings) };
}

function chosen({ ruleset, settings }: RulesInForce, isAsked: (rule: Rule) => boolean): Judge {
  return { ruleset: { ...ruleset, rules: ruleset.rules.filter(isAsked) }, settings };
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
