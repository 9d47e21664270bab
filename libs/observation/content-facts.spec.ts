import { figureConflicts } from './figures';
import { hardshipDetails } from './hardship';
import { personalContext } from './personal-context';
import { consultationWindow, displayWindow } from './printed-window';
import { DEFAULT_WORDS, isListed, isShipped, ListedWord, wordListOf, wordProblems } from './word-list';
import { wordScanner } from './word-scan';

describe('printed windows', () => {
  it.each<[string, object | undefined]>([
    ['公示时间：2026年9月14日至2026年9月18日。', { from: '2026-09-14', to: '2026-09-18' }],
    [
      '公示期为7个工作日（2026年9月14日至9月22日）',
      { from: '2026-09-14', to: '2026-09-22', stated: { amount: 7, unit: 'workday' } },
    ],
    [
      '公示期限：2026年9月14日—18日，共五日',
      { from: '2026-09-14', to: '2026-09-18', stated: { amount: 5, unit: 'day' } },
    ],
    ['公示时间自2026-09-14至2026-09-18', { from: '2026-09-14', to: '2026-09-18' }],
    ['公示时间：2026年9月18日至2026年9月14日', undefined],
    ['公示时间：2026年2月29日至2026年3月4日', undefined],
    ['本次公示期7个工作日。会议时间：2026年9月14日至9月18日', undefined],
    ['没有公示时间', undefined],
  ])('%s', (text, expected) => expect(displayWindow(text)).toEqual(expected));

  it.each<[string, object | undefined]>([
    ['征求意见时间：2026年7月6日至2026年8月4日', { from: '2026-07-06', to: '2026-08-04' }],
    ['请于2026年8月4日前将意见反馈至县司法局', { from: null, to: '2026-08-04' }],
    ['意见反馈截止时间：2026年8月4日', { from: null, to: '2026-08-04' }],
    ['本办法于2026年8月4日前印发。', undefined],
  ])('%s', (text, expected) => expect(consultationWindow(text)).toEqual(expected));
});

describe('whose number it is', () => {
  it.each([
    ['关于开展检查的通知', '联系电话：', 'office'],
    ['关于开展检查的通知', '联系人张某某，', 'office'],
    ['2026年低保对象名单', '李某某，', 'recipient'],
    ['关于开展检查的通知', '李某某，', 'plain'],
    ['网格员通讯录', '李某某，', 'office'],
    ['2026年低保对象名单', '监督电话：', 'office'],
    ['采购公告', '保证金账户：', 'office'],
  ])('%s / %s → %s', (title, before, expected) => {
    const text = `说明文字。\n${before}13900000000`;
    expect(personalContext({ title, text, at: text.length - 11 })).toBe(expected);
  });
});

describe('hardship details', () => {
  it.each<[string, string | undefined]>([
    ['王小树，云岭村3组，肺结核', '家庭住址、疾病'],
    ['王小树 肢体二级', '残疾等级'],
    ['王小树，云岭村3组', undefined],
    ['王某某，云岭村3组，肺结核', undefined],
    ['云岭村3组，肺结核防治宣传', undefined],
    ['王小树，云岭村3组，低保户', '家庭住址、困境情况'],
    ['清河县肺结核防治所，负责人 王小树', undefined],
  ])('%s → %s', (line, expected) => expect(hardshipDetails(line)[0]?.says).toBe(expected));
});

describe('figures', () => {
  const conflicts = (...texts: string[]) =>
    figureConflicts(texts.map((text, at) => ({ place: at === 0 ? 'text' : `attachments[${at - 1}]`, text })));
  it.each<[string, string[], number]>([
    ['two values of one total', ['2026年收入总计1,200万元。2026年收入总计1,250万元'], 1],
    ['a value and the same in another unit', ['2026年收入总计1,200万元。2026年收入总计12,000,000元'], 0],
    ['a value rounded to 亿元', ['收入总计1.2亿元，收入总计12,003万元'], 0],
    ['two years', ['2026年收入总计1,200万元。2025年收入总计1,100万元'], 0],
    ['income and expense', ['2026年收入总计1,200万元，支出总计1,150万元'], 0],
    ['text and attachment', ['收入总计1,200万元', '收入总计1,300万元'], 1],
  ])('%s', (_norm, texts, count) => expect(conflicts(...texts)).toHaveLength(count));
});

