import {
  CATALOG_STATES,
  CatalogState,
  isInForceOn,
  refusalOfReviewer,
  refusalOfStep,
  stepsFor,
} from './catalog-version';

const STATES: CatalogState[] = ['draft', 'review', 'inForce', 'superseded', 'rejected', 'discarded'];

describe('the way of a version', () => {
  it.each([
    ['edit', ['draft', 'inForce', 'superseded', 'rejected']],
    ['submit', ['draft']],
    ['withdraw', ['review']],
    ['approve', ['review']],
    ['reject', ['review']],
    ['revise', ['rejected', 'discarded']],
    ['discard', ['draft', 'rejected']],
  ] as const)('%s only from %j', (step, allowed) => {
    expect(STATES.filter((state) => refusalOfStep(step, state) === undefined)).toEqual(allowed);
    const refused = STATES.filter((state) => !(allowed as readonly string[]).includes(state));
    for (const state of refused) expect(refusalOfStep(step, state)).toContain(`该版本为“${CATALOG_STATES[state]}”`);
  });

  it.each<[string, number | null, (number | null)[], boolean, boolean]>([
    ['another account', 2, [1], true, true],
    ['the importer', 1, [1], true, false],
    ['one of several editors', 3, [1, 3], true, false],
    ['the importer, where four eyes are not asked for', 1, [1], false, true],
    ['the command line', null, [null], true, true],
  ])('%s may review or not', (_norm, reviewer, authors, isFourEyes, may) => {
    expect(refusalOfReviewer(reviewer, authors, isFourEyes) === undefined).toBe(may);
  });

  it.each<[CatalogState, string[]]>([
    ['draft', ['edit', 'submit', 'discard']],
    ['review', ['withdraw', 'approve', 'reject']],
    ['inForce', ['edit']],
    ['superseded', ['edit']],
    ['rejected', ['edit', 'revise', 'discard']],
    ['discarded', ['revise']],
  ])('offers in state %s the steps %j', (state, steps) => {
    expect(stepsFor({ state, authors: [1] }, 2, true)).toEqual(steps);
  });
});

describe('isInForceOn', () => {
  it.each<[string, CatalogState, string | null, string | null, boolean]>([
    ['from the beginning', 'inForce', null, null, true],
    ['on its first day', 'inForce', '2026-11-18', null, true],
    ['not the day before', 'inForce', '2026-11-19', null, false],
    ['on its last day', 'superseded', null, '2026-11-18', true],
    ['not the day after', 'superseded', null, '2026-11-17', false],
    ['never as a draft', 'draft', null, null, false],
  ])('%s', (_norm, state, effectiveOn, effectiveTo, expected) => {
    expect(isInForceOn({ state, effectiveOn, effectiveTo }, '2026-11-18')).toBe(expected);
  });
});
