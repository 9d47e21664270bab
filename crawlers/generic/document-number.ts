const OPEN = '〔［[（(【〖﹝{„“「';
const CLOSE = '〕］]）)】〗﹞}‟”」';
const BRACKETED_YEAR = new RegExp(
  `[${escaped(OPEN)}](\\d{4})[${escaped(CLOSE)}](?=\\d|第|[一二三四五六七八九十]|令|\\D{0,4}\\d)`,
);
/** 机关代字〔年份〕顺序号: `清政发〔2026〕3号`, `人社厅发【2017】32号`, with the spaces editors leave in it. */
const NUMBER = new RegExp(
  `[\\p{Script=Han}A-Za-z、·]{1,24}\\s?[${escaped(OPEN)}]\\s?(?:19|20)\\d{2}\\s?[${escaped(CLOSE)}]\\s?(?:第\\s?)?\\d{1,5}(?:-\\d{1,3})?\\s?号`,
  'u',
);
/** 令: `中华人民共和国国务院令第554号`; 公告: `2026年第3号`. */
const ORDER = /[\p{Script=Han}]{2,24}(?:令|公告)\s?[（(]?\s?(?:(?:19|20)\d{2}年\s?)?第\s?\d{1,4}\s?号[)）]?/u;

/** The number when `line` holds nothing else (brackets around it aside), as printed. */
export function numberOfLine(line: string): string | null {
  if (line.length > 60) return null;
  const bare = line.replace(/^[（(]|[）)]$/g, '').trim();
  for (const pattern of [NUMBER, ORDER]) {
    const found = pattern.exec(bare)?.[0];
    if (found && found.length >= bare.length - 1) return found.trim();
  }
  return null;
}

/** A number in brackets at the very end of a title: `…的通知（人社厅发〔2017〕32号）`. */
export function numberAtEnd(title: string): string | null {
  const tail = /[（(]([^（()）]{4,40}[〔［[（(【][^（()）]{4}[^（()）]{0,12}号)[）)]\s*$/.exec(title)?.[1] ?? '';
  const found = NUMBER.exec(tail)?.[0];
  return found && found.length >= tail.length - 1 ? found.trim() : null;
}

/** A value of the 文号 box; text without any digit (an organ's name, 无) is no number. */
export function boxedNumber(value: string | null): string | null {
  return value && value.length <= 60 && /\d/.test(value) && !/^\d{4}[-年./]\d{1,2}[-月./]\d{1,2}/.test(value)
    ? value
    : null;
}

/**
 * One spelling for comparison: brackets around the year 〔〕, half-width digits, no spaces, no 第 before the serial.
 * `邯山政办【2018】 100 号` → `邯山政办〔2018〕100号`.
 */
export function normalNumber(number: string): string {
  const compact = number
    .replace(/[\s\u00a0\u3000\u200b]/g, '')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return compact.replace(BRACKETED_YEAR, '〔$1〕').replace(/〕第(?=\d)/, '〕');
}

function escaped(characters: string): string {
  return characters.replace(/[\][\\^-]/g, '\\$&');
}
