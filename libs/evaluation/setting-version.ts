import { LocalDate } from '@app/calendar/local-date';
import type { CustomRule } from './custom-rule';
import { Rule, Severity } from './rule';
import { RuleSetting } from './rule-setting';

/** What a version of a setting says. Nothing of it is ever rewritten; another wish is another version. */
export interface SettingContent extends Omit<RuleSetting, 'origin' | 'restriction'> {
  /** Chinese; why it is set so. */
  readonly reason: string;
  readonly effectiveFrom: LocalDate;
  /** A rule that the office wrote itself; only in the line that brings it into being. */
  readonly definition?: CustomRule;
  /** 准确率下限, 0 … 1, below which the rule falls back to proposing, and from how many decided cases on. */
  readonly precisionBar?: number;
  readonly precisionCases?: number;
}

/** 拟稿 → 待审批 → 已批准; 已退回, 已撤回, or 已另拟 by the next version of its line before anybody approved it. */
export type VersionState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'replaced';

/** 设置版本. Versions of one line follow each other: approved, the newer takes the place of the older from its first day on. */
export interface SettingVersion {
  readonly id: number;
  readonly line: number;
  readonly version: number;
  readonly content: SettingContent;
  readonly state: VersionState;
  /** Login of who wrote it. */
  readonly createdBy: string;
}

/** Who does something to a version. */
export interface SettingActor {
  readonly login: string;
  readonly name: string;
}

export type VersionStep = 'submit' | 'approve' | 'reject' | 'withdraw';

export const VERSION_STATES: Readonly<Record<VersionState, string>> = {
  draft: '拟稿',
  submitted: '待审批',
  approved: '已批准',
  rejected: '已退回',
  withdrawn: '已撤回',
  replaced: '已另拟',
};

const STEPS: Readonly<Record<VersionStep, { from: readonly VersionState[]; to: VersionState; name: string }>> = {
  submit: { from: ['draft'], to: 'submitted', name: '提请审批' },
  approve: { from: ['submitted'], to: 'approved', name: '批准' },
  reject: { from: ['submitted'], to: 'rejected', name: '退回' },
  withdraw: { from: ['draft', 'submitted', 'approved'], to: 'withdrawn', name: '撤回' },
};

/** Where a step leads, or in Chinese why it cannot be taken. Four eyes: nobody approves or sends back what they wrote. */
export function stepOf(
  { state, createdBy }: Pick<SettingVersion, 'state' | 'createdBy'>,
  step: VersionStep,
  { by, isFourEyes }: { readonly by: string; readonly isFourEyes: boolean },
): { readonly to: VersionState } | { readonly refused: string } {
  const { from, to, name } = STEPS[step];
  if (!from.includes(state)) return { refused: `该版本${VERSION_STATES[state]}，不能${name}` };
  const isReview = step === 'approve' || step === 'reject';
  if (isFourEyes && isReview && by === createdBy) return { refused: `拟稿人不能${name}自己的设置，请由其他人员审批` };
  return { to };
}

/**
 * Versions in force on a day: of each line the newest approved one that has begun, unless it has ended. Taking it back
 * puts the one before it into force again. In the order of their lines.
 */
export function versionsInForce(versions: readonly SettingVersion[], today: LocalDate): SettingVersion[] {
  const newest = new Map<number, SettingVersion>();
  for (const each of versions) {
    if (each.state !== 'approved' || each.content.effectiveFrom > today) continue;
    const other = newest.get(each.line);
    if (!other || other.version < each.version) newest.set(each.line, each);
  }
  return [...newest.values()]
    .filter(({ content: { effectiveTo } }) => !effectiveTo || today <= effectiveTo)
    .sort((a, b) => a.line - b.line);
}

/** What the versions in force say, as `evaluate` takes it. */
export function settingsOf(versions: readonly SettingVersion[], today: LocalDate): RuleSetting[] {
  return versionsInForce(versions, today).map(({ id, line, version, content }) => {
    const { definition: _definition, precisionBar: _bar, precisionCases: _cases, ...setting } = content;
    return { ...setting, origin: { kind: 'setting', id, line, version } };
  });
}

