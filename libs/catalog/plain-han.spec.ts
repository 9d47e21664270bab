import { squeezed } from './grid';
import { plainHan } from './plain-han';
import { readTimeLimits } from './read-time-limit';

describe('plainHan', () => {
  it.each([
    ['政策⽂件', '政策文件'],
    ['⼈⺠政府⻔户⽹站', '人民政府门户网站'],
    ['⻓期公开', '长期公开'],
    ['２⽉', '２月'],
    ['處臵與女\uf981', '處臵與女女'],
    ['\u2329办法\u232a', '〈办法〉'],
    ['没有这样的字', '没有这样的字'],
    ['', ''],
  ])('reads %s', (text, expected) => expect(plainHan(text)).toBe(expected));

  it('keeps the place of every character', () => {
    const all = Array.from({ length: 0x2fd6 - 0x2e80 }, (_, at) => String.fromCharCode(0x2e80 + at)).join('');
    expect(plainHan(all)).toHaveLength(all.length);
    expect(plainHan('⽇'.repeat(9))).toBe('日'.repeat(9));
  });

  it('is what headers and limits are read by', () => {
    expect(squeezed('公开⽅ 式')).toBe('公开方式');
    expect(readTimeLimits('信息形成或者变更之⽇起20个⼯作⽇内')).toEqual([
      expect.objectContaining({
        kind: 'afterEvent',
        amount: 20,
        unit: 'workday',
        wording: '信息形成或者变更之⽇起20个⼯作⽇内',
      }),
    ]);
  });
});
