import { CustomRule } from './custom-rule';
import { evaluationRule } from './evaluation.fixture';
import { packLine, packSettings, RulePack } from './rule-pack';
import { ruleInForce } from './rule-setting';
import { rulesInForce, settingsOfUnit } from './rules-in-force';
import { SettingContent, SettingVersion } from './setting-version';
import { unitRules } from './rules-in-force.store';

const packs: RulePack[] = [
  {
    id: 'national',
    name: '全国',
    entries: [{ code: 'TST-01', parameters: { days: 20 }, basis: '《条例》第二十六条', says: '二十个工作日' }],
  },
  {
    id: 'city',
    name: '明州市',
    inherits: 'national',
    entries: [{ code: 'TST-01', severity: 'high', basis: '明政办〔2026〕1号 三', isUnverified: true, says: '从严' }],
  },
];
const ruleset = { version: '2026.12.1', rules: [evaluationRule()], packs };
const definition: CustomRule = {
  title: '标题过短',
  dimension: '内容',
  subject: 'document',
  expression: 'titleLength < 5',
  explanation: '标题“{title}”过短',
  basis: '县办通知',
  advice: '请补全标题',
  severity: 'low',
};
const version = (id: number, content: Partial<SettingContent>): SettingVersion => ({
  id,
  line: id,
  version: 1,
  state: 'approved',
  createdBy: 'zhang',
  content: { code: 'TST-01', effectiveFrom: '2026-11-01', reason: '县办要求', ...content },
});
const today = '2026-11-18';
const inForce = (versions: SettingVersion[], pack: string | null = null) =>
  rulesInForce({ ruleset, pack, versions }, today);
const at = (unit: string, versions: SettingVersion[], code: string, pack: string | null = null) => {
  const { ruleset: all, settings } = inForce(versions, pack);
  const rule = all.rules.find((each) => each.code === code);
  return rule && ruleInForce(rule, settings, { unit, today });
};

describe('packs', () => {
  it('say what those above them say, and their own over it', () => {
    expect(packLine(packs, 'city').map(({ id }) => id)).toEqual(['national', 'city']);
    const rule = at('白石镇', [], 'TST-01', 'city');
    expect(rule?.rule).toMatchObject({ severity: 'high', parameters: { days: 20 } });
    expect(rule?.origins.severity).toEqual({ kind: 'pack', pack: 'city', basis: '明政办〔2026〕1号 三（待核对原文）' });
  });

  it('stand below every setting of the region', () => {
    expect(at('白石镇', [version(1, { parameters: { days: 5 } })], 'TST-01', 'city')?.rule.parameters.days).toBe(5);
  });

  it('that are unknown say nothing, and a circle is a mistake', () => {
    expect(packSettings(packs, 'nowhere')).toEqual([]);
    const circle = [{ ...packs[0]!, inherits: 'city' }, packs[1]!];
    expect(() => packSettings(circle, 'city')).toThrow(RangeError);
  });
});

describe('rules of the office', () => {
  it('join the others', () => {
    expect(at('白石镇', [version(1, { code: 'ZDY-01', definition })], 'ZDY-01')).toMatchObject({ isEnabled: true });
    expect(inForce([]).ruleset.rules).toHaveLength(1);
  });

  it('written for one unit are off for the others, without a word', () => {
    const versions = [version(1, { code: 'ZDY-01', definition, unit: '白石镇' })];
    expect(at('白石镇', versions, 'ZDY-01')?.isEnabled).toBe(true);
    expect(at('青山镇', versions, 'ZDY-01')).toMatchObject({ isEnabled: false, offBy: { code: 'ZDY-01' } });
    expect(at('青山镇', versions, 'ZDY-01')?.offBy?.reason).toBeUndefined();
  });

  it('that can no longer be read stop nothing', () => {
    const broken = { ...definition, expression: 'gone > 1' };
    expect(inForce([version(1, { code: 'ZDY-01', definition: broken })])).toMatchObject({ unreadable: ['ZDY-01'] });
  });
});

describe('the version a unit is judged by', () => {
  const of = (unit: string, versions: SettingVersion[], pack: string | null = null) =>
    unitRules(inForce(versions, pack), unit, today).ruleset.version;

  it('is that of the rules where nothing is set', () => expect(of('白石镇', [])).toBe('2026.12.1'));

  it('changes for those whom a setting concerns, and for nobody else', () => {
    const forOne = [version(1, { unit: '白石镇', severity: 'low' })];
    expect(of('白石镇', forOne)).toMatch(/^2026\.12\.1\+s[0-9a-f]{8}$/);
    expect(of('青山镇', forOne)).toBe('2026.12.1');
    expect(of('白石镇', [...forOne, version(2, { unit: '青山镇', severity: 'low' })])).toBe(of('白石镇', forOne));
  });

  it('differs between any two states of the settings', () => {
    const states = [
      of('白石镇', [], 'national'),
      of('白石镇', [], 'city'),
      of('白石镇', [version(1, { severity: 'low' })]),
      of('白石镇', [version(1, { severity: 'high' })]),
      of('白石镇', [version(1, { code: 'ZDY-01', definition })]),
      of('白石镇', [version(2, { code: 'ZDY-01', definition: { ...definition, expression: 'titleLength < 6' } })]),
      of('白石镇', [version(1, { severity: 'low', effectiveFrom: '2026-11-19' })]),
    ];
    expect(new Set(states).size).toBe(states.length);
  });

  it('leaves out what other units’ settings say', () => {
    const other = [version(1, { unit: '青山镇', severity: 'low' })];
    expect(settingsOfUnit(inForce(other), '白石镇')).toEqual([]);
  });
});