/** One value that differs between two versions; null where a version does not say it. */
export interface SettingDifference {
  /** `severity`, `parameters.days`, `definition.expression` … */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a version changes against the one before it, or, for the first, what it says. */
export function settingDiff(before: SettingContent | null, after: SettingContent): SettingDifference[] {
  const [old, now] = [flat(before ?? {}), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => JSON.stringify(old.get(field) ?? null) !== JSON.stringify(now.get(field) ?? null))
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }));
}

function flat(content: object, path = ''): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(content)) {
    const field = path ? `${path}.${name}` : name;
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [inner, each] of flat(value, field)) fields.set(inner, each);
    else fields.set(field, value);
  }
  return fields;
}

const SEVERITIES: ReadonlySet<Severity> = new Set(['veto', 'high', 'medium', 'low', 'tip']);
const LONGEST_TERM = 60;

/**
 * Chinese; what keeps a version from being saved, by field. `rule` is the rule as declared, undefined for a code nobody
 * knows. An exemption (off for a unit or a row) always says why and until when: comply or explain.
 */
export function settingProblems(
  content: SettingContent,
  rule: Pick<Rule, 'title' | 'parameters'> | undefined,
): { readonly field: string; readonly message: string }[] {
  const { code, unit, itemKey, isEnabled, effectiveFrom, effectiveTo, reason, rectificationDays: term } = content;
  const problems: { field: string; message: string }[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  if (!rule) say('code', `没有规则${code}`);
  if (reason.trim().length < 2) say('reason', '请写明设置的理由或依据');
  if (effectiveTo && effectiveTo < effectiveFrom) say('effectiveTo', '终止日期不能早于生效日期');
  if (isEnabled === false && (unit || itemKey) && !effectiveTo)
    say('effectiveTo', '豁免必须写明到期日期，到期后自动恢复检查');
  if (content.severity !== undefined && !SEVERITIES.has(content.severity)) say('severity', '级别不在所列之中');
  if (term !== undefined && !(Number.isInteger(term) && term >= 1 && term <= LONGEST_TERM))
    say('rectificationDays', `整改期限应为1至${LONGEST_TERM}个工作日`);
  if (content.precisionBar !== undefined && !(content.precisionBar > 0 && content.precisionBar <= 1))
    say('precisionBar', '准确率下限应大于0%，不超过100%');
  if (
    content.precisionCases !== undefined &&
    !(Number.isInteger(content.precisionCases) && content.precisionCases >= 5)
  )
    say('precisionCases', '起算案例数应为不少于5的整数');
  for (const [name, value] of Object.entries(content.parameters ?? {}))
    problems.push(...parameterProblems(name, value, rule));
  if (!changesSomething(content)) say('parameters', '这项设置没有改变任何内容');
  return problems;
}

function parameterProblems(
  name: string,
  value: number | string | boolean,
  rule: Pick<Rule, 'title' | 'parameters'> | undefined,
): { field: string; message: string }[] {
  const field = `parameters.${name}`;
  if (rule && !Object.hasOwn(rule.parameters, name)) return [{ field, message: `“${rule.title}”没有参数${name}` }];
  const declared = rule?.parameters[name];
  if (declared !== undefined && typeof declared !== typeof value)
    return [{ field, message: `参数${name}应为${TYPES[typeof declared] ?? '同类的值'}` }];
  if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0 && value <= MOST))
    return [{ field, message: `参数${name}应为0至${MOST}的数` }];
  return typeof value === 'string' && value.length > 500 ? [{ field, message: `参数${name}不得超过500字` }] : [];
}

const TYPES: Readonly<Record<string, string>> = { number: '数', string: '文字', boolean: '是或否' };
const MOST = 100_000;

function changesSomething(content: SettingContent): boolean {
  const { isEnabled, parameters = {}, severity, rectificationDays, definition, precisionBar, precisionCases } = content;
  const values = [isEnabled, severity, rectificationDays, definition, precisionBar, precisionCases];
  return Object.keys(parameters).length > 0 || values.some((value) => value !== undefined);
}
