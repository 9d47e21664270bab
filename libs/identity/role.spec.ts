import { Grant, mayDelegate, mayGrant, Place, PlaceTree, reaches, Role } from './role';

/** 明州市 1 ← 清河县 2 ← 白石镇 3, 明州市 1 ← 河阳县 4; unit 20 in 清河县, 30 in 白石镇, 40 in 河阳县. */
const TREE: PlaceTree = {
  parentOf: (id) =>
    new Map<number, number | null>([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 1],
    ]).get(id),
  regionOf: (id) =>
    new Map([
      [20, 2],
      [30, 3],
      [40, 4],
    ]).get(id),
};
const place = (regionId: number | null, unitId: number | null = null, domain: string | null = null): Place => ({
  regionId,
  unitId,
  domain,
});
const grant = (role: Role, at: Place): Grant => ({
  id: 1,
  role,
  ...at,
  validFrom: new Date(0),
  validUntil: null,
  delegatedFrom: null,
});

describe('a reach', () => {
  it.each<[string, Place, Place, boolean]>([
    ['the whole platform holds all', place(null), place(4, null, '教育'), true],
    ['a county holds itself', place(2), place(2), true],
    ['a county holds its towns', place(2), place(3), true],
    ['a county holds units of its towns', place(2), place(null, 30), true],
    ['a county does not hold the one beside', place(2), place(4), false],
    ['a county does not hold units of the one beside', place(2), place(null, 40), false],
    ['a county does not hold the city', place(2), place(1), false],
    ['a county does not hold the whole platform', place(2), place(null), false],
    ['a unit holds itself', place(null, 20), place(null, 20), true],
    ['a unit does not hold another', place(null, 20), place(null, 30), false],
    ['a unit does not hold its county', place(null, 20), place(2), false],
    ['a 领域 holds itself below', place(2, null, '教育'), place(3, null, '教育'), true],
    ['a 领域 does not hold another', place(2, null, '教育'), place(3, null, '养老'), false],
    ['a 领域 does not hold what has none', place(2, null, '教育'), place(3), false],
    ['nobody holds a region that does not exist', place(2), place(99), false],
    ['nobody but the whole holds a unit that does not exist', place(2), place(null, 99), false],
  ])('%s', (_norm, outer, inner, expected) => expect(reaches(outer, inner, TREE)).toBe(expected));

  it('ends where the tree has a loop', () => {
    const loop: PlaceTree = { parentOf: (id) => (id === 7 ? 8 : 7), regionOf: () => 7 };
    expect(reaches(place(1), place(7), loop)).toBe(false);
  });
});

describe('who may give a role', () => {
  it.each<[string, Grant[], Role, Place, boolean]>([
    ['an administrator of the county within it', [grant('admin', place(2))], 'supervisor', place(3), true],
    ['and other administrators there', [grant('admin', place(2))], 'admin', place(3), true],
    ['but not beside it', [grant('admin', place(2))], 'supervisor', place(4), false],
    ['nor above it', [grant('admin', place(2))], 'supervisor', place(1), false],
    ['nor auditors', [grant('admin', place(2))], 'auditor', place(2), false],
    ['who administers the whole makes auditors', [grant('admin', place(null))], 'auditor', place(null), true],
    ['a supervisor gives nothing', [grant('supervisor', place(null))], 'reviewer', place(2), false],
    ['nobody gives nothing', [], 'reviewer', place(2), false],
  ])('%s', (_norm, own, role, at, expected) => expect(mayGrant(own, { role, ...at }, TREE)).toBe(expected));
});

describe('what may be lent', () => {
  it.each<[Role, boolean]>([
    ['supervisor', true],
    ['unitOfficer', true],
    ['admin', false],
    ['auditor', false],
  ])('%s: %s', (role, expected) => expect(mayDelegate(grant(role, place(2)))).toBe(expected));
  it('is not what is lent itself', () => {
    expect(mayDelegate({ ...grant('supervisor', place(2)), delegatedFrom: 5 })).toBe(false);
  });
});
