import { joined, Line } from './flat-page';
import { valueOf } from './byline';
import type { Reading } from './reading';

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
/** Decisions put the year first: `〔2020〕清交执罚决字第104号`. */
const COURT_STYLE = /[〔（(](?:19|20)\d{2}[〕）)][\p{Script=Han}]{2,14}第?\s?\d{1,5}\s?号$/u;
/** 令: `中华人民共和国国务院令第554号`; 公告: `2026年第3号`. */
const ORDER = /[\p{Script=Han}]{2,24}(?:令|公告)\s?[（(]?\s?(?:(?:19|20)\d{2}年\s?)?第\s?\d{1,4}\s?号[)）]?/u;

const LINES_BEHIND_TITLE = 5;

/**
 * 发文字号 of the document itself, as printed: the box, then a line of its own beside the title or at the top of the
 * text, then brackets at the end of the title. Numbers cited in sentences are other documents'.
 */
export function documentNumberOf({ record, heading, text, page }: Reading, title: string | null): string | null {
  const boxed = boxedNumber(valueOf(record, 'documentNumber'));
  if (boxed) return boxed;
  const start = text.lines[0]?.index ?? 0;
  const from = heading ? Math.max(0, heading.firstLine - 2) : start;
  const beside = page.lines.slice(from, (heading?.endLine ?? from) + LINES_BEHIND_TITLE);
  const number = firstNumber(beside) ?? firstNumber(page.lines.slice(start, start + LINES_BEHIND_TITLE));
  return number ?? (title ? numberAtEnd(title) : null);
}

/** The first line that is a number and nothing else. */
export function firstNumber(lines: readonly Pick<Line, 'text'>[]): string | null {
  for (const [index, { text }] of lines.entries()) {
    const next = lines[index + 1]?.text ?? '';
    // 令 are set on two lines: 中华人民共和国国务院令 / 第 554 号.
    const number =
      numberOfLine(text) ?? (/令$/.test(text) && next.length < 14 ? numberOfLine(joined([text, next])) : null);
    if (number) return number;
  }
  return null;
}

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
function numberAtEnd(title: string): string | null {
  const court = COURT_STYLE.exec(title)?.[0];
  if (court) return court.trim();
  const tail = /[（(]([^（()）]{1,40}[〔［[（(【][^（()）]{4}[）)]?[^（()）]{0,12}号)[）)]\s*$/.exec(title)?.[1] ?? '';
  const found = NUMBER.exec(tail)?.[0];
  return found && found.length >= tail.length - 1 ? found.trim() : null;
}

/** A value of the 文号 box; text without any digit (an organ's name, 无) is no number. */
function boxedNumber(value: string | null): string | null {
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
