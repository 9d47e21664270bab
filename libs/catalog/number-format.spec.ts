import { BUILT_IN_FORMATS, displayedNumber } from './number-format';

describe('displayedNumber', () => {
  it.each<[number, string, string]>([
    [46203, 'yyyy"年"m"月"d"日"', '2026年6月30日'],
    [46203, BUILT_IN_FORMATS[14] ?? '', '2026/6/30'],
    [46203, 'yyyy-mm-dd;@', '2026-06-30'],
    [46203, '[$-804]m"月"d"日"', '6月30日'],
    [46203.4375, 'yyyy/m/d h:mm', '2026/6/30 10:30'],
    [0.4375, 'hh:mm', '10:30'],
    [60, 'yyyy-m-d', '1900-2-28'],
    [1, 'yyyy-m-d', '1900-1-1'],
    [0.25, '0%', '25%'],
    [0.1234, '0.00%', '12.34%'],
    [505, '0000', '0505'],
    [0.1 + 0.2, 'General', '0.3'],
    [20, 'General', '20'],
    [20, '', '20'],
    [1234.5, '#,##0.00', '1234.5'],
    [1e300, 'yyyy-m-d', '1e+300'],
  ])('%d as %j is %s', (value, format, text) => expect(displayedNumber(value, format)).toBe(text));

  it('counts days from 1904 where the workbook does', () => {
    expect(displayedNumber(44741, 'yyyy-m-d', true)).toBe('2026-6-30');
  });
});
