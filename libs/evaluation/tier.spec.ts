import { likelyKind, otherTier } from './tier';

const ofOther = (tiers: string[], kind: Parameters<typeof otherTier>[1]) => otherTier({ tiers }, kind) !== undefined;

describe('公开层级 otherTier', () => {
  it('names the ticks and the level in its reason', () => {
    expect(otherTier({ tiers: ['乡级'] }, 'department')).toBe('公开层级只勾选“乡级”，不是县级的公开事项');
    expect(otherTier({ tiers: ['县级'] }, 'town')).toBe('公开层级只勾选“县级”，不是乡级的公开事项');
  });

  it.each([
    ['乡级', 'department', true],
    ['乡级', 'government', true],
    ['乡、镇（街道）', 'department', true],
    ['村（社区）', 'department', true],
    ['村级', 'town', true],
    ['区县级', 'town', true],
    ['州级', 'town', true],
    ['市级', 'town', true],
    ['县级', 'department', false],
    ['区级', 'department', false],
    ['市级', 'department', false],
    ['镇街', 'town', false],
    ['乡村级', 'town', false],
    ['乡村级', 'village', false],
    ['乡级', 'enterprise', false],
  ] as const)('%s in the catalog of a %s: another level %s', (tier, kind, isOther) =>
    expect(ofOther([tier], kind)).toBe(isOther),
  );

  it.each([[[]], [['县级', '乡级']], [['省级', '乡级']]])('applies to a bureau with %j', (tiers) =>
    expect(ofOther(tiers, 'department')).toBe(false),
  );

  it('lets a tick nobody can place count for every level', () => {
    expect(ofOther(['全部'], 'department')).toBe(false);
    expect(ofOther(['全部'], 'town')).toBe(false);
  });
});

describe('likelyKind', () => {
  it.each<[string, string[][], string]>([
    ['白石镇人民政府', [['县级']], 'department'],
    ['白石镇人民政府', [['县级'], ['乡级']], 'town'],
    ['清河县人民政府', [['乡级']], 'government'],
    ['清河县乡村振兴局', [['乡级']], 'department'],
    ['白石', [['乡级'], [], ['县级', '乡级']], 'town'],
    ['本单位', [['村级']], 'village'],
    ['本单位', [['县级']], 'department'],
    ['本单位', [], 'department'],
    // Some rows are for one level and some for another: nobody can say, so none is left out.
    ['本单位', [['县级'], ['乡级']], 'enterprise'],
  ])('%s with rows ticked %j is a %s', (name, tiers, kind) =>
    expect(
      likelyKind(
        name,
        tiers.map((each) => ({ tiers: each })),
      ),
    ).toBe(kind),
  );
});
