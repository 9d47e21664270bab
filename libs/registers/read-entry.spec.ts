import { personalDataIn } from './personal-data';
import { dayIn, readEntry } from './read-entry';
import { RegisterKindId } from './register-kind';
import { REGISTER_KINDS, registerKind } from './register-kinds';

const said = (id: RegisterKindId, texts: Record<string, string>) => readEntry(registerKind(id), texts);
const messages = (id: RegisterKindId, texts: Record<string, string>) =>
  said(id, texts).problems.map(({ column, message }) => `${column}: ${message}`);

const REQUEST = { number: '清依申请〔2026〕12号', receivedOn: '2026-10-12' };

describe('readEntry', () => {
  it('reads what a person writes', () => {
    const texts = { ...REQUEST, answeredOn: '2026年11月9日', outcome: '部分公开', remark: ' 第三方 同意 ' };
    expect(said('disclosureRequest', texts).entry).toEqual({
      key: '清依申请〔2026〕12号',
      occurredOn: '2026-10-12',
      content: {
        number: '清依申请〔2026〕12号',
        receivedOn: '2026-10-12',
        answeredOn: '2026-11-09',
        outcome: '部分公开',
        remark: '第三方 同意',
      },
    });
  });

  it.each<[norm: string, texts: Record<string, string>, message: string]>([
    ['a required cell that is empty', { number: 'A1' }, 'receivedOn: “收到日期”必须填写'],
    [
      'a day that does not exist',
      { ...REQUEST, answeredOn: '2026-02-30' },
      'answeredOn: “答复日期”应为日期（如2026-11-18），实为“2026-02-30”',
    ],
    ['an answer before the question', { ...REQUEST, answeredOn: '2026-10-11' }, 'answeredOn: “答复日期”早于“收到日期”'],
    ['a name for a number', { ...REQUEST, number: '张三' }, 'number: “申请编号”应为编号（含数字），实为“张三”'],
    [
      'a phone number for a number',
      { ...REQUEST, number: '13912345678' },
      'number: “申请编号”中有手机号：台账不保存个人信息，请隐去后再登记',
    ],
    [
      'half of a consultation',
      { ...REQUEST, consultedFrom: '2026-10-20' },
      'consultedTo: 征求意见的开始和结束日期须同时填写',
    ],
    ['a column that is not there', { ...REQUEST, applicant: '甲' }, 'applicant: “依申请公开办理”没有这一列'],
  ])('refuses %s', (_norm, texts, message) => {
    expect(messages('disclosureRequest', texts)).toEqual([message]);
  });

  it('never repeats the personal data it refuses', () => {
    const [message] = messages('disclosureRequest', { ...REQUEST, remark: '联系 139 1234 5678' });
    expect(message).toMatch(/手机号/);
    expect(message).not.toMatch(/1391|5678/);
  });

  it('reads instants, flags, numbers and addresses', () => {
    const opinion = { number: 'YQ-1', matter: '供水管道破裂', level: '其他政务舆情', happenedAt: '2026/9/1 8:05' };
    expect(said('publicOpinion', opinion).entry?.content).toMatchObject({ happenedAt: '2026-09-01 08:05' });
    expect(messages('publicOpinion', { ...opinion, happenedAt: '2026-09-01 24:10' })).toHaveLength(1);
    const weight = { year: '2026', points: '4', total: '100', proof: '清考〔2026〕1号' };
    expect(said('assessmentWeight', weight).entry).toMatchObject({ key: '2026', occurredOn: '2026-01-01' });
    expect(messages('assessmentWeight', { ...weight, points: '101' })).toEqual([
      'points: 分值应不大于总分，总分应大于0',
    ]);
    const filing = { url: 'www.qinghe.example', state: '正常运行', exportedOn: '2026-11-01' };
    expect(said('siteFiling', filing).entry?.key).toBe('http://www.qinghe.example');
    expect(messages('siteFiling', { ...filing, url: 'javascript:alert(1)' })).toHaveLength(1);
  });

  it('asks for the expiry of an accepted 情况说明 only', () => {
    const note = { item: '财政信息 > 决算', decision: '采纳', decidedOn: '2026-11-02', reason: '本年度未发生' };
    expect(messages('situationNote', note)).toEqual(['until: 采纳情况说明须写明有效期']);
    expect(messages('situationNote', { ...note, decision: '不采纳' })).toEqual([]);
    expect(messages('situationNote', { ...note, until: '2026-11-01' })).toEqual([
      'until: “采纳有效期至”早于“决定日期”',
    ]);
  });
});

describe('dayIn', () => {
  it.each([
    ['2026-11-18', '2026-11-18'],
    ['2026/1/8', '2026-01-08'],
    ['2026.01.08', '2026-01-08'],
    ['２０２６年１１月１８日', '2026-11-18'],
    ['20261118', '2026-11-18'],
    ['2026-11-18 00:00:00', '2026-11-18'],
    ['2026-11-18 09:30', undefined],
    ['11-18', undefined],
    ['2026-13-01', undefined],
  ])('%s is %s', (text, day) => expect(dayIn(text)).toBe(day));
});

describe('personalDataIn', () => {
  it.each([
    ['11010519491231002X', '身份证号'],
    ['编号 110105 19491231 002x', '身份证号'],
    ['110105194912310021', undefined],
    ['手机139-1234-5678', '手机号'],
    ['+8613912345678', '手机号'],
    ['0513-87651234', undefined],
    ['320682202610120001', undefined],
    ['6222 0212 3456 7890 128', '银行卡号'],
    ['6222021234567890127', undefined],
    ['91320682MA1WXYZ12A', undefined],
  ])('of %s is %s', (text, kind) => expect(personalDataIn(text)).toBe(kind));
});

describe('register kinds', () => {
  it.each(REGISTER_KINDS.map((kind) => [kind.id, kind] as const))('%s hangs together', (_id, kind) => {
    const ids = kind.columns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(kind.columns.map(({ header }) => header)).size).toBe(ids.length);
    const named = [...kind.key, kind.occurred, ...(kind.settled ?? []), ...(kind.inOrder ?? []).flat()];
    for (const id of named) expect(ids).toContain(id);
    for (const id of [...kind.key, kind.occurred])
      expect(kind.columns.find((column) => column.id === id)?.isRequired).toBe(true);
    for (const column of kind.columns) expect(Boolean(column.choices)).toBe(column.type === 'choice');
  });
});
