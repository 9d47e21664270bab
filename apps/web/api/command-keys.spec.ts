import { CommandKeys, commandText } from './command-keys';

describe('the key of a command', () => {
  let now = 0;
  let count = 0;
  const keys = () => new CommandKeys(() => now, () => `key-${++count}`); // prettier-ignore
  beforeEach(() => void ([now, count] = [0, 0]));

  it('stays the same until there is an answer', () => {
    const mine = keys();
    expect([mine.keyOf('a'), mine.keyOf('a'), mine.keyOf('b')]).toEqual(['key-1', 'key-1', 'key-2']);
    mine.answered('a');
    expect([mine.keyOf('a'), mine.keyOf('b')]).toEqual(['key-3', 'key-2']);
  });

  it.each([
    [599_999, 'key-1'],
    [600_000, 'key-2'],
  ])('is after %d ms %s', (later, expected) => {
    const mine = keys();
    mine.keyOf('a');
    now = later;
    expect(mine.keyOf('a')).toBe(expected);
  });

  it('cannot be guessed, and is one the server takes', () => {
    const made = new CommandKeys();
    const several = ['a', 'b', 'c'].map((command) => made.keyOf(command));
    expect(new Set(several).size).toBe(3);
    for (const key of several) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the same command', () => {
  const form = (text: string, name = 'a.csv') => {
    const data = new FormData();
    data.set('unit', '3');
    data.set('file', new File([text], name, { lastModified: 1 }));
    return data;
  };

  it.each([
    ['the same body', { ids: [1] }, { ids: [1] }, true],
    ['another body', { ids: [1] }, { ids: [2] }, false],
    ['the same file', form('x'), form('x'), true],
    ['a file of another name', form('x'), form('x', 'b.csv'), false],
    ['a file of another size', form('x'), form('xy'), false],
    ['nothing', undefined, undefined, true],
  ])('has %s', (_norm, first, second, isSame) => {
    expect(commandText('POST', '/api/x', first) === commandText('POST', '/api/x', second)).toBe(isSame);
  });

  it('has one method and one path', () => {
    expect(commandText('POST', '/api/x', null)).not.toBe(commandText('PUT', '/api/x', null));
    expect(commandText('POST', '/api/x', null)).not.toBe(commandText('POST', '/api/y', null));
  });
});
