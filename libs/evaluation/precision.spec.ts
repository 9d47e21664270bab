import { DEFAULT_BAR, isBelowBar, precisionOf, RESTRICTION, restrictionsOf, barOf, RuleTally } from './precision';
import { SettingVersion } from './setting-version';

const tally = (upheld: number, overturned: number, code = 'TIM-01'): RuleTally => ({
  code,
  upheld,
  overturned,
  objectionsRejected: 0,
  objectionsUpheld: 0,
});
const bar = (precisionBar: number, precisionCases?: number, unit?: string): SettingVersion => ({
  id: 1,
  line: 1,
  version: 1,
  state: 'approved',
  createdBy: 'zhang',
  content: { code: 'TIM-01', effectiveFrom: '2026-01-01', reason: '试行', precisionBar, precisionCases, unit },
});

describe('precisionOf', () => {
  it.each<[upheld: number, overturned: number, share: number | null, from: number, to: number]>([
    [0, 0, null, 0, 1],
    [20, 0, 1, 0.839, 1],
    [18, 2, 0.9, 0.699, 0.972],
    [0, 5, 0, 0, 0.434],
    [90, 10, 0.9, 0.826, 0.945],
  ])('%d right, %d wrong', (upheld, overturned, share, from, to) => {
    const precision = precisionOf({ upheld, overturned });
    expect(precision.share).toBe(share);
    expect(precision.from).toBeCloseTo(from, 3);
    expect(precision.to).toBeCloseTo(to, 3);
  });
});

describe('isBelowBar', () => {
  it.each<[norm: string, upheld: number, overturned: number, isBelow: boolean]>([
    ['just at the bar', 18, 2, false],
    ['just below it', 17, 3, true],
    ['far below on too few cases', 9, 10, false],
    ['far below on enough', 10, 10, true],
    ['without cases', 0, 0, false],
  ])('%s', (_norm, upheld, overturned, isBelow) => {
    expect(isBelowBar({ upheld, overturned }, DEFAULT_BAR)).toBe(isBelow);
  });
});

describe('restrictionsOf', () => {
  const at = { versions: [] as SettingVersion[], today: '2026-11-18' };
  const rules = [
    { code: 'TIM-01', machine: 'A' as const },
    { code: 'PUB-01', machine: 'S' as const },
  ];

  it('lets a rule that is wrong too often only propose', () => {
    expect(restrictionsOf(rules, [tally(15, 5)], at)).toEqual([
      { code: 'TIM-01', restriction: RESTRICTION, origin: { kind: 'precision' } },
    ]);
  });

  it('leaves a rule alone that is right again', () => expect(restrictionsOf(rules, [tally(46, 5)], at)).toEqual([]));
  it('and one that only proposes anyway', () =>
    expect(restrictionsOf(rules, [tally(1, 30, 'PUB-01')], at)).toEqual([]));

  it('goes by the bar that the region set', () => {
    expect(restrictionsOf(rules, [tally(15, 5)], { ...at, versions: [bar(0.7)] })).toEqual([]);
    expect(restrictionsOf(rules, [tally(5, 3)], { ...at, versions: [bar(0.9, 8)] })).toHaveLength(1);
  });
});

describe('barOf', () => {
  it('is ours without a setting, and a unit’s setting does not move it', () => {
    expect(barOf('TIM-01', [], '2026-11-18')).toEqual(DEFAULT_BAR);
    expect(barOf('TIM-01', [bar(0.5, 10, '白石镇')], '2026-11-18')).toEqual(DEFAULT_BAR);
    expect(barOf('TIM-01', [bar(0.8)], '2026-11-18')).toEqual({ bar: 0.8, cases: 20 });
  });
});
