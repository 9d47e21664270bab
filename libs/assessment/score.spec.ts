import fc from 'fast-check';
import { lateRectification, periodRecord, violation } from './record.fixture';
import { rank } from './ranking';
import { DEFAULT_PARAMETERS, rate, scoreUnit, UnitScore } from './score';
import { UnitPeriodRecord } from './unit-period-record';

type Scored = Extract<UnitScore, { isScored: true }>;

const scored = (record: Partial<UnitPeriodRecord> = {}, parameters = DEFAULT_PARAMETERS): Scored => {
  const score = scoreUnit(periodRecord(record), parameters);
  if (!score.isScored) throw new Error(score.reason);
  return score;
};
const late = () => violation({ effect: 'late', code: 'TIM-01' });
const defect = (severity: 'veto' | 'high' | 'medium' | 'low' | 'tip', effect: 'quality' | 'platform' = 'quality') =>
  violation({ effect, severity, code: effect === 'quality' ? 'PUB-06' : 'PLT-09' });
const notices = (problems: number, ...rectifications: ReturnType<typeof lateRectification>[]) => ({
  issued: 1,
  problems,
  closedInTime: problems - rectifications.length,
  closedLate: rectifications.filter(({ closedOn }) => closedOn).length,
  open: 0,
  overdue: rectifications.filter(({ closedOn }) => !closedOn).length,
  late: rectifications,
});

describe('scoreUnit', () => {
  it.each<[string, Partial<UnitPeriodRecord>, number]>([
    ['all met', {}, 100],
    ['one of 20 missing costs 2 and 1.5', { violations: [violation()] }, 96.5],
    ['one of 20 late costs 1.5', { violations: [late()] }, 98.5],
    [
      'all 3 missing leave nothing of 70',
      { violations: [violation(), violation(), violation()], obligations: due(3) },
      30,
    ],
    ['all 3 late leave nothing of 30', { violations: [late(), late(), late()], obligations: due(3) }, 70],
    ['a high defect of quality costs 5', { violations: [defect('high')] }, 95],
    ['a tip costs nothing', { violations: [defect('tip')] }, 100],
    ['quality cannot cost more than 15', { violations: Array.from({ length: 4 }, () => defect('high')) }, 85],
    [
      'platform cannot cost more than 10',
      { violations: Array.from({ length: 4 }, () => defect('high', 'platform')) },
      90,
    ],
    ['one of 2 problems overdue costs 2.5', { notices: notices(2, lateRectification()) }, 97.5],
    ['one of 2 closed late costs 1.25', { notices: notices(2, lateRectification({ closedOn: '2026-11-12' })) }, 98.75],
    ['all 3 overdue cost 5', { notices: notices(3, ...[1, 2, 3].map(() => lateRectification())) }, 95],
  ])('%s', (_norm, record, total) => expect(scored(record).total).toBe(total));

  it.each<[number, string]>([
    [90, '优秀'],
    [89.99, '良好'],
    [80, '良好'],
    [79.99, '合格'],
    [60, '合格'],
    [59.99, '不合格'],
  ])('%d is %s', (total, grade) => {
    // Quality alone is worth 100 here, so that any total can be reached.
    const weights = { 完整性: 0, 时限: 0, 质量与隐私: 100, 平台: 0, 整改: 0 };
    const defectPoints = { ...DEFAULT_PARAMETERS.defectPoints, high: 100 - total };
    expect(scored({ violations: [defect('high')] }, { ...DEFAULT_PARAMETERS, weights, defectPoints })).toMatchObject({
      total,
      grade,
    });
  });

  it.each<[string, Partial<UnitPeriodRecord>, number]>([
    ['caps a good unit at 59', { violations: [defect('veto', 'platform')] }, 59],
    [
      'leaves a worse total as it is',
      { violations: [...Array.from({ length: 18 }, () => violation()), defect('veto', 'platform')] },
      27,
    ],
  ])('a veto %s and makes it 不合格', (_norm, record, total) => {
    expect(scored(record)).toMatchObject({ total, grade: '不合格', isVetoed: true });
  });

  it.each<[string, Partial<UnitPeriodRecord>, RegExp]>([
    ['rows that can be seen', { coverage: { items: 12, onlineVerifiable: 0, judged: 0 } }, /没有可在线核验的事项/],
    ['anything due', { obligations: due(0) }, /没有已判定的到期公开事项/],
  ])('without %s a unit takes no part', (_what, record, reason) => {
    expect(scoreUnit(periodRecord(record))).toMatchObject({ isScored: false, reason: expect.stringMatching(reason) });
  });

  it('traces every deduction to its alert and finding', () => {
    const { deductions } = scored({ violations: [late()], notices: notices(1, lateRectification()) });
    expect(deductions).toEqual([
      expect.objectContaining({ dimension: '时限', code: 'TIM-01', alertId: 7, findingId: '101', points: 1.5 }),
      expect.objectContaining({
        dimension: '整改',
        alertId: 7,
        reason: expect.stringContaining('〔2026〕1号逾期未整改'),
      }),
    ]);
  });

  it('shows what cannot be seen, and does not score doubts', () => {
    expect(scored({ proposalsPending: 9, contested: 3 })).toMatchObject({ total: 100, unobservable: 0.25 });
  });

  it('refuses weights that do not sum to 100', () => {
    const weights = { ...DEFAULT_PARAMETERS.weights, 整改: 6 };
    expect(() => scoreUnit(periodRecord(), { ...DEFAULT_PARAMETERS, weights })).toThrow(RangeError);
  });

  it('adds up to the hundredth, and never leaves 0 to 100', () => {
    const counts = fc.record({
      due: fc.integer({ min: 1, max: 60 }),
      missing: fc.integer({ min: 0, max: 60 }),
      late: fc.integer({ min: 0, max: 60 }),
      defects: fc.array(fc.constantFrom('veto', 'high', 'medium', 'low', 'tip'), { maxLength: 12 }),
      overdue: fc.integer({ min: 0, max: 7 }),
    });
    fc.assert(
      fc.property(counts, ({ due: base, missing, late: lates, defects, overdue }) => {
        const missed = Math.min(missing, base);
        const score = scored({
          obligations: due(base),
          violations: [
            ...Array.from({ length: missed }, () => violation()),
            ...Array.from({ length: Math.min(lates, base - missed) }, late),
            ...defects.map((severity, index) => defect(severity as 'high', index % 2 ? 'platform' : 'quality')),
          ],
          notices: notices(overdue, ...Array.from({ length: overdue }, () => lateRectification())),
        });
        const taken = score.deductions.reduce((sum, { points }) => sum + Math.round(points * 100), 0);
        expect(Math.round(score.total * 100) + taken).toBe(10_000);
        expect(score.total).toBeGreaterThanOrEqual(0);
        expect(score.dimensions.every(({ score: left, weight }) => left >= 0 && left <= weight)).toBe(true);
      }),
    );
  });
});

