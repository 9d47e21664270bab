import fc from 'fast-check';
import { leastCpuMs } from '@app/platform/least-time.fixture';
import { readExpression } from './expression';
import { Facts, FACTS, MOST_CHARACTERS, MOST_ENTRIES } from './rule-facts';

const facts: Facts = {
  title: '关于招生工作的通知',
  ageDays: 40,
  publishedOn: '2026-10-09',
  formedOn: '2026-09-28',
  attachmentNames: ['附件1.doc', '名单.xlsx'],
  unitKind: 'town',
  isSituationNote: false,
};
const parameters = { days: 30, share: 0.5, word: '通知', isStrict: true };

function asked(text: string, given: Facts = facts): boolean | string {
  const read = readExpression(text, 'document', parameters);
  if ('problem' in read) return `× ${read.problem.message}`;
  const answer = read.expression.run(given, parameters);
  return 'value' in answer ? answer.value : answer.unknown;
}

describe('an expression', () => {
  it.each<[text: string, answer: boolean | string]>([
    ['ageDays > days', true],
    ['ageDays <= days', false],
    ['ageDays * 2 - 1 > days + 40', true],
    ['ageDays > 39.5 && double(ageDays) > 1.0', '× 没有名为“double”的函数'],
    ['share < 1.0', true],
    ['title.contains(word) && isStrict', true],
    ['title.startsWith("关于") && title.endsWith("通知")', true],
    ['size(title) == 9', true],
    ['containsAny(title, ["招考", "招生"])', true],
    ['unitKind in ["town", "village"]', true],
    ['attachmentNames.exists(name, name.endsWith(".doc"))', true],
    ['attachmentNames.all(name, name.contains("."))', true],
    ['attachmentNames.filter(name, name.endsWith(".xlsx")).size() == 1', true],
    ['daysBetween(formedOn, publishedOn) == 11', true],
    ['isSituationNote ? ageDays > 1 : ageDays > 30', true],
    ['publishedOn < "2026-11-01"', true],
  ])('%s', (text, answer) => expect(asked(text)).toBe(answer));

  it.each<[text: string, answer: boolean | string]>([
    ['documentNumber == "清政发〔2026〕1号"', '“发文字号”未知'],
    ['known(documentNumber)', false],
    ['known(title)', true],
    ['!known(documentNumber) || documentNumber.contains("清政")', true],
    ['documentNumber == "" || ageDays > 30', true],
    ['ageDays > 90 && documentNumber == ""', false],
    ['documentNumber == "" && ageDays > 90', false],
    ['documentNumber == "" && ageDays > 30', '“发文字号”未知'],
  ])('what is not known stays unknown unless the rest decides: %s', (text, answer) => expect(asked(text)).toBe(answer));

  it.each<[text: string, problem: RegExp, from: number]>([
    ['', /请写明条件/, 0],
    ['ageDays >', /写法有误/, 9],
    ['ageDays + 1', /真或假/, 0],
    ['title > 3', /类型不能这样用/, 0],
    ['wordCount > 3', /没有名为“wordCount”的事实或参数/, 0],
    ['title == "a" && titel == "b"', /“titel”/, 16],
    ['title.matches("(a+)+$")', /没有名为“matches”的函数/, 0],
    ['title + title == ""', /“\+”只能用于数/, 0],
    ['attachmentNames.map(n, n + n) == []', /“map”/, 0],
    ['cel.bind(x, title, x == x)', /“cel”/, 0],
    ['google.protobuf == google.protobuf', /不能使用/, 0],
    ['title.constructor == ""', /不能使用/, 0],
    ['title["__proto__"] == ""', /不能使用/, 0],
    ['{"a": 1} == {"a": 1}', /套用过深|写法有误/, 1],
    ['b"ab" == b"ab"', /只能写文字/, 0],
    ['constructor == 1', /“constructor”/, 0],
    ['__proto__ == 1', /“__proto__”/, 0],
    ['type(title) == string', /“type”/, 0],
    ['has(title.length)', /“has”/, 0],
    ['known(title + "")', /known 只能问一项事实/, 0],
    ['attachmentNames.exists(title, title == "")', /请换一个名称/, 23],
    ['null == title', /只能写文字/, 0],
    ['daysBetween("今天", publishedOn) > 1 ? 1 : 2', /真或假/, 0],
  ])('%s is refused, with its place', (text, problem, from) => {
    const read = readExpression(text, 'document', parameters);
    expect('problem' in read && read.problem.message).toMatch(problem);
    expect('problem' in read && read.problem.from).toBe(from);
  });

  it('of another kind of subject knows other facts', () => {
    expect('problem' in readExpression('title == ""', 'site')).toBe(true);
    expect('expression' in readExpression('homeAgeDays > 14', 'site')).toBe(true);
  });

  it('says what it cannot work out instead of failing', () => {
    expect(asked('ageDays / (ageDays - 40) > 1')).toBe('除数为零，无法计算');
    expect(asked('daysBetween(title, publishedOn) > 1')).toBe('日期应写作 "2026-11-20"');
    expect(asked('ageDays * 9223372036854775807 > 1')).toBe('数值超出范围，无法计算');
  });
});

