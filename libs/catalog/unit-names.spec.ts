import { NamedUnit, organNameKey, organNames, resolveUnitNames } from './unit-names';

const UNITS: readonly NamedUnit[] = [
  { id: 1, name: '明州市清河县人民政府', aliases: ['清河县人民政府', '县政府'], kind: 'government' },
  { id: 2, name: '明州市清河县民政局', aliases: [], kind: 'department' },
  { id: 3, name: '明州市清河县卫生健康局', aliases: [], kind: 'department' },
  { id: 4, name: '明州市清河县自然资源和规划局', aliases: [], kind: 'department' },
  { id: 5, name: '明州市清河县财政局', aliases: ['县财政局'], kind: 'department' },
  { id: 6, name: '明州市清河县白石镇人民政府', aliases: [], kind: 'town' },
  { id: 7, name: '明州市清河县东门街道办事处', aliases: [], kind: 'town' },
];

describe('resolveUnitNames', () => {
  it.each<[text: string, resolved: number[], unresolved: string[]]>([
    ['明州市清河县民政局', [2], []],
    ['民政局', [2], []],
    ['县民政局', [2], []],
    ['清河县民政局', [2], []],
    ['县民政局社会救助股', [2], []],
    ['县民政局（社会救助股）', [2], []],
    ['县级民政部门', [2], []],
    ['卫健委', [3], []],
    ['县卫生健康委员会', [3], []],
    ['自然资源和规划局', [4], []],
    ['县民政局和财政局', [2, 5], []],
    ['民政局、财政局／白石镇政府', [2, 5, 6], []],
    ['县民政局，县财政局及白石镇', [2, 5, 6], []],
    ['县民政局\n县财政局', [2, 5], []],
    ['县政府', [1], []],
    ['清河县人民政府', [1], []],
    ['东门街道办', [7], []],
    ['各镇（街道）', [6, 7], []],
    ['各乡镇人民政府、街道办事处', [6, 7], []],
    ['镇级人民政府', [6, 7], []],
    ['市民政局', [], ['市民政局']],
    ['明州市民政局', [], ['明州市民政局']],
    ['清溪县民政局', [], ['清溪县民政局']],
    ['县气象局', [], ['县气象局']],
    ['县民政局、县气象局', [2], ['县气象局']],
    ['局', [], []],
    ['', [], []],
  ])('%s', (text, resolved, unresolved) => {
    expect(resolveUnitNames(text, UNITS)).toEqual({ resolved, unresolved });
  });

  it('takes generic names for the unit whose catalog it is', () => {
    expect(resolveUnitNames('镇级人民政府', UNITS, { own: 6 }).resolved).toEqual([6]);
    expect(resolveUnitNames('党政办', UNITS, { own: 6 }).resolved).toEqual([6]);
    expect(resolveUnitNames('党政办', UNITS)).toEqual({ resolved: [], unresolved: ['党政办'] });
    expect(resolveUnitNames('各镇', UNITS, { own: 6 }).resolved).toEqual([6, 7]);
  });

  it('remembers what a person decided', () => {
    const decisions = { 县气象局: null, 社救中心: 2 };
    expect(resolveUnitNames('县气象局、社救中心', UNITS, { decisions })).toEqual({ resolved: [2], unresolved: [] });
  });

  it('does not choose between two units of one name', () => {
    const twins = [...UNITS, { id: 8, name: '明州市青山县民政局', aliases: [], kind: 'department' }];
    expect(resolveUnitNames('民政局', twins)).toEqual({ resolved: [], unresolved: ['民政局'] });
    expect(resolveUnitNames('清河县民政局', twins).resolved).toEqual([2]);
  });
});

describe('organNames', () => {
  it('parts a cell and keeps names that hold a conjunction', () => {
    expect(organNames('1.县文化和旅游局；2.人力资源和社会保障局/住房和城乡建设局等')).toEqual([
      '县文化和旅游局',
      '人力资源和社会保障局',
      '住房和城乡建设局',
    ]);
  });

  it('keys names without blanks and brackets', () => {
    expect(organNameKey('各 镇（街道）')).toBe('各镇街道');
  });
});
