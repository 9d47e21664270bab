import { workCalendar } from '@app/calendar/holiday-notices';
import { evaluate } from './evaluate';
import { itemOf, observationOf, SITE } from './evaluation.fixture';
import { lookBackStart } from './look-back';
import { cannotTell, defineRule, fail, notApplicable, pass, Rule, Verdict } from './rule';
import { RuleSetting } from './rule-setting';

const calendar = workCalendar();
const proof = { url: SITE, evidence: [{ url: SITE, capturedAt: '2026-11-18T02:00:00Z', sha256: 'a' }] };

const rule = (verdict: Verdict, changes: Partial<Rule> = {}): Rule =>
  defineRule({
    code: 'TST-01',
    id: 'test',
    title: '测试',
    dimension: '完整性',
    basis: '测试',
    severity: 'medium',
    machine: 'A',
    subject: 'item',
    family: 'completeness',
    parameters: { days: 14 },
    advice: '测试',
    isCurable: true,
    doubts: '测试',
    examine: () => verdict,
    ...changes,
  } as Rule);

const run = (rules: readonly Rule[], observation = observationOf([itemOf('及时公开')]), settings: RuleSetting[] = []) =>
  evaluate({ version: 'v', rules }, observation, { today: '2026-11-18', calendar, settings });

describe('evaluate', () => {
  it('lets a fail with evidence stand', () => {
    expect(run([rule(fail('未见', proof))]).findings[0]).toMatchObject({
      outcome: 'fail',
      url: SITE,
      explanation: '未见',
    });
  });

  it.each<[norm: string, rule: Rule, isCertain: boolean]>([
    ['without evidence', rule(fail('未见', { url: SITE, evidence: [] })), true],
    ['of a rule that only proposes', rule(fail('未见', proof), { machine: 'S' }), true],
    ['on an uncertain match', rule(fail('未见', proof)), false],
  ])('turns a fail %s into doubt', (_norm, given, isCertain) => {
    const [finding] = run([given], observationOf([{ ...itemOf('及时公开'), isCertain }])).findings;
    expect(finding).toMatchObject({ outcome: 'cannotTell', unseen: false });
  });

  it.each([
    ['每季度公开', 'fail'],
    ['每季度公开；特殊情况另行延长30日', 'cannotTell'],
    ['每季度公开；及时公开', 'fail'],
  ])('an obligation of %s: %s', (limit, outcome) => {
    const given = rule(fail('未见', proof), { subject: 'obligation' });
    const [finding] = run([given], observationOf([itemOf(limit)])).findings;
    expect(finding?.outcome).toBe(outcome);
    if (outcome === 'cannotTell') expect(finding?.explanation).toMatch(/“特殊情况另行延长30日”未能解析/);
  });

  it.each<[norm: string, dueOn: string, outcome: string, unseen: boolean]>([
    ['what fell due the day before the site was seen', '2026-11-17', 'fail', false],
    [
      'nothing that fell due on the day it was seen: it may have come in the afternoon',
      '2026-11-18',
      'cannotTell',
      true,
    ],
    ['nothing that fell due since', '2026-11-20', 'cannotTell', true],
  ])('charges %s', (_norm, dueOn, outcome, unseen) => {
    const observation = { ...observationOf([itemOf('及时公开')]), observedOn: '2026-11-18' };
    const [finding] = run([rule(fail('未见', { ...proof, dueOn }))], observation).findings;
    expect(finding).toMatchObject({ outcome, unseen });
  });

  it('judges nothing by a round that is not trusted, and so closes nothing either', () => {
    const observation = { ...observationOf([itemOf('及时公开')]), suspended: '网站疑似改版' };
    for (const verdict of [fail('未见', proof), pass('已公开'), cannotTell('存疑')])
      expect(run([rule(verdict)], observation).findings[0]).toMatchObject({
        outcome: 'cannotTell',
        unseen: true,
        explanation: '本轮采集暂停评判（网站疑似改版），不作判断',
      });
    expect(run([rule(notApplicable('不适用'))], observation).findings[0]?.outcome).toBe('notApplicable');
  });

  it.each([
    ['charges a registered catalog', undefined, 'fail'],
    ['only hints at what a file handed to audit lacks', true, 'cannotTell'],
  ])('%s', (_norm, isUnregistered, outcome) => {
    const [evidence] = proof.evidence;
    const catalogs = [{ kind: 'standard' as const, evidence: evidence!, keys: [], isUnregistered }];
    const observation = { ...observationOf([itemOf('及时公开')]), catalogs };
    const examined = run([rule(fail('缺要素', proof), { subject: 'catalog', family: 'catalog' })], observation);
    expect(examined.findings.map((finding) => finding.outcome)).toEqual([outcome]);
  });

  it('leaves out what a rule has nothing to say of', () => {
    expect(run([rule(pass('好'), { appliesTo: () => false })]).findings).toEqual([]);
  });

  it('counts rows, verifiable rows and judged rows', () => {
    const offline = itemOf('及时公开', [], '线下');
    const items = [
      itemOf('及时公开', [], '甲'),
      { ...offline, item: { ...offline.item, channels: [{ name: '公示栏', selected: true }] } },
    ];
    expect(run([rule(pass('好'))], observationOf([items[0]!])).coverage).toEqual({
      items: 1,
      onlineVerifiable: 1,
      judged: 1,
    });
    expect(run([rule(notApplicable('无'))], observationOf(items)).coverage).toEqual({
      items: 2,
      onlineVerifiable: 1,
      judged: 0,
    });
  });

  it('says of a row of another level why it is not judged, and judges nothing of it', () => {
    const own = itemOf('每季度公开', [{ title: '招生' }], '甲');
    const other = itemOf('每季度公开', [{ title: '招生' }], '乙');
    const items = [own, { ...other, item: { ...other.item, tiers: ['乡级'] } }];
    const proof = { url: 'https://x.example.gov.cn/', evidence: [own.documents[0]!.evidence!] };
    const rules = [
      rule(fail('没有', proof)),
      rule(fail('逾期', proof), { subject: 'obligation', code: 'B' }),
      rule(fail('附件', proof), { subject: 'document', code: 'C' }),
    ];
    const { findings, coverage } = run(rules, observationOf(items));
    expect(new Set(findings.flatMap((each) => (each.item === '甲' ? [each.outcome] : [])))).toEqual(new Set(['fail']));
    expect(findings.filter(({ item }) => item === '乙')).toMatchObject([
      { outcome: 'notApplicable', explanation: '公开层级只勾选“乡级”，不是县级的公开事项' },
    ]);
    expect(coverage).toEqual({ items: 2, onlineVerifiable: 1, judged: 1, ofOtherTier: 1 });
  });

  it('orders by row, subject and code, whatever the order of rules', () => {
    const items = [itemOf('及时公开', [], '甲'), itemOf('及时公开', [], '乙')];
    const rules = [rule(pass('好'), { code: 'B' }), rule(pass('好'), { code: 'A' })];
    const order = (all: readonly Rule[]) =>
      run(all, observationOf(items)).findings.map(({ subject, code }) => subject + code);
    expect(order(rules)).toEqual(['item:乙A', 'item:乙B', 'item:甲A', 'item:甲B']);
    expect(order([...rules].reverse())).toEqual(order(rules));
  });

  it('collects warnings beside findings', () => {
    const warning = { dueOn: '2026-12-31', workingDaysLeft: 5 };
    const given = rule({ ...notApplicable('临期'), warning } as Verdict, { subject: 'obligation' });
    const { warnings, findings } = run([given], observationOf([itemOf('每年12月31日前')]));
    expect(warnings).toMatchObject([{ subject: 'item:招生信息|2026', row: 5, ...warning }]);
    expect(findings).toHaveLength(1);
  });

  it('judges nothing due before a unit was registered', () => {
    const unit = { name: '清河县教育局', aliases: [], kind: 'department' as const, registeredOn: '2026-07-01' };
    const given = rule(pass('好'), { subject: 'obligation' });
    const { since, findings } = run([given], observationOf([itemOf('每季度公开')], { unit }));
    expect(since).toBe('2026-07-01');
    expect(findings.map(({ subject }) => subject)).toEqual(['item:招生信息|2026Q3', 'item:招生信息|2026Q4']);
  });

  it('gives the same answer to the same facts', () => {
    const observation = observationOf([itemOf('每季度公开')]);
    expect(run([rule(pass('好'))], observation)).toEqual(run([rule(pass('好'))], observation));
  });
});

