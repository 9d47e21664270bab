import { encodeGbk } from './gbk';

describe('encodeGbk', () => {
  it.each([
    ['ASCII', 'abc 123 <p>'],
    ['a heading', '明州市清河县财政局'],
    ['brackets of document numbers', '清财罚〔2026〕1号'],
    ['full-width punctuation', '“一、总体要求”；（试行）'],
    ['a character GB2312 lacks', '镕'],
  ])('round-trips %s', (_what, text) => {
    expect(new TextDecoder('gbk', { fatal: true }).decode(encodeGbk(text))).toBe(text);
  });

  it('writes a character outside GBK as a reference', () => {
    expect(new TextDecoder('gbk').decode(encodeGbk('𠮷a'))).toBe('&#134071;a');
  });
});