describe('cost', () => {
  const nested = (depth: number): string =>
    depth === 0 ? 'title == ""' : `attachmentNames.exists(a${depth}, ${nested(depth - 1)})`;

  it('is counted before anything runs', () => {
    expect('expression' in readExpression(nested(1), 'document')).toBe(true);
    const read = readExpression(nested(3), 'document');
    expect('problem' in read && read.problem.message).toMatch(/过于复杂（约需\d+步，上限100000步）/);
  });

  it.each([
    ['long', `title == "${'长'.repeat(2001)}"`],
    ['wide', Array.from({ length: 200 }, () => 'ageDays > 1').join(' && ')],
    ['deep', `${'('.repeat(60)}ageDays > 1${')'.repeat(60)}`],
    ['a long list', `ageDays in [${Array.from({ length: 101 }, (_n, at) => at).join(', ')}]`],
  ])('%s is refused', (_what, text) => expect('problem' in readExpression(text, 'document')).toBe(true));

  it('of the dearest that is allowed stays in milliseconds', () => {
    const most: Facts = {
      title: '长'.repeat(MOST_CHARACTERS),
      attachmentNames: Array.from({ length: MOST_ENTRIES }, () => 'ab'.repeat(250)),
      documentTitles: Array.from({ length: MOST_ENTRIES }, () => 'ab'.repeat(250)),
    };
    const dear = `attachmentNames.all(a, containsAny(a, ["${'ab'.repeat(200)}c"]) == false || a == title)`;
    const read = readExpression(dear, 'document');
    if (!('expression' in read)) throw new Error(read.problem.message);
    const { expression } = read;
    expect(expression.run(most, {})).toEqual({ value: true });
    expect(leastCpuMs(200, () => expression.run(most, {}))).toBeLessThan(200);
  });
});

/** What a language may be attacked with, glued together at random. */
const HOSTILE = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'process', 'globalThis', 'require("fs")', 'this',
  'title', 'ageDays', 'attachmentNames', 'known(', 'daysBetween(', 'containsAny(', '.exists(x, ', '.all(x, ', '.map(x, ',
  '.filter(x, ', 'cel.bind(x, ', 'x', '.matches("(a+)+$")', '.split("")', '.join("")', '.json()', 'bytes(', 'dyn(',
  'timestamp("2026-01-01T00:00:00Z")', 'duration("1h")', 'type(', 'has(', 'size(', '[', ']', '{', '}', '(', ')', ',',
  '"', "'", '"""', '`', '\\', '\\u0000', '&&', '||', '!', '-', '+', '*', '/', '%', '==', '!=', '<', '>', ' in ', '?', ':',
  '.', '9223372036854775807', '1e308', '0x7f', '1u', 'true', 'false', 'null', '长', '\n', '//', '${1}', ';', '=>', 'return',
]; // prettier-ignore

describe('hostile text', () => {
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

  it.each([
    ['anything at all', fc.string({ maxLength: 300 })],
    ['any code points', fc.string({ unit: 'binary', maxLength: 300 })],
    ['words of the language', fc.array(fc.constantFrom(...HOSTILE), { maxLength: 40 }).map((words) => words.join(''))],
    ['words with blanks', fc.array(fc.constantFrom(...HOSTILE), { maxLength: 40 }).map((words) => words.join(' '))],
  ])('%s never throws, never runs on, and reaches nothing', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(['boolean', 'string']).toContain(typeof asked(text));
        expect(leastCpuMs(500, () => asked(text))).toBeLessThan(500);
      }),
      { numRuns: 800 },
    );
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  const name = fc.constantFrom(...FACTS.document.map((each) => each.name));
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.tuple(name, fc.constantFrom('==', '!=', '<', '>='), name).map((parts) => parts.join(' ')),
      name.map((each) => `known(${each})`),
      tie('condition').map((inner) => `!(${inner})`),
      fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) && (${b})`),
      fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
      tie('condition').map((inner) => `attachmentNames.exists(e, e == "" || ${inner})`),
    ),
  }));
  const known = fc.dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())));

  it('facts of any shape give an answer or a reason', () => {
    fc.assert(
      fc.property(condition, known, (text, given) => {
        expect(['boolean', 'string']).toContain(typeof asked(text, given));
      }),
      { numRuns: 800 },
    );
  });
});
