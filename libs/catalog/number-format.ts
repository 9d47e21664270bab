/**
 * A worksheet number as the cell shows it: dates, percentages and leading zeros by the cell's format, everything else
 * as Excel's General. `isFrom1904` is the workbook's other day count.
 */
export function displayedNumber(value: number, format: string, isFrom1904 = false): string {
  const [positive = ''] = format.split(';');
  const bare = positive.replace(/\[[^\]]*\]/g, '');
  if (isDateFormat(bare)) return displayedDate(value, bare, isFrom1904);
  if (/%/.test(bare)) return `${(value * 100).toFixed(decimalsIn(bare))}%`;
  if (/^0{2,}$/.test(bare)) return String(Math.round(value)).padStart(bare.length, '0');
  return String(Number(value.toPrecision(15)));
}

/** Formats that Excel numbers instead of writing them out; those for dates in the Chinese edition. */
export const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

function isDateFormat(format: string): boolean {
  return /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|_.|General/gi, ''));
}

function displayedDate(value: number, format: string, isFrom1904: boolean): string {
  // Day 60 is the 29 February 1900 that never was.
  const days = isFrom1904 ? value + 1462 : value < 60 ? value + 1 : value;
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return String(value);
  let afterHour = false;
  return format.replace(DATE_TOKEN, (token) => {
    if (/^["\\]/.test(token)) return token.replace(/^\\|"/g, '');
    if (/^[_*@]/.test(token)) return '';
    const letter = token.charAt(0).toLowerCase();
    const isMinute = letter === 'm' && afterHour;
    if (/[hymd]/.test(letter)) afterHour = letter === 'h';
    return dateToken(at, letter, token.length, isMinute);
  });
}

const DATE_TOKEN = /"[^"]*"|\\.|[_*].|@|AM\/PM|上午\/下午|y+|m+|d+|h+|s+/gi;

function dateToken(at: Date, letter: string, length: number, isMinute: boolean): string {
  const pad = (number: number) => String(number).padStart(length >= 2 ? 2 : 1, '0');
  if (letter === 'y') return length <= 2 ? String(at.getUTCFullYear()).slice(2) : String(at.getUTCFullYear());
  if (isMinute) return pad(at.getUTCMinutes());
  if (letter === 'm') return length >= 3 ? `${at.getUTCMonth() + 1}月` : pad(at.getUTCMonth() + 1);
  if (letter === 'd') return length >= 3 ? `周${'日一二三四五六'.charAt(at.getUTCDay())}` : pad(at.getUTCDate());
  if (letter === 'h') return pad(at.getUTCHours());
  return letter === 's' ? pad(at.getUTCSeconds()) : '';
}

function decimalsIn(format: string): number {
  return /\.(0+)/.exec(format)?.[1]?.length ?? 0;
}
