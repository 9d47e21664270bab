import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { PrecisionStore } from './precision.store';
import { restrictionsOf } from './precision';
import type { Ruleset } from './rule';
import { RuleSettingStore } from './rule-setting.store';
import { RULESET } from './ruleset.token';
import { RulesInForce, rulesInForce, settingsOfUnit } from './rules-in-force';

/** 现行规则 as they are stored, for a day; and the version by which a unit is judged. */
@Injectable()
export class RulesInForceStore {
  constructor(
    @Inject(RULESET) private readonly ruleset: Ruleset,
    private readonly settings: RuleSettingStore,
    private readonly precision: PrecisionStore,
    private readonly db: DataSource,
  ) {}

  async on(today: LocalDate): Promise<RulesInForce> {
    const [pack, versions] = await Promise.all([this.settings.pack(), this.settings.approved()]);
    const cases = await this.precision.tallies(today);
    const declared = rulesInForce({ ruleset: this.ruleset, pack, versions }, today);
    const restrictions = restrictionsOf(declared.ruleset.rules, cases, { versions, today });
    return { ...declared, settings: [...declared.settings, ...restrictions] };
  }

  /** The ruleset that judges a unit, named so that its results are bound to the settings; and the settings themselves. */
  async ofUnit(unit: string, today: LocalDate): Promise<UnitRules> {
    return unitRules(await this.on(today), unit, today);
  }

  /**
   * The newest observation of each unit that other rules judged last, with the version that is wanted now. Units that no
   * change concerns keep their version.
   */
  async outdated(today: LocalDate): Promise<{ readonly observationId: number; readonly version: string }[]> {
    const judged: { id: number; unit: string; version: string }[] = await this.db.query(JUDGED_BY);
    const inForce = await this.on(today);
    const named = new Set(inForce.settings.flatMap(({ unit }) => unit ?? []));
    const common = unitRules(inForce, '', today).ruleset.version;
    return judged.flatMap(({ id, unit, version }) => {
      const wanted = named.has(unit) ? unitRules(inForce, unit, today).ruleset.version : common;
      return version.split('#')[0] === wanted ? [] : [{ observationId: id, version: wanted }];
    });
  }
}

const JUDGED_BY = `
  SELECT o.id, u.name AS unit, e.ruleset_version AS version
    FROM (SELECT DISTINCT ON (unit_id) id, unit_id FROM observation ORDER BY unit_id, round_id DESC, id DESC) o
    JOIN unit u ON u.id = o.unit_id
    JOIN LATERAL (SELECT ruleset_version FROM evaluation e WHERE e.observation_id = o.id ORDER BY e.today DESC, e.id DESC LIMIT 1) e ON true`;

export interface UnitRules {
  readonly ruleset: Ruleset;
  readonly settings: RulesInForce['settings'];
}

/** `2026.12.1+s1f0c9a2b`: the digest covers what is set for the unit on that day, and its own rules word for word. */
export function unitRules(inForce: RulesInForce, unit: string, today: LocalDate): UnitRules {
  const settings = settingsOfUnit(inForce, unit).filter(
    ({ effectiveFrom, effectiveTo }) =>
      (!effectiveFrom || effectiveFrom <= today) && (!effectiveTo || today <= effectiveTo),
  );
  const own = inForce.ruleset.rules.filter(({ family }) => family.startsWith('custom-'));
  const { version } = inForce.ruleset;
  if (settings.length === 0 && own.length === 0) return { ruleset: inForce.ruleset, settings };
  const said = JSON.stringify([settings, own]);
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 8);
  return { ruleset: { ...inForce.ruleset, version: `${version}+s${digest}` }, settings };
}
