import { workCalendar } from '@app/calendar/holiday-notices';
import { CustomRule, customRuleProblems, filled, ruleOf } from './custom-rule';
import { evaluate } from './evaluate';
import { documentOf, itemOf, observationOf, SITE } from './evaluation.fixture';
import { Finding } from './finding';
import { UnitObservation } from '@app/observation/observation';
import { RuleSetting } from './rule-setting';

const evidence = { url: `${SITE}zs/`, capturedAt: '2026-11-18T02:00:00Z', sha256: 'c'.repeat(64) };
const section = {
  url: `${SITE}zs/`,
  name: '招生信息',
  path: ['招生信息'],
  evidence: [evidence],
  entries: [{ title: '招生公告', url: `${SITE}1.html`, publishedOn: '2026-10-09' }],
  isComplete: true,
  gap: null,
};
const slow: CustomRule = {
  title: '成文后迟迟未发布',
  dimension: '时效性',
  subject: 'document',
  expression: 'daysToPublish > days',
  explanation: '《{title}》{formedOn}成文，{publishedOn}发布，相隔{daysToPublish}天，超过{days}天',
  basis: '《清河县政务公开办法》第九条',
  advice: '请及时公开',
  severity: 'medium',
  parameters: { days: 10 },
};

function judged(custom: CustomRule, observation: UnitObservation, settings: RuleSetting[] = []): readonly Finding[] {
  const rule = ruleOf('ZDY-01', custom);
  if (!rule) throw new Error('not readable');
  return evaluate({ version: 'v', rules: [rule] }, observation, {
    today: '2026-11-18',
    calendar: workCalendar(),
    settings,
  }).findings;
}

const withDocument = (formedOn: string | null, publishedOn: string | null) =>
  observationOf([
    { ...itemOf('及时公开'), section, documents: [documentOf({ title: '通知', formedOn, publishedOn })] },
  ]);