describe('rate', () => {
  it.each([
    [1, 4, 0.25],
    [0, 4, 0],
    [0, 0, null],
  ])('%i of %i is %p', (part, base, share) => expect(rate(part, base)).toBe(share));
});

describe('rank', () => {
  const score = (unit: string, total: number): UnitScore => ({ ...scored(), unit, total });

  it('shares a place between equal totals and skips the next', () => {
    const places = rank([score('丙', 80), score('甲', 90), score('乙', 90)]);
    expect(places.map(({ unit, place }) => [unit, place])).toEqual([
      ['乙', 1],
      ['甲', 1],
      ['丙', 3],
    ]);
  });

  it('leaves out units without a score', () => {
    const none: UnitScore = { unit: '丁', isScored: false, reason: '' };
    expect(rank([none, score('甲', 90)]).map(({ unit }) => unit)).toEqual(['甲']);
  });

  it.each<[Map<string, number>, number | null]>([
    [new Map([['甲', 3]]), 2],
    [new Map([['甲', 1]]), 0],
    [new Map(), null],
  ])('with %p before, the first place is a change of %p', (previous, change) => {
    expect(rank([score('甲', 90), score('乙', 80)], previous)[0]).toMatchObject({ place: 1, change });
  });
});

function due(count: number): UnitPeriodRecord['obligations'] {
  return { due: count, published: 0, onTime: 0, late: 0, missing: 0 };
}
