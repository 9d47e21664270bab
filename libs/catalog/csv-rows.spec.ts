import { csvRows } from './csv-rows';

describe('csvRows', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain fields',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'quotes, doubled quotes and line breaks in them',
      '"a ""b""","c\nd"\r\ne,',
      [
        ['a "b"', 'c\nd'],
        ['e', ''],
      ],
    ],
    [
      'a byte order mark and a last line without end',
      '\ufeff公开事项,公开时限\n甲,20个工作日',
      [
        ['公开事项', '公开时限'],
        ['甲', '20个工作日'],
      ],
    ],
    ['empty lines, to keep row numbers', 'a\n\nb', [['a'], [''], ['b']]],
    [
      'tabs',
      'a\tb,c\n1\t2',
      [
        ['a', 'b,c'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b;c\n1;2;3',
      [
        ['a', 'b', 'c'],
        ['1', '2', '3'],
      ],
    ],
    [
      'old line ends',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a quote inside a field', 'a"b,c', [['a"b', 'c']]],
    ['an open quote', '"a,b', [['a,b']]],
    ['nothing', '', []],
  ])('reads %s', (_norm, text, rows) => expect(csvRows(text)).toEqual(rows));
});
