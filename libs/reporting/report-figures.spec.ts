import { lateRectification, periodRecord, violation } from '@app/assessment/record.fixture';
import { ReportKind } from './period';
import { percent } from './report-figures';
import { period, reportOf } from './report.fixture';

const noNotices = { issued: 0, problems: 0, closedInTime: 0, closedLate: 0, open: 0, overdue: 0, late: [] };

describe('reportFigures', () => {
  it.each<[ReportKind, string, string]>([
    ['monthly', '2026-10', '明州市清河县2026年10月政务公开在线监督情况的报告'],
    ['quarterly', '2026Q3', '明州市清河县2026年第三季度政务公开在线监督情况的通报'],
    ['annual', '2026', '明州市清河县2026年度政务公开考核情况的通报'],
  ])('titles the %s report of %s', (kind, name, title) => {
    expect(reportOf([], { period: period(kind, name) }).title).toBe(title);
  });

  it('adds up what the units did', () => {
    const late = violation({ effect: 'late', findingId: '2', isConfirmed: false });
    const defect = violation({ effect: 'quality', findingId: '3' });
    const { totals } = reportOf([
      periodRecord({ violations: [violation(), late, defect], proposalsPending: 2, contested: 1 }),
      periodRecord({ unit: '教育局', notices: { ...noNotices, issued: 1, problems: 4, closedInTime: 3, open: 1 } }),
    ]);
    expect(totals).toMatchObject({
      units: 2,
      items: 80,
      onlineVerifiable: 60,
      due: 40,
      published: 39,
      onTime: 38,
      late: 1,
      missing: 1,
      quality: 1,
      problems: 3,
      confirmed: 2,
      proposalsPending: 2,
      contested: 1,
      noticeProblems: 4,
      closed: 3,
      completeRate: 97.5,
      onTimeRate: 95,
      rectifiedRate: 75,
    });
  });

  it('has no rates of nothing', () => {
    const { totals, ranking } = reportOf([]);
    expect(totals).toMatchObject({ units: 0, due: 0, problems: 0 });
    expect(Object.keys(totals).filter((name) => name.endsWith('Rate'))).toEqual([]);
    expect(ranking).toEqual([]);
    expect(JSON.stringify(totals)).not.toMatch(/NaN|null|Infinity/);
  });

  it('ranks by score with the change of place', () => {
    const previousPlaces = new Map([
      ['白石镇人民政府', 1],
      ['教育局', 2],
    ]);
    const { ranking } = reportOf([periodRecord({ violations: [violation()] }), periodRecord({ unit: '教育局' })], {
      previousPlaces,
    });
    expect(ranking.map(({ unit, place, change, total }) => [unit, place, change, total])).toEqual([
      ['教育局', 1, 1, 100],
      ['白石镇人民政府', 2, -1, 96.5],
    ]);
  });

  it('leaves a unit without verifiable rows out of the ranking, and says why', () => {
    const coverage = { items: 12, onlineVerifiable: 0, judged: 0 };
    const { ranking, notScored, totals } = reportOf([periodRecord({ coverage })]);
    expect(ranking).toEqual([]);
    expect(notScored).toEqual([{ unit: '白石镇人民政府', reason: '目录中没有可在线核验的事项' }]);
    expect(totals).toMatchObject({ units: 1, scoredUnits: 0 });
  });

  it.each<[string, Parameters<typeof periodRecord>[0], boolean]>([
    ['with nothing to object to', {}, true],
    ['with a problem', { violations: [violation({ severity: 'tip' })] }, false],
    ['with a site that was not read completely', { gap: '连接超时' }, false],
    ['with overdue rectification', { notices: { ...noNotices, overdue: 1, late: [lateRectification()] } }, false],
    ['without a score', { coverage: { items: 5, onlineVerifiable: 0, judged: 0 } }, false],
  ])('praises a unit %s: %s', (_what, record, isPraised) => {
    expect(reportOf([periodRecord(record)]).praised).toEqual(isPraised ? ['白石镇人民政府'] : []);
  });

  it('names units with most problems first, the gravest first', () => {
    const veto = violation({ severity: 'veto', effect: 'platform', findingId: '9' });
    const { problems } = reportOf([
      periodRecord({ unit: '教育局', violations: [violation()] }),
      periodRecord({ violations: [violation({ severity: 'low' }), veto] }),
    ]);
    expect(problems.map(({ unit, violations }) => [unit, violations.map(({ severity }) => severity)])).toEqual([
      ['白石镇人民政府', ['veto', 'low']],
      ['教育局', ['high']],
    ]);
  });
});

describe('percent', () => {
  it.each([
    [1, 3, 33.3],
    [2, 3, 66.7],
    [0, 7, 0],
    [7, 7, 100],
    [0, 0, null],
  ])('%i of %i is %p', (part, base, expected) => expect(percent(part, base)).toBe(expected));
});
