import { DomainRow, refusalOfDomain } from './domain-limit';
import { domainDictionary } from './domains';

const row = (domain: string | undefined, given: Partial<DomainRow> = {}): DomainRow => ({
  row: 3,
  levels: ['预算', '部门预算'],
  ...(domain === undefined ? {} : { domain }),
  isOfVersion: true,
  ...given,
});
const refusal = (own: string[], rows: DomainRow[]) =>
  refusalOfDomain(own, rows, domainDictionary([{ alias: '财政公开', domain: '财政预决算' }]));

describe('领域主管部门 at a catalog', () => {
  it.each<[string, DomainRow[]]>([
    ['rows of the own 领域', [row('财政预决算'), row('财政预决算')]],
    ['a row that names it by another of its names', [row('财政公开领域')]],
    ['a row whose level is the 领域', [row(undefined, { levels: ['财政预决算', '部门预算'] })]],
    ['a catalog without rows', []],
  ])('may decide about %s', (_what, rows) => expect(refusal(['财政预决算'], rows)).toBeUndefined());

  it.each<[string, DomainRow, RegExp]>([
    ['one row of another', row('社会救助', { row: 12 }), /第 12 行属于“社会救助”领域/],
    ['one row of none', row(undefined, { row: 8 }), /第 8 行没有载明领域/],
    ['one of a 领域 nobody knows', row('低空经济'), /低空经济/],
    ['one that would fall away', row('养老服务', { isOfVersion: false }), /所替代的现行版本第 3 行属于“养老服务”/],
  ])('may not where there is %s', (_what, other, sentence) =>
    expect(refusal(['财政预决算'], [row('财政预决算'), other])).toMatch(sentence),
  );

  it('may hold several', () => {
    const rows = [row('财政预决算'), row('社会救助')];
    expect(refusal(['社会救助', '财政预决算'], rows)).toBeUndefined();
    expect(refusal(['社会救助'], rows)).toMatch(/您只负责“社会救助”领域，第 3 行属于“财政预决算”领域/);
  });
});
