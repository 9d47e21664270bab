import { xlsSheets } from './xls.reader';

const record = (type: number, ...parts: (Buffer | number[])[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
};
const u16 = (...numbers: number[]): number[] => numbers.flatMap((number) => [number & 255, number >> 8]);
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A workbook of one sheet whose shared strings are cut by CONTINUE in the middle of a word, wide on one side only. */
function workbook(...cells: Buffer[]): Buffer {
  const bof = record(0x0809, u16(0x0600, 5));
  const strings = Buffer.concat([
    record(0x00fc, u16(2, 0), u16(2, 0), u16(6), [1], wide('公开')),
    record(0x003c, [0], Buffer.from('item', 'latin1'), u16(2), [9], u16(1), wide('时限'), [0, 0, 0, 0]),
  ]);
  const end = record(0x000a);
  const sheetRecord = (offset: number) => record(0x0085, [...u16(offset), 0, 0, 0, 0, 1, 1], wide('甲'));
  const offset = bof.length + strings.length + sheetRecord(0).length + end.length;
  return Buffer.concat([bof, strings, sheetRecord(offset), end, bof, ...cells, end]);
}

const texts = (...cells: Buffer[]) =>
  xlsSheets(workbook(...cells)).map(({ rows }) => rows.map((row) => row.cells.map(({ text }) => text)));

describe('xlsSheets', () => {
  it('reads shared strings over a CONTINUE record, and past their formatting runs', () => {
    expect(texts(record(0x00fd, u16(0, 0, 0), [0, 0, 0, 0]), record(0x00fd, u16(0, 1, 0), [1, 0, 0, 0]))).toEqual([
      [['公开item', '时限']],
    ]);
  });

  it.each<[string, Buffer[], string]>([
    ['a whole RK', [record(0x027e, u16(0, 0, 0), [0x52, 0, 0, 0])], '20'],
    ['an RK of hundredths', [record(0x027e, u16(0, 0, 0), [0x53, 0, 0, 0])], '0.2'],
    [
      'a text formula',
      [record(0x0006, u16(0, 0, 0), [0, 0, 0, 0, 0, 0, 255, 255]), record(0x0207, u16(1), [1], wide('局'))],
      '局',
    ],
    ['a truth value', [record(0x0205, u16(0, 0, 0), [1, 0])], 'TRUE'],
    ['an error', [record(0x0205, u16(0, 0, 0), [7, 1])], '#错误'],
    ['a plain label', [record(0x0204, u16(0, 0, 0), u16(2), [1], wide('每年'))], '每年'],
  ])('reads %s', (_norm, cells, text) => expect(texts(...cells)).toEqual([[[text]]]));

  it('reads a row of RKs and leaves a cut record out', () => {
    expect(texts(record(0x00bd, u16(0, 0, 0), [6, 0, 0, 0], u16(0), [10, 0, 0, 0], u16(1)))).toEqual([[['1', '2']]]);
    expect(texts(record(0x0203, u16(0, 0)))).toEqual([[]]);
  });
});