describe('词表扫描', () => {
  const words = ['布署', '工作布署会', '一国两治', '按装'].map((wording) => ({ wording }));
  const hits = (text: string, list = words) => wordScanner(list)(text).map(({ word, at }) => `${at}${word.wording}`);
  it.each<[string, string[]]>([
    ['提前布署工作', ['2布署']],
    ['工作布署会议', ['0工作布署会']],
    ['布署布署', ['0布署', '2布署']],
    ['布布署', ['1布署']],
    ['工作布工作布署会', ['3工作布署会']],
    ['部署', []],
    ['', []],
  ])('%s → %j', (text, expected) => expect(hits(text)).toEqual(expected));

  it('agrees with a plain search over random texts', () => {
    const letters = '布署工作会';
    for (let seed = 1; seed < 300; seed += 1) {
      const text = Array.from(
        { length: 40 },
        (_, at) => letters[(seed * (at + 3) * 7919 + at * seed) % letters.length],
      ).join('');
      const plain = [...text.matchAll(/工作布署会|布署/g)].length > 0;
      expect(hits(text).length > 0).toBe(plain);
    }
  });

  it('takes a hundred thousand letters by a thousand words in one pass', () => {
    const list = Array.from({ length: 1_000 }, (_, at) => ({ wording: `词${String.fromCharCode(0x4e00 + at)}形` }));
    const scan = wordScanner(list);
    const text = '词'.repeat(100_000);
    const started = process.hrtime.bigint();
    expect(scan(text)).toEqual([]);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1_000);
  });
});

describe('词表', () => {
  it('is right by itself: nothing listed stands in what should stand instead', () => {
    const scan = wordScanner(DEFAULT_WORDS.filter(({ kind }) => kind !== 'right'));
    for (const { instead } of DEFAULT_WORDS) expect([instead, scan(instead).length]).toEqual([instead, 0]);
    expect(new Set(DEFAULT_WORDS.map(({ wording }) => wording)).size).toBe(DEFAULT_WORDS.length);
  });

  it('holds what the office says', () => {
    const edited = wordListOf([
      { wording: '布署', instead: '', kind: 'typo', isActive: false },
      { wording: '帐号', instead: '账号', kind: 'typo', isActive: true },
    ]);
    expect(edited.some(({ wording }) => wording === '布署')).toBe(false);
    expect(edited.at(-1)).toEqual({ wording: '帐号', instead: '账号', kind: 'typo' });
  });

  it.each<[norm: string, word: Partial<ListedWord>, problems: string[]]>([
    ['a typo', {}, []],
    ['a wording without another one', { kind: 'expression', instead: '' }, []],
    ['two letters', { wording: '帐户', instead: '账户' }, []],
    ['one letter', { wording: '籴', instead: '买' }, ['wording 词形应为2至60个字']],
    ['sixty letters', { wording: '帐'.repeat(60) }, []],
    ['sixty-one', { wording: '帐'.repeat(61) }, ['wording 词形应为2至60个字']],
    ['a blank in it', { wording: '帐 号' }, ['wording 词形中不能有空格或换行']],
    ['a line break', { instead: '账\n号' }, ['instead 规范写法最多60个字，不能有换行']],
    ['a typo of which nobody says what is right', { instead: '' }, ['instead 请写明规范的写法']],
    [
      'a wording that stands in what is right',
      { wording: '依法行', instead: '依法行政' },
      ['instead 规范写法中含有这个词形，写对的文字也会被提示', 'wording 词表把这个词形列为另一个词形的规范写法'],
    ],
    [
      'what the list itself asks for',
      { wording: '部署', instead: '安排' },
      ['wording 词表把这个词形列为另一个词形的规范写法'],
    ],
    ['something wrong in its place', { instead: '布署账户' }, ['instead 规范写法中含有词表中的一个错误词形']],
    ['an exception', { kind: 'right', wording: '分布署名', instead: '' }, []],
    [
      'an exception to nothing',
      { kind: 'right', wording: '分布广泛', instead: '' },
      ['wording 不算错误的词形应含有词表中的一个错误词形'],
    ],
    [
      'a grave exception',
      { kind: 'right', wording: '分布署名', instead: '署名', isGrave: true },
      ['instead 不算错误的词形没有另外的写法', 'isGrave 不算错误的词形不会是严重错误'],
    ],
  ])('says what is wrong with %s', (_norm, change, problems) => {
    const word = { wording: '帐号', instead: '账号', kind: 'typo' as const, ...change };
    expect(wordProblems(word, DEFAULT_WORDS).map(({ field, message }) => `${field} ${message}`)).toEqual(problems);
  });

  it('would take every shipped word anew', () => {
    for (const word of DEFAULT_WORDS)
      expect([word.wording, wordProblems(word, DEFAULT_WORDS)]).toEqual([word.wording, []]);
  });

  it('knows what it says already, and what it said when it was shipped', () => {
    const [first] = DEFAULT_WORDS;
    expect(isShipped(first!)).toBe(true);
    expect(isShipped({ ...first!, isGrave: false })).toBe(false);
    expect(isListed({ wording: '帐号', instead: '账号', kind: 'typo' }, DEFAULT_WORDS)).toBe(false);
    expect(isListed({ wording: '布署', instead: '部署', kind: 'typo', isGrave: false }, DEFAULT_WORDS)).toBe(true);
  });
});
