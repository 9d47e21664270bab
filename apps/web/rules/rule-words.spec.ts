import { completionsAt, originOf, scopeOf, spokenDifference, spokenPrecision } from './rule-words';

describe('completionsAt', () => {
  const names = [
    { name: 'title', says: '标题' },
    { name: 'titleLength', says: '标题字数' },
    { name: 'contains', insert: '.contains("")', says: '含有' },
    { name: 'known', insert: 'known()', says: '已知' },
  ];
  it.each<[text: string, from: number, inserts: string[]]>([
    ['ti', 0, ['title', 'titleLength']],
    ['title', 0, ['titleLength']],
    ['size(ti', 5, ['title', 'titleLength']],
    ['title.', 5, ['.contains("")']],
    ['title.con', 5, ['.contains("")']],
    ['kn', 0, ['known()']],
    ['title > ', 8, []],
    ['', 0, []],
  ])('%j', (text, from, inserts) => {
    const found = completionsAt(text, text.length, names);
    expect([found.from, found.offers.map(({ insert }) => insert)]).toEqual([from, inserts]);
  });
});

describe('words', () => {
  it('of a difference', () => {
    expect(spokenDifference({ field: 'parameters.days', before: 14, after: 7 }, 'PLT-08')).toEqual({
      name: '应在多少天内更新',
      before: '14',
      after: '7',
    });
    expect(spokenDifference({ field: 'severity', before: null, after: 'high' })).toEqual({
      name: '级别',
      before: '—',
      after: '高风险',
    });
    expect(spokenDifference({ field: 'definition.expression', before: 'a', after: 'b' }).name).toBe('规则的问题条件');
    expect(spokenDifference({ field: 'precisionBar', before: null, after: 0.85 }).after).toBe('85%');
  });

  it('of a scope, an origin and a precision', () => {
    expect(scopeOf({})).toBe('全部单位');
    expect(scopeOf({ unit: '白石镇', domain: '社会救助' })).toBe('白石镇 · 领域“社会救助”');
    expect(originOf(undefined)).toBe('内置值');
    expect(originOf({ kind: 'setting', id: 9, line: 3, version: 2 })).toBe('设置3（第2版）');
    const precision = {
      share: 0.9,
      upheld: 18,
      overturned: 2,
      objectionsUpheld: 0,
      objectionsRejected: 0,
      cases: 20,
      from: 0.699,
      to: 0.972,
      bar: 0.9,
      barCases: 20,
    };
    expect(spokenPrecision(precision)).toBe('90%（20件中18件成立，95%区间 70%–97%）');
    expect(spokenPrecision({ ...precision, share: null })).toBe('尚无认定案例');
  });
});
