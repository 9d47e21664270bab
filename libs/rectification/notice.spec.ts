import { composeNotice, NoticeInput, noticeNumber, officeOf } from './notice';
import { NoticeAlert, NoticeRefused } from './notice-alert';
import { confirmedAlert, emptySectionAlert } from './notice.fixture';

const input = (alerts: NoticeAlert[], changes: Partial<NoticeInput> = {}): NoticeInput => ({
  number: '清政公开督〔2026〕1号',
  unit: '白石镇人民政府',
  issuedOn: '2026-11-20',
  rectifyBy: '2026-11-25',
  office: '清河县人民政府办公室',
  alerts,
  contact: '沈明，0575-00000000',
  ...changes,
});

describe('composeNotice', () => {
  const notice = composeNotice(input([emptySectionAlert(), confirmedAlert()]));

  it('puts the gravest problem first and counts by severity', () => {
    expect(notice.problems.map(({ ordinal, alertId }) => [ordinal, alertId])).toEqual([
      [1, 7],
      [2, 8],
    ]);
    expect(notice.opening).toContain('存在2个问题（高风险1个、中风险1个）');
  });

  it('names the span of its evidence as the time of inspection, in Shanghai', () => {
    expect(notice.opening).toContain('，2026年11月18日至19日，清河县人民政府办公室');
    const given = composeNotice(input([confirmedAlert()], { inspected: { from: '2026-11-01', to: '2026-11-20' } }));
    expect(given.opening).toContain('2026年11月1日至20日');
  });

  it('carries basis, arithmetic, due date, evidence and advice of each problem', () => {
    expect(notice.problems[0]).toMatchObject({
      basis: expect.stringContaining('第二十六条'),
      arithmetic: '成文9月27日 → 20个工作日 → 10月30日',
      dueOn: '2026-10-30',
      evidence: [{ sha256: '3f'.repeat(32) }],
      advice: expect.stringContaining('20个工作日'),
    });
    expect(notice.problems[1]).toMatchObject({ arithmetic: null, dueOn: null });
  });

  it('asks for the day, with its weekday, and for an explanation of what cannot be undone', () => {
    expect(notice.requirements[0]).toContain('于2026年11月25日（周三）前（含当日）完成');
    expect(notice.requirements.join()).toContain('问题清单第1项的超期事实不可逆');
    expect(composeNotice(input([emptySectionAlert()])).requirements.join()).not.toContain('不可逆');
  });

  it('asks for immediate action on a veto only', () => {
    const veto = composeNotice(input([confirmedAlert({ severity: 'veto' })]));
    expect(veto.requirements.join()).toContain('立即处理');
    expect(notice.requirements.join()).not.toContain('立即处理');
  });

  it.each<[string, NoticeAlert[], string, RegExp]>([
    ['nothing selected', [], 'noAlerts', /没有选择/],
    ['an open alert', [confirmedAlert({ state: 'open' })], 'notConfirmed', /尚未经人工确认/],
    ['a proposal', [confirmedAlert({ state: 'proposed' })], 'notConfirmed', /待人工核实/],
    ['a warning', [confirmedAlert({ state: 'warning' })], 'notConfirmed', /预警/],
    ['a dismissed alert', [confirmedAlert({ state: 'dismissed' })], 'notConfirmed', /撤销/],
    ['an alert of another notice', [confirmedAlert({ state: 'notified' })], 'notConfirmed', /不重复通知/],
    ['a resolved alert', [confirmedAlert({ state: 'resolved' })], 'notConfirmed', /已经解决/],
    ['a contested alert', [confirmedAlert({ isContested: true })], 'contested', /申诉/],
    ["another unit's alert", [confirmedAlert({ unit: '教育局' })], 'otherUnit', /属于教育局/],
    ['no evidence', [confirmedAlert({ evidence: [] })], 'noEvidence', /证据/],
    [
      'evidence without a hash',
      [confirmedAlert({ evidence: [{ url: 'http://x.example/', capturedAt: '2026-11-18T00:00:00Z', sha256: '' }] })],
      'noEvidence',
      /SHA-256/,
    ],
    ['no basis', [confirmedAlert({ basis: ' ' })], 'noBasis', /依据/],
  ])('refuses %s', (_what, alerts, kind, reason) => {
    const refused = refusalOf(() => composeNotice(input(alerts)));
    expect(refused.refusals[0]).toMatchObject({ kind, reason: expect.stringMatching(reason) });
  });

  it('names every refused alert, not the first only', () => {
    const alerts = [
      confirmedAlert({ id: 1, state: 'open' }),
      confirmedAlert(),
      confirmedAlert({ id: 3, evidence: [] }),
    ];
    expect(refusalOf(() => composeNotice(input(alerts))).refusals.map(({ alertId }) => alertId)).toEqual([1, 3]);
  });
});

describe('noticeNumber', () => {
  it.each([
    [1, '清政公开督〔2026〕1号'],
    [120, '清政公开督〔2026〕120号'],
  ])('serial %i has no leading zero and no 第', (serial, number) =>
    expect(noticeNumber(2026, serial, '清政公开督')).toBe(number),
  );
});

describe('officeOf', () => {
  it.each([
    ['明州市清河县', undefined, '清河县人民政府办公室', '清政公开督'],
    ['明州市', undefined, '明州市人民政府办公室', '明政公开督'],
    ['江左省明州市清河县', '清河县政务公开办公室', '清河县政务公开办公室', '清政公开督'],
  ])('%s, named %s, signs as %s with %s', (region, given, name, code) =>
    expect(officeOf(region, given)).toEqual({ name, code }),
  );
});

function refusalOf(act: () => unknown): NoticeRefused {
  try {
    act();
  } catch (error) {
    if (error instanceof NoticeRefused) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}
