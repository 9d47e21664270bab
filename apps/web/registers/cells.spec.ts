import type { RegisterColumnView } from '../../api/register-views';
import { cellText, changedHeaders, fromField, lacking, listQuery, textsOf, toField } from './cells';

const column = (id: string, header: string, isRequired = false): RegisterColumnView => ({
  id,
  header,
  type: 'text',
  isRequired,
  choices: [],
  hint: null,
});
const COLUMNS = [column('number', '编号', true), column('isReal', '是否属实'), column('remark', '备注')];

describe('cells of a register', () => {
  it.each([
    [true, '是'],
    [false, '否'],
    [4, '4'],
    ['', '—'],
    [null, '—'],
    [undefined, '—'],
  ])('%s reads %s', (value, text) => expect(cellText(value)).toBe(text));

  it('go back into the form as they are typed', () => {
    expect(textsOf({ content: { number: 'SQ-1', isReal: false, points: 3.5 } })).toEqual({
      number: 'SQ-1',
      isReal: '否',
      points: '3.5',
    });
  });

  it('name what is still missing', () => {
    expect(lacking(COLUMNS, { number: '  ' })).toEqual(['编号']);
    expect(lacking(COLUMNS, { number: 'SQ-1' })).toEqual([]);
  });

  it('show what a version changed', () => {
    const [older, newer] = [{ content: { number: 'SQ-1' } }, { content: { number: 'SQ-1', isReal: true } }];
    expect(changedHeaders(COLUMNS, newer, older)).toEqual([{ header: '是否属实', before: '—', after: '是' }]);
  });

  it('keep instants as the register writes them', () => {
    expect(fromField('2026-09-01T08:05')).toBe('2026-09-01 08:05');
    expect(toField('2026-09-01 08:05')).toBe('2026-09-01T08:05');
  });
});

describe('the address', () => {
  it('asks the API only for what it knows', () => {
    const address = new URLSearchParams('kind=message&unit=3&q=&state=open&page=2&x=1');
    expect(listQuery(address).toString()).toBe('unit=3&state=open&page=2');
  });
});
