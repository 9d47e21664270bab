import { ObservedSection, UnitObservation } from './observation';
import { restoredFacts, storedFacts } from './stored-facts';

const section = (url: string, titles: readonly string[]): ObservedSection => ({
  url,
  name: '财政信息',
  path: ['政务公开', '财政信息'],
  evidence: [],
  entries: titles.map((title) => ({ title, url: `${url}${title}.html`, publishedOn: '2026-11-02', dateFrom: 'list' })),
  isComplete: true,
  gap: null,
});
const [one, other] = [section('http://a.example/cz/', ['甲', '乙']), section('http://a.example/gg/', ['丙'])];
const seen = (sections: readonly ObservedSection[], ofItems: readonly (ObservedSection | null)[]) =>
  ({
    observedOn: '2026-11-10',
    sections,
    items: ofItems.map((at, row) => ({ key: `第${row}项`, section: at, documents: [] })),
  }) as unknown as UnitObservation;
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('facts as they are stored', () => {
  it('name the section of a row where the observation has it, and come back whole and shared', () => {
    const observation = seen([one, other], [one, one, copy(other), null]);
    const stored = copy(storedFacts(observation));
    expect(stored.items.map(({ section: at }) => at)).toEqual([
      { url: one.url, name: one.name },
      { url: one.url, name: one.name },
      { url: other.url, name: other.name },
      null,
    ]);
    const restored = restoredFacts(stored);
    expect(restored).toEqual(observation);
    expect(restored.items[0]?.section).toBe(restored.sections[0]);
  });

  it.each([
    ['shows more than the list of that name', { ...one, entries: [...one.entries, ...other.entries] }],
    ['shows as many other entries', { ...one, entries: [...one.entries].reverse() }],
    ['is no section of the observation', section('http://a.example/zz/', ['丁'])],
  ])('keep whole what %s', (_norm, of) => {
    const observation = seen([one, other], [of]);
    expect(storedFacts(observation).items[0]?.section).toEqual(of);
    expect(restoredFacts(copy(storedFacts(observation)))).toEqual(observation);
  });

  it('stored whole by an earlier version are read as they are', () => {
    const observation = seen([one], [one]);
    expect(restoredFacts(copy(observation))).toEqual(observation);
  });

  it('of two lists of one name and address the first is meant', () => {
    const twin = { ...one, entries: [] };
    const observation = seen([one, twin], [one, twin]);
    expect(restoredFacts(copy(storedFacts(observation)))).toEqual(observation);
  });

  it('refuse to guess at a section that is not there', () => {
    const stored = storedFacts(seen([one], [one]));
    expect(() => restoredFacts({ ...stored, sections: [] })).toThrow('http://a.example/cz/');
  });
});