describe('lookBackStart', () => {
  it.each([
    [{}, '2026-01-01'],
    [{ registeredOn: '2026-03-01' }, '2026-03-01'],
    [{ registeredOn: '2025-03-01' }, '2026-01-01'],
    [{ effectiveOn: '2026-05-01', registeredOn: '2026-03-01' }, '2026-05-01'],
    [{ since: '2024-01-01', registeredOn: '2026-03-01' }, '2024-01-01'],
  ])('%j → %s', (from, start) => expect(lookBackStart({ today: '2026-11-18', ...from })).toBe(start));
});

describe('settings', () => {
  const failing = rule(fail('未见', proof));
  const judged = (setting: Partial<RuleSetting>) =>
    run([failing], observationOf([itemOf('及时公开')]), [{ code: 'TST-01', ...setting }]).findings;

  it('say nothing of a rule that the region’s pack leaves out', () => expect(judged({ isEnabled: false })).toEqual([]));

  it('tell an exempted unit why and until when nothing is judged', () => {
    const [finding] = judged({ isEnabled: false, unit: '清河县教育局', effectiveTo: '2026-12-31', reason: '机构改革' });
    expect(finding).toMatchObject({ outcome: 'notApplicable', explanation: '豁免至2026-12-31：机构改革' });
  });

  it('exempt one row and leave the next alone', () => {
    const rows = observationOf([itemOf('及时公开'), itemOf('及时公开', [], '校车信息')]);
    const exemption = { code: 'TST-01', isEnabled: false, itemKey: '校车信息', reason: '无校车' };
    const outcomes = run([failing], rows, [exemption]).findings.map(({ item, outcome }) => [item, outcome]);
    expect(outcomes).toEqual([
      ['招生信息', 'fail'],
      ['校车信息', 'notApplicable'],
    ]);
  });

  it('let a rule that is restricted only propose, and carry why and its term', () => {
    const [finding] = judged({ restriction: '暂只作提示', severity: 'high', rectificationDays: 7 });
    expect(finding).toMatchObject({ outcome: 'cannotTell', severity: 'tip', machine: 'S', restriction: '暂只作提示' });
    expect(finding).toMatchObject({ explanation: '未见（暂只作提示）', rectificationDays: 7, unseen: false });
  });
});