describe('a rule that the office wrote', () => {
  it('proposes, with the facts in its sentence and the page as evidence', () => {
    const [finding] = judged(slow, withDocument('2026-09-28', '2026-10-09'));
    expect(finding).toMatchObject({
      code: 'ZDY-01',
      family: 'custom-zdy-01',
      outcome: 'cannotTell',
      unseen: false,
      explanation: '《通知》2026-09-28成文，2026-10-09发布，相隔11天，超过10天（本规则只提示，须人工核实）',
    });
    expect(finding?.evidence).toHaveLength(1);
  });

  it.each<[norm: string, formedOn: string | null, outcome: string, unseen: boolean]>([
    ['passes at the limit', '2026-09-29', 'pass', false],
    ['fails beyond it once it is approved to judge', '2026-09-28', 'fail', false],
    ['sees nothing where the page prints no day', null, 'cannotTell', true],
  ])('%s', (_norm, formedOn, outcome, unseen) => {
    const [finding] = judged({ ...slow, mayFail: true }, withDocument(formedOn, '2026-10-09'));
    expect(finding).toMatchObject({ outcome, unseen });
    if (unseen) expect(finding?.explanation).toBe('“成文到发布的天数”未知，不作判断');
  });

  it('accuses nobody without evidence, even when approved to judge', () => {
    const document = documentOf({ formedOn: '2026-09-01', publishedOn: '2026-10-09', evidence: null });
    const observation = observationOf([{ ...itemOf('及时公开'), section, documents: [document] }]);
    expect(judged({ ...slow, mayFail: true }, observation)[0]?.outcome).toBe('cannotTell');
  });

  it('has its parameters set as any rule', () => {
    const settings = [{ code: 'ZDY-01', parameters: { days: 11 } }];
    expect(judged(slow, withDocument('2026-09-28', '2026-10-09'), settings)[0]?.outcome).toBe('pass');
  });

  it.each<[norm: string, appliesWhen: string, outcome: string]>([
    ['does not apply where it says so', 'unitKind == "town"', 'notApplicable'],
    ['applies where it says so', 'unitKind == "department"', 'cannotTell'],
  ])('%s', (_norm, appliesWhen, outcome) => {
    expect(judged({ ...slow, appliesWhen }, withDocument('2026-09-28', '2026-10-09'))[0]?.outcome).toBe(outcome);
  });

  const few: CustomRule = {
    ...slow,
    subject: 'item',
    expression: 'documentCount < 1',
    explanation: '“{itemName}”没有信息',
    mayFail: true,
  };
  it.each<[norm: string, changes: object, item: object, outcome: string]>([
    ['counts what a list shows that was read whole', {}, { section }, 'fail'],
    ['counts nothing in a list that was not', {}, { section: { ...section, isComplete: false } }, 'cannotTell'],
    ['nor on a site that was not read whole', { isComplete: false }, { section }, 'cannotTell'],
    ['nor where the text may stand elsewhere', {}, { section, elsewhere: [documentOf()] }, 'cannotTell'],
    ['nor without a section', {}, { section: null }, 'cannotTell'],
  ])('%s', (_norm, changes, item, outcome) => {
    expect(judged(few, observationOf([{ ...itemOf('及时公开'), ...item }], changes))[0]?.outcome).toBe(outcome);
  });

  it('looks at sections, sites and obligations too', () => {
    const observation = { ...withDocument('2026-09-28', '2026-10-09'), sections: [section] };
    const of = (subject: CustomRule['subject'], expression: string) =>
      judged({ ...slow, subject, expression, mayFail: true, explanation: '有问题', parameters: {} }, observation)[0];
    expect(of('section', 'newestEntryAgeDays > 39 && entryCount == 1')).toMatchObject({
      outcome: 'fail',
      section: '招生信息',
    });
    expect(of('site', 'sectionCount == 1 && failureCount == 0')).toMatchObject({
      outcome: 'cannotTell',
      subject: 'site',
    });
    const quarterly = observationOf([{ ...itemOf('每季度公开'), section }]);
    const missing = {
      ...slow,
      subject: 'obligation' as const,
      expression: '!isPublished && daysPastDue > 0',
      mayFail: true,
    };
    expect(judged({ ...missing, explanation: '{period}未见', parameters: {} }, quarterly)[0]).toMatchObject({
      outcome: 'fail',
      explanation: '2026年第一季度未见',
    });
  });

  it('that can no longer be read is left out', () => {
    expect(ruleOf('ZDY-01', { ...slow, expression: 'renamedFact > 1' })).toBeUndefined();
  });
});

describe('customRuleProblems', () => {
  it('finds nothing wrong with a good rule', () => expect(customRuleProblems(slow)).toEqual([]));

  it.each<[changes: Partial<CustomRule>, field: string, message: RegExp]>([
    [{ title: ' ' }, 'title', /请写明名称/],
    [{ basis: '' }, 'basis', /请写明依据/],
    [{ expression: 'daysToPublish >' }, 'expression', /写法有误/],
    [{ appliesWhen: 'unitKind' }, 'appliesWhen', /真或假/],
    [{ explanation: '《{titel}》迟了' }, 'explanation', /\{titel\}不是事实或参数/],
    [{ parameters: { title: 1 } }, 'parameters', /与事实同名/],
    [{ parameters: { Days: 1 } }, 'parameters', /应为小写字母开头/],
  ])('%j', (changes, field, message) => {
    const [problem] = customRuleProblems({ ...slow, ...changes });
    expect(problem?.field).toBe(field);
    expect(problem?.message).toMatch(message);
  });
});

describe('filled', () => {
  it('says what is not known, and never the prototype', () => {
    expect(filled('{a}、{b}、{constructor}', { a: true, b: ['x', 'y'] })).toBe('是、x、y、（未知）');
    expect(filled('{a}', { a: '长'.repeat(200) })).toHaveLength(81);
  });
});
