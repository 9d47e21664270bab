import { packLine } from '@app/evaluation/rule-pack';
import { ruleInForce } from '@app/evaluation/rule-setting';
import { rulesInForce } from '@app/evaluation/rules-in-force';
import { ruleset } from '../index';
import { PACKS } from './packs';

const rules = new Map(ruleset.rules.map((rule) => [rule.code, rule]));
const entries = PACKS.flatMap((pack) => pack.entries.map((entry) => [`${pack.id} ${entry.code}`, entry] as const));

describe('规则包', () => {
  it.each(entries)('%s names a rule of the list, values it has, and where they are written', (_name, entry) => {
    expect(entry.code).toMatch(/^(?:CAT|PUB|TIM|PLT|CNT|INT|NM|SRV|MEC)-\d{2}$/);
    expect(entry.basis).toMatch(/〔\d{4}〕\d+号|国务院令第\d+号|江苏省政府办公厅|国家层面/);
    expect(entry.says).toMatch(/[一-龥]{4}/);
    const declared = rules.get(entry.code)?.parameters;
    for (const [name, value] of Object.entries(entry.parameters ?? {}))
      if (declared) expect([name, typeof value]).toEqual([name, typeof declared[name]]);
  });

  it('each says a rule once, and inherits what is there', () => {
    for (const pack of PACKS) {
      expect(new Set(pack.entries.map(({ code }) => code)).size).toBe(pack.entries.length);
      expect(pack.inherits === undefined || PACKS.some(({ id }) => id === pack.inherits)).toBe(true);
    }
    expect(packLine(PACKS, 'rugao').map(({ id }) => id)).toEqual(['national', 'jiangsu', 'rugao']);
  });

  /** The seeds differ: 如皋 and 枣庄 set the weight, 苏州 does not; only 苏州 sets one working day; only 枣庄 asks for training. */
  it.each([
    ['national', 'MEC-02', false],
    ['jiangsu-suzhou', 'MEC-02', false],
    ['rugao', 'MEC-02', true],
    ['shandong-zaozhuang', 'MEC-02', true],
    ['jiangsu-suzhou', 'TIM-09', true],
    ['rugao', 'TIM-09', false],
    ['shandong-zaozhuang', 'TIM-09', false],
    ['shandong-zaozhuang', 'MEC-01', true],
    ['rugao', 'MEC-01', false],
    ['rugao', 'PUB-15', true],
    ['jiangsu-suzhou', 'PUB-15', false],
  ])('%s has %s on: %s', (pack, code, isOn) => {
    const { ruleset: all, settings } = rulesInForce(
      { ruleset: { ...ruleset, packs: PACKS }, pack, versions: [] },
      '2026-11-18',
    );
    const rule = all.rules.find((each) => each.code === code) ?? { ...all.rules[0]!, code };
    expect(ruleInForce(rule, settings, { unit: '白石镇', today: '2026-11-18' }).isEnabled).toBe(isOn);
  });

  it('a review is asked for with a negative list in 江苏 and not in 枣庄', () => {
    const needs = (pack: string) => {
      const { settings } = rulesInForce({ ruleset: { ...ruleset, packs: PACKS }, pack, versions: [] }, '2026-11-18');
      return ruleInForce(rules.get('CAT-10')!, settings, { unit: '白石镇', today: '2026-11-18' }).rule.parameters
        .needsReview;
    };
    expect(['rugao', 'jiangsu-suzhou', 'shandong-zaozhuang'].map(needs)).toEqual([true, true, false]);
  });
});
