import { Block, blockCounts, changedFirst } from './change-lines';

const same = (text: string): Block => ({ kind: 'same', text });
const added = (text: string): Block => ({ kind: 'added', text });

describe('changedFirst', () => {
  it('shows what changed with its neighbours and folds the rest', () => {
    const blocks = [same('1'), same('2'), same('3'), added('4'), same('5'), same('6')];
    expect(changedFirst(blocks)).toEqual([
      { kind: 'folded', count: 2 },
      { kind: 'block', block: same('3') },
      { kind: 'block', block: added('4') },
      { kind: 'block', block: same('5') },
      { kind: 'folded', count: 1 },
    ]);
  });

  it('loses no block', () => {
    const blocks = Array.from({ length: 50 }, (_, at) => (at % 7 === 0 ? added(`${at}`) : same(`${at}`)));
    const count = changedFirst(blocks).reduce((sum, shown) => sum + (shown.kind === 'folded' ? shown.count : 1), 0);
    expect(count).toBe(50);
  });

  it('folds all of an unchanged text into one, and nothing of an empty one', () => {
    expect(changedFirst([same('1'), same('2')])).toEqual([{ kind: 'folded', count: 2 }]);
    expect(changedFirst([])).toEqual([]);
  });
});

describe('blockCounts', () => {
  it('counts by kind', () => {
    expect(blockCounts([added('1'), added('2'), same('3'), { kind: 'removed', text: '4' }])).toBe('增 2 段，删 1 段');
    expect(blockCounts([same('1')])).toBe('');
  });
});
