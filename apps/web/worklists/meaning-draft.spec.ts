import { problemOfMeaning } from '@app/catalog/limit-meaning';
import { EMPTY_DRAFT, limitOf, MeaningDraft } from './meaning-draft';

const draft = (given: Partial<MeaningDraft>): MeaningDraft => ({ ...EMPTY_DRAFT, ...given });

describe('limitOf', () => {
  it.each<[Partial<MeaningDraft>, object]>([
    [
      { kind: 'afterEvent', amount: 20 },
      { kind: 'afterEvent', amount: 20, unit: 'workday', trigger: 'info_formed_or_changed' },
    ],
    [
      { kind: 'maxAge', amount: 6, unit: 'month' },
      { kind: 'maxAge', amount: 6, unit: 'month' },
    ],
    [
      { kind: 'periodic', period: 'monthly' },
      { kind: 'periodic', period: 'monthly' },
    ],
    [
      { kind: 'periodic', period: 'yearly', times: 4, amount: 20 },
      { kind: 'periodic', period: 'yearly', amount: 4 },
    ],
    [{ kind: 'continuous' }, { kind: 'continuous' }],
    [{ kind: 'fixedDate' }, { kind: 'fixedDate', period: 'yearly:01-31' }],
    [
      { kind: 'fixedDate', isPrevious: true },
      { kind: 'fixedDate', period: 'yearly:01-31(prev_year)' },
    ],
    [
      { kind: 'fixedDate', cycle: 'quarterly', day: 20 },
      { kind: 'fixedDate', period: 'quarterly:M1-20' },
    ],
    [
      { kind: 'fixedDate', cycle: 'monthly', day: 5 },
      { kind: 'fixedDate', period: 'monthly:05' },
    ],
    [
      { kind: 'fixedDate', cycle: 'weekly', day: 5, isPrevious: true },
      { kind: 'fixedDate', period: 'weekly:5' },
    ],
  ])('%j', (given, limit) => {
    expect(limitOf(draft(given))).toEqual(limit);
    expect(problemOfMeaning(limit as never)).toBeUndefined();
  });

  it.each<[Partial<MeaningDraft>]>([
    [{}],
    [{ kind: 'afterEvent' }],
    [{ kind: 'periodic', times: null }],
    [{ kind: 'fixedDate', day: null }],
    [{ kind: 'fixedDate', month: null }],
  ])('is undefined while incomplete: %j', (given) => {
    expect(limitOf(draft(given))).toBeUndefined();
  });
});
