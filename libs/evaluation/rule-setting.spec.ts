import { evaluationRule as rule } from './evaluation.fixture';
import { ruleInForce, RuleSetting, rulesOfUnit, SettingPlace, settingsAt } from './rule-setting';

const at: SettingPlace = { unit: '清河县教育局', today: '2026-11-18', domain: '义务教育', itemKey: '招生信息' };
const declared = rule({ parameters: { days: 14 } });
const setting = (changes: Partial<RuleSetting>): RuleSetting => ({ code: 'TST-01', ...changes });

describe('ruleInForce', () => {
  it.each<[norm: string, settings: RuleSetting[], days: unknown]>([
    ['is as declared without settings', [], 14],
    ['takes a parameter', [setting({ parameters: { days: 7 } })], 7],
    ['ignores a parameter of another type or name', [setting({ parameters: { days: '7', weeks: 1 } })], 14],
    ['ignores names of the prototype', [setting({ parameters: { constructor: 7, __proto__: 1 } as never })], 14],
    ['is off when switched off', [setting({ isEnabled: false })], null],
    ['is on again for one unit', [setting({ isEnabled: false }), setting({ unit: at.unit, isEnabled: true })], 14],
    ['leaves other units’ settings alone', [setting({ unit: '清河县财政局', isEnabled: false })], 14],
    ['leaves other rows’ settings alone', [setting({ itemKey: '校车信息', isEnabled: false })], 14],
    ['leaves other 领域 alone', [setting({ domain: '社会救助', parameters: { days: 7 } })], 14],
    ['starts on its day', [setting({ effectiveFrom: '2026-11-18', parameters: { days: 7 } })], 7],
    ['not before', [setting({ effectiveFrom: '2026-11-19', parameters: { days: 7 } })], 14],
    ['holds on its last day', [setting({ effectiveTo: '2026-11-18', parameters: { days: 7 } })], 7],
    ['ends after it', [setting({ effectiveTo: '2026-11-17', parameters: { days: 7 } })], 14],
    ['takes the later of two', [setting({ parameters: { days: 7 } }), setting({ parameters: { days: 8 } })], 8],
  ])('%s', (_norm, settings, days) => {
    const inForce = ruleInForce(declared, settings, at);
    expect(inForce.isEnabled ? inForce.rule.parameters.days : null).toBe(days);
  });

  it.each<[norm: string, wide: Partial<RuleSetting>, narrow: Partial<RuleSetting>]>([
    ['领域 over region', {}, { domain: '义务教育' }],
    ['unit over 领域', { domain: '义务教育' }, { unit: at.unit }],
    ['unit and 领域 over unit', { unit: at.unit }, { unit: at.unit, domain: '义务教育' }],
    ['row over unit and 领域', { unit: at.unit, domain: '义务教育' }, { itemKey: '招生信息' }],
    ['row of the unit over row', { itemKey: '招生信息' }, { unit: at.unit, itemKey: '招生信息' }],
  ])('the narrower holds, whichever is newer: %s', (_norm, wide, narrow) => {
    const both = [setting({ ...wide, parameters: { days: 30 } }), setting({ ...narrow, parameters: { days: 5 } })];
    for (const settings of [both, [...both].reverse()])
      expect(ruleInForce(declared, settings, at).rule.parameters.days).toBe(5);
  });

  it('goes value by value: what the narrower does not say is as the wider has it', () => {
    const origin = (line: number) => ({ kind: 'setting' as const, id: line, line, version: 1 });
    const inForce = ruleInForce(
      declared,
      [
        setting({ severity: 'high', rectificationDays: 3, origin: origin(1) }),
        setting({ unit: at.unit, parameters: { days: 5 }, origin: origin(2) }),
      ],
      at,
    );
    expect(inForce).toMatchObject({ rectificationDays: 3, isEnabled: true });
    expect(inForce.rule).toMatchObject({ severity: 'high', parameters: { days: 5 } });
    expect(inForce.origins).toMatchObject({ severity: origin(1), parameters: { days: origin(2) } });
    expect(inForce.origins.isEnabled).toBeUndefined();
  });

  it('a restricted rule proposes as a tip, whatever a narrower setting asks for', () => {
    const settings = [setting({ restriction: '准确率不足' }), setting({ unit: at.unit, severity: 'veto' })];
    expect(ruleInForce(declared, settings, at).rule).toMatchObject({ machine: 'S', severity: 'tip' });
  });
});

describe('rulesOfUnit', () => {
  it('asks for the row only where a setting names one', () => {
    const row = jest.fn(() => ({ domain: '义务教育', itemKey: '招生信息' }));
    const whole = rulesOfUnit(declared, [setting({ parameters: { days: 7 } })], at)(row);
    expect([whole.rule.parameters.days, row.mock.calls.length]).toEqual([7, 0]);
    const own = rulesOfUnit(declared, [setting({ domain: '义务教育', parameters: { days: 7 } })], at)(row);
    expect([own.rule.parameters.days, row.mock.calls.length]).toEqual([7, 1]);
  });
});

describe('settingsAt', () => {
  it('lists what speaks of a place, the widest first', () => {
    const [narrow, wide] = [setting({ itemKey: '招生信息' }), setting({})];
    const other = setting({ unit: '清河县财政局' });
    expect(settingsAt('TST-01', [narrow, other, wide], at)).toEqual([wide, narrow]);
  });
});
