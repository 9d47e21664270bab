import { Finding } from '@app/evaluation/finding';
import { NearMiss, PlantedDefect, Truth } from './county/truth';
import { score } from './score';

const UNIT = '明州市清河县财政局';

const defect = (given: Partial<PlantedDefect>): PlantedDefect => ({
  id: 'd',
  code: 'TIM-01',
  unit: UNIT,
  item: '甲',
  row: 5,
  section: '甲栏目',
  note: '',
  ...given,
});

const finding = (given: Partial<Finding>): Finding =>
  ({
    code: 'TIM-01',
    subject: 'item:甲|url:http://127.0.0.1:9/a.html',
    item: '甲',
    row: 5,
    section: '甲栏目',
    outcome: 'fail',
    unseen: false,
    url: null,
    explanation: '',
    ...given,
  }) as Finding;

const truthOf = (planted: PlantedDefect[], nearMisses: NearMiss[] = []): Truth => ({
  planted,
  nearMisses,
  warnings: [],
});
const scored = (planted: PlantedDefect[], findings: Finding[], nearMisses: NearMiss[] = []) => {
  const { found, falseAlarms } = score(truthOf(planted, nearMisses), [{ unit: UNIT, findings, warnings: [] }]);
  return [found, falseAlarms.length];
};

describe('score', () => {
  it.each<[norm: string, planted: Partial<PlantedDefect>, found: Partial<Finding>, found: number, falseAlarms: number]>(
    [
      ['finds a late document by its address on any port', { url: '/a.html' }, {}, 1, 0],
      ['calls another document of the item a false alarm', { url: '/b.html' }, {}, 0, 1],
      [
        'takes the address of the finding where the subject names none',
        { url: '/a.html' },
        { subject: 'item:甲|2026Q3', url: 'http://127.0.0.1:7/a.html' },
        1,
        0,
      ],
      ['wants the planted rule and no other', { url: '/a.html', code: 'TIM-02' }, {}, 0, 1],
      ['does not count doubt of a rule that may fail', { url: '/a.html' }, { outcome: 'cannotTell' }, 0, 0],
      [
        'counts the proposal of a rule that only proposes',
        { code: 'PUB-01' },
        { code: 'PUB-01', outcome: 'cannotTell' },
        1,
        0,
      ],
      [
        'does not count a proposal that has not looked',
        { code: 'PUB-01' },
        { code: 'PUB-01', outcome: 'cannotTell', unseen: true },
        0,
        0,
      ],
      [
        'tells periods apart',
        { code: 'TIM-06', instance: '2026Q2' },
        { code: 'TIM-06', subject: 'item:甲|2026Q3' },
        0,
        1,
      ],
      [
        'finds the period planted',
        { code: 'TIM-06', instance: '2026Q3' },
        { code: 'TIM-06', subject: 'item:甲|2026Q3' },
        1,
        0,
      ],
      [
        'finds a duty whose only instance is a document under whatever period',
        { code: 'TIM-06', instance: '年度计划', url: '/a.html' },
        { code: 'TIM-06', subject: 'item:甲|2026' },
        1,
        0,
      ],
      [
        'finds a section by its address',
        { code: 'PLT-10', item: null, row: null, url: '/x/' },
        { code: 'PLT-10', item: null, row: null, section: null, subject: 'section:http://127.0.0.1:9/x/' },
        1,
        0,
      ],
      [
        'calls another section a false alarm',
        { code: 'PLT-10', item: null, row: null, url: '/x/' },
        { code: 'PLT-10', item: null, row: null, section: '乙', subject: 'section:http://127.0.0.1:9/y/' },
        0,
        1,
      ],
      [
        'lets a second rule fire where it may',
        { code: 'PUB-02', alsoAllowed: ['TIM-05'] },
        { code: 'TIM-05', subject: 'item:甲|2026Q3' },
        0,
        0,
      ],
      ['keeps rows of the same name apart', { url: '/a.html', row: 6 }, {}, 0, 1],
    ],
  )('%s', (_norm, planted, given, found, falseAlarms) => {
    expect(scored([defect(planted)], [finding(given)])).toEqual([found, falseAlarms]);
  });

  it('counts a defect once, however often it is found', () => {
    expect(scored([defect({ url: '/a.html' })], [finding({}), finding({})])).toEqual([1, 0]);
  });

  it('does not find the defect of another unit', () => {
    expect(scored([defect({ url: '/a.html', unit: '明州市清河县教育局' })], [finding({})])).toEqual([0, 1]);
  });

  it('names what was missed, the trap that was fallen into, and the counts by rule', () => {
    const near = { id: 'near-1', unit: UNIT, item: '甲', section: null, url: '/a.html', note: '', mustNot: ['TIM-01'] };
    const result = score(truthOf([defect({ code: 'PUB-02' })], [near]), [
      { unit: UNIT, findings: [finding({})], warnings: [] },
    ]);
    expect(result.missed.map(({ code }) => code)).toEqual(['PUB-02']);
    expect(result.falseAlarms[0]).toMatchObject({ code: 'TIM-01', nearMiss: 'near-1' });
    expect(result.byCode).toEqual({
      'PUB-02': { planted: 1, found: 0, falseAlarms: 0 },
      'TIM-01': { planted: 0, found: 0, falseAlarms: 1 },
    });
  });

  it('counts a warning like a defect, by unit, item and day, and one that nobody expects as a false alarm', () => {
    const warning = { unit: UNIT, item: '甲', row: 5, dueOn: '2026-11-20' };
    const given = { item: '甲', dueOn: '2026-11-20', section: null } as never;
    const other = { item: '乙', dueOn: '2026-11-20', section: null } as never;
    const near = { id: 'near-1', unit: UNIT, item: '乙', section: null, note: '', mustNot: ['TIM-11'] };
    const truth = { ...truthOf([], [near]), warnings: [warning, { ...warning, dueOn: '2026-11-25' }] };
    const result = score(truth, [{ unit: UNIT, findings: [], warnings: [given, other] }]);
    expect([result.planted, result.found, result.missed.map(({ instance }) => instance)]).toEqual([
      2,
      1,
      ['2026-11-25'],
    ]);
    expect(result.falseAlarms).toEqual([expect.objectContaining({ code: 'TIM-11', item: '乙', nearMiss: 'near-1' })]);
    expect(result.byCode).toEqual({ 'TIM-11': { planted: 2, found: 1, falseAlarms: 1 } });
  });
});
