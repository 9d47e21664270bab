import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CalendarStore } from '@app/calendar/calendar.store';
import { parseLocalDate } from '@app/calendar/local-date';
import { CustomRule, customRuleProblems } from '@app/evaluation/custom-rule';
import { CUSTOM_SUBJECTS } from '@app/evaluation/rule-facts';
import { Parameters } from '@app/evaluation/rule';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { definedRules } from '@app/evaluation/rules-in-force';
import { SettingContent, settingProblems } from '@app/evaluation/setting-version';
import { ObservationStore } from '@app/observation/observation.store';
import { BacktestRuns } from '@app/reporting/backtest-run.store';
import { BacktestThreads } from '@app/reporting/backtest-threads.client';
import { FlipLine, UnitBacktest } from '@app/reporting/rule-backtest';
import { SiteStore } from '@app/sites/site.store';
import { ruleset } from '../../rules';
import { UsageError } from './usage-error';

export interface BacktestOptions {
  readonly setting?: string;
  readonly code?: string;
  readonly parameter?: readonly string[];
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What `rules backtest --json` prints. */
export interface BacktestAnswer {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly rulesetVersion: string;
  readonly totals: Readonly<Record<(typeof COUNTED)[number] | 'units', number>>;
  readonly units: readonly (UnitBacktest & { readonly flipped: readonly FlipLine[] })[];
}

const COUNTED = [
  'observations',
  'flips',
  'toFail',
  'fromFail',
  'toDoubt',
  'alertsOpened',
  'alertsClosed',
  'alertsChanged',
] as const;

/** `rules backtest`: what a setting would have changed on what is stored. Nothing is written. */
export async function rulesBacktest(db: DataSource, options: BacktestOptions): Promise<BacktestAnswer> {
  const [sites, settings] = [new SiteStore(db), new RuleSettingStore(db)];
  const { from, to } = await periodOf(options, sites);
  const content = await contentOf(options, settings, to);
  const units = await sites.units();
  const named = options.unit === undefined ? undefined : units.filter(({ unit }) => unit.name === options.unit);
  if (named?.length === 0) throw new UsageError(`no unit ${options.unit}`);
  const [observations, calendars] = [new ObservationStore(db), new CalendarStore(db)];
  const threads = new BacktestThreads(join(__dirname, '../worker/backtest.thread.js'), db);
  const runs = new BacktestRuns(ruleset, settings, observations, calendars, sites, db, threads);
  const run = await runs.begin({ content, from, to, unitIds: named?.map(({ id }) => id) });
  const totals = Object.fromEntries(COUNTED.map((key) => [key, 0])) as Record<(typeof COUNTED)[number], number>;
  const changed: (BacktestAnswer['units'][number] & { readonly unitId: number })[] = [];
  for await (const { unitId, result, flips } of run.outcomes()) {
    for (const key of COUNTED) totals[key] += result[key];
    if (result.flips > 0) changed.push({ ...result, unitId, flipped: flips });
  }
  return {
    code: content.code,
    from,
    to,
    rulesetVersion: run.trial.before.ruleset.version,
    totals: { units: run.units, ...totals },
    units: changed.sort((a, b) => a.unitId - b.unitId).map(({ unitId: _order, ...unit }) => unit),
  };
}

async function periodOf({ from, to }: BacktestOptions, sites: SiteStore): Promise<{ from: string; to: string }> {
  if (!from) throw new UsageError('--from is needed');
  const until = to ?? (await sites.regionOrEmpty()).today;
  if (until < from) throw new UsageError(`--from ${from} lies after --to ${until}`);
  return { from, to: until };
}

const Definition = z.object({
  title: z.string(),
  dimension: z.enum(['完整性', '时效性', '平台', '内容', '互动', '机制', '目录']),
  subject: z.enum(CUSTOM_SUBJECTS),
  expression: z.string(),
  appliesWhen: z.string().optional(),
  explanation: z.string(),
  basis: z.string(),
  advice: z.string(),
  severity: z.enum(['veto', 'high', 'medium', 'low', 'tip']),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  mayFail: z.boolean().optional(),
});
const File = z.object({
  code: z.string().optional(),
  unit: z.string().nullish(),
  domain: z.string().nullish(),
  itemKey: z.string().nullish(),
  isEnabled: z.boolean().optional(),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  severity: z.enum(['veto', 'high', 'medium', 'low', 'tip']).optional(),
  rectificationDays: z.number().optional(),
  effectiveFrom: z
    .string()
    .refine((day) => parseLocalDate(day) !== undefined)
    .optional(),
  effectiveTo: z.string().nullish(),
  reason: z.string().optional(),
  definition: Definition.optional(),
});

async function contentOf(options: BacktestOptions, settings: RuleSettingStore, to: string): Promise<SettingContent> {
  if ((options.setting === undefined) === (options.code === undefined))
    throw new UsageError('one of --setting FILE.json and --code CODE is needed');
  const given = options.setting === undefined ? { code: options.code } : settingFile(options.setting);
  const code = given.code ?? (given.definition ? 'ZDY-00' : '');
  const declared = await declaredRule(code, given.definition, settings);
  const parameters = { ...given.parameters, ...parametersOf(options.parameter ?? [], declared?.parameters ?? {}) };
  const content: SettingContent = {
    ...given,
    code,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    effectiveFrom: given.effectiveFrom ?? to,
    effectiveTo: given.effectiveTo ?? (given.isEnabled === false ? to : null),
    reason: given.reason ?? '试算',
  };
  const problems = [
    ...settingProblems(content, declared),
    ...(given.definition ? customRuleProblems(given.definition) : []),
  ];
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.field}: ${problem.message}`);
  return content;
}

function settingFile(path: string): z.infer<typeof File> {
  try {
    return File.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const said =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)[0]
        : (error as Error).message;
    throw new UsageError(`--setting ${path}: ${said}`);
  }
}

async function declaredRule(
  code: string,
  definition: CustomRule | undefined,
  settings: RuleSettingStore,
): Promise<{ title: string; parameters: Parameters } | undefined> {
  const known = definition ?? definedRules(await settings.all(code)).get(code);
  if (known) return { title: known.title, parameters: known.parameters ?? {} };
  return ruleset.rules.find((rule) => rule.code === code);
}

/** `days=7`, read as the rule declares the parameter. */
function parametersOf(texts: readonly string[], declared: Parameters): Parameters {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name = '', value = ''] = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s.exec(text) ?? [];
      if (name === '') throw new UsageError(`--parameter: expected name=value, found ${JSON.stringify(text)}`);
      const kind = typeof declared[name];
      if (kind === 'number' && !/^-?\d+(?:\.\d+)?$/.test(value))
        throw new UsageError(`--parameter ${name}: expected a number, found ${JSON.stringify(value)}`);
      if (kind === 'boolean' && value !== 'true' && value !== 'false')
        throw new UsageError(`--parameter ${name}: expected true or false`);
      return [name, kind === 'number' ? Number(value) : kind === 'boolean' ? value === 'true' : value];
    }),
  );
}
