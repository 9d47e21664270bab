import fc from 'fast-check';
import { passwordProblems, passwordRules } from './password-rules';

const OWNER = { login: 'zhanglin', name: '张林' };
const problems = (password: string, minLength = 10) => passwordProblems(password, OWNER, minLength);

describe('口令要求', () => {
  it.each(['correct-horse-7', 'Tong-Xin9shui', '清河Water88ok', 'b7.Kx_mmq2', 'x'.repeat(60) + 'Q9-ab'])(
    'take %s',
    (password) => {
      expect(problems(password)).toEqual([]);
    },
  );

  it.each<[password: string, problem: RegExp]>([
    ['aB3-efgh9', /至少 10 位/],
    [`aB3-${'efgh9'.repeat(30)}`, /最多 128 位/],
    ['lowercaseonly9', /至少三种/],
    ['12345678901-', /至少三种/],
    ['Aa1Aa1Aa1Aa1', /重复/],
    ['Zhanglin-77x', /账号或姓名/],
    ['9-NILGNAHZ-x', /账号或姓名/],
    ['Q7-张林-hello8', /账号或姓名/],
    ['Password123!', /常见/],
    ['P@ssw0rd2026', /常见/],
    ['Admin@123456', /常见/],
    ['Woaini@5201314', /常见/],
    ['Zhengwugongkai#1', /常见/],
    ['1qaz@WSX3edc', /顺序/],
    ['Qwertyuiop1!', /顺序/],
    ['Abcd1234!@', /顺序/],
    ['!QAZ2wsx#EDC', /顺序/],
    ['zyxwvuTSR-9876', /顺序/],
  ])('refuse %s', (password, problem) => {
    expect(problems(password).join('；')).toMatch(problem);
  });

  it('take exactly the shortest length, and count characters and not bytes', () => {
    expect(problems('aB3-efgh9x')).toEqual([]);
    expect(problems('密Ab3-甲', 8)).toContain('至少 8 位');
  });

  it('do not mind a login too short to tell anything', () => {
    expect(passwordProblems('ab-Kx7mmq2z', { login: 'ab', name: '甲' }, 10)).toEqual([]);
  });

  it('answer for any text, in time', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => Array.isArray(problems(text))));
  });

  it('are said in words, the history only where one is kept', () => {
    expect(passwordRules(12, 5).join()).toMatch(/12–128 位.*最近 5 个/);
    expect(passwordRules(12, 0)).toHaveLength(2);
  });
});
