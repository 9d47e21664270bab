import { DisclosureItem } from './disclosure-catalog';
import {
  MeantLimit,
  meaningKey,
  needsMeaning,
  problemOfMeaning,
  spokenMeaning,
  unreadWordings,
  withMeanings,
} from './limit-meaning';
import { readTimeLimits } from './read-time-limit';

const item = (row: number, timeLimit: string): DisclosureItem =>
  ({ row, name: '事项', levels: ['事项'], timeLimit, limits: readTimeLimits(timeLimit) }) as unknown as DisclosureItem;
const TWENTY: MeantLimit = { kind: 'afterEvent', amount: 20, unit: 'workday', trigger: 'info_formed_or_changed' };

describe('withMeanings', () => {
  const unread = item(7, '随工程节点');

  it('starts from wordings that nobody has read', () => {
    expect(unread.limits.map(({ kind }) => kind)).toEqual(['unparsed']);
  });

  it('puts the decided meaning in the place of the wording and keeps the words', () => {
    const [read] = withMeanings([unread], new Map([[meaningKey('随工程节点'), [TWENTY]]]));
    expect(read?.limits).toEqual([{ ...TWENTY, wording: '随工程节点' }]);
    expect(unread.limits[0]?.kind).toBe('unparsed');
  });

  it('remembers it for the same wording with other blanks and signs', () => {
    const [read] = withMeanings([item(8, ' 随 工程节点； ')], new Map([[meaningKey('随工程节点'), [TWENTY]]]));
    expect(read?.limits[0]?.kind).toBe('afterEvent');
  });

  it('leaves other wordings and understood limits alone', () => {
    const others = [item(9, '随工程进度节点安排走'), item(10, '20个工作日')];
    const after = withMeanings(
      others,
      new Map([
        [meaningKey('随工程节点'), [TWENTY]],
        [meaningKey('20个工作日'), []],
      ]),
    );
    expect(after).toEqual(others);
    expect(after[1]).toBe(others[1]);
  });
});

describe('unreadWordings', () => {
  it('lists each wording once with its rows, the most used first', () => {
    const found = unreadWordings([
      item(3, '见说明'),
      item(4, '随工程节点'),
      item(5, '随 工程节点'),
      item(6, '20个工作日'),
    ]);
    expect(found.map(({ wording, items }) => [wording, items.map(({ row }) => row)])).toEqual([
      ['随工程节点', [4, 5]],
      ['见说明', [3]],
    ]);
  });

  it('counts a period that only a person can set', () => {
    expect(needsMeaning({ kind: 'periodic', period: 'unspecified' })).toBe(true);
    expect(needsMeaning({ kind: 'periodic', period: 'unspecified', amount: 2, unit: 'year' })).toBe(false);
    expect(needsMeaning({ kind: 'prompt' })).toBe(false);
  });
});

describe('problemOfMeaning', () => {
  it.each<[MeantLimit, string]>([
    [TWENTY, '信息形成或者变更之日起20个工作日内'],
    [{ kind: 'afterEvent', amount: 1, unit: 'month', trigger: 'quarter_ended' }, '季度结束之日起1个月内'],
    [{ kind: 'afterEvent', amount: 3650, unit: 'day', trigger: 'event' }, '事件发生之日起3650日内'],
    [{ kind: 'maxAge', amount: 6, unit: 'month' }, '最迟6个月内必须更新一次'],
    [{ kind: 'minDisplay', amount: 7, unit: 'day' }, '公示不少于7日'],
    [{ kind: 'periodic', period: 'half_yearly' }, '每半年公开一次'],
    [{ kind: 'periodic', period: 'yearly', amount: 4 }, '每年公开不少于4次'],
    [{ kind: 'periodic', period: 'monthly', amount: 1 }, '每月公开一次'],
    [{ kind: 'periodic', period: 'yearly', amount: 366 }, '每年公开不少于366次'],
    [{ kind: 'fixedDate', period: 'yearly:01-31(prev_year)' }, '每年1月31日（上一期情况）前公开'],
    [{ kind: 'fixedDate', period: 'yearly:02-29' }, '每年2月29日前公开'],
    [{ kind: 'fixedDate', period: 'quarterly:M1-20' }, '每季度第1个月20日前公开'],
    [{ kind: 'fixedDate', period: 'monthly:31' }, '每月月底前公开'],
    [{ kind: 'fixedDate', period: 'weekly:5' }, '每周五前公开'],
    [{ kind: 'fixedDate', period: 'yearly:12' }, '每年12月底前公开'],
    [{ kind: 'continuous' }, '长期公开'],
  ])('accepts %j as %s', (limit, sentence) => {
    expect(problemOfMeaning(limit)).toBeUndefined();
    expect(spokenMeaning(limit)).toBe(sentence);
  });

  it.each<[MeantLimit, RegExp]>([
    [{ kind: 'unparsed' }, /种类/],
    [{ kind: 'reference' }, /种类/],
    [{ ...TWENTY, amount: 0 }, /数量/],
    [{ ...TWENTY, amount: 3651 }, /数量/],
    [{ ...TWENTY, amount: 1.5 }, /数量/],
    [{ kind: 'afterEvent', amount: 20, trigger: 'event' }, /单位/],
    [{ kind: 'afterEvent', amount: 20, unit: 'workday' }, /起算/],
    [{ ...TWENTY, trigger: 'toString' }, /起算/],
    [{ ...TWENTY, period: 'yearly' }, /没有周期/],
    [{ kind: 'periodic' }, /周期/],
    [{ kind: 'periodic', period: 'unspecified' }, /周期/],
    [{ kind: 'periodic', period: 'yearly', amount: 0 }, /次数/],
    [{ kind: 'periodic', period: 'yearly', amount: 367 }, /次数/],
    [{ kind: 'periodic', period: 'yearly', amount: 2.5 }, /次数/],
    [{ kind: 'periodic', period: 'yearly', amount: 2, unit: 'day' }, /没有单位/],
    [{ kind: 'periodic', period: 'yearly', trigger: 'event' }, /没有起算/],
    [{ kind: 'fixedDate', period: 'yearly:01-31', amount: 2 }, /没有数量/],
    [{ kind: 'continuous', period: 'yearly' }, /没有周期/],
    [{ kind: 'fixedDate', period: 'yearly:13-01' }, /固定日期/],
    [{ kind: 'fixedDate', period: 'once:2026-03-15' }, /固定日期/],
    [{ kind: 'fixedDate' }, /固定日期/],
    [{ kind: 'continuous', trigger: 'event' }, /没有起算/],
  ])('refuses %j', (limit, problem) => {
    expect(problemOfMeaning(limit)).toMatch(problem);
  });
});
