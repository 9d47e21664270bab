import { encodeGbk } from '../../apps/sandbox/markup/gbk';
import { decodePage } from './charset';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: (number | string)[]) =>
  Uint8Array.from(values.flatMap((value) => (typeof value === 'number' ? [value] : [...utf8(value)])));
/** 清河 in GBK. */
const GBK = [0xc7, 0xe5, 0xba, 0xd3] as const;

describe('decodePage', () => {
  it.each([
    ['a UTF-8 mark', bytes(0xef, 0xbb, 0xbf, '清河'), 'text/html; charset=gbk', '清河', 'utf-8'],
    ['a UTF-16LE mark', bytes(0xff, 0xfe, 0x05, 0x6e), null, '清', 'utf-16le'],
    ['a UTF-16BE mark', bytes(0xfe, 0xff, 0x6e, 0x05), null, '清', 'utf-16be'],
    ['the HTTP charset', bytes(...GBK), 'text/html; charset="GB2312"', '清河', 'gb18030'],
    [
      'http-equiv',
      bytes('<meta http-equiv=Content-Type content="text/html; charset=gbk">', ...GBK),
      null,
      '清河',
      'gb18030',
    ],
    [
      'meta behind a long comment',
      bytes(`<!--${'x'.repeat(5_000)}--><meta charset='gb2312'>`, ...GBK),
      null,
      '清河',
      'gb18030',
    ],
    ['valid UTF-8 that claims GBK', bytes('<meta charset=gbk>清河'), null, '清河', 'utf-8'],
    ['GBK that claims UTF-8', bytes('<meta charset=utf-8>', ...GBK), 'text/html;charset=utf-8', '清河', 'gb18030'],
    ['GBK that claims nothing', bytes('<p>', ...GBK), 'text/html', '清河', 'gb18030'],
    ['UTF-8 that claims nothing', bytes('<p>清河'), null, '清河', 'utf-8'],
    ['UTF-8 that claims Latin-1', bytes('<p>清河'), 'text/html; charset=ISO-8859-1', '清河', 'utf-8'],
    ['GBK behind a UTF-8 mark', bytes(0xef, 0xbb, 0xbf, '<p>', ...GBK), null, '<p>清河', 'gb18030'],
    ['HZ', bytes('<meta charset=hz-gb-2312>a~~b ~{Ge:S~}c'), null, 'a~b 清河c', 'hz-gb-2312'],
    ['GBK that claims HZ', bytes('<meta charset=hz-gb-2312>', ...GBK), null, '清河', 'gb18030'],
    ['a charset nobody knows', bytes('<p>清河'), 'text/html; charset=klingon', '清河', 'utf-8'],
    [
      'UTF-16LE without a mark',
      bytes(...[...'<html>清'].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])),
      null,
      '清',
      'utf-16le',
    ],
  ])('reads %s', (_norm, page, contentType, text, charset) => {
    const decoded = decodePage(page, contentType);
    expect(decoded.charset).toBe(charset);
    expect(decoded.html).toContain(text);
  });

  it('reads the four-byte characters of GB18030', () => {
    expect(decodePage(bytes(0x95, 0x32, 0x82, 0x36), 'text/html; charset=gb18030').html).toBe('𠀀');
  });

  it.each(['utf-8', 'gbk', 'gb2312', 'gb18030'])('gives back what was written, labelled %s or not at all', (label) => {
    const text = `<p>${'清河县人民政府办公室关于印发方案的通知，二〇二六年。'.repeat(3)}</p>`;
    for (const page of [utf8(text), encodeGbk(text)])
      for (const type of [`text/html; charset=${label}`, null]) expect(decodePage(page, type).html).toBe(text);
  });

  it('lets no line end shifted in HZ', () => {
    expect(decodePage(bytes('<meta charset=hz-gb-2312>~{Ge:S\nplain ~{Ge:S~\n~} end'), null).html).toMatch(
      /清河\nplain 清河.*end$/s,
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.from({ length: 4_096 }, (_, index) => (index * 197) % 256)],
    ['a page cut inside a character', bytes('<meta charset=utf-8>清').subarray(0, -1)],
  ])('never throws: %s', (_norm, page) => {
    expect(typeof decodePage(page, 'text/html; charset=utf-8').html).toBe('string');
  });

  it('keeps a page with one broken byte in the encoding it declares', () => {
    expect(decodePage(bytes('<meta charset=utf-8>清河县人民政府', 0xff, '公告'), null).charset).toBe('utf-8');
  });
});
