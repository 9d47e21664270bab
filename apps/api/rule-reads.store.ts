import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { barOf, precisionOf, RuleTally } from '@app/evaluation/precision';
import { PrecisionStore } from '@app/evaluation/precision.store';
import { Rule } from '@app/evaluation/rule';
import { ruleInForce } from '@app/evaluation/rule-setting';
import { RuleSettingStore, StoredSetting } from '@app/evaluation/rule-setting.store';
import { definedRules, RulesInForce } from '@app/evaluation/rules-in-force';
import { RulesInForceStore } from '@app/evaluation/rules-in-force.store';
import { ruleOf } from '@app/evaluation/custom-rule';
import { settingDiff, SettingVersion, stepOf, versionsInForce } from '@app/evaluation/setting-version';
import { SiteStore } from '@app/sites/site.store';
import { ruleset } from '../../rules';
import { PrecisionView, RuleInForceRow, SettingView } from './rule-views';

/** What the screens show of rules and settings. */
@Injectable()
export class RuleReads {
  constructor(
    private readonly settings: RuleSettingStore,
    private readonly inForce: RulesInForceStore,
    private readonly precision: PrecisionStore,
    private readonly sites: SiteStore,
    private readonly db: DataSource,
  ) {}

  async today(): Promise<string> {
    return (await this.sites.regionOrEmpty()).today;
  }

  /** Every rule, of the list and of the office, as it is in force for the whole region. */
  async rows(): Promise<RuleInForceRow[]> {
    const today = await this.today();
    const [inForce, stored, tallies] = await Promise.all([
      this.inForce.on(today),
      this.settings.all(),
      this.precision.tallies(today),
    ]);
    const running = versionsInForce(stored, today);
    const figures = { inForce, stored, running, today, tallies: new Map(tallies.map((tally) => [tally.code, tally])) };
    // Also those that nobody has asked for: they can be turned on.
    const rules = [...ruleset.rules, ...inForce.ruleset.rules.filter((rule) => !ruleset.rules.includes(rule))];
    for (const [code, definition] of definedRules(stored)) {
      const rule = rules.some((each) => each.code === code) ? undefined : ruleOf(code, definition);
      if (rule) rules.push(rule);
    }
    return rules.map((rule) => rowOf(rule, figures));
  }

  /** The rule as declared, of the list or of the office. */
  async declared(code: string): Promise<Rule | undefined> {
    const rule = ruleset.rules.find((each) => each.code === code);
    if (rule) return rule;
    const definition = definedRules(await this.settings.all(code)).get(code);
    return definition && ruleOf(code, definition);
  }

  async settingViews(code: string | null, login: string): Promise<SettingView[]> {
    const [stored, today, isFourEyes] = await Promise.all([
      this.settings.all(code),
      this.today(),
      this.settings.isFourEyes(),
    ]);
    const running = new Set(versionsInForce(stored, today).map(({ id }) => id));
    const tried = await this.tried(stored.map(({ id }) => id));
    return stored.map((version): SettingView => {
      const before = stored.find((each) => each.line === version.line && each.version === version.version - 1);
      const { id, line, state, content, unitId, createdName, createdAt, events } = version;
      return {
        id,
        line,
        version: version.version,
        state,
        isInForce: running.has(id),
        content,
        unitId,
        createdName,
        createdAt,
        events: [...events],
        differences: settingDiff(before?.content ?? null, content),
        backtestId: tried.get(id) ?? null,
        canDecide: 'to' in stepOf(version, 'approve', { by: login, isFourEyes }),
      };
    });
  }

  async unitName(unitId: number): Promise<string | undefined> {
    const [row] = await this.db.query(`SELECT name FROM unit WHERE id = $1`, [unitId]);
    return row?.name;
  }

  /** ZDY-01, ZDY-02 …: the next that nobody had. */
  async nextCode(): Promise<string> {
    const [{ last }] = await this.db.query(
      `SELECT coalesce(max(substring(code FROM '^ZDY-(\\d+)$')::int), 0) AS last FROM rule_setting WHERE code LIKE 'ZDY-%'`,
    );
    return `ZDY-${String(last + 1).padStart(2, '0')}`;
  }

  private async tried(ids: readonly number[]): Promise<Map<number, number>> {
    const rows: { settingId: number; id: number }[] = await this.db.query(
      `SELECT setting_id AS "settingId", max(id)::int AS id FROM rule_backtest WHERE state = 'done' AND setting_id = ANY($1) GROUP BY setting_id`,
      [ids],
    );
    return new Map(rows.map(({ settingId, id }) => [settingId, id]));
  }
}

interface Figures {
  readonly inForce: RulesInForce;
  readonly stored: readonly StoredSetting[];
  readonly running: readonly SettingVersion[];
  readonly tallies: ReadonlyMap<string, RuleTally>;
  readonly today: string;
}

function rowOf(declared: Rule, { inForce, stored, running, tallies, today }: Figures): RuleInForceRow {
  const { rule, isEnabled, rectificationDays, restriction, origins } = ruleInForce(declared, inForce.settings, {
    unit: '',
    today,
  });
  const isCustom = declared.code.startsWith('ZDY-');
  const own = running.filter(({ content }) => content.code === declared.code);
  const isDefined = isCustom
    ? own.some(({ content }) => content.definition)
    : inForce.ruleset.rules.some(({ code: known }) => known === declared.code);
  const { code, id, title, dimension, basis, machine, advice, doubts, subject } = declared;
  return {
    code,
    id,
    title,
    dimension,
    basis,
    machine,
    advice,
    doubts,
    subject,
    severity: rule.severity,
    parameters: { ...rule.parameters },
    isCustom,
    isEnabled: isEnabled && isDefined,
    rectificationDays: rectificationDays ?? null,
    restriction: restriction ?? null,
    declared: { severity: declared.severity, parameters: { ...declared.parameters } },
    origins: { ...origins, parameters: { ...origins.parameters } },
    narrower: own.filter(({ content }) => content.unit || content.domain || content.itemKey).length,
    waiting: stored.filter(({ content, state }) => content.code === code && state === 'submitted').length,
    precision: precisionView(tallies.get(code), barOf(code, stored, today)),
  };
}

function precisionView(
  tally: RuleTally | undefined,
  { bar, cases: barCases }: { bar: number; cases: number },
): PrecisionView {
  const counts = tally ?? { upheld: 0, overturned: 0, objectionsUpheld: 0, objectionsRejected: 0 };
  const { upheld, overturned, objectionsUpheld, objectionsRejected } = counts;
  return { upheld, overturned, objectionsUpheld, objectionsRejected, ...precisionOf(counts), bar, barCases };
}
