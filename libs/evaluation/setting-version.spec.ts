import {
  SettingContent,
  settingDiff,
  settingProblems,
  settingsOf,
  SettingVersion,
  stepOf,
  VersionState,
  versionsInForce,
  VersionStep,
} from './setting-version';

const content = (changes: Partial<SettingContent> = {}): SettingContent => ({
  code: 'PLT-08',
  parameters: { days: 7 },
  effectiveFrom: '2026-11-01',
  reason: '县办要求',
  ...changes,
});
const version = (id: number, changes: Partial<SettingVersion> = {}): SettingVersion => ({
  id,
  line: 1,
  version: id,
  content: content(),
  state: 'approved',
  createdBy: 'zhang',
  ...changes,
});

describe('versionsInForce', () => {
  const on = (versions: SettingVersion[], today = '2026-11-18') => versionsInForce(versions, today).map(({ id }) => id);

  it.each<[norm: string, versions: SettingVersion[], ids: number[]]>([
    ['an approved one', [version(1)], [1]],
    ['the newer of its line', [version(1), version(2)], [2]],
    [
      'the older until the newer begins',
      [version(1), version(2, { content: content({ effectiveFrom: '2026-11-19' }) })],
      [1],
    ],
    [
      'the newer from its first day',
      [version(1), version(2, { content: content({ effectiveFrom: '2026-11-18' }) })],
      [2],
    ],
    [
      'nothing after the newer has ended',
      [version(1), version(2, { content: content({ effectiveTo: '2026-11-17' }) })],
      [],
    ],
    ['the older again once the newer is taken back', [version(1), version(2, { state: 'withdrawn' })], [1]],
    ['lines beside each other, in their order', [version(3, { line: 2 }), version(1)], [1, 3]],
  ])('%s', (_norm, versions, ids) => expect(on(versions)).toEqual(ids));

  it.each<VersionState>(['draft', 'submitted', 'rejected', 'withdrawn', 'replaced'])(
    'never one that is %s',
    (state) => {
      expect(on([version(1, { state })])).toEqual([]);
    },
  );

  it('as settings say whose word they are and keep the rule of the office out', () => {
    const [setting] = settingsOf([version(4, { line: 7, content: content({ precisionBar: 0.8 }) })], '2026-11-18');
    expect(setting).toEqual({ ...content(), origin: { kind: 'setting', id: 4, line: 7, version: 4 } });
  });
});

describe('stepOf', () => {
  it.each<[state: VersionState, step: VersionStep, by: string, isFourEyes: boolean, answer: string]>([
    ['draft', 'submit', 'zhang', true, 'submitted'],
    ['submitted', 'approve', 'li', true, 'approved'],
    ['submitted', 'approve', 'zhang', false, 'approved'],
    ['submitted', 'approve', 'zhang', true, '拟稿人不能批准自己的设置，请由其他人员审批'],
    ['submitted', 'reject', 'zhang', true, '拟稿人不能退回自己的设置，请由其他人员审批'],
    ['submitted', 'withdraw', 'zhang', true, 'withdrawn'],
    ['approved', 'withdraw', 'li', true, 'withdrawn'],
    ['draft', 'approve', 'li', true, '该版本拟稿，不能批准'],
    ['withdrawn', 'submit', 'zhang', true, '该版本已撤回，不能提请审批'],
    ['rejected', 'withdraw', 'zhang', true, '该版本已退回，不能撤回'],
  ])('%s: %s by %s (four eyes: %s) → %s', (state, step, by, isFourEyes, answer) => {
    const next = stepOf({ state, createdBy: 'zhang' }, step, { by, isFourEyes });
    expect('to' in next ? next.to : next.refused).toBe(answer);
  });
});

describe('settingDiff', () => {
  it('names what changed, value by value', () => {
    const after = content({ parameters: { days: 10 }, severity: 'high', effectiveTo: null });
    expect(settingDiff(content({ unit: '白石镇' }), after)).toEqual([
      { field: 'parameters.days', before: 7, after: 10 },
      { field: 'unit', before: '白石镇', after: null },
      { field: 'severity', before: null, after: 'high' },
    ]);
  });

  it('of the first version is what it says', () => {
    expect(settingDiff(null, content()).map(({ field }) => field)).toContain('parameters.days');
    expect(settingDiff(content(), content())).toEqual([]);
  });
});

describe('settingProblems', () => {
  const rule = { title: '首页不更新', parameters: { days: 14, note: '', isStrict: false } };

  it('finds nothing wrong with a good one', () => expect(settingProblems(content(), rule)).toEqual([]));

  it.each<[norm: string, changes: Partial<SettingContent>, field: string, message: RegExp]>([
    ['without a reason', { reason: ' ' }, 'reason', /理由或依据/],
    ['that ends before it begins', { effectiveTo: '2026-10-31' }, 'effectiveTo', /不能早于/],
    ['exempting a unit for ever', { unit: '白石镇', isEnabled: false }, 'effectiveTo', /豁免必须写明到期日期/],
    ['of another severity', { severity: 'worst' as never }, 'severity', /级别/],
    ['with a term of no days', { rectificationDays: 0 }, 'rectificationDays', /1至60/],
    ['with a term of half days', { rectificationDays: 1.5 }, 'rectificationDays', /1至60/],
    ['with a parameter the rule has not', { parameters: { weeks: 2 } }, 'parameters.weeks', /没有参数/],
    ['with a name of the prototype', { parameters: { constructor: 2 } as never }, 'parameters.constructor', /没有参数/],
    ['with a parameter of another type', { parameters: { days: '7' } }, 'parameters.days', /应为数/],
    ['with a number out of all bounds', { parameters: { days: -1 } }, 'parameters.days', /0至100000/],
    ['with a bar above all', { precisionBar: 1.1 }, 'precisionBar', /不超过100%/],
    ['with a bar on two cases', { precisionCases: 2 }, 'precisionCases', /不少于5/],
    ['that changes nothing', { parameters: {} }, 'parameters', /没有改变任何内容/],
  ])('refuses one %s', (_norm, changes, field, message) => {
    const problem = settingProblems(content(changes), rule).find((each) => each.field === field);
    expect(problem?.message).toMatch(message);
  });

  it('lets a rule be switched off for all without an end, and refuses a code nobody knows', () => {
    expect(settingProblems(content({ isEnabled: false, parameters: undefined }), rule)).toEqual([]);
    expect(settingProblems(content(), undefined)[0]).toEqual({ field: 'code', message: '没有规则PLT-08' });
  });
});
