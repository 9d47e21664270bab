import { Given, outcomeOf } from '../rule-input.fixture';
import { situationNote } from './situation-note.rule';

const note = { title: '关于本年度无财政收支事项的情况说明', isSituationNote: true, publishedOn: '2026-03-01' };

describe('以情况说明代替公开 PUB-03', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['proposes when there are only notes', { documents: [note] }, 'cannotTell'],
    [
      'proposes a note of the first day of the look-back',
      { documents: [{ ...note, publishedOn: '2026-01-01' }] },
      'cannotTell',
    ],
    [
      'does not apply to a note of the year before',
      { documents: [{ ...note, publishedOn: '2025-12-31' }] },
      'notApplicable',
    ],
    ['passes when something else was published too', { documents: [note, { publishedOn: '2026-05-01' }] }, 'pass'],
    [
      'proposes when the rest is from before the look-back',
      { documents: [note, { publishedOn: '2025-05-01' }] },
      'cannotTell',
    ],
    ['does not apply without a note', { documents: [{ publishedOn: '2026-05-01' }] }, 'notApplicable'],
    ['does not apply on request', { documents: [note], item: { method: 'onRequest' } }, 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(situationNote, given)).toBe(outcome);
  });
});
