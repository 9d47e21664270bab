import { aroundFirstMark, firstCharacters, markDays } from './highlight';

const marked = (text: string, days: string[]) =>
  markDays(text, days)
    .filter((segment) => segment.isMarked)
    .map((segment) => segment.text);

describe('markDays', () => {
  it.each([
    ['发布日期：2026-09-07 来源', ['2026-09-07'], ['2026-09-07']],
    ['2026年9月7日', ['2026-09-07'], ['2026年9月7日']],
    ['清河县财政局 2026/9/7', ['2026-09-07'], ['2026/9/7']],
    ['2026.9.1 与 2026.9.17', ['2026-09-01'], ['2026.9.1']],
    ['<b>2026-09-07</b>', ['2026-09-07'], ['2026-09-07']],
    ['没有日期', ['2026-09-07'], []],
    ['2026-09-07', ['not a day'], []],
  ])('marks %s', (text, days, expected) => expect(marked(text, days)).toEqual(expected));

  it('marks words as they stand, whatever they hold', () => {
    const text = '发文字号：清财[2026]6号（.*）';
    const segments = markDays(text, [], ['清财[2026]6号', '', '号', '.*']);
    expect(segments.filter(({ isMarked }) => isMarked).map((segment) => segment.text)).toEqual(['清财[2026]6号', '.*']);
  });

  it('loses nothing of the text', () => {
    const text = '成文 2026年9月27日，发布 2026-11-06。';
    const segments = markDays(text, ['2026-09-27', '2026-11-06']);
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
  });
});

describe('aroundFirstMark', () => {
  it('cuts what is far before the first mark', () => {
    const segments = markDays(`${'甲'.repeat(500)}2026-09-07后文`, ['2026-09-07']);
    expect(aroundFirstMark(segments, 20).map((segment) => segment.text)).toEqual([
      `…${'甲'.repeat(20)}`,
      '2026-09-07',
      '后文',
    ]);
  });

  it('keeps a text without marks whole', () => {
    const segments = markDays('甲'.repeat(500), ['2026-09-07']);
    expect(aroundFirstMark(segments, 20)).toEqual(segments);
  });
});

describe('firstCharacters', () => {
  const segments = markDays('前文2026-09-07后文', ['2026-09-07']);

  it('cuts inside a segment', () =>
    expect(firstCharacters(segments, 13).map((segment) => segment.text)).toEqual(['前文', '2026-09-07', '后…']));

  it('keeps all when it just fits', () => expect(firstCharacters(segments, 14)).toEqual(segments));
});
