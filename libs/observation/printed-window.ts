import { LocalDate, localDate } from '@app/calendar/local-date';
import { PrintedWindow } from './content-page';

/** 公示时间 of a text; undefined where it prints none that can be read. */
export function displayWindow(text: string): PrintedWindow | undefined {
  return windowBehind(text, DISPLAY);
}

/** 征求意见时间 of a text; the end alone is enough (于…前反馈). */
export function consultationWindow(text: string): PrintedWindow | undefined {
  return windowBehind(text, CONSULTATION) ?? endOnly(text);
}

const DISPLAY = /(?:公示|公告)(?:起止)?(?:时间|期限?|日期|期间|时限)/gu;
const CONSULTATION =
  /(?:征求意见|意见征集|征集(?:意见)?|公开征集|意见反馈|反馈|提交意见|提出意见)(?:的)?(?:起止)?(?:时间|期限?|日期|期间|时限|截止(?:时间|日期))|截止(?:时间|日期)|公开征求意见(?=[，,：:]|自|从)/gu;

const TIME = String.raw`(?:\s?(?:上午|下午)?\s?\d{1,2}(?:[:：时点]\d{0,2}分?))?`;
const DAY = String.raw`(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?(?:[（(][^（）()]{1,8}[）)])?${TIME}`;
const END = String.raw`(?:(\d{4})\s?[年./-]\s?)?(?:(\d{1,2})\s?[月./-]\s?)?(\d{1,2})\s?日?`;
const RANGE = new RegExp(
  String.raw`${DAY}\s?(?:起|开始)?\s?[,，]?\s?(?:至|到|—{1,2}|–|-{1,2}|~|～|－)\s?${END}(?!\d)`,
  'u',
);
const SINGLE = new RegExp(DAY, 'u');
const STATED = /(?<![\d.])(\d{1,3}|[一二三四五六七八九十]{1,3})\s?个?\s?(工作日|自然日|日历日|天|日)(?!期|常)/u;
const REACH = 70;
const MOST_LEADS = 30;

function windowBehind(text: string, lead: RegExp): PrintedWindow | undefined {
  let seen = 0;
  for (const match of text.matchAll(lead)) {
    if ((seen += 1) > MOST_LEADS) return undefined;
    const behind = text.slice(match.index, match.index + match[0].length + REACH).split(/[。；;\n]/u)[0] ?? '';
    const window = rangeIn(behind) ?? (/截止/u.test(match[0]) ? endIn(behind) : undefined);
    if (window) return window;
  }
  return undefined;
}

function rangeIn(sentence: string): PrintedWindow | undefined {
  const match = RANGE.exec(sentence);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', endYear, endMonth, endDay = ''] = match;
  const from = localDate(Number(year), Number(month), Number(day));
  const to = localDate(Number(endYear ?? year), Number(endMonth ?? month), Number(endDay));
  if (!from || !to || to < from) return undefined;
  const stated = statedIn(sentence.replace(match[0], ' '));
  return { from, to, ...(stated ? { stated } : {}) };
}

function endIn(sentence: string): PrintedWindow | undefined {
  const to = dayOf(SINGLE.exec(sentence));
  return to ? { from: null, to } : undefined;
}

/** 请于2026年3月31日前将意见反馈至…: the day must be said of opinions. */
function endOnly(text: string): PrintedWindow | undefined {
  const match = new RegExp(
    String.raw`(?:于|在|截至)\s?${DAY}\s?(?:之?前|以前|止)[^。；\n]{0,40}(?:意见|建议|反馈)`,
    'u',
  ).exec(text);
  const to = dayOf(match);
  return to ? { from: null, to } : undefined;
}

function dayOf(match: RegExpExecArray | null): LocalDate | undefined {
  return match ? localDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

function statedIn(sentence: string): PrintedWindow['stated'] {
  const match = STATED.exec(sentence);
  const amount = match ? numberOf(match[1] ?? '') : 0;
  return amount > 0 ? { amount, unit: match?.[2] === '工作日' ? 'workday' : 'day' } : undefined;
}

const DIGITS = '零一二三四五六七八九';

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens = '', units = ''] = text.includes('十') ? text.split('十') : ['零', text];
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + Math.max(0, DIGITS.indexOf(units || '零'));
}
